"""Load what a firm must show for each award, and check it against policy text and reward table.

A criteria file asks for a profile (`fields`, by `groups`) and says per award row which conditions the text sets on
it, each with the words that set it. Rows that no firm can be judged by are named too, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from assistant.models import Model
from assistant.policy.sources import parse_model, parse_yaml, read_text

FieldKind = Literal["title", "yes_no", "money", "date", "count", "choice"]
Operator = Literal["holds", "in_window", "in_year", "above", "one_of"]

JUDGES: dict[Operator, tuple[FieldKind, ...]] = {
    "holds": ("title", "yes_no"),
    "in_window": ("title", "date"),
    "in_year": ("title", "date"),
    "above": ("money", "count"),
    "one_of": ("choice",),
}
"""The kinds of field that each operator judges."""


class Group(Model):
    """Fields of one subject, as the form groups them; `question` asks for all of them at once in the chat."""

    id: str
    label: str
    question: str
    unfolded: bool = False


class ProfileField(Model):
    """What a firm is asked for.

    `levels` are those of a title, `options` those of a choice; `several` fields may be given more than once. A
    message speaks of the field by the `terms`, by those of the lexicon's `topic`, or by the `option_terms` of a choice;
    `of` names the field that this one says more about (the date of a choice, the years of a loan).
    """

    id: str
    label: str
    group: str
    kind: FieldKind
    levels: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    unit: str | None = None
    help: str | None = None
    date_label: str | None = None
    several: bool = False
    of: str | None = None
    topic: str | None = None
    terms: tuple[str, ...] = ()
    option_terms: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Criterion(Model):
    """One condition: the field it looks at, how, against what value of the text, and the words that set it."""

    field: str
    operator: Operator
    label: str
    yuan: Decimal | None = Field(None, gt=0)
    year: int | None = None
    values: tuple[str, ...] = ()
    clause: str | None = None
    quote: str


class AwardCriteria(Model):
    """The conditions of one award row; `tier` names the title whose level picks the tier, `base` what a rate is of.

    `outside` says why no firm can be judged by the row; it stands instead of criteria.
    """

    award: str
    criteria: tuple[Criterion, ...] = ()
    tier: str | None = None
    base: str | None = None
    years: str | None = None
    outside: str | None = None
    quote: str | None = None
    reviewed: bool = False


class Window(Model):
    """Until when a qualification must be recognised, as the text says it."""

    clause: str
    until: date
    quote: str


class Principle(Model):
    """A rule of the text that holds for all awards."""

    clause: str
    quote: str


class Criteria(Model):
    """The criteria of one policy."""

    policy: str
    window: Window
    stacking: Principle
    groups: tuple[Group, ...] = Field(min_length=1)
    fields: tuple[ProfileField, ...] = Field(min_length=1)
    awards: tuple[AwardCriteria, ...] = Field(min_length=1)

    @cached_property
    def _fields(self) -> dict[str, ProfileField]:
        return {field.id: field for field in self.fields}

    def field(self, identifier: str) -> ProfileField | None:
        """Return the field of that id."""
        return self._fields.get(identifier)

    def fields_of(self, group: str) -> tuple[ProfileField, ...]:
        """Return the fields of a group, in order."""
        return tuple(field for field in self.fields if field.group == group)


def read_criteria(paths: Iterable[Path]) -> tuple[tuple[str, Criteria], ...]:
    """Read criteria files, with their names; raise `CorpusError` where one can't be read."""
    found = []
    for path in paths:
        name = f"{path.parent.name}/{path.name}"
        found.append((name, parse_model(name, "-", parse_yaml(name, read_text(path)), Criteria)))
    return tuple(found)
