"""The facts of the corpus by topic of the lexicon, for all policies or for some of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from decimal import Decimal

from assistant.guard.table.facts import Fact, facts_of
from assistant.guard.words.parties import BOTH
from assistant.models import Reward
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Topic

WITHIN = "@"  # between a topic and the policies to which it is narrowed


class FactBook:
    """All facts of the corpus and, per topic, the rewards it names."""

    def __init__(self, corpus: Corpus) -> None:
        self.facts = tuple(fact for reward in corpus.rewards for fact in facts_of(reward))
        by_reward: dict[str, list[Fact]] = {}
        for fact in self.facts:
            by_reward.setdefault(fact.reward, []).append(fact)
        self._rewards = {reward.id: reward for reward in corpus.rewards}
        thresholds = {reward.award: reward.id for reward in corpus.rewards if reward.award}
        self._topics: dict[str, tuple[Fact, ...]] = {}
        self._names: dict[str, str] = {}
        for topic in corpus.lexicon.topics:
            alike = _same_programme(topic, corpus.lexicon.topics)
            rows = [row for other in alike for row in (*other.awards, *other.targets)]
            rows += [thresholds[award] for other in alike for award in other.awards if award in thresholds]
            self._topics[topic.id] = tuple(fact for row in rows for fact in by_reward.get(row, ()))
            self._names[topic.id] = self._rewards[topic.awards[0]].name if topic.awards else topic.name
        self._awards = {topic: _awards_of(facts) for topic, facts in self._topics.items()}
        self._targets = {topic: _targets_of(facts) for topic, facts in self._topics.items()}
        self._rate_families = {
            topic: families
            for topic, facts in self._topics.items()
            if (families := {fact.family for fact in facts if fact.kind == "rate" and fact.family})
        }
        self.threshold_topics = tuple(
            t for t, facts in self._topics.items() if any(f.kind == "threshold" for f in facts)
        )
        self._related = {
            topic.id: tuple(other.id for other in corpus.lexicon.topics if set(topic.related) & set(other.awards))
            for topic in corpus.lexicon.topics
        }
        self.clauses = {topic.id: topic.clause for topic in corpus.lexicon.topics}
        self.shared_topics = tuple(t for t in self._topics if self.pays_by_payer([t]) and self.has_amount(t))
        self.target_values = frozenset((fact.unit, fact.value) for fact in self.facts if fact.kind == "target")
        self.values = frozenset((fact.unit, fact.value) for fact in self.facts if fact.is_award)

    def of_topic(self, topic: str) -> tuple[Fact, ...]:
        """Return the facts of a topic; none for subjects that the policies don't cover."""
        return self._topics.get(topic, ())

    def narrow(self, topics: Iterable[str], policies: frozenset[str]) -> tuple[str, ...]:
        """Return the topics as far as these policies speak of them; unchanged where no policy is named."""
        return tuple(self._narrowed(topic, policies) if policies else topic for topic in topics)

    def _narrowed(self, topic: str, policies: frozenset[str]) -> str:
        name = f"{topic}{WITHIN}{'+'.join(sorted(policies))}"
        if topic not in self._topics:
            return topic
        if name not in self._topics:
            facts = tuple(fact for fact in self._topics[topic] if fact.policy in policies)
            self._names[name] = self._names[topic]
            self._awards[name], self._targets[name] = _awards_of(facts), _targets_of(facts)
            self._related[name] = tuple(
                other if other == topic else self._narrowed(other, policies) for other in self._related[topic]
            )
            self._topics[name] = facts  # last: other threads take a name that is there for whole
        return name

    def elsewhere(self, topic: str) -> tuple[Fact, ...]:
        """Return the awards that other policies give a topic which is narrowed to some."""
        whole, _, policies = topic.partition(WITHIN)
        return tuple(fact for fact in self.awards(whole) if fact.policy not in policies.split("+")) if policies else ()

    def awards(self, topic: str) -> tuple[Fact, ...]:
        """Return the money and rates that a topic's awards give."""
        return self._awards.get(topic, ())

    def targets(self, topic: str) -> tuple[Fact, ...]:
        """Return a topic's targets and thresholds."""
        return self._targets.get(topic, ())

    def topics_of_bases(self, families: Set[str]) -> tuple[str, ...]:
        """Return the topics with a rate on one of these kinds of base."""
        return tuple(topic for topic, own in self._rate_families.items() if not own.isdisjoint(families))

    def families(self, topics: Iterable[str]) -> frozenset[str]:
        """Return the kinds of base that the topics' rates apply to."""
        return frozenset(fact.family for topic in topics for fact in self.awards(topic) if fact.family)

    def related(self, topic: str) -> tuple[str, ...]:
        """Return the topics that a general word for this one may mean instead."""
        return self._related.get(topic, ())

    def pays_by_payer(self, topics: Iterable[str]) -> bool:
        """Whether what topics give differs by who pays and not by level."""
        facts = [fact for topic in topics for fact in self.awards(topic)]
        return bool(facts) and all(fact.payer is not None and fact.level is None for fact in facts)

    def has_amount(self, topic: str) -> bool:
        """Whether a topic gives money that isn't worked out."""
        return any(fact.kind == "amount" for fact in self.awards(topic))

    def completed(self, topic: str) -> tuple[str, ...]:
        """Return the topics that one complements: 升规 for the awards that the counties add to it."""
        return tuple(other for other, related in self._related.items() if topic in related)

    def paid_by(self, topics: tuple[str, ...], payers: Set[str]) -> tuple[str, ...]:
        """Return the topics, or those that they complement where only these have figures of the payers."""
        if not payers or any(self.awards(topic) for topic in topics):
            return topics
        wider = tuple(dict.fromkeys(other for topic in topics for other in self.completed(topic)))
        known = {fact.payer for topic in wider for fact in self.awards(topic)}
        return wider if BOTH in payers or (payers & known) else topics

    def is_joint(self, value: Decimal, topics: Sequence[str], counts: frozenset[Decimal], whole: bool = False) -> bool:
        """Whether a total is what several payers (or one, if not `whole`) give each firm, times the number of firms."""
        facts = [fact for topic in topics for fact in self.awards(topic)]
        for reward in {fact.reward for fact in facts}:
            each = [fact for fact in facts if fact.reward == reward and fact.per == "每家" and fact.kind == "amount"]
            if len({fact.payer for fact in each} - {None}) < 2:
                continue
            total = sum((fact.value for fact in each), Decimal(0))
            amounts = {total} if whole else {total, *(fact.value for fact in each)}
            if value == total or any(value == amount * count for amount in amounts for count in counts if count > 1):
                return True
        return False

    def name(self, topic: str) -> str:
        """Return what to call a topic in a message; nothing where the policies don't cover it."""
        return self._names.get(topic, "")

    def reward(self, identifier: str) -> Reward:
        """Return a row of the table."""
        return self._rewards[identifier]


def _same_programme(topic: Topic, topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return the topics that share a term with one, itself included: a programme that several policies have."""
    return tuple(other for other in topics if set(topic.terms) & set(other.terms))


def _awards_of(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.is_award)


def _targets_of(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.kind in ("target", "threshold"))
