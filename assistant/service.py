"""The assistant: the whole pipeline on one screen.

message + history → Query → ResultSet → Evidence → Draft → GuardResult → Answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.acts.deciding import Desk
from assistant.answering.approved import ApprovedAnswer, ApprovedAnswers, Editor
from assistant.answering.drafter import Drafter, Model
from assistant.answering.evidence import SURE, Evidence, gather, keep_current
from assistant.answering.guides import GuideWriter
from assistant.answering.likeness import Likeness
from assistant.answering.practical import recall, spoken_before
from assistant.answering.release import Examination, Reply
from assistant.answering.replying import Publisher, Task
from assistant.answering.rowwise.finding import RowFinder
from assistant.answering.scope import Scope, find_scope
from assistant.conversation.completing import Conversation, Reading
from assistant.conversation.inputs import Inputs
from assistant.conversation.turn import Subject
from assistant.eligibility.adviser import Adviser
from assistant.errors import UsageError
from assistant.guard.checker import Guard
from assistant.guard.claims.explanation import ExplainedResult
from assistant.guard.local import LocalGuard
from assistant.guard.review import Reviewer
from assistant.models import Answer, GuardResult, PolicyMeta, ResultSet, Turn
from assistant.policy.corpus import Corpus
from assistant.policy.regions import holds_in
from assistant.policy.selection import Measure, select_clauses
from assistant.policy.validity import rank
from assistant.retrieval.retriever import Retriever
from assistant.searching import ClauseSearch
from assistant.settings import Settings
from assistant.understanding.query import Query
from assistant.understanding.reader import Reader
from assistant.views import ClauseView, RewardRow, clause_view, reward_rows

STRANGE = 0.15  # confidence below which a full sentence is about something else than the policies, whatever came before
MOST_FAR = 2  # clauses that answer where none is near
LOOK_UP_LIMIT = 10


class Assistant:
    """Answers questions, checks replies and looks clauses up; safe to share between threads, keeps no state."""

    def __init__(
        self,
        corpus: Corpus,
        retriever: Retriever,
        guard: Guard | LocalGuard,
        settings: Settings,
        today: Callable[[], date],
        drafter: Drafter | None = None,
        approved: ApprovedAnswers | None = None,
        home: str | None = None,
        model: Model | None = None,
        reader: Reader | None = None,
    ) -> None:
        """`drafter` writes the first draft; the composer's own is what every other one falls back to.

        An answer in `approved` goes before both. `home` is the region served. `model` puts the composer's otherwise.
        `reader` is the guard's, where it has been given one.
        """
        self.corpus = corpus
        self.today = today
        self.clauses = ClauseSearch(corpus, retriever, reader)
        self._reviewer = Reviewer(corpus, guard, settings.check_kinds, today)
        self._settings = settings
        self._home = home
        self._reader = self.clauses.reader
        self._inputs = Inputs(corpus.messages, settings.question_limit, settings.history_limit)
        self._conversation = Conversation(corpus, self._reader)
        self._adviser = Adviser(corpus) if corpus.criteria else None
        self._likeness = Likeness(corpus)
        self._rows = RowFinder(corpus)
        self._guides = GuideWriter(corpus)
        self._editor = Editor(corpus)
        self._approved = approved
        own = Reviewer(corpus, guard, settings.answer_kinds, today)
        self._publisher = Publisher(corpus, own, drafter, model, approved, self._editor)
        self._desk = Desk(corpus, self._publisher, home, self._adviser.policy if self._adviser else None)

    def ask(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Answer:
        """Answer a question, given the turns before it and the date that it is asked for (default: today)."""
        return self.reply(question, history, as_of).answer

    def reply(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Reply:
        """Answer as `ask` does, and tell how the answer came about."""
        task = self._begin(question, history, as_of)
        return task if isinstance(task, Reply) else self._publisher.publish(task)

    def stream(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Iterator[str | Reply]:
        """Yield an answer piece by piece, and last the reply, whose text the pieces make up."""
        task = self._begin(question, history, as_of)
        if not isinstance(task, Reply):
            yield from self._publisher.stream(task)
            return
        if task.answer.status != "error":
            yield task.answer.text
        yield task

    def examine(self, text: str, question: str, history: Sequence[Turn] = ()) -> Examination:
        """Check an answer that staff propose for a question; raise `UsageError` where the question can't be used."""
        if fault := self._inputs.find_fault(question):
            raise UsageError(fault)
        earlier = self._inputs.earlier(history)
        reading, evidence = self._gather(self._read((*earlier, question)), self.today())
        result = self._reviewer.check(text, question, earlier)
        draft = self._editor.draft(text, result.figures, evidence, self.today())
        return Examination(
            key=self._likeness.key(reading.query, evidence).digest,
            findings=result.findings,
            faults=self._publisher.judge(draft, question, earlier).faults,
            policies=self._editor.versions(draft),
            draft=draft,
        )

    def is_current(self, answer: ApprovedAnswer) -> bool:
        """Whether no policy that an approved answer rests on has changed since it was written."""
        return self._editor.is_current(answer)

    def check(self, text: str, question: str = "") -> GuardResult:
        """Check a reply that somebody else wrote, as of today."""
        return self._reviewer.check(text, question)

    def explain(self, text: str, question: str = "") -> ExplainedResult:
        """Check a reply, and say of each figure what was read of it and which rule decided."""
        return self._reviewer.explain(text, question)

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
        hits = self.clauses.search(words, LOOK_UP_LIMIT, places).hits
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

    def _search(self, query: Query, scope: Scope) -> ResultSet:
        places = [(c.policy, c.label) for c in self.corpus.clauses if c.policy in scope.ids] if scope.others else None
        results = self.clauses.search_for(query, within=places)
        settings = self._settings
        strong = tuple(hit for hit in results.hits if hit.score >= settings.answer_score)
        far = not strong and (results.confidence or 0) >= settings.far_confidence
        if far:
            strong = tuple(hit for hit in results.hits[:MOST_FAR] if hit.score >= settings.far_score)
        weak = tuple((hit, "相关度不足以据此作答") for hit in results.hits if hit not in strong)
        return results.model_copy(update={"hits": strong, "rejected": (*weak, *results.rejected), "far": far})

    def _look_up(self, text: str, scope: Scope) -> ResultSet:
        places = [(c.policy, c.label) for c in self.corpus.clauses if c.policy in scope.ids]
        return self.clauses.search(text, LOOK_UP_LIMIT, places)

    def _recognises(self, query: Query) -> Subject | None:
        results = self.clauses.search_for(query, limit=1)
        if results.hits and results.hits[0].score >= SURE:
            return "clause"
        return "nothing" if (results.confidence or 0) < STRANGE else None

    def _read(self, messages: Sequence[str]) -> list[Query]:
        return [self._reader.read(message) for message in messages]

    def _gather(self, queries: Sequence[Query], as_of: date) -> tuple[Reading, Evidence]:
        """Return what the last message asks, completed from those before it, and what answers it."""
        reading = self._conversation.read(queries, self._recognises)
        query = reading.query
        spoken = spoken_before(queries, lambda earlier: self._gather(earlier, as_of)[1])
        scope = find_scope(query, self.corpus, as_of, self._home).within_any(spoken.policies if spoken else ())
        live = scope.in_force(as_of)
        evidence = self._find(reading, live, as_of)
        if live is not scope and evidence.route == "not_covered":  # what only an expired one says is said of that
            evidence = self._find(reading, scope, as_of)
        return reading, recall(evidence, spoken, query)

    def _find(self, reading: Reading, scope: Scope, as_of: date) -> Evidence:
        """Return what answers in the policies of a scope: by topics where somebody wrote them, else by rows."""
        query = reading.query
        plain = self._rows.within(scope)
        if plain is scope:
            return self._rows.gather(reading.messages, query, scope, self._look_up, as_of)
        evidence = keep_current(gather(query, self._search(query, scope), self.corpus, scope), as_of)
        elsewhere = query.foreign or set(query.years) - scope.years
        if plain is None or elsewhere or not evidence.leaves_to(plain.ids):
            return evidence
        by_rows = self._rows.gather(reading.messages, query, plain, self._look_up, as_of)
        return by_rows if by_rows.route == "rows" else evidence

    def _begin(self, question: str, history: Sequence[Turn], as_of: date | None) -> Task | Reply:
        """Return what there is to write from, or the reply to input that can't be used or asks nothing of a policy."""
        if fault := self._inputs.find_fault(question):
            return Reply(answer=Answer(question=question, status="error", text=fault))
        earlier, as_of = self._inputs.earlier(history), as_of or self.today()
        began = time.perf_counter()
        queries = self._read((*earlier, question))
        read = time.perf_counter()
        if acted := self._desk.reply(queries, as_of, self.reply):
            return acted
        queries = self._desk.asked(queries)
        earlier = tuple(query.question for query in queries[:-1])
        reading, evidence = self._gather(queries, as_of)
        query = reading.query
        key = self._likeness.key(query, evidence).digest
        advises = self._adviser is not None and self._adviser.policy in evidence.scope.ids
        advice = self._adviser.draft(queries, as_of, self._desk.begins_profile) if self._adviser and advises else None
        approved = None if advice else self._find_approved(key)  # what a firm may get depends on all that it said
        if not (advice or approved):
            advice = self._guides.draft(query, evidence, as_of)
        subject = self._likeness.subject(query, evidence)
        stages = {"read": read - began, "find": time.perf_counter() - read}
        timings = {name: round(seconds * 1000, 3) for name, seconds in stages.items()}
        told = reading.restated
        return Task(question, earlier, told, query, evidence, as_of, key, subject, advice, approved, timings)

    def _find_approved(self, key: str) -> ApprovedAnswer | None:
        answer = self._approved.find(key) if self._approved else None
        return answer if answer and self.is_current(answer) else None
