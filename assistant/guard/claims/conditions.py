"""Rules for what is said as a size, a term or a date: of the notice, of the user, or wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.guard.claims.abouts import speaks_of
from assistant.guard.claims.brackets import brackets_of
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling, wide, with_tiers
from assistant.guard.claims.entailment import Verdict, entails
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.meant_conditions import does_same, likelier, measures_same
from assistant.guard.claims.measures import compare_measure
from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.quantities import Quantity, canonical
from assistant.guard.claims.rivals import other_size
from assistant.guard.claims.slot_reading import STEPPED
from assistant.guard.words.slots import OWN, SUPPOSED, THRESHOLD_SAID

ROUNDED = Decimal("0.05")  # how far a rate may be from the one worked out
MOSTLY = 0.6
CLEARLY = 1.15  # by how much a row must fit better than one whose step it is
PUT_INTO = re.compile("[，,]?(?:正好|刚好|就)?(?:属于|落在|落入|处于|归入|归|算|在)")
LIKELIER = 0.25
CONFIRMED = re.compile(
    r"\s*(?:您?好[，！!。]*)?(?:对的?|是的?|没错|正确|可以这么理解|您?(?:说|理解)得?(?:对|没错|正确))[，。,！!]"
)
LACKING = re.compile("差(?!异|别|旅)|缺|还[少要]|不够")
TELLING = 0.8  # what a pair of characters weighs that tells what is spoken of


def stepped(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """The size of a step: that of the row that the words fit clearly better than others: 每增加5亿元."""
    text, figure = draft.sheet.text, claim.figure
    if not STEPPED.search(text, max(0, figure.start - 6), figure.start):
        return None
    rows = [draft.book.rewards[one] for one in draft.scope(at) if one in draft.book.rewards]
    steps = {row.id: {(canonical(t.every.counter), t.every.size) for t in row.tiers if t.every} for row in rows}
    own = [row for row in rows if any(counter == figure.counter for counter, _ in steps[row.id])]
    if not own or figure.key in steps[own[0].id]:
        return None
    others = [row for row in own[1:] if figure.key in steps[row.id]]
    score = draft.scores(at)
    if any(score[row.id] * CLEARLY > score[own[0].id] for row in others):
        return None
    instead = (fact for fact in draft.book.of(own[0].id) if fact.key in steps[own[0].id])
    return Ruling("step", "wrong_target", next(instead, None))


def placed(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A size that is put into a bracket which does not hold it: 500万元属于200万元至500万元（不含）这一档."""
    text, figure = draft.sheet.text, claim.figure
    put = PUT_INTO.match(text, figure.end)
    if put is None:
        return None
    for row in (draft.book.rewards[one] for one in draft.scope(at) if one in draft.book.rewards):
        mentions = [one for one in draft.tiers.brackets(row) if 0 <= one.start - put.end() <= 3]
        ranges = brackets_of(row) if mentions else {}
        brackets = [ranges[one.tier] for one in mentions]
        if brackets and not any(bracket.holds(figure.value) for bracket in brackets):
            return Ruling("placed", "wrong_tier", next((f for f in draft.book.of(row.id) if f.is_award), None))
    return None


def sized(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A count, a term, or money that is said as a size: of the notice, of the user, or wrong."""
    figure = claim.figure
    if figure.is_judged and claim.role != "size":
        return None
    if figure.value == 1 and figure.bound is None and draft.sheet.text[figure.start] == "一":
        return Ruling("background", status="not_policy")  # 一个展位 is any
    if _is_growth(draft, at):
        return Ruling("user", status="user")
    scope = draft.scope(at)
    claim = with_tiers(draft, at, claim, scope)
    facts = [fact for subject in wide(draft, scope) for fact in draft.book.of(subject) if not fact.is_award]
    verdicts = _compared(draft, at, claim, facts)
    if (ruling := _told(draft, at, claim, facts, verdicts)) is not None:
        return ruling
    instead = _instead(draft, at, claim, facts, verdicts)
    if instead is not None and _is_confirmed(draft, figure):
        return Ruling("condition", _wrong(figure), instead)
    if figure.key in draft.asked_keys:
        return Ruling("user", status="user")
    if figure.is_judged and _is_award_said(draft, at, claim, scope):
        return None
    if at in draft.factors:
        return Ruling("factor", status="user")
    if verdicts:
        fact, verdict = verdicts[0]
        return Ruling("condition", verdict.reason, fact, verdict.at.span if verdict.at else None, verdict)
    if instead is not None:
        return Ruling("condition", _wrong(figure), instead)
    if _is_unheard_of(draft, at, claim):
        return Ruling("condition", "unverifiable")
    return Ruling("background", status="not_policy")


def _is_growth(draft: Draft, at: int) -> bool:
    """Whether a rate is by how much two of the user's sums differ: 去年3000万，前年2400万 … 增长25%."""
    figure = draft.quantities[at]
    sums = sorted({quantity.value for quantity in draft.asked_quantities if quantity.is_money})
    grown = ((high - low) / low * 100 for n, low in enumerate(sums) for high in sums[n + 1 :] if low)
    return figure.is_rate and any(abs(value - figure.value) < ROUNDED for value in grown)


def _is_unheard_of(draft: Draft, at: int, claim: Claim) -> bool:
    """Whether a figure is said as the least that is asked, and stands nowhere in the notices."""
    figure, said = claim.figure, draft.sheet.text[slice(*draft.reader.frame(at).clause)]
    if figure.bound != "at_least" or figure.counter in ("年", "日期", "次", "条", "项") or at in draft.given:
        return False
    is_own = SUPPOSED.search(said) or OWN.search(said) or LACKING.search(said)
    return not is_own and all(fact.figure.value != figure.value for fact in draft.book.facts)


def _compared(draft: Draft, at: int, claim: Claim, facts: Sequence[Fact]) -> list[tuple[Fact, Verdict]]:
    """Return the facts of a claim's value with what its slots say of them; those that measure the same decide."""
    same_value = [fact for fact in facts if fact.figure.key == claim.figure.key]
    verdicts = [(fact, entails(fact, claim, draft.around(at))) for fact in same_value]
    if any(verdict.slots["measure"] == "contradicts" for _, verdict in verdicts):
        return [one for one in verdicts if one[1].slots["measure"] != "silent"]
    return verdicts


def _told(
    draft: Draft, at: int, claim: Claim, facts: Sequence[Fact], verdicts: Sequence[tuple[Fact, Verdict]]
) -> Ruling | None:
    """Return the ruling on a size that a fact has, or that the words say of another fact; None where neither is so."""
    figure, scope = claim.figure, draft.scope(at)
    right = next(((fact, verdict) for fact, verdict in verdicts if verdict.reason is None), None)
    is_claimed = figure.key not in draft.asked_keys or _is_confirmed(draft, figure)
    if (
        is_claimed
        and (other := likelier(facts, [fact for fact, _ in verdicts], claim)) is not None
        and (not verdicts or speaks_of(draft, at, other, [fact for fact, _ in verdicts]))
        and not _ends_brackets(draft, scope, figure.key, other.figure.key)
        and not (figure.bound is None and _is_bracketed(draft, scope, figure))
    ):
        return Ruling("condition", _wrong(figure), other)
    if right is None:
        return None
    instead = _of_another(draft, at, right[0])
    if instead is None and is_claimed:
        beside = _beside_same_words(draft, facts, claim)
        around = draft.around(at)
        beside = [one for one in beside if compare_measure(one, claim, around)[0] != "contradicts"]
        instead = other_size(draft, at, right[0], beside)
    if instead is not None:
        return Ruling("condition", "wrong_target", instead)
    return Ruling("condition", None, right[0], None, right[1])


def _wrong(figure: Quantity) -> str:
    return "wrong_term" if figure.counter == "年" else "wrong_target"


def _instead(
    draft: Draft, at: int, claim: Claim, facts: Sequence[Fact], verdicts: Sequence[tuple[Fact, Verdict]]
) -> Fact | None:
    """Return the condition that the notice has where a claim has one of another value, if it is said as one."""
    figure, said = claim.figure, draft.sheet.text[slice(*draft.reader.frame(at).clause)]
    done = [fact for fact in facts if does_same(fact, claim)] or [
        fact for fact in draft.book.facts if does_same(fact, claim)
    ]
    if not verdicts and done:
        return done[0] if all(fact.key != figure.key for fact in done) else None
    if verdicts or not (THRESHOLD_SAID.search(said) or figure.side) or SUPPOSED.search(said) or OWN.search(said):
        return None
    limits = [fact for fact in facts if _limits_same(draft, fact, claim)]
    if limits and not any(fact.key == figure.key for fact in facts):
        return limits[0]
    alike = [fact for fact in facts if fact.figure.counter == figure.counter and measures_same(fact, claim)]
    if not alike and not any(fact.key == figure.key for fact in facts):
        alike = _beside_same_words(draft, facts, claim)
    return next(iter(alike), None)


def _limits_same(draft: Draft, fact: Fact, claim: Claim) -> bool:
    """Whether a number that is said as the most is one of the notice's kind: 在建的最多3个."""
    told, said = fact.figure, claim.figure
    if told.counter != said.counter or not told.bound == said.bound == "at_most":
        return False
    shared = pairs(fact.claim.own) & pairs(claim.own)
    return any(draft.book.subjects.weight(pair) >= TELLING for pair in shared)


def _is_confirmed(draft: Draft, figure: Quantity) -> bool:
    """Whether a draft tells the one who asks that a figure of the question is right."""
    return figure.key in draft.asked_keys and CONFIRMED.match(draft.sheet.text) is not None


def _beside_same_words(draft: Draft, facts: Sequence[Fact], claim: Claim) -> list[Fact]:
    """Return the conditions of the rows meant that stand beside words of a claim, before or behind them."""
    said = {pair for pair in pairs(claim.before + "|" + claim.after) if draft.book.subjects.weight(pair) >= TELLING}
    return [
        fact for fact in facts
        if fact.figure.counter == claim.figure.counter and fact.figure.end
        and said & pairs(fact.claim.before + "|" + fact.claim.after)
    ]  # fmt: skip


def _of_another(draft: Draft, at: int, fact: Fact) -> Fact | None:
    """Return what the notice has beside a condition just said, where a claim has another sentence's of its kind.

    进口额100万美元起，且增长10%以上, where imports need 5% and exports 10%.
    """
    start = draft.reader.frame(at).sentence[0]
    for number in range(at - 1, max(-1, at - 6), -1):
        if draft.quantities[number].start < start:
            return None
        ruling = draft.rulings[number]
        if ruling.fact is None or ruling.verdict is None or ruling.verdict.slots["measure"] != "equal":
            continue
        beside = [one for one in draft.book.beside(ruling.fact) if not one.is_award]
        if ruling.fact.figure.counter == fact.figure.counter:
            continue
        alike = [one for one in beside if one.figure.counter == fact.figure.counter and measures_same(one, fact.claim)]
        if fact.sentence != ruling.fact.sentence and alike:
            return None if any(one.figure.key == fact.figure.key for one in beside) else alike[0]
    return None


def _ends_brackets(draft: Draft, scope: Sequence[str], *keys: tuple[str, Decimal]) -> bool:
    """Whether all are ends of the brackets of one row: the words of the first of them are those of all."""
    for reward in (draft.book.rewards[subject] for subject in scope if subject in draft.book.rewards):
        brackets = [tier.bracket for tier in reward.tiers if tier.bracket is not None]
        ends = {(b.counter, end) for b in brackets for end in b.ends}
        if ends.issuperset(keys):
            return True
    return False


def _is_bracketed(draft: Draft, scope: Sequence[str], figure: Quantity) -> bool:
    """Whether a size may be an example that lies in a bracket of a row meant: 出口6000万元的."""
    rows = (draft.book.rewards[subject] for subject in scope if subject in draft.book.rewards)
    brackets = (tier.bracket for row in rows for tier in row.tiers if tier.bracket is not None)
    return any(bracket.counter == figure.counter and bracket.holds(figure.value) for bracket in brackets)


def _is_award_said(draft: Draft, at: int, claim: Claim, scope: Sequence[str]) -> bool:
    """Whether what looks like a size is an award's value of the rows meant: 上限5万元以内."""
    facts = (fact for subject in scope for fact in draft.book.of(subject) if fact.is_award)
    return any(fact.figure.key == claim.figure.key for fact in facts)
