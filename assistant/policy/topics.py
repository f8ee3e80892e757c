"""The topics of each policy: those that staff wrote down, and for all else topics made from its rows and headings.

A topic of the same id in two policies is one programme. What no file names is taken to be a known programme where its
name is a term of one, and else becomes a topic of its own, so that a policy can be asked about as soon as it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.errors import CorpusError
from assistant.models import Clause, Policy, Reward
from assistant.policy.document import find_closing, find_opening
from assistant.policy.levels import ANY_LEVEL, WITHIN
from assistant.policy.lexicon import DocumentTopic, Provision, Topic, fold
from assistant.policy.outline import OPENING
from assistant.policy.topic_files import TopicEntry, TopicFile, find_faults
from assistant.text import giving

SHORTEST_TERM = 3
SHORTEST_HEADING = 4
RANKED = re.compile(rf"^(?:新认定的?|首次认定的?|新增的?|列入|{ANY_LEVEL}|{'|'.join(WITHIN)}|、|和|或|及|以上)+")
SUPPORT = re.compile(rf"(?:认定|{giving.AWARD}|奖金|资金|扶持|支持|企业|项目|建设|的)+$")
KIND_BEHIND = re.compile("(?<=.{2})（[^（）]+）$")
PARTS = re.compile(r"[、/，（）()]|以及|和|及|或")
LEADING_VERBS = re.compile(
    r"^(?:开展|组织|举办|创建|加快|推动|促进|支持|鼓励|加强|强化|完善|优化|扩大|提升|落实|建立|健全|实施|深化|推进|加大|引导|培育|壮大|对)+"
)


def build_topics(
    files: Sequence[TopicFile],
    document: Sequence[DocumentTopic],
    policies: Sequence[Policy],
    rewards: Sequence[Reward],
) -> tuple[Topic, ...]:
    """Return the topics of all policies, hand-written ones first; raise `CorpusError` with the faults of the files.

    `rewards` are all rows; those that nobody has reviewed are in no topic.
    """
    faults = [fault for file in files for fault in find_faults(file, files, policies, rewards)]
    if faults:
        raise CorpusError(*faults)
    builder = _Builder()
    pending = {row.id for row in rewards if not row.reviewed}
    for file in files:
        for entry in file.topics:
            builder.add(file.policy, entry.without(pending))
    curated = {file.policy for file in files}
    for policy in sorted(policies, key=lambda policy: policy.meta.id not in curated):
        for topic in document:
            part = find_opening(policy) if topic.clause == OPENING else find_closing(policy)
            if part is not None and not builder.has(topic.id, policy.meta.id):
                builder.add(policy.meta.id, TopicEntry(id=topic.id, clause=part.label, terms=topic.terms))
    for policy in policies:
        own = [reward for reward in rewards if reward.policy == policy.meta.id and reward.reviewed]
        _derive_from_rows(builder, own)
        _derive_from_headings(builder, policy)
    return builder.topics()


class _Builder:
    """Collects entries into topics."""

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[str, TopicEntry]]] = {}
        self._known: dict[str, str] = {}
        self._rows: set[str] = set()
        self._clauses: set[tuple[str, str]] = set()

    def add(self, policy: str, entry: TopicEntry) -> None:
        self._entries.setdefault(entry.id, []).append((policy, entry))
        self._rows.update(entry.rows)
        self._clauses.add((policy, entry.clause))
        for term in entry.terms:
            self._known.setdefault(essence(term), entry.id)

    def has(self, topic: str, policy: str) -> bool:
        return any(owner == policy for owner, _ in self._entries.get(topic, ()))

    def names_row(self, row: str) -> bool:
        return row in self._rows

    def names_clause(self, policy: str, label: str) -> bool:
        return (policy, label) in self._clauses

    def known(self, name: str) -> str | None:
        """Return the topic that has a term of this name, level and kind of support aside."""
        return self._known.get(essence(name))

    def fresh(self, identifier: str, policy: str) -> str:
        """Return an id that no topic has yet."""
        return f"{policy}:{identifier}" if identifier in self._entries else identifier

    def known_in(self, heading: str) -> str | None:
        """Return the topic with the longest term that a heading names."""
        folded = fold(heading)
        found = [term for term in self._known if len(term) >= SHORTEST_TERM and term in folded]
        return self._known[max(found, key=len)] if found else None

    def topics(self) -> tuple[Topic, ...]:
        return tuple(_merge(identifier, entries) for identifier, entries in self._entries.items())


def _merge(identifier: str, entries: Sequence[tuple[str, TopicEntry]]) -> Topic:
    return Topic(
        id=identifier,
        terms=tuple(dict.fromkeys(term for _, entry in entries for term in entry.terms)),
        generic=tuple(dict.fromkeys(term for _, entry in entries for term in entry.generic)),
        fixed_levels={term: level for _, entry in entries for term, level in entry.fixed_levels.items()},
        spoken=_join(entry.spoken for _, entry in entries),
        gives_way=_join(entry.gives_way for _, entry in entries),
        means=tuple(dict.fromkeys(word for _, entry in entries for word in entry.means)),
        provisions=tuple(
            Provision(
                policy=policy, clause=entry.clause, awards=entry.awards, targets=entry.targets, related=entry.related
            )
            for policy, entry in entries
        ),
    )


def _join(tables: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Return the tables as one, each word once."""
    joined: dict[str, dict[str, None]] = {}
    for table in tables:
        for key, words in table.items():
            joined.setdefault(key, {}).update(dict.fromkeys(words))
    return {key: tuple(words) for key, words in joined.items()}


def essence(name: str) -> str:
    """Return what a programme is called, folded, without level, 新认定, the kind of support and the brackets behind it.

    >>> essence("新认定省级企业技术中心奖励"), essence("专精特新“小巨人”企业"), essence("落户奖（批发企业）")
    ('企业技术中心', '专精特新小巨人', '落户奖')
    """
    folded = fold(KIND_BEHIND.sub("", name))
    bare = SUPPORT.sub("", RANKED.sub("", folded))
    return bare if len(bare) > 1 else folded


def _derive_from_rows(builder: _Builder, rewards: Sequence[Reward]) -> None:
    """Add a topic, or a known topic's provision, for every award and target that no file names."""
    groups: dict[tuple[str, str], list[Reward]] = {}
    for reward in rewards:
        if reward.kind != "threshold" and not builder.names_row(reward.id):
            groups.setdefault((essence(reward.name), reward.clause), []).append(reward)
    for (_, clause), rows in groups.items():
        topic, policy = builder.known(rows[0].name), rows[0].policy
        if topic is None or builder.has(topic, policy):
            topic = builder.fresh(rows[0].id, policy)
        names = tuple(dict.fromkeys(term for row in rows for term in _terms(builder, topic, row.name)))
        entry = TopicEntry(
            id=topic,
            clause=clause,
            awards=tuple(row.id for row in rows if row.kind == "award"),
            targets=tuple(row.id for row in rows if row.kind == "target"),
            terms=names or (rows[0].name,),
        )
        builder.add(policy, entry)


def _terms(builder: _Builder, topic: str, name: str) -> Iterator[str]:
    """Yield what a row's programme may be called; no part that another topic is known by."""
    unranked = RANKED.sub("", name)
    for term in (unranked, SUPPORT.sub("", unranked), name, *PARTS.split(unranked)):
        whole = term in (unranked, name)
        if (whole or len(fold(term)) >= SHORTEST_TERM) and builder.known(term) in (None, topic):
            yield term


def _derive_from_headings(builder: _Builder, policy: Policy) -> None:
    """Add a topic for every clause that has none, by its heading."""
    for clause in policy.clauses:
        if builder.names_clause(clause.policy, clause.label) or len(clause.title) < SHORTEST_HEADING:
            continue
        known = builder.known_in(clause.title)
        if known is not None and not builder.has(known, clause.policy):
            builder.add(clause.policy, TopicEntry(id=known, clause=clause.label))
        else:
            builder.add(clause.policy, _entry_of_heading(clause))


def _entry_of_heading(clause: Clause) -> TopicEntry:
    bare = LEADING_VERBS.sub("", clause.title)
    terms = (clause.title, bare) if len(bare) >= SHORTEST_HEADING else (clause.title,)
    return TopicEntry(id=f"{clause.policy}:{clause.label}", clause=clause.label, terms=tuple(dict.fromkeys(terms)))
