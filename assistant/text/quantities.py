"""What is found in a text: figures, vague figures, and the atoms they are built from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

Bound = Literal["at_most", "at_least", "exact"]
Role = Literal["low", "high"]


class Unit(StrEnum):
    """What a figure counts."""

    YUAN = "yuan"
    PERCENT = "percent"
    YEARS = "years"
    DATE = "date"
    COUNT = "count"


class Figure(NamedTuple):
    """A figure: a number with its unit, where it stands in the text that was given, and what the words beside it say.

    `value`: 元, percent, years, counted units, or a date as yyyymmdd (zeros where not said).
    `claim_*`: the span with the bound words. `group`: shared by the figures of one enumeration or range; `role` only
    in a range. `currency_named`: 元, 块, ¥ or RMB was said.
    """

    surface: str
    start: int
    end: int
    value: Decimal
    unit: Unit
    counter: str | None
    bound: Bound | None
    claim_start: int
    claim_end: int
    approximate: bool
    group: int | None
    role: Role | None
    currency_named: bool


@dataclass(frozen=True, slots=True)
class VagueFigure:
    """Words that promise money or a rate without a number: 数千万元, 若干成, 上不封顶."""

    surface: str
    start: int
    end: int
    kind: Literal["amount", "no_cap", "percent"]


class Atom(NamedTuple):
    """A number with its suffix in normalised text; `unit` is None while it is bare."""

    start: int
    end: int
    value: Decimal
    unit: Unit | None = None
    counter: str | None = None
    scales: tuple[Decimal, ...] = ()
    big: bool = False
    arabic: bool = False
    approximate: bool = False
    currency: bool = False
    exact: bool = False
    group: int | None = None
    role: Role | None = None
