"""Rules for shares: who bears how much of an award, written ratios, and who gets a share of a standard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.guard.arithmetic import same
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import NEAR, Draft, Ruling, wide, with_tiers
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.schedules import shares_in_stages
from assistant.guard.layout.lines import Span
from assistant.text import denying
from assistant.text.ratios import Ratio, find_ratios

_BORNE = re.compile("承担|分担|负担|分摊|出|拿|掏|买单|占|财政|各")
_BORNE_HERE = re.compile("(?:承担|负担|分担|出资)$")
_AS_RATIO = re.compile(r"(\d+)\s*[:：∶比]\s*(\d+)")
_HALVED = re.compile("[减折]半|一半|对半|半数|[÷/]2|除以2|×50%|的50%")
_EACH = re.compile("各(?:自|级)?(?:出|承担|负担|担|拿)|分摊|分担")
_DENIED = re.compile(f"(?:{denying.IS_NOT}|而非|不[按走用适需]用?)[^，。；\n]{{0,4}}$")


def shared(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A share that someone bears, or the sum that it comes to: as a ratio of the notice has it, or another's."""
    figure, frame = claim.figure, draft.reader.frame(at)
    if not figure.is_judged or figure.bound in ("at_most", "at_least"):
        return None
    written = draft.sheet.text[figure.start : figure.end]
    if figure.is_rate and _AS_RATIO.fullmatch(written) and _is_written(draft, written):
        return Ruling("share")  # 按1:1配套
    if (borne := _borne(draft, at, claim)) is not None:
        return borne
    if not _BORNE.search(draft.sheet.text, *(frame.sentence if figure.is_rate else frame.clause)):
        return None
    said = _shares(draft, draft.scope(at), (frame.floor, frame.ceiling), figure)
    if any(_is_share(draft, at, figure, share) for share in said):
        return Ruling("share")
    if (
        not said
        and figure.is_rate
        and _has_payer(draft, draft.scope(at))
        and _EACH.search(draft.sheet.text, *frame.clause)
    ):
        return Ruling("share", "wrong_payer")
    return Ruling("share", "wrong_payer") if said and figure.is_rate and not _is_award(draft, at, figure) else None


def _borne(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """Return the ruling on a rate beside a payer, where the notice says what that one bears: 市财政承担70%.

    Another rate is wrong where it is said to be borne; else it may be what an award gives.
    """
    figure, payer = claim.figure, claim.payer
    if not figure.is_rate or payer is None:
        return None
    sizes = (one for subject in wide(draft, draft.scope(at)) for one in draft.book.of(subject) if not one.is_award)
    shares = [(one, one.claim.payer.words) for one in sizes if one.figure.is_rate and one.claim.payer is not None]
    own = [one for one, told in shares if payer.words in told or told in payer.words or told[0] == payer.words[0]]
    if same := next((one for one in own if one.key == figure.key), None):
        return Ruling("share", None, same)
    is_borne = own and _BORNE_HERE.search(draft.sheet.text, 0, figure.start)
    return Ruling("share", "wrong_payer", own[0]) if is_borne else None


def find_wrong_ratios(draft: Draft) -> Iterator[tuple[Span, str]]:
    """Yield the ratios of a draft that the notice has otherwise, or hasn't, with the reason."""
    for said in find_ratios(draft.sheet.text):
        if draft.quotations.holds(*said.span) or _DENIED.search(draft.sheet.text, 0, said.span[0]):
            continue
        scope = draft.subjects_at(said.span)
        known = _ratios(draft, scope, bool(said.parties))
        known = tuple(ratio for ratio in known if ratio.names_all_of(said)) or known
        is_known = any(ratio.agrees(said) for ratio in known) or said.shares in shares_in_stages(draft, scope)
        if not is_known and not _is_written(draft, draft.sheet.text[slice(*said.span)]):
            yield said.span, "wrong_payer" if said.parties else "wrong_value"


def _is_written(draft: Draft, ratio: str) -> bool:
    """Whether a notice writes a ratio that is not of shares: 按1:1的比例配套."""
    numbers = _AS_RATIO.fullmatch(ratio)
    if numbers is None:
        return False
    same = re.compile(rf"(?<![0-9:：∶]){numbers[1]}\s*[:：∶比]\s*{numbers[2]}(?![0-9:：∶])")
    return any(same.search(text) for text in draft.book.texts.texts)


def _ratios(draft: Draft, scope: Sequence[str], is_of_payers: bool) -> tuple[Ratio, ...]:
    """Return the ratios of the clauses meant, or else of all; those of payers alone where it is one of payers."""
    for subjects in (wide(draft, scope), () if _has_payer(draft, scope) else draft.book.ratios):
        found = (ratio for subject in subjects for ratio in draft.book.ratios.get(subject, ()))
        if own := tuple(ratio for ratio in found if ratio.parties or not is_of_payers):
            return own
    return ()


def _has_payer(draft: Draft, scope: Sequence[str]) -> bool:
    """Whether the row meant says by itself who pays: a ratio of all awards does not hold for it."""
    return any(fact.tier and fact.tier.payer for subject in scope[:1] for fact in draft.book.of(subject))


def _shares(draft: Draft, scope: Sequence[str], span: Span, figure: Quantity) -> list[Decimal]:
    """Return the shares of the party that a figure is said of; by the ratios all of whose parties are named if any."""
    text = draft.sheet.text
    ratios = _ratios(draft, scope, True)
    whose = [(ratio, ratio.party_near(text, span[0], figure.start, span[1])) for ratio in ratios]
    known = [(ratio, n) for ratio, n in whose if n is not None]
    whole = [(ratio, n) for ratio, n in known if ratio.all_named(text)]
    return [ratio.shares[n] for ratio, n in whole or known]


def _is_share(draft: Draft, at: int, figure: Quantity, share: Decimal) -> bool:
    """Whether a figure is a share, or that share of a sum that stands near."""
    if figure.is_rate:
        return figure.value == share
    near = (*draft.quantities[max(0, at - NEAR) : at + NEAR], *draft.asked_quantities)
    return any(one.is_money and same(figure.value, one.value * share / 100) for one in near)


def _is_award(draft: Draft, at: int, figure: Quantity) -> bool:
    """Whether a rate is what an award of the rows meant gives."""
    facts = (fact for subject in draft.scope(at) for fact in draft.book.of(subject) if fact.is_award)
    return any(fact.key == figure.key for fact in facts)


def standard(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A sum of those who get a share of what others get: that share, and not the whole; or the share itself."""
    figure = claim.figure
    scope = wide(draft, draft.scope(at))
    shares = {one.percent for subject in scope for one in draft.book.standards.get(subject, ())}
    if figure.is_rate and figure.value in shares and _HALVED.search(draft.around(at).clause):
        return Ruling("standard")
    if not figure.is_money or figure.bound in ("at_most", "at_least"):
        return None
    claim = with_tiers(draft, at, claim, scope)
    around = draft.around(at)
    for subject in scope:
        for one in draft.book.standards.get(subject, ()):
            facts = list(_facts(draft.book.of(subject), claim))
            own = pairs(one.who) - {pair for fact in facts if fact.tier for pair in pairs(fact.tier.quote)}
            is_said = own & pairs(around.sentence + "|" + around.asked) or _HALVED.search(around.clause)
            if is_said and (fact := _giving(facts, figure.value * 100 / one.percent)):
                return Ruling("standard", None, fact)
            said = pairs(around.clause)
            if (
                own & said
                and not (pairs(one.others) - pairs(one.who)) & said
                and (fact := _giving(facts, figure.value))
            ):
                return Ruling("standard", "wrong_tier", fact)
    return None


def _facts(facts: Sequence[Fact], claim: Claim) -> Iterator[Fact]:
    """Yield the sums that a clause gives, of the tiers that a claim may mean."""
    for fact in facts:
        if fact.kind == "amount" and fact.figure.is_money and fact.reward is not None:
            tiers = claim.tier.get(fact.reward.id)
            if tiers is None or tiers & fact.tiers:
                yield fact


def _giving(facts: Sequence[Fact], value: Decimal) -> Fact | None:
    return next((fact for fact in facts if fact.figure.value == value), None)
