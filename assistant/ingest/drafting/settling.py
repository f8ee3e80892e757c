"""What a row's tiers are told apart by, once all of them are read."""

from __future__ import annotations

from assistant.ingest.drafting.drafts import Draft, Tier


def _telling(tier: Tier) -> tuple[object, ...]:
    size = tier.bracket and (tier.bracket.from_, tier.bracket.over, tier.bracket.to, tier.bracket.below)
    return tier.level, tier.case, size, tier.payer, tier.base, tier.per, tier.every


def _are_alike(tiers: list[Tier]) -> bool:
    keys = [_telling(tier) for tier in tiers]
    return len(set(keys)) < len(keys)


def _number_tiers(draft: Draft) -> None:
    """Tell tiers apart by their place where the text names nothing that does: 按不同等次给予200万元、400万元."""
    draft.doubt("各档之间的区别没有读出，请补写档次", 0.4)
    seen: dict[tuple[object, ...], int] = {}
    for tier in draft.tiers:
        key = _telling(tier)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1 or sum(_telling(t) == key for t in draft.tiers) > 1:
            tier.case = f"{tier.case or ''}（第{seen[key]}项）"


def settle_tiers(draft: Draft) -> None:
    """Give tiers that nothing else tells apart the brackets of their heads, what they give, or their place."""
    if draft.kind != "award":
        return
    tiers = draft.tiers
    if len({tier.what for tier in tiers if tier.what}) > 1:
        for tier in tiers:
            tier.case = tier.case or tier.what
    if _are_alike(tiers):
        shared = set.intersection(*({bracket.counter for bracket in tier.loose} for tier in tiers))
        for tier in tiers:
            loose = [bracket for bracket in tier.loose if bracket.counter in shared] or tier.loose
            tier.bracket = tier.bracket or next(iter(loose), None)
    if _are_alike(tiers):
        for tier in tiers:
            if tier.what and tier.what != tier.case:
                tier.case = f"{tier.case or ''}{tier.what}"
    if _are_alike(tiers):
        _number_tiers(draft)
    _settle_brackets(tiers)


def settle_rows(drafts: list[Draft]) -> None:
    """Tell rows of one name and condition apart by what their sentences open with, where their tiers don't."""
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        own = (draft.name, draft.beneficiary, draft.condition)
        keys = {(own, _telling(tier)) for tier in draft.tiers} or {(own, ())}
        if keys & seen and draft.head and draft.head != draft.condition:
            draft.condition = draft.head
        elif keys & seen:
            draft.condition = f"{draft.condition or draft.name}（第{draft.sentence}句）"
            draft.doubt("与前一行的区别没有读出，请补写条件", 0.4)
        seen |= keys


def _settle_brackets(tiers: list[Tier]) -> None:
    """Read a bare 以上 as "more than" where a sibling ends with its number, and let all say what is measured."""
    brackets = [tier.bracket for tier in tiers if tier.bracket is not None]
    closed = {bracket.to for bracket in brackets if bracket.to is not None}
    opened = {bracket.from_ for bracket in brackets if bracket.from_ is not None and not bracket.bare}
    of = next((bracket.of for bracket in brackets if bracket.of), None)
    for tier in tiers:
        if (bracket := tier.bracket) is not None:
            if bracket.bare and bracket.from_ in closed:
                bracket = bracket._replace(from_=None, over=bracket.from_)
            if bracket.to in opened and bracket.to != bracket.from_:
                bracket = bracket._replace(to=None, below=bracket.to)
            tier.bracket = bracket._replace(of=bracket.of or of)
