"""The reward table narrowed and sorted: what the page shows is what its files hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.answering.naming import tier_label
from assistant.lookup.grant_phrases import say_standard
from assistant.lookup.highlights import FoldedText, fold_word
from assistant.lookup.measure_kinds import Departments, Measure, kind_of
from assistant.models import Bound, Model, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.views import RewardRow, tier_rows

Sort = Literal["", "name", "level", "amount", "clause"]
NO_AMOUNT = Decimal(-1)


class RewardFilter(Model):
    """Which rows to show and in what order; empty does not narrow, and leaves the order of the policy."""

    policy: str = ""
    kind: Measure | Literal[""] = "award"
    level: str = ""
    department: str = ""
    words: str = ""
    sort: Sort = ""
    descending: bool = False


class RewardLine(Model):
    """A tier of the table as staff read it; `yuan` is its money, a rate's cap where it has no other, for sorting."""

    reward: Reward
    tier: Tier
    kind: Measure
    label: str
    standard: str
    yuan: Decimal | None
    bound: Bound


def list_lines(corpus: Corpus, wanted: RewardFilter) -> tuple[RewardLine, ...]:
    """Return the tiers that pass the filter, sorted."""
    departments = Departments(corpus.lexicon.departments)
    lines = [
        _line(reward, tier)
        for reward in corpus.rewards
        if _passes(reward, wanted, departments)
        for tier in reward.tiers
        if wanted.level in ("", tier.level)
    ]
    for word in wanted.words.split():
        printed = [line for line in lines if _mentions(line, word)]
        meant = frozenset() if printed else _awards_meant(corpus, word)
        lines = printed or [line for line in lines if line.reward.id in meant]
    if wanted.sort == "":
        return tuple(lines)
    order = _Order(corpus)
    return tuple(sorted(lines, key=lambda line: order.key(line, wanted.sort), reverse=wanted.descending))


def list_rows(corpus: Corpus, wanted: RewardFilter) -> tuple[RewardRow, ...]:
    """Return the same tiers as rows of the table."""
    return tuple(row for line in list_lines(corpus, wanted) for row in tier_rows(line.reward, line.tier))


def _line(reward: Reward, tier: Tier) -> RewardLine:
    return RewardLine(
        reward=reward,
        tier=tier,
        kind=kind_of(reward),
        label=tier_label(reward, tier),
        standard=say_standard(reward, tier),
        yuan=tier.yuan if tier.yuan is not None else tier.cap_yuan,
        bound=(tier.bound or "exact") if tier.yuan is not None else "at_most",
    )


def _passes(reward: Reward, wanted: RewardFilter, departments: Departments) -> bool:
    return (
        wanted.policy in ("", reward.policy)
        and wanted.kind in ("", kind_of(reward))
        and (not wanted.department or departments.among(reward.departments, wanted.department))
    )


def _awards_meant(corpus: Corpus, word: str) -> frozenset[str]:
    """Return the rows of the topics whose terms begin with a word that the table doesn't print: 上规 for 规下转规上."""
    folded = fold_word(word)
    begun = (topic for topic in corpus.lexicon.topics if any(fold_word(t).startswith(folded) for t in topic.terms))
    return frozenset(row for topic in begun for row in (*topic.awards, *topic.targets, *topic.related))


def _mentions(line: RewardLine, word: str) -> bool:
    reward = line.reward
    said = (
        reward.name,
        reward.clause,
        line.label,
        line.standard,
        reward.condition,
        reward.beneficiary,
        line.tier.quote,
    )
    return word in FoldedText("\n".join(filter(None, said)))


class _Order:
    """The orders that the table can be sorted in; equals stay in the order of the policy."""

    def __init__(self, corpus: Corpus) -> None:
        self._levels = {level: at for at, level in enumerate(corpus.lexicon.levels)}
        self._clauses = {(clause.policy, clause.label): at for at, clause in enumerate(corpus.clauses)}

    def key(self, line: RewardLine, sort: Sort) -> tuple[Decimal | int | str, ...]:
        if sort == "name":
            return (line.reward.name,)
        if sort == "level":
            return (self._levels.get(line.tier.level or "", len(self._levels)), line.label)
        if sort == "amount":
            return (line.yuan if line.yuan is not None else NO_AMOUNT, line.tier.percent or NO_AMOUNT)
        return (self._clauses[line.reward.policy, line.reward.clause],)
