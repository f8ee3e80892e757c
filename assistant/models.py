"""The values that cross the seams of the pipeline: frozen, closed, and free of behaviour.

Money is `Decimal` in 元, rates are `Decimal` in percent, spans are half-open code-point offsets.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

Bound = Literal["exact", "at_most", "at_least"]
Kind = Literal["award", "target", "threshold"]
Modality = Literal["给予", "争取"]
Status = Literal["answered", "clarify", "not_covered", "refused", "error"]
Source = Literal["table", "computed", "user", "document"]
Role = Literal["user", "assistant"]

TEXT_LIMIT = 20_000
"""Longest text that the guard reads, in characters: several times the longest reply a hotline sends."""


def as_number(value: Decimal) -> int | float:
    """Return a decimal as the JSON number that the contract asks for."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(as_number, when_used="json")]


class Model(BaseModel):
    """Base of every seam type."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---------------------------------------------------------------- policy


class PolicyMeta(Model):
    """What the front matter of a policy document says; `replaces` are the ids of policies that it stands in for."""

    id: str
    title: str
    number: str
    issuer: str
    region: str
    source: str
    issued: date
    effective: date
    award_window_end: date | None = None
    interpreter: str
    interpreter_short: str
    replaces: tuple[str, ...] = ()


class Clause(Model):
    """A clause 条款: the unit that answers cite.

    `start` and `end` are offsets into the policy file; `body` has neither the item's heading nor its 责任单位 line.
    """

    policy: str
    label: str
    section: str
    title: str
    body: str
    departments: tuple[str, ...] = ()
    start: int
    end: int

    @property
    def text(self) -> str:
        """The clause as printed, without its 责任单位 line."""
        return f"{self.title}。{self.body}" if self.title and self.label not in ("导语", "附则") else self.body


class Policy(Model):
    """A policy document 政策文件 with its clauses in printed order."""

    meta: PolicyMeta
    clauses: tuple[Clause, ...]
    text: str = Field(repr=False)
    file: str


class Tier(Model):
    """A tier 档 of a row: one figure (or none, where the text names none) with all that binds it.

    Exactly one of `yuan`, `percent` and `count` is set; none of them where the text gives support without a figure.
    `cap_yuan` caps a rate (always "at most"); `term_years` is the longest term of a yearly rate.
    """

    level: str | None = None
    yuan: Number | None = None
    percent: Number | None = None
    count: Number | None = None
    counter: str | None = None
    bound: Bound | None = None
    cap_yuan: Number | None = None
    base: str | None = None
    payer: str | None = None
    per: str | None = None
    term_years: int | None = None
    quote: str


class Reward(Model):
    """A row of the reward table 奖补: an award, a target or a threshold of one clause.

    `once` is true where the text says 一次性, else null; `stacking` groups tiers of which only the best is paid.
    """

    policy: str
    id: str
    kind: Kind
    name: str
    clause: str
    modality: Modality | None = None
    beneficiary: str | None = None
    condition: str | None = None
    once: Literal[True] | None = None
    stacking: str | None = None
    award: str | None = None
    note: str | None = None
    tiers: tuple[Tier, ...]
    departments: tuple[str, ...] = ()


# ---------------------------------------------------------------- conversation and retrieval


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


# ---------------------------------------------------------------- guard


class Finding(Model):
    """A figure or claim that the guard holds against a text; `reason` is one of `assistant.guard.reasons.REASONS`."""

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
    """The guard's judgement of one text; `ok` is false with any finding, `unverifiable` ones included."""

    ok: bool
    findings: tuple[Finding, ...] = ()
    figures: tuple[CheckedFigure, ...] = ()


# ---------------------------------------------------------------- answer


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
