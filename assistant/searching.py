"""Find the clauses that a message is about: the one way for chat, look-up, command line and evaluation."""

from __future__ import annotations

from collections.abc import Collection

from assistant.models import ResultSet
from assistant.policy.corpus import Corpus
from assistant.retrieval.engine import Place
from assistant.retrieval.retriever import Retriever
from assistant.text.masking import blank
from assistant.understanding.query import Query
from assistant.understanding.reader import Reader


class ClauseSearch:
    """Searches for what a message says and for what the lexicon makes of it; safe to share between threads."""

    def __init__(self, corpus: Corpus, retriever: Retriever, reader: Reader | None = None) -> None:
        """`reader` is that which all understand messages by, where there is one."""
        self.reader = reader or Reader(corpus, retriever.split)
        self._retriever = retriever

    def search(self, message: str, limit: int = 5, within: Collection[Place] | None = None) -> ResultSet:
        """Return at most `limit` clauses, best first, and only of those `within` where that is given."""
        return self.search_for(self.reader.read(message), limit, within)

    def search_for(self, query: Query, limit: int = 5, within: Collection[Place] | None = None) -> ResultSet:
        """Do the same for a message that has been read; what earlier ones lend it is not searched for."""
        results = self._retriever.search(query.sought, limit, within)
        meant = (
            mention.term for mention in query.mentions if not mention.exact and mention.topic not in query.inherited
        )
        return results.model_copy(update={"margin": self._retriever.judge(" ".join((blank(query.folded), *meant)))})
