"""Which of several figures of one kind the words of a draft speak of: those of the branch, the grade or the body named.

A notice may ask 400万元 of cleaners and 250万元 of caterers in the same words; of two figures that measure the same,
the words that only one of them stands behind tell which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.comparing import HALF
from assistant.guard.claims.draft import Draft, Ruling, wide
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.meant_conditions import measures_same
from assistant.guard.claims.measures import HEAD
from assistant.guard.claims.phrases import coverage, pairs
from assistant.guard.claims.slot_reading import STEPPED
from assistant.guard.words.slots import MEASURED, OWN
from assistant.text import denying

CLEAR = 1.5  # how much the words must weigh that only the other figure stands behind
OUTWEIGHED = 3.0  # how many times as much as those that only its own stands behind
FEWEST = 2
_BRACKETS = re.compile("[()（）“”《》、：:；]")
_TIMES = ("年", "日期", "次", "")
_LEFT_OUT = re.compile(
    f"(?:{denying.IS_NOT}|除了?|[不没]有?(?:安装|加装|采用|涉及))[^，。；]{{1,16}}?(?:的|以外|之外|外)"
)


def of_another(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A size that the notice has of another branch or body than the words before it name."""
    figure = claim.figure
    if claim.role != "size" or figure.counter in _TIMES or _is_users(draft, at) or _is_step(draft, at):
        return None
    facts = [fact for one in wide(draft, draft.scope(at)) for fact in draft.book.of(one) if not fact.is_award]
    own = [fact for fact in facts if fact.key == figure.key]
    says_measure = claim.measure is not None and MEASURED.search(claim.measure.words[-HEAD:]) is not None
    measured = [fact for fact in own if measures_same(fact, claim)] if says_measure else own
    alike = (one for one in facts if one.figure.counter == figure.counter)
    others = [one for one in alike if any(_may_measure_same(one.claim, fact.claim) for fact in measured)]
    instead = meant(draft, at, own, others)
    return Ruling("subject", "wrong_target", instead) if instead is not None else None


def _is_users(draft: Draft, at: int) -> bool:
    """Whether a figure is the user's, and not said as the least that is asked where the user has just so much."""
    figure = draft.quantities[at]
    same = [one for one in draft.asked_quantities if one.key == figure.key]
    is_least = figure.bound == "at_least" and all(one.bound is None for one in same)
    return bool(same) and (not is_least or OWN.search(draft.sheet.text, *draft.reader.frame(at).clause) is not None)


def _is_step(draft: Draft, at: int) -> bool:
    """Whether a figure is the size of a step: 每增加100万元."""
    start = draft.quantities[at].start
    return STEPPED.search(draft.sheet.text, max(0, start - 6), start) is not None


def meant(draft: Draft, at: int, own: Sequence[Fact], others: Sequence[Fact]) -> Fact | None:
    """Return the fact of another value that the words before a figure speak of rather than of those of its own."""
    rivals = [one for one in others if one.about and all(one.key != fact.key for fact in own)]
    told = [fact.about for fact in own if fact.about]
    for said in _levels(draft, at, rivals) if told else ():
        leads = [(_lead(draft, said, told, rival), rival) for rival in rivals]
        if any(lead < 0 for lead, _ in leads):
            return None
        best = max(leads, key=lambda one: one[0], default=(0.0, None))
        if best[0] >= CLEAR:
            return best[1]
    return None


def _lead(draft: Draft, said: Set[str], told: Sequence[str], rival: Fact) -> float:
    """Return what the words weigh that speak for a rival against all of a figure's own facts; below 0 for these."""
    leads: list[float] = []
    for own in told:
        mine, theirs = weigh(draft, said & only(own, rival.about)), weigh(draft, said & only(rival.about, own))
        leads.append(theirs if theirs > OUTWEIGHED * mine else -mine)
    return min(leads)


def speaks_of(draft: Draft, at: int, fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether the words before a figure have some that only a fact stands behind, or it has none of its own."""
    only = words(fact.about) - set().union(*(words(one.about) for one in others))
    return not only or any(weigh(draft, said & only) >= CLEAR for said in _levels(draft, at, (fact,)))


def weigh(draft: Draft, said: Set[str]) -> float:
    """Return how much the words tell, if they are more than one pair of characters."""
    return sum(map(draft.book.subjects.weight, said)) if len(said) >= FEWEST else 0.0


def only(one: str, other: str) -> set[str]:
    """Return the words of one text that another has not, nor the characters of: 连栋, not 夜游 beside 游客过夜."""
    return {pair for pair in words(one) - words(other) if not set(pair) <= set(other)}


def words(text: str) -> set[str]:
    """Return the pairs of a text, none of which joins what stands inside and outside of brackets."""
    return pairs(_BRACKETS.sub("|", text))


def _levels(draft: Draft, at: int, rivals: Sequence[Fact]) -> Iterator[Set[str]]:
    """Yield the words before a figure, from those behind the last that measures the same to those of its sentence.

    What was asked comes last, where the draft doesn't tell the rivals too.
    """
    claim, frame, text = draft.claims[at], draft.reader.frame(at), draft.sheet.text
    alike = (one for one in reversed(draft.claims[:at]) if _may_measure_same(one, claim))
    floor = max(frame.sentence[0], next((one.figure.end for one in alike), 0))
    for start in dict.fromkeys((max(floor, frame.clause[0]), floor)):
        yield words(_LEFT_OUT.sub("|", text[start : claim.figure.start]))
    if all(one.key not in draft.values for one in rivals):
        yield draft.surroundings.asked_pairs


def _may_measure_same(one: Claim, other: Claim) -> bool:
    """Whether two sizes may be of one measure: they count the same, and none says that it measures something else."""
    if one.figure.counter != other.figure.counter:
        return False
    return one.measure is None or other.measure is None or coverage(one.measure.words, [other.measure.words]) >= HALF
