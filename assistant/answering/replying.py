"""From a message that can be answered to the reply: drafts in their order, each under the guard, the first that passes.

A rejected draft of a language model is followed by one more, told why; then by the composer's; then by bare quotations.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from assistant.answering.approved import ApprovedAnswer, ApprovedAnswers, Editor
from assistant.answering.composer import Composer
from assistant.answering.draft import Draft
from assistant.answering.drafter import Drafter, Model, Writing
from assistant.answering.evidence import Evidence
from assistant.answering.release import Judgement, Reply
from assistant.answering.verification import find_faults
from assistant.answering.vouching import vouch
from assistant.guard.checker import Guard
from assistant.guard.review import Reviewer
from assistant.models import Answer, GuardResult
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Query

LOG = logging.getLogger(__name__)
PIECE = re.compile(r".+?(?:\n\n|\Z)", re.DOTALL)
CORRECTED = "以上内容未能全部通过核验，请以下面的答复为准。"


class Task(NamedTuple):
    """A message that can be answered, with all that an answer is written from; `restated` are messages understood."""

    question: str
    earlier: tuple[str, ...]
    restated: tuple[str, ...]
    query: Query
    evidence: Evidence
    as_of: date
    key: str
    subject: str
    advice: Draft | None
    approved: ApprovedAnswer | None
    timings: Mapping[str, float] = MappingProxyType({})

    @property
    def said(self) -> tuple[str, ...]:
        """What the user said before and what that comes to: the grounds of figures of the user's own."""
        return (*self.earlier, *self.restated)


class Publisher:
    """Lets nothing out that the guard does not pass; safe to share between threads."""

    def __init__(
        self,
        corpus: Corpus,
        guard: Guard | Reviewer,
        drafter: Drafter | None,
        model: Model | None,
        approved: ApprovedAnswers | None,
        editor: Editor,
    ) -> None:
        self._corpus = corpus
        self._guard = guard
        self._composer = Composer(corpus)
        self._drafters: tuple[Drafter, ...] = (self._composer,) if drafter is None else (drafter, self._composer)
        self._model = model
        self._approved = approved
        self._editor = editor

    def publish(self, task: Task) -> Reply:
        """Return the reply."""
        began = time.perf_counter()
        reply = self._finish(task, self._begin_writing(task))
        written = round((time.perf_counter() - began) * 1000, 3)
        return reply.model_copy(update={"timings": {**reply.timings, "write": written}})

    def stream(self, task: Task) -> Iterator[str | Reply]:
        """Yield an answer piece by piece, each fit to be shown, and last the reply, whose text the pieces make up."""
        writing = self._begin_writing(task)
        if writing is None:
            reply = self._finish(task, None)
            yield from PIECE.findall(reply.answer.text)
            yield reply
            return
        shown, draft = "", None
        for piece in writing.stream(lambda text: self._guard.check(text, task.question, task.said).ok):
            if isinstance(piece, Draft):
                draft = piece
            else:
                shown += piece
                yield piece
        judgement = self.judge(draft, task.question, task.said) if draft else None
        if draft and judgement and not judgement.faults:
            writing.outcome = "released"
            yield draft.text[len(shown) :]
            yield self._reply(task, _answer(task.question, draft), judgement.result, (), writing)
            return
        yield from self._stream_instead(task, shown, writing, (judgement,) if judgement else ())

    def _stream_instead(
        self, task: Task, shown: str, writing: Writing, blocked: Sequence[Judgement]
    ) -> Iterator[str | Reply]:
        """Yield the composer's answer in the place of what did not pass, and say so where something was shown."""
        writing.outcome = "rejected" if blocked else writing.outcome
        reply = self._finish(task, None)
        lead = f"{shown.rstrip()}\n\n{CORRECTED}\n\n"[len(shown.rstrip()) :] if shown else ""
        pieces = [lead, *PIECE.findall(reply.answer.text)] if shown else PIECE.findall(reply.answer.text)
        yield from pieces
        text = shown + "".join(pieces)
        yield reply.model_copy(
            update={
                "answer": reply.answer.model_copy(update={"text": text}),
                "model": writing.outcome,
                "blocked": reply.blocked + len(blocked),
                "reasons": (*(reason for judgement in blocked for reason in judgement.reasons), *reply.reasons),
            }
        )

    def release(self, question: str, earlier: Sequence[str], drafts: Iterator[Draft]) -> Reply:
        """Return the reply with the first draft that passes, to a message that nothing is looked up for."""
        blocked: list[Judgement] = []
        for draft in drafts:
            judgement = self.judge(draft, question, earlier)
            if not judgement.faults:
                answer = _answer(question, draft)
                break
            LOG.warning("draft blocked: %s", ", ".join(judgement.reasons))
            blocked.append(judgement)
        else:
            answer = Answer(question=question, status="not_covered", text=self._corpus.messages.blocked)
        reasons = tuple(reason for one in blocked for reason in one.reasons)
        return Reply(answer=answer, earlier=tuple(earlier), blocked=len(blocked), reasons=reasons)

    def judge(self, draft: Draft, question: str, earlier: Sequence[str]) -> Judgement:
        """Return what is wrong with a draft."""
        result = self._guard.check(draft.text, question, earlier)
        result = vouch(result, draft, self._corpus, (*earlier, question))
        return Judgement(result, find_faults(draft, self._corpus))

    def _begin_writing(self, task: Task) -> Writing | None:
        """Return what a language model is to write; it has no say where staff or the adviser have spoken."""
        if self._model is None or task.advice or task.approved:
            return None
        template = self._composer.compose(task.query, task.evidence, task.as_of)
        return self._model.begin(task.query, task.evidence, template)

    def _write(self, task: Task, writing: Writing | None) -> Generator[Draft, Judgement, None]:
        """Yield the drafts in the order in which they are to be tried, each written when its turn comes."""
        if task.advice:
            yield task.advice
        if task.approved:
            figures = self._guard.check(task.approved.text, task.query.question, task.said).figures
            yield self._editor.draft(task.approved.text, figures, task.evidence, task.as_of)
        reasons: tuple[str, ...] = ()
        while writing and (draft := writing.write(reasons)):
            reasons = (yield draft).reasons
        for drafter in self._drafters:
            yield drafter.compose(task.query, task.evidence, task.as_of)
        yield self._composer.quote_only(task.evidence)

    def _finish(self, task: Task, writing: Writing | None) -> Reply:
        """Let the first draft out that the guard passes and whose fields hold; failing all, say that there is none."""
        blocked: list[Judgement] = []
        drafts = self._write(task, writing)
        draft = next(drafts, None)
        while draft is not None:
            judgement = self.judge(draft, task.question, task.said)
            if not judgement.faults:
                if writing and draft is writing.last:
                    writing.outcome = "released"
                return self._reply(task, _answer(task.question, draft), judgement.result, blocked, writing)
            LOG.warning("draft blocked: %s", ", ".join(judgement.reasons))
            blocked.append(judgement)
            try:
                draft = drafts.send(judgement)
            except StopIteration:
                break
        none = Answer(question=task.question, status="not_covered", text=self._corpus.messages.blocked)
        return self._reply(task, none, GuardResult(ok=True), blocked, writing)

    def _reply(
        self, task: Task, answer: Answer, guard: GuardResult, blocked: Sequence[Judgement], writing: Writing | None
    ) -> Reply:
        if task.approved and blocked and self._approved:
            self._approved.retire(task.approved.id, "；".join(blocked[0].faults))
        return Reply(
            answer=answer,
            earlier=task.earlier,
            key=task.key,
            subject=task.subject,
            expected=task.evidence.route not in ("greeting", "refused"),
            blocked=len(blocked),
            reasons=tuple(reason for judgement in blocked for reason in judgement.reasons),
            approved=task.approved.id if task.approved and not blocked else None,
            model=writing.outcome if writing else None,
            guard=guard,
            timings=dict(task.timings),
        )


def _answer(question: str, draft: Draft) -> Answer:
    return Answer(
        question=question,
        status=draft.status,
        text=draft.text,
        citations=draft.citations,
        amounts=draft.amounts,
        notices=draft.notices,
        suggestions=draft.suggestions,
    )
