"""A draft row, as it is handed over and while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from assistant.ingest.drafting.brackets import Bracket, number
from assistant.models import Bound, Kind, Model

Field = Literal["yuan", "percent", "count"]


class DraftRow(Model):
    """A drafted row 草拟行: `row` is YAML-ready, without `reviewed`.

    `start`, `end`: code-point offsets of its quote in the policy's text. `confidence` in [0, 1]. `unsure`: reasons,
    in Chinese.
    """

    kind: Kind
    row: dict[str, Any]
    start: int
    end: int
    confidence: float
    unsure: tuple[str, ...] = ()


@dataclass(slots=True)
class Tier:
    """A tier being put together; spans are of the flat clause."""

    start: int
    end: int
    unit: Field | None = None
    value: Decimal | None = None
    up_to: Decimal | None = None
    bound: Bound | None = None
    level: str | None = None
    case: str | None = None
    bracket: Bracket | None = None
    loose: tuple[Bracket, ...] = ()
    what: str | None = None
    paid: str | None = None
    classed: bool = False
    per: str | None = None
    every: tuple[str, object, object] | None = None
    cap: Decimal | None = None
    cap_percent: Decimal | None = None
    cap_per: str | None = None
    base: str | None = None
    base_from: Decimal | None = None
    base_cap: Decimal | None = None
    of_award: Draft | None = None
    on_top_of: str | None = None
    points: bool = False
    payer: str | None = None
    term_years: int | None = None
    term_months: int | None = None
    most: tuple[str | None, Decimal, str] | None = None
    parts: list[tuple[str, Decimal]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """A rate, a sum per unit or a step: what a cap behind it binds."""
        return self.unit == "percent" or self.per is not None or self.every is not None

    def sizes(self) -> list[tuple[str, Decimal]]:
        """Return the sizes of its bracket and step, each with its counter."""
        found: list[tuple[str, Decimal]] = []
        if b := self.bracket:
            found += [(b.counter, end) for end in (b.from_, b.over, b.to, b.below) if end is not None]
        if self.every:
            found.append((str(self.every[2]), Decimal(str(self.every[1]))))
        return found

    def as_row(self) -> dict[str, Any]:
        """Return it as the table has it."""
        every = None
        if self.every is not None:
            of, size, counter = self.every
            every = {"size": number(Decimal(str(size))), "counter": counter} | ({"of": of} if of else {})
        most = None
        if self.most is not None:
            whose, most_size, unit = self.most
            most = {"size": number(most_size), "counter": unit} | ({"of": whose} if whose else {})
        said: dict[str, Any] = {
            "level": self.level,
            "case": self.case,
            "bracket": self.bracket.as_row() if self.bracket else None,
            self.unit or "yuan": _number(self.value),
            "up_to": _number(self.up_to),
            "bound": self.bound,
            "per": self.per,
            "every": every,
            "cap_yuan": _number(self.cap),
            "cap_percent": _number(self.cap_percent),
            "cap_per": self.cap_per,
            "base": self.base,
            "base_from": _number(self.base_from),
            "base_cap_yuan": _number(self.base_cap),
            "of_award": self.of_award.id if self.of_award else None,
            "on_top_of": self.on_top_of,
            "payer": self.payer,
            "term_years": self.term_years,
            "term_months": self.term_months,
            "most": most,
            "parts": [{"case": case, self.unit or "yuan": number(value)} for case, value in self.parts] or None,
        }
        return {key: value for key, value in said.items() if value is not None}


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else number(value)


@dataclass(slots=True)
class Draft:
    """A row being put together."""

    kind: Kind
    start: int
    end: int
    name: str
    head: str
    sentence: int
    beneficiary: str | None = None
    paid: str | None = None
    """Who is given it, where the words of giving say so themselves."""
    condition: str | None = None
    once: bool = False
    modality: str | None = None
    departments: tuple[str, ...] = ()
    note: str | None = None
    award: Draft | None = None
    payer: str | None = None
    base: str | None = None
    term_years: int | None = None
    on_top_of: str | None = None
    award_name: str | None = None
    own_name: bool = True
    tiers: list[Tier] = field(default_factory=list)
    blocks: int = 0
    sure: float = 1.0
    unsure: list[str] = field(default_factory=list)
    id: str = ""

    def doubt(self, reason: str, sure: float) -> None:
        """Note why a row is unsure, and how sure it still is."""
        if reason not in self.unsure:
            self.unsure.append(reason)
        self.sure = min(self.sure, sure)
