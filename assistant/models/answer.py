"""A conversation, what retrieval finds for it, what the guard makes of a text, and the answer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.models.base import Bound, Model, Number, Role, Source, Status


class Turn(Model):
    """A message of the conversation; only the user's turns ever count as evidence of what was asked."""

    role: Role
    content: str


class Hit(Model):
    """A clause that retrieval found, with its scores in [0, 1] by method and the words that matched."""

    policy: str
    clause: str
    score: float
    dense: float
    lexical: float
    matched: tuple[str, ...] = ()


class ResultSet(Model):
    """What retrieval found, best first, what it rejected and why, and how probably the policies cover it at all.

    Hits are `far` where they answer only because the question sounds covered. `margin` says how far above the point
    below which messages are about other matters the words of this one lie, in log odds.
    """

    hits: tuple[Hit, ...]
    rejected: tuple[tuple[Hit, str], ...] = ()
    confidence: float | None = None
    margin: float | None = None
    far: bool = False

    @property
    def every(self) -> tuple[Hit, ...]:
        """What was found, whether rejected or not."""
        return (*self.hits, *(hit for hit, _ in self.rejected))

    @property
    def scores(self) -> dict[tuple[str, str], float]:
        """The score of each clause found, by policy and label."""
        return {(hit.policy, hit.clause): hit.score for hit in self.every}


class Finding(Model):
    """A figure or claim that the guard holds against a text; `reason` is one of `guard.judging.reasons.REASONS`."""

    surface: str
    start: int
    end: int
    reason: str
    message: str
    expected: str | None = None
    clause: str | None = None
    reward: str | None = None


class CheckedFigure(Model):
    """A figure of a text and what the guard made of it."""

    surface: str
    start: int
    end: int
    verdict: Literal["supported", "wrong", "unverifiable", "user", "not_policy"]
    clause: str | None = None


class GuardResult(Model):
    """The guard's judgement of one text; `ok` is false with any finding, `unverifiable` ones included.

    `read` counts the figures: 0 says that nothing in the text was checked as an amount.
    """

    ok: bool
    findings: tuple[Finding, ...] = ()
    figures: tuple[CheckedFigure, ...] = ()
    read: int = Field(0, description="读出的数额个数；为 0 时没有可核验的数额")


class Citation(Model):
    """A clause that an answer rests on; `quote` is a verbatim piece of it."""

    policy: str
    clause: str
    quote: str


class StatedAmount(Model):
    """An amount that an answer states, bound to the row, tier and clause that support it."""

    text: str
    yuan: Number | None = None
    percent: Number | None = None
    bound: Bound
    source: Source
    reward: str | None = None
    tier: str | None = None
    clause: str | None = None
    per: str | None = None
    derivation: str | None = None


class Answer(Model):
    """One answer, as the CLI, the API and the pages render it; `text` is Markdown and complete on its own."""

    question: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    amounts: tuple[StatedAmount, ...] = ()
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
