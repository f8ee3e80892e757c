"""The files of topics: what staff write of each policy's programmes, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from assistant.errors import Fault
from assistant.models import Model, Policy, Reward
from assistant.policy.lexicon import GAP, TopicWords, fold
from assistant.policy.sources import parse_model, read_yaml

ROW_FIELDS = ("awards", "targets", "related")


class TopicEntry(TopicWords):
    """A topic as one policy's file writes it; terms may be left out where another policy's file has them."""

    id: str
    clause: str
    awards: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """All rows that the entry names."""
        return (*self.awards, *self.targets, *self.related)

    def without(self, rows: Collection[str]) -> TopicEntry:
        """Return the entry without some of its rows."""
        kept = {field: tuple(row for row in getattr(self, field) if row not in rows) for field in ROW_FIELDS}
        return self.model_copy(update=kept)


class TopicFile(Model):
    """The topics of one policy."""

    policy: str
    topics: tuple[TopicEntry, ...]


def read_topics(path: Path) -> TopicFile:
    """Read one topic file."""
    return parse_model(f"topics/{path.name}", "-", read_yaml(path), TopicFile)


def find_faults(
    file: TopicFile, files: Iterable[TopicFile], policies: Iterable[Policy], rewards: Iterable[Reward]
) -> Iterator[Fault]:
    """Yield what is wrong with a file, given all files, policies and rows."""
    name = f"topics/{file.policy}.yaml"
    policy = next((policy for policy in policies if policy.meta.id == file.policy), None)
    if policy is None:
        yield Fault(name, "-", "policy", f"没有这份政策：{file.policy}")
        return
    labels = {clause.label for clause in policy.clauses}
    rows = {reward.id for reward in rewards if reward.policy == file.policy}
    named = {entry.id for other in files for entry in other.topics if entry.terms}
    seen: set[str] = set()
    for entry in file.topics:
        if entry.id in seen:
            yield Fault(name, entry.id, "id", "编号重复")
        seen.add(entry.id)
        if entry.clause not in labels:
            yield Fault(name, entry.id, "clause", f"没有条款 {entry.clause}")
        if entry.id not in named:
            yield Fault(name, entry.id, "terms", "没有任何说法，其他文件中也没有这一主题")
        for field in ROW_FIELDS:
            for row in getattr(entry, field):
                if row not in rows:
                    yield Fault(name, entry.id, field, f"奖补表中没有 {row}")
        yield from _faults_of_words(name, entry, files)


def _faults_of_words(name: str, entry: TopicEntry, files: Iterable[TopicFile]) -> Iterator[Fault]:
    """Yield what is wrong with the ways of saying an entry's terms, and with what these give way to."""
    entries = [other for file in files for other in file.topics]
    terms = {term for other in entries if other.id == entry.id for term in other.terms}
    for term, ways in entry.spoken.items():
        if term not in terms:
            yield Fault(name, entry.id, "spoken", f"说法中没有“{term}”")
        for way in ways:
            if not all(map(fold, way.replace(GAP * 2, GAP).split(GAP))):
                yield Fault(name, entry.id, "spoken", f"“{way}”的省略号两边都要有字")
    for topic, words in entry.gives_way.items():
        if topic not in {other.id for other in entries}:
            yield Fault(name, entry.id, "gives_way", f"没有主题 {topic}")
        for word in words:
            if word not in terms:
                yield Fault(name, entry.id, "gives_way", f"说法中没有“{word}”")
