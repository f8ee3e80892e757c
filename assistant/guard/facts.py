"""The figures that the reviewed table supports, one fact each, by topic of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.guard.cues import base_family
from assistant.models import Bound, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.text.figures import Unit

FactKind = Literal["amount", "rate", "cap", "term", "target", "threshold"]
BOUND_WORDS: dict[Bound | None, str] = {"exact": "", None: "", "at_most": "不超过", "at_least": "不低于"}
LEVELS = ("国家级", "省级", "市级")
# 国内 and 省内 are the tiers of 首台（套）; people say 国家级 and 省级 of it, and the reverse of others.
LEVEL_OF = {"国内": "国家级", "省内": "省级"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one tier; `level` and `payer` are canonical words, `family` is the kind of base of a rate."""

    reward: str
    name: str
    clause: str
    kind: FactKind
    unit: Unit
    value: Decimal
    bound: Bound
    level: str | None = None
    payer: str | None = None
    family: str | None = None
    counter: str | None = None
    cap: Decimal | None = None
    term: int | None = None
    per: str | None = None
    base: str | None = None
    stacking: str | None = None
    once: bool = False
    tier: str | None = None

    @property
    def is_award(self) -> bool:
        """Whether it is money or a rate that someone gets."""
        return self.kind in ("amount", "rate", "cap")


class FactBook:
    """All facts of the corpus and, per topic, the rewards it names."""

    def __init__(self, corpus: Corpus) -> None:
        self.facts = tuple(fact for reward in corpus.rewards for fact in _facts(reward))
        by_reward: dict[str, list[Fact]] = {}
        for fact in self.facts:
            by_reward.setdefault(fact.reward, []).append(fact)
        self._rewards = {reward.id: reward for reward in corpus.rewards}
        thresholds = {reward.award: reward.id for reward in corpus.rewards if reward.award}
        self._topics: dict[str, tuple[Fact, ...]] = {}
        self._names: dict[str, str] = {}
        for topic in corpus.lexicon.topics:
            rows = [*topic.awards, *topic.targets]
            rows += [thresholds[award] for award in topic.awards if award in thresholds]
            self._topics[topic.id] = tuple(fact for row in rows for fact in by_reward.get(row, ()))
            self._names[topic.id] = self._rewards[topic.awards[0]].name if topic.awards else topic.name
        self.threshold_topics = tuple(
            t for t, facts in self._topics.items() if any(f.kind == "threshold" for f in facts)
        )
        self._related = {
            topic.id: tuple(other.id for other in corpus.lexicon.topics if set(topic.related) & set(other.awards))
            for topic in corpus.lexicon.topics
        }
        self.clauses = {topic.id: topic.clause for topic in corpus.lexicon.topics}
        self.values = frozenset((fact.unit, fact.value) for fact in self.facts if fact.is_award)

    def of_topic(self, topic: str) -> tuple[Fact, ...]:
        """Return the facts of a topic; none for subjects that the policies don't cover."""
        return self._topics.get(topic, ())

    def awards(self, topic: str) -> tuple[Fact, ...]:
        """Return the money and rates that a topic's awards give."""
        return tuple(fact for fact in self.of_topic(topic) if fact.is_award)

    def targets(self, topic: str) -> tuple[Fact, ...]:
        """Return a topic's targets and thresholds."""
        return tuple(fact for fact in self.of_topic(topic) if fact.kind in ("target", "threshold"))

    def topics_of_bases(self, families: set[str]) -> tuple[str, ...]:
        """Return the topics with a rate on one of these kinds of base."""
        return tuple(
            t for t, facts in self._topics.items() if any(f.kind == "rate" and f.family in families for f in facts)
        )

    def families(self, topics: Iterable[str]) -> frozenset[str]:
        """Return the kinds of base that the topics' rates apply to."""
        return frozenset(fact.family for topic in topics for fact in self.awards(topic) if fact.family)

    def related(self, topic: str) -> tuple[str, ...]:
        """Return the topics that a general word for this one may mean instead."""
        return self._related.get(topic, ())

    def name(self, topic: str) -> str:
        """Return what to call a topic in a message; nothing where the policies don't cover it."""
        return self._names.get(topic, "")

    def reward(self, identifier: str) -> Reward:
        """Return a row of the table."""
        return self._rewards[identifier]


def _facts(reward: Reward) -> Iterable[Fact]:
    for tier in reward.tiers:
        yield from _tier_facts(reward, tier)


def _tier_facts(reward: Reward, tier: Tier) -> Iterable[Fact]:
    level = LEVEL_OF.get(tier.level or "", tier.level)
    payer = f"{tier.payer}财政" if tier.payer and not tier.payer.endswith("财政") else tier.payer

    def fact(kind: FactKind, unit: Unit, value: Decimal, bound: Bound) -> Fact:
        return Fact(
            reward=reward.id, name=reward.name, clause=reward.clause, kind=kind, unit=unit, value=value, bound=bound,
            level=level, payer=payer, family=base_family(tier.base or ""), counter=tier.counter, cap=tier.cap_yuan,
            term=tier.term_years, per=tier.per, base=tier.base, stacking=reward.stacking,
            once=bool(reward.once), tier=tier.level,
        )  # fmt: skip

    bound = tier.bound or "exact"
    if reward.kind != "award":
        kind: FactKind = "target" if reward.kind == "target" else "threshold"
        if tier.yuan is not None:
            yield fact(kind, Unit.YUAN, tier.yuan, bound)
        if tier.count is not None:
            yield fact(kind, Unit.COUNT, tier.count, bound)
        return
    if tier.yuan is not None:
        yield fact("amount", Unit.YUAN, tier.yuan, bound)
    if tier.percent is not None:
        yield fact("rate", Unit.PERCENT, tier.percent, bound)
    if tier.cap_yuan is not None:
        yield fact("cap", Unit.YUAN, tier.cap_yuan, "at_most")
    if tier.term_years is not None:
        yield fact("term", Unit.YEARS, Decimal(tier.term_years), "at_most")


def write_fact(fact: Fact) -> str:
    """Write a fact as the policy would.

    >>> write_money(Decimal(1000000))
    '100万元'
    """
    bound = BOUND_WORDS[fact.bound]
    match fact.unit:
        case Unit.PERCENT:
            return f"{bound}{fact.base or ''}{fact.value.normalize():f}%"
        case Unit.COUNT:
            return f"{fact.value:f}{fact.counter or ''}{'以上' if fact.bound == 'at_least' else ''}"
        case Unit.YEARS:
            return f"最长{fact.value:f}年"
    return f"{bound}{write_money(fact.value)}"


def write_money(yuan: Decimal) -> str:
    """Write money in 元, 万元 or 亿元."""
    for unit, word in ((10**8, "亿元"), (10**4, "万元")):
        if yuan >= unit:
            return f"{(yuan / unit).normalize():f}{word}"
    return f"{yuan.normalize():f}元"
