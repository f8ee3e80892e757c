"""The lexicon: what people call programmes, levels, departments, payers and places, and what policies don't cover."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from pathlib import Path

from pydantic import Field

from assistant.models import Model

IGNORED = frozenset(" \t\u3000\xa0“”\"'‘’「」『』《》()（）·-—*_`")

GAP = "…"  # stands for a few words in a way of saying something, doubled for parts of the sentence


def fold(text: str) -> str:
    """Return `text` as the lexicon compares it: narrow, lower case, without blanks, quotation marks and brackets.

    >>> fold("首台（套） 重大技术装备")
    '首台套重大技术装备'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c not in IGNORED)


class Provision(Model):
    """What one policy provides on a topic: the clause, and the ids of its rows."""

    policy: str
    clause: str
    awards: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class TopicWords(Model):
    """What people say of a topic beside its terms.

    `spoken` has ways of saying a term without it (缺…人手 for 招工, a few words in the place of …), `gives_way` the
    terms that beside another topic only name its field, `means` the uncovered subjects that beside the
    topic are part of it (直播 of 促消费).
    """

    generic: tuple[str, ...] = ()
    fixed_levels: dict[str, str] = Field(default_factory=dict)
    spoken: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    gives_way: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    means: tuple[str, ...] = ()


class Topic(TopicWords):
    """A thing that clauses speak of: an award programme, a target, a measure; the same one in several policies."""

    id: str
    terms: tuple[str, ...] = Field(min_length=1)
    provisions: tuple[Provision, ...] = Field(min_length=1)

    @property
    def name(self) -> str:
        """The topic's first term stands for it."""
        return self.terms[0]

    @property
    def clause(self) -> str:
        """The label of the clause in the first policy that has the topic."""
        return self.provisions[0].clause

    @property
    def awards(self) -> tuple[str, ...]:
        """The award rows of all policies."""
        return tuple(row for provision in self.provisions for row in provision.awards)

    @property
    def targets(self) -> tuple[str, ...]:
        """The target rows of all policies."""
        return tuple(row for provision in self.provisions for row in provision.targets)

    @property
    def related(self) -> tuple[str, ...]:
        """The rows of all policies that go with the awards."""
        return tuple(row for provision in self.provisions for row in provision.related)

    def provision(self, policy: str) -> Provision | None:
        """Return what that policy provides; None where it is silent."""
        return next((provision for provision in self.provisions if provision.policy == policy), None)


class Region(Model):
    """A region: what people call it beside its full name, and the region that it lies in.

    `loose` names mean other things too: they and the `abbreviations` (闽) count only where the text says a place.
    """

    names: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    within: str | None = None


class DocumentTopic(Model):
    """A question about a document itself, and whether its 导语 or its 附则 answers it."""

    id: str
    clause: str
    terms: tuple[str, ...] = Field(min_length=1)


class Vocabulary(Model):
    """The lexicon file: what holds for every policy; see `corpus/lexicon.yaml` for what each part means."""

    levels: dict[str, tuple[str, ...]]
    departments: dict[str, tuple[str, ...]]
    payers: dict[str, tuple[str, ...]]
    document: tuple[DocumentTopic, ...]
    uncovered: tuple[tuple[str, ...], ...]
    incidental: tuple[str, ...] = ()
    details: tuple[str, ...]
    regions: dict[str, Region] = Field(default_factory=dict)
    cues: dict[str, tuple[str, ...]]
    ordinary: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    bases: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    ways: tuple[tuple[str, ...], ...] = ()
    measures: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[tuple[str, ...], ...] = ()
    counters: tuple[tuple[str, ...], ...] = ()
    english: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    world: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Lexicon(Vocabulary):
    """The vocabulary with the topics of all policies."""

    topics: tuple[Topic, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that jieba must not split: topic terms and department names, longest first."""
        terms = {term for topic in self.topics for term in topic.terms}
        terms.update(name for names in self.departments.values() for name in names)
        terms.update(term for group in self.uncovered for term in group)
        return tuple(sorted(terms, key=lambda term: (-len(term), term)))

    @cached_property
    def place_names(self) -> tuple[str, ...]:
        """What the regions are called, in full and otherwise, without names that mean other things too."""
        return tuple(name for region, entry in self.regions.items() for name in (region, *entry.names))

    @cached_property
    def general_words(self) -> tuple[str, ...]:
        """The words for wide subjects, which name nothing by themselves, folded, longest first."""
        return tuple(sorted({fold(word) for word in self.general}, key=lambda word: (-len(word), word)))

    @cached_property
    def _by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    def topic(self, identifier: str) -> Topic:
        """Return the topic of that id."""
        return self._by_id[identifier]


LEXICON_FILE = "lexicon.yaml"


def lexicon_path(directory: Path) -> Path:
    """Return where the lexicon of a corpus lies."""
    return directory / LEXICON_FILE
