"""What was found in rows and sentences: the value that evidence carries."""

from __future__ import annotations

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice
from assistant.answering.rowwise.provisions import Provision
from assistant.answering.rowwise.quoting import Quote
from assistant.models import Model


class Said(Model):
    """A row that is said, and what it gives for the user's figures."""

    choice: Choice
    result: Calculation | None


class Joint(Model):
    """What several rows or tiers give together: their ids and names, and the sum."""

    rows: tuple[str, ...]
    names: tuple[str, ...]
    result: Calculation


class RowFinding(Model):
    """The rows that are said, with their tiers, the sum of several, and the pieces of text that are quoted.

    `settled` is what the notice settles for several awards, where that is asked.
    """

    asked: Asked
    said: tuple[Said, ...]
    quotes: tuple[Quote, ...]
    joint: Joint | None = None
    settled: Provision | None = None
