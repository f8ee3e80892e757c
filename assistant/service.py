"""The assistant: the whole pipeline on one screen.

message + history → Query → ResultSet → Evidence → Draft → GuardResult → Answer
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain

from assistant.answering.composer import Composer
from assistant.answering.draft import Draft
from assistant.answering.drafter import Drafter
from assistant.answering.evidence import SURE, gather
from assistant.answering.scope import Scope, find_scope
from assistant.answering.verification import find_faults
from assistant.conversation.carry import carry
from assistant.guard.checker import Guard
from assistant.models import Answer, GuardResult, PolicyMeta, ResultSet, Turn
from assistant.policy.corpus import Corpus
from assistant.policy.regions import holds_in
from assistant.policy.selection import Measure, select_clauses
from assistant.policy.validity import rank
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from assistant.understanding.query import Query
from assistant.understanding.reader import Reader
from assistant.views import ClauseView, RewardRow, clause_view, reward_rows

LOG = logging.getLogger(__name__)
FOUND = 0.5  # retrieval score above which the best clause may answer a question that names no known topic
LOOK_UP_LIMIT = 10


class Assistant:
    """Answers questions, checks replies and looks clauses up; safe to share between threads, keeps no state."""

    def __init__(
        self,
        corpus: Corpus,
        retriever: Retriever,
        guard: Guard,
        settings: Settings,
        today: Callable[[], date],
        drafter: Drafter | None = None,
        home: str | None = None,
    ) -> None:
        """`drafter` writes the first draft, the composer's own being the fallback; `home` is the region served."""
        self.corpus = corpus
        self.today = today
        self.retriever = retriever
        self._guard = guard
        self._settings = settings
        self._home = home
        self._reader = Reader(corpus)
        self._composer = Composer(corpus)
        self._drafters: tuple[Drafter, ...] = (self._composer,) if drafter is None else (drafter, self._composer)

    def ask(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Answer:
        """Answer a question, given the turns before it and the date that it is asked for (default: today)."""
        if fault := self._unusable(question):
            return Answer(question=question, status="error", text=fault)
        earlier = self._earlier(history)
        query = self.understand(question, earlier)
        day = as_of or self.today()
        scope = find_scope(query, self.corpus, day, self._home)
        evidence = gather(query, self._search(query, scope), self.corpus, scope)
        drafts = (drafter.compose(query, evidence, day) for drafter in self._drafters)
        return self._release(question, earlier, chain(drafts, [self._composer.quote_only(evidence)]))

    def understand(self, question: str, earlier: Sequence[str] = ()) -> Query:
        """Return what the question asks, completed from the user's earlier messages."""
        queries = [self._reader.read(message) for message in (*earlier, question)]
        return carry(queries, self._recognises)

    def check(self, text: str, question: str = "") -> GuardResult:
        """Check the figures of a reply that somebody else wrote."""
        return self._guard.check(text, question)

    def find_clauses(
        self,
        words: str = "",
        department: str | None = None,
        level: str | None = None,
        policy: str | None = None,
        region: str | None = None,
        valid_on: date | None = None,
        measure: Measure | None = None,
    ) -> tuple[ClauseView, ...]:
        """Look clauses up by words and by what `select_clauses` narrows to; all in printed order without words."""
        allowed = select_clauses(self.corpus, department, level, policy, region, valid_on, measure)
        if not words.strip():
            return tuple(clause_view(clause) for clause in allowed)
        places = frozenset((clause.policy, clause.label) for clause in allowed)
        hits = self.retriever.search(words, LOOK_UP_LIMIT, places).hits
        return tuple(clause_view(self.corpus.clause(hit.policy, hit.clause), hit) for hit in hits)

    def documents(self) -> tuple[PolicyMeta, ...]:
        """Return the documents that answer: those of the region served first, in each the first to answer today."""
        local = self._local()
        others = [policy.meta for policy in self.corpus.policies if policy.meta not in local]
        return (*local, *rank(others, self.today()))

    def examples(self, limit: int) -> tuple[str, ...]:
        """Return questions to begin with, on the documents of the region served."""
        return self.corpus.examples([meta.id for meta in self._local()], limit)

    def _local(self) -> tuple[PolicyMeta, ...]:
        regions, home = self.corpus.lexicon.regions, self._home
        metas = (p.meta for p in self.corpus.policies if home is None or holds_in(regions, p, home))
        return rank(metas, self.today())

    def reward_rows(self, kind: str = "award") -> tuple[RewardRow, ...]:
        """Return the reward table, one object a tier; `kind` may be `all`."""
        return reward_rows(self.corpus.rewards, kind)

    def _unusable(self, question: str) -> str | None:
        """Return what is wrong with the input; None where it can be read."""
        readable = "".join(c for c in question if unicodedata.category(c)[0] not in "CZ")
        if not readable:
            return self.corpus.messages.empty
        limit = self._settings.question_limit
        if len(question) > limit:
            return self.corpus.messages.too_long.format(length=len(question), limit=limit)
        return None

    def _earlier(self, history: Sequence[Turn]) -> tuple[str, ...]:
        """Return the user's last messages; what the assistant is said to have said is never evidence."""
        said = [turn.content for turn in history if turn.role == "user" and not self._unusable(turn.content)]
        return tuple(said[-self._settings.history_limit :]) if self._settings.history_limit else ()

    def _search(self, query: Query, scope: Scope) -> ResultSet:
        places = [(c.policy, c.label) for c in self.corpus.clauses if c.policy in scope.ids] if scope.others else None
        results = self.retriever.search(query.question, within=places)
        weak = tuple((hit, "相关度不足以据此作答") for hit in results.hits if hit.score < FOUND)
        strong = tuple(hit for hit in results.hits if hit.score >= FOUND)
        return ResultSet(hits=strong, rejected=(*weak, *results.rejected))

    def _recognises(self, message: str) -> bool:
        hits = self.retriever.search(message, limit=1).hits
        return bool(hits) and hits[0].score >= SURE

    def _release(self, question: str, earlier: Sequence[str], drafts: Iterable[Draft]) -> Answer:
        """Let the first draft out that the guard passes and whose fields hold; failing all, say that there is none."""
        for draft in drafts:
            result = self._guard.check(draft.text, question, earlier)
            faults = (*(f"{f.reason}: {f.surface}" for f in result.findings), *find_faults(draft, self.corpus))
            if not faults:
                return Answer(
                    question=question,
                    status=draft.status,
                    text=draft.text,
                    citations=draft.citations,
                    amounts=draft.amounts,
                    notices=draft.notices,
                    suggestions=draft.suggestions,
                )
            LOG.warning("draft blocked: %s", "; ".join(faults))
        return Answer(question=question, status="not_covered", text=self.corpus.messages.blocked)
