"""Narrow the clauses of a corpus down by what their policies and rows say."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from assistant.errors import UsageError
from assistant.models import Clause, Policy
from assistant.policy.corpus import Corpus
from assistant.policy.regions import find_region, holds_in
from assistant.policy.validity import is_valid
from assistant.settings import PREFIX

Measure = Literal["award", "target", "threshold", "none"]
MEASURES: tuple[Measure, ...] = get_args(Measure)


def select_clauses(
    corpus: Corpus,
    department: str | None = None,
    level: str | None = None,
    policy: str | None = None,
    region: str | None = None,
    valid_on: date | None = None,
    measure: Measure | None = None,
) -> tuple[Clause, ...]:
    """Return the clauses that meet each condition given, in printed order.

    The clause names a department; a row of it has a tier of the level; its policy has the id, holds in the region (is
    of it, or of one that it lies in), and on the day is in force and not replaced; it has rows of the kind that
    `measure` says, or with "none" has no row.
    """
    policies = {entry.meta.id for entry in select_policies(corpus, policy, region, valid_on)}
    levelled = {(r.policy, r.clause) for r in corpus.rewards for tier in r.tiers if tier.level == level}
    kinds: dict[tuple[str, str], set[str]] = {}
    for reward in corpus.rewards:
        kinds.setdefault((reward.policy, reward.clause), set()).add(reward.kind)
    return tuple(
        clause
        for clause in corpus.clauses
        if clause.policy in policies
        and (department is None or any(department in name for name in clause.departments))
        and (level is None or (clause.policy, clause.label) in levelled)
        and (measure is None or measure in kinds.get((clause.policy, clause.label), {"none"}))
    )


def select_policies(
    corpus: Corpus, policy: str | None = None, region: str | None = None, valid_on: date | None = None
) -> tuple[Policy, ...]:
    """Return the policies that meet each condition given, in their order."""
    regions = corpus.lexicon.regions
    place = find_region(regions, region) if region is not None else None
    metas = [entry.meta for entry in corpus.policies]
    return tuple(
        entry
        for entry in corpus.policies
        if policy in (None, entry.meta.id)
        and (region is None or (place is not None and holds_in(regions, entry, place)))
        and (valid_on is None or is_valid(entry.meta, metas, valid_on))
    )


def find_home(corpus: Corpus, name: str | None) -> str | None:
    """Return the region that is served; raise `UsageError` where no policy holds in it."""
    if name is None:
        return None
    region = find_region(corpus.lexicon.regions, name)
    if region is None or not any(holds_in(corpus.lexicon.regions, policy, region) for policy in corpus.policies):
        raise UsageError(f"环境变量 {PREFIX}REGION：没有适用于“{name}”的政策文件")
    return region
