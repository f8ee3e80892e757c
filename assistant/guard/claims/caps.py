"""Rules for a cap and a grade that belong to another row of the clause than the words before them."""

from __future__ import annotations

import re

from assistant.guard.claims.abouts import meant
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling, wide
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.subjects import clause_subject

_EXEMPT = re.compile("不受(?:前述|上述|该|这一?)?|不占(?:用)?|不计入(?:前述|上述|该)?|突破")
_LIMIT = re.compile("的?(?:限额|上限|封顶|额度|总额|限制)")
_EXEMPT_TOLD = re.compile("不受[^，。；]{0,12}(?:限|封顶)|不计入|不占|[可能]突破")
_NUMBERED = re.compile("[（(]第[0-9]+[项句][)）]")


def capped(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """The cap behind a rate or a sum per unit that the sentence has just told: that of a row that gives it."""
    if claim.bound != "at_most" or not claim.figure.is_money or claim.role == "size":
        return None
    told = next((fact for fact in reversed(list(draft.facts_before(at))) if fact.is_award), None)
    if told is None or told.reward is None or told.kind not in ("rate", "amount"):
        return None
    if (instead := _of_another_tier(draft, told, claim)) is not None:
        return Ruling("cap", "wrong_tier", instead)
    clause = draft.book.of(clause_subject(told.policy, told.clause))
    rows = {fact.reward.id for fact in clause if fact.reward and fact.is_award and fact.key == told.key}
    caps = [fact for fact in clause if fact.reward and fact.reward.id in rows and fact.kind == "cap"]
    if not caps or any(fact.key == claim.figure.key for fact in clause if fact.reward and fact.reward.id in rows):
        return None
    others = [fact for fact in clause if fact.kind == "cap" and fact.key == claim.figure.key]
    return Ruling("cap", "wrong_programme", caps[0]) if others else None


def _of_another_tier(draft: Draft, told: Fact, claim: Claim) -> Fact | None:
    """Return the cap of the tier that a rate or sum was told of, where the cap said is that of another tier."""
    caps = [one for one in draft.book.of(told.reward.id) if one.kind == "cap"] if told.reward else []
    own = [one for one in caps if one.tiers & told.tiers]
    others = [one for one in caps if not one.tiers & told.tiers]
    is_others = any(one.key == claim.figure.key for one in others)
    return own[0] if own and is_others and all(one.key != claim.figure.key for one in own) else None


def exempt(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A limit that is said not to hold for something, where the clause has one that does not: 不受20万元限额限制."""
    text, figure = draft.sheet.text, claim.figure
    if not (_EXEMPT.search(text, max(0, figure.left - 8), figure.left) and _LIMIT.match(text, figure.end)):
        return None
    facts = [fact for one in wide(draft, draft.scope(at)) for fact in draft.book.of(one) if fact.key == figure.key]
    told = (fact for fact in facts if _EXEMPT_TOLD.search(draft.book.clauses[fact.policy, fact.clause].text))
    known = next(told, None)
    return Ruling("exempt", None, known) if known is not None else None


def graded(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A sum of a row whose tiers have no names, where the words before it are those of another of its sentences."""
    if claim.role == "size" or not claim.figure.is_judged or claim.figure.key in draft.asked_keys:
        return None
    facts = [fact for one in wide(draft, draft.scope(at)) for fact in draft.book.of(one) if _has_no_name(fact)]
    own = [fact for fact in facts if fact.key == claim.figure.key]
    rows = {fact.reward.id for fact in own if fact.reward}
    others = [fact for fact in facts if fact.reward and fact.reward.id in rows and fact not in own]
    instead = meant(draft, at, own, others)
    return Ruling("subject", "wrong_tier", instead) if instead is not None else None


def _has_no_name(fact: Fact) -> bool:
    """Whether an award is of a tier that the table has no words for: （第2项）."""
    tier = fact.tier if fact.kind in ("amount", "rate") else None
    is_told = tier is None or tier.level or tier.bracket or (tier.case and not _NUMBERED.fullmatch(tier.case))
    return not is_told and fact.reward is not None and len(fact.reward.tiers) > 1
