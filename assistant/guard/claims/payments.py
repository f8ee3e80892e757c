"""Rules for what is said to be paid: as the rows meant have it, or wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import NEAR, Draft, Ruling, wide, with_tiers
from assistant.guard.claims.entailment import EXTENT, MEASURE, Verdict, entails
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.results import derived
from assistant.guard.claims.rivals import other_award
from assistant.guard.claims.siblings import beside
from assistant.guard.claims.subjects import clause_subject, meant
from assistant.guard.layout.lines import Span

_ON_TOP = re.compile("[^，。；]{0,8}(?:的)?基础上")
_OTHERS = re.compile("(?:其他|其余|一般|普通)[^，。；0-9]{0,8}$")
OUTDONE = ("wrong_tier", "wrong_bound", "wrong_per")  # what a right result may look like beside a figure of that value
OUTDONE_BY = ("wrong_beneficiary", "wrong_payer", "wrong_base")
FAR_BETTER = 0.85  # how near to the best row one must come to allow what that forbids
MOSTLY = 0.6


def awarded(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """Money or a rate that the rows meant give, each slot as they have it; else the reason of the nearest."""
    figure = claim.figure
    scope, is_free = draft.scope(at), claim.role != "award" or at in draft.factors
    facts = [fact for subject in scope for fact in draft.book.of(subject)]
    given = [fact for fact in facts if fact.figure.key == figure.key and fact.is_award]
    if figure.key in draft.asked_keys and is_free and figure.bound is None and not given:
        return _of_increase(draft, at, claim) or Ruling("user", status="user")
    claim = with_tiers(draft, at, claim, scope)
    named = [] if given else _spoken_of(draft, at) or list(beside(draft, at)) or _of_asked(draft, at)
    verdicts = [(fact, entails(fact, claim, draft.around(at))) for fact in dict.fromkeys(given or named)]
    if len(verdicts) > 1 and (others := _disowned(draft, at)):
        verdicts = [one for one in verdicts if one[0].reward is None or one[0].reward.id not in others]
    if (likelier := _outdone(draft, at, verdicts)) is not None:
        return Ruling("award", likelier[1].reason, likelier[0], _span(claim, likelier[1]), likelier[1])
    right = [one for one in verdicts if one[1].reason is None]
    supporting = frozenset(fact.reward.id for fact, _ in right if fact.reward)
    rivals: list[Fact] = []
    for fact, verdict in right:
        if fact in named or (rival := other_award(draft, at, fact, facts, supporting)) is None:
            return Ruling("award", None, fact, None, verdict)
        rivals.append(rival)
    verdicts = [one for one in verdicts if one[1].reason is not None]
    if verdicts and at in draft.summands and figure.bound is None:
        return Ruling("summand", None, verdicts[0][0], None, verdicts[0][1])
    result = derived(draft, at, claim, facts)
    if result is not None and result.reason and (again := draft.stated_before(at)) is not None:
        return Ruling("restated", None, again.fact)
    if result is not None and (
        not verdicts or (result.reason is None and all(v.reason in OUTDONE for _, v in verdicts))
    ):
        return result
    if rivals:
        return Ruling("contrast", "wrong_programme", rivals[0])
    if verdicts:
        fact, verdict = min(verdicts, key=lambda one: sum(a == "contradicts" for a in one[1].slots.values()))
        return Ruling("award", verdict.reason, fact, _span(claim, verdict), verdict)
    return None


def _spoken_of(draft: Draft, at: int) -> list[Fact]:
    """Return the caps of the sentences that a draft's has spoken of before, or what a summand may be of its clauses."""
    before, key = list(draft.facts_before(at)), draft.quantities[at].key
    clauses = dict.fromkeys(clause_subject(fact.policy, fact.clause) for fact in before) or wide(draft, draft.scope(at))
    given = [one for clause in clauses for one in draft.book.of(clause) if one.is_award and one.key == key]
    text, figure = draft.sheet.text, draft.quantities[at]
    if at in draft.summands or _ON_TOP.match(text, figure.end) or _OTHERS.search(text, 0, figure.left):
        return given
    if parts := list(_parts_told(draft, at)) or list(_tiers_told(draft, at)):
        return parts
    sentences = {fact.sentence for fact in before if draft.claims[at].bound == "at_most"}
    return [one for one in given if one.claim.bound == "at_most" and one.sentence in sentences]


def _outdone(draft: Draft, at: int, verdicts: Sequence[tuple[Fact, Verdict]]) -> tuple[Fact, Verdict] | None:
    """Return the verdict on the row that fits far better than all that allow a figure, if it forbids it by a slot."""
    scores = draft.scores(at)
    rows = [(scores.get(fact.reward.id, 0.0), fact, verdict) for fact, verdict in verdicts if fact.reward]
    right = [score for score, _, verdict in rows if verdict.reason is None]
    best = max(rows, key=lambda row: row[0], default=None)
    if not right or best is None or best[2].reason not in OUTDONE_BY or max(right) >= FAR_BETTER * best[0]:
        return None
    return best[1], best[2]


def _told_lately(draft: Draft, at: int) -> Iterator[Fact]:
    """Yield what was rightly told just before a figure, the latest first."""
    rulings = reversed(draft.rulings[max(0, at - NEAR) : at])
    yield from (ruling.fact for ruling in rulings if ruling.fact is not None and not ruling.reason)


def _tiers_told(draft: Draft, at: int) -> Iterator[Fact]:
    """Yield a sum of a tier that a figure's words name, of the row told just before: 首次认定20万元；重新认定8万元."""
    row = next((fact.reward for fact in _told_lately(draft, at) if fact.is_award and fact.reward is not None), None)
    tiers, slot = draft.tiers.of(at, row) if row is not None else (None, None)
    if row is not None and tiers and slot is not None and slot.span[0] >= draft.reader.frame(at).floor:
        given = (fact for fact in draft.book.of(row.id) if fact.is_award and fact.key == draft.quantities[at].key)
        yield from (fact for fact in given if fact.tiers & tiers)


def _of_asked(draft: Draft, at: int) -> list[Fact]:
    """Return what the row that the question fits best gives of a figure's value, where its clause names no row."""
    subjects, clause = draft.book.subjects, draft.surroundings.pairs(draft.reader.frame(at).clause)
    if not subjects.telling.isdisjoint(clause):
        return []
    scores = subjects.fit(dict.fromkeys(draft.surroundings.asked_pairs, 1.0), "", draft.asked)
    best = next((row for row in meant(scores) if row in draft.book.rewards), None)
    facts = draft.book.of(best) if best is not None else ()
    return [fact for fact in facts if fact.is_award and fact.figure.key == draft.quantities[at].key]


def _parts_told(draft: Draft, at: int) -> Iterator[Fact]:
    """Yield the parts of the row of which a part was told just before: 当年拨60%；次年再拨40%."""
    last = next((fact for fact in _told_lately(draft, at) if fact.kind == "part" and fact.reward is not None), None)
    if last is not None and last.reward is not None:
        rest = draft.book.of(last.reward.id)
        yield from (fact for fact in rest if fact.kind == "part" and fact.key == draft.quantities[at].key)


def _of_increase(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """Return the ruling on a rate that is said to be of the whole, where the clause has it of the increase alone."""
    facts = {fact for one in wide(draft, draft.scope(at)) for fact in draft.book.of(one) if fact.is_award}
    same_value = [fact for fact in facts if fact.figure.key == claim.figure.key and fact.figure.is_rate]
    if same_value and all(EXTENT.compare(fact, claim, draft.around(at))[0] == "contradicts" for fact in same_value):
        return Ruling("award", EXTENT.reason, same_value[0])
    return None


def _disowned(draft: Draft, at: int) -> frozenset[str]:
    """Return the rows whose condition of a value that the sentence has given measures something else: imports."""
    start = draft.reader.frame(at).sentence[0]
    said: dict[str, set[bool]] = defaultdict(set)
    for number in range(max(0, at - NEAR), at):
        claim = draft.claims[number]
        if claim.figure.start < start or claim.measure is None or claim.role == "award":
            continue
        scope = wide(draft, draft.scope(number))
        for fact in (fact for one in scope for fact in draft.book.of(one) if not fact.is_award and fact.reward):
            if fact.key == claim.figure.key and fact.reward is not None:
                agreement, _ = MEASURE.compare(fact, claim, draft.around(number))
                said[fact.reward.id] |= {agreement == "equal"} if agreement != "silent" else set()
    owned = {row for row, agreed in said.items() if True in agreed}
    return frozenset(row for row, agreed in said.items() if agreed == {False}) if owned else frozenset()


def _span(claim: Claim, verdict: Verdict) -> Span | None:
    """Return the words at fault with the figure, where they stand near to it."""
    if verdict.at is None or verdict.at.span == (0, 0):
        return None
    start, end = min(verdict.at.span[0], claim.figure.left), max(verdict.at.span[1], claim.figure.right)
    return (start, end) if end - start <= 30 else verdict.at.span


def sized_award(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A condition, a fund or a goal: right where it is said as such, wrong where it is said to be paid."""
    scope = wide(draft, draft.scope(at))
    sizes = [
        fact
        for subject in scope
        for fact in draft.book.of(subject)
        if not fact.is_award and fact.figure.key == claim.figure.key
    ]
    if not sizes or _has_rates_base(draft, at, claim):
        return None
    claim = with_tiers(draft, at, claim, scope)
    verdicts = [(fact, entails(fact, claim, draft.around(at))) for fact in sizes]
    if all(verdict.slots["tier"] == "contradicts" for _, verdict in verdicts):
        return Ruling("size", "wrong_tier", sizes[0])
    own = [
        replace(fact, kind="rate" if fact.figure.is_rate else "amount") for fact in sizes if fact.claim.role == "award"
    ]
    if (
        said := next((fact for fact in own if entails(fact, claim, draft.around(at)).reason is None), None)
    ) is not None:
        return Ruling("size", None, said)
    is_paid = claim.role == "award" or bool(claim.units - {unit for fact in sizes for unit in fact.claim.units})
    if is_paid and claim.figure.is_judged and not _is_goal_said(draft, at, sizes):
        reason = "target_as_reward" if any(fact.is_goal for fact in sizes) else "threshold_as_reward"
        return Ruling("size", reason, sizes[0])
    return Ruling("size", None, sizes[0])


def _has_rates_base(draft: Draft, at: int, claim: Claim) -> bool:
    """Whether a rate is said to be of what a rate of the rows meant is of: it is that rate, or wrong."""
    if claim.base is None:
        return False
    rates = (fact for subject in draft.scope(at) for fact in draft.book.of(subject) if fact.kind == "rate")
    bases = [fact.tier.base for fact in rates if fact.tier is not None and fact.tier.base]
    return coverage(claim.base.words, bases) >= MOSTLY


def _is_goal_said(draft: Draft, at: int, sizes: Sequence[Fact]) -> bool:
    """Whether the payout or the fund is said in the notice's own words: 分别按30%拨付."""
    return (
        any(fact.claim.role == "award" or fact.claim.base is not None for fact in sizes)
        and draft.claims[at].figure.is_rate
    )
