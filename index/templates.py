"""Questions made from the corpus by pattern: what a policy has before anybody has written questions for it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.models import Policy
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Topic
from assistant.policy.outline import CLOSING, OPENING

Place = tuple[str, str]

ON_AWARDS = ("{}奖励多少钱", "{}能补多少", "申请{}要什么条件")
ON_TARGETS = ("{}的目标是多少", "{}要达到多少")
ON_MEASURES = ("{}有什么支持", "{}怎么扶持")
ON_CLAUSES = ("{}有哪些措施", "{}由哪个部门负责", "{}归谁管")
ON_TIERS = ("{}给多少", "{}一次性奖多少万")
ON_TWO_AWARDS = ("{}和{}能同时拿吗", "拿了{}还能再拿{}吗", "{}跟{}可以叠加吗")
ON_LATE_TITLES = ("{1}年认定的{0}还算吗", "{1}年才评上{0}，赶得上这个政策吗")


def generate_questions(corpus: Corpus) -> Iterator[tuple[str, Place]]:
    """Yield questions, each with the clause that it is about."""
    for policy in corpus.policies:
        found = ((topic, topic.provision(policy.meta.id)) for topic in corpus.lexicon.topics)
        provided = [(topic, provision) for topic, provision in found if provision is not None]
        yield from _ask_of_clauses(policy)
        for topic, provision in provided:
            if provision.clause not in (OPENING, CLOSING):
                place = (provision.policy, provision.clause)
                patterns = ON_AWARDS if provision.awards else ON_TARGETS if provision.targets else ON_MEASURES
                yield from ((pattern.format(term), place) for term in topic.terms for pattern in patterns)
        yield from _ask_of_closing(policy, [topic for topic, provision in provided if provision.awards])
    for reward in (reward for reward in corpus.rewards if reward.kind == "award"):
        for tier in reward.tiers:
            name = f"{tier.level or ''}{reward.name}"
            yield from ((pattern.format(name), (reward.policy, reward.clause)) for pattern in ON_TIERS)


def _ask_of_clauses(policy: Policy) -> Iterator[tuple[str, Place]]:
    for clause in policy.clauses:
        if clause.title and clause.label not in (OPENING, CLOSING):
            yield from ((pattern.format(clause.title), (clause.policy, clause.label)) for pattern in ON_CLAUSES)


def _ask_of_closing(policy: Policy, awarded: list[Topic]) -> Iterator[tuple[str, Place]]:
    """Ask of each award what the closing paragraph settles for all: several at once, and titles that come too late."""
    place = (policy.meta.id, CLOSING)
    if all(clause.label != CLOSING for clause in policy.clauses):
        return
    for i, topic in enumerate(awarded):
        other = awarded[(i + 1) % len(awarded)]
        if other is not topic:
            yield ON_TWO_AWARDS[i % len(ON_TWO_AWARDS)].format(topic.name, other.name), place
        if end := policy.meta.award_window_end:
            yield ON_LATE_TITLES[i % len(ON_LATE_TITLES)].format(topic.name, end.year + 1), place
