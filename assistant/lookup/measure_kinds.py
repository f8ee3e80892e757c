"""What kind of measure a clause is, and the filters that narrow clauses and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from assistant.models import Clause, Model, Reward
from assistant.policy.corpus import Corpus
from assistant.policy.outline import CLOSING, OPENING

Measure = Literal["award", "target", "threshold", "unpriced"]

MEASURES: dict[Measure, str] = {"award": "奖补", "target": "目标", "threshold": "门槛", "unpriced": "无金额措施"}


class ClauseFilter(Model):
    """What a clause must be to be shown; None does not narrow."""

    policy: str | None = None
    department: str | None = None
    level: str | None = None
    measure: Measure | None = None


class Choices(Model):
    """The values that narrow anything, as the corpus has them, in printed order."""

    policies: tuple[tuple[str, str], ...]
    departments: tuple[str, ...]
    levels: tuple[str, ...]


class Departments:
    """Departments under one name each: a clause prints 市工信局, 工信局 or the whole name."""

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        self._names = {alias: name for name, group in aliases.items() for alias in (name, *group)}

    def name(self, printed: str) -> str:
        """Return the one name of a department.

        >>> Departments({"市工业和信息化局": ["市工信局", "工信局"]}).name("市工信局")
        '市工业和信息化局'
        """
        return self._names.get(printed, printed)

    def among(self, printed: Iterable[str], wanted: str) -> bool:
        """Tell whether one of the printed departments is the wanted one."""
        return self.name(wanted) in map(self.name, printed)


def classify(clause: Clause, rewards: Iterable[Reward]) -> tuple[Measure, ...]:
    """Return the kinds of measure in a clause, given its rows."""
    rows = tuple(rewards)
    kinds = {kind_of(row) for row in rows}
    if not rows and clause.label not in (OPENING, CLOSING):
        kinds.add("unpriced")
    return tuple(measure for measure in MEASURES if measure in kinds)


def kind_of(reward: Reward) -> Measure:
    """Return what kind of measure a row is: an award without any figure is `unpriced`."""
    if reward.kind != "award":
        return reward.kind
    return "award" if any(tier.yuan is not None or tier.percent is not None for tier in reward.tiers) else "unpriced"


def list_choices(corpus: Corpus) -> Choices:
    """Return what the corpus can be narrowed by."""
    departments = Departments(corpus.lexicon.departments)
    named = (departments.name(printed) for clause in corpus.clauses for printed in clause.departments)
    levels = {tier.level for reward in corpus.rewards for tier in reward.tiers if tier.level}
    return Choices(
        policies=tuple((policy.meta.id, policy.meta.name) for policy in corpus.policies),
        departments=tuple(dict.fromkeys(named)),
        levels=tuple(level for level in corpus.lexicon.levels if level in levels),
    )
