"""The lexicon: what people call programmes, levels, departments and payers, and what the policies don't cover."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from pathlib import Path

from pydantic import Field

from assistant.models import Model

IGNORED = frozenset(" \t\u3000\xa0“”\"'‘’「」『』《》()（）·-—*_`")


def fold(text: str) -> str:
    """Return `text` as the lexicon compares it: narrow, lower case, without blanks, quotation marks and brackets.

    >>> fold("首台（套） 重大技术装备")
    '首台套重大技术装备'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c not in IGNORED)


class Topic(Model):
    """A thing that a clause speaks of: an award programme, a target, a measure."""

    id: str
    clause: str
    terms: tuple[str, ...] = Field(min_length=1)
    awards: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    fixed_levels: dict[str, str] = Field(default_factory=dict)

    @property
    def name(self) -> str:
        """The topic's first term stands for it."""
        return self.terms[0]


class Regions(Model):
    """Place names: of the policies' own region, and of others."""

    own: tuple[str, ...]
    other: tuple[str, ...]


class Lexicon(Model):
    """The whole lexicon; see `corpus/lexicon.yaml` for what each part means."""

    levels: dict[str, tuple[str, ...]]
    departments: dict[str, tuple[str, ...]]
    payers: dict[str, tuple[str, ...]]
    topics: tuple[Topic, ...]
    uncovered: tuple[tuple[str, ...], ...]
    details: tuple[str, ...]
    regions: Regions
    cues: dict[str, tuple[str, ...]]
    ordinary: tuple[str, ...] = ()
    bases: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that jieba must not split: topic terms and department names, longest first."""
        terms = {term for topic in self.topics for term in topic.terms}
        terms.update(name for names in self.departments.values() for name in names)
        terms.update(term for group in self.uncovered for term in group)
        return tuple(sorted(terms, key=lambda term: (-len(term), term)))

    def topic(self, identifier: str) -> Topic:
        """Return the topic of that id."""
        return next(topic for topic in self.topics if topic.id == identifier)


LEXICON_FILE = "lexicon.yaml"


def lexicon_path(directory: Path) -> Path:
    """Return where the lexicon of a corpus lies."""
    return directory / LEXICON_FILE
