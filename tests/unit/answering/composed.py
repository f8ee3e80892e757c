"""What the composer writes to the last of several messages, without retrieval."""

from __future__ import annotations

from datetime import date

from assistant.answering.composer import Composer
from assistant.answering.draft import Draft
from assistant.answering.evidence import gather
from assistant.answering.scope import find_scope
from assistant.conversation.completing import Conversation
from assistant.models import ResultSet
from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader

TODAY = date(2026, 11, 23)


def answer(corpus: Corpus, reader: Reader, *turns: str) -> Draft:
    """Return the draft on the topics that the messages name."""
    query = Conversation(corpus, reader).read([reader.read(turn) for turn in turns], lambda query: None).query
    scope = find_scope(query, corpus, TODAY, home=None)
    return Composer(corpus).compose(query, gather(query, ResultSet(hits=()), corpus, scope), TODAY)
