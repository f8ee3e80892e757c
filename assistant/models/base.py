"""What all seam types share: their base, their numbers and the words of a closed choice."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

Bound = Literal["exact", "at_most", "at_least"]
Kind = Literal["award", "target", "threshold"]
Modality = Literal["给予", "争取"]
Status = Literal["answered", "clarify", "not_covered", "refused", "error", "acknowledged", "handover", "signpost"]
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
