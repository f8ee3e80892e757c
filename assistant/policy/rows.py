"""Rows of a reward table as they are written in its file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from assistant.models import Bound, Bracket, Modality, Model, Most, Part, Step


class TierRow(Model):
    """A tier as written in the file; `quote` defaults to its row's."""

    level: str | None = None
    case: str | None = None
    bracket: Bracket | None = None
    yuan: Decimal | None = Field(None, gt=0)
    percent: Decimal | None = Field(None, gt=0, le=1000)
    count: Decimal | None = Field(None, gt=0)
    counter: str | None = None
    up_to: Decimal | None = Field(None, gt=0)
    bound: Bound | None = None
    cap_yuan: Decimal | None = Field(None, gt=0)
    cap_percent: Decimal | None = Field(None, gt=0, le=1000)
    cap_per: str | None = None
    base: str | None = None
    base_from: Decimal | None = Field(None, gt=0)
    base_cap_yuan: Decimal | None = Field(None, gt=0)
    of_award: str | None = None
    on_top_of: str | None = None
    payer: str | None = None
    per: str | None = None
    every: Step | None = None
    term_years: int | None = Field(None, gt=0)
    term_months: int | None = Field(None, gt=0)
    most: Most | None = None
    parts: tuple[Part, ...] = ()
    quote: str | None = None


class Row(Model):
    """A row as written in the file."""

    id: str
    name: str
    clause: str
    modality: Modality | None = None
    beneficiary: str | None = None
    condition: str | None = None
    once: Literal[True] | None = None
    stacking: str | None = None
    award: str | None = None
    note: str | None = None
    departments: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    reviewed: bool = False
    quote: str
    tiers: tuple[TierRow, ...] = Field(min_length=1)


class Table(Model):
    """A file of rows by kind."""

    policy: str
    awards: tuple[Row, ...] = ()
    thresholds: tuple[Row, ...] = ()
    targets: tuple[Row, ...] = ()
