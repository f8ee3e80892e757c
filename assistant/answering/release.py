"""What becomes of a draft: how it was judged, and the reply that was released in the end."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import Field

from assistant.answering.draft import Draft
from assistant.models import Answer, Finding, GuardResult, Model


class Judgement(NamedTuple):
    """What the guard makes of a draft, and what is wrong with the fields beside its text."""

    result: GuardResult
    fields: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """All that is wrong; empty where the draft may be released."""
        return (*(f"{f.reason}: {f.surface}" for f in self.result.findings), *self.fields)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is held up, without a word of it."""
        return (*(finding.reason for finding in self.result.findings), *("fields" for _ in self.fields))


class Reply(Model):
    """An answer with how it came about; `approved` is the answer of staff that it gives.

    `key` is equal for questions that are the same, `subject` names what was asked about; both are empty for input that
    can't be used. `expected` tells that the policies should answer it: it is no greeting and breaks no rule. `blocked`
    counts the drafts that were held up before, `reasons` says why; `model` tells what became of a language model's
    draft, and `guard` is the judgement of the answer itself. `timings` are the milliseconds of each stage: reading the
    messages, finding what answers, and writing with the guard.
    """

    answer: Answer
    earlier: tuple[str, ...] = ()
    key: str = ""
    subject: str = ""
    expected: bool = False
    blocked: int = 0
    reasons: tuple[str, ...] = ()
    approved: int | None = None
    model: str | None = None
    guard: GuardResult = GuardResult(ok=True)
    timings: dict[str, float] = Field(default_factory=dict)


class Examination(Model):
    """What the guard finds in an answer that staff propose for the questions of a key."""

    key: str
    findings: tuple[Finding, ...]
    faults: tuple[str, ...]
    policies: dict[str, str]
    draft: Draft
