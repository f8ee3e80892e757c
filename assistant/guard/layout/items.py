"""A figure where it stands in a text."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from assistant.models import Bound
from assistant.text.figures import Figure, Unit


class Item(NamedTuple):
    """A figure where it stands in the normalised text; `left` and `right` include its bound words."""

    figure: Figure
    number: int
    start: int
    end: int
    left: int
    right: int
    value: Decimal
    unit: Unit
    bound: Bound | None
