"""What the notices say of each figure: read from their text by the same reader as drafts, and told by the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.guard.claims.claim import Claim, Slot
from assistant.guard.claims.comparing import HALF
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.portions import Portion, find_portion
from assistant.guard.claims.quantities import Quantity, canonical
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.words.slots import PERIODS
from assistant.models import Bound, Clause, Part, Reward, Tier
from assistant.policy.table import squeeze

PARTS = "#parts"  # behind the id of a row: its instalments, as if they were its tiers
_LABEL = re.compile(r"[^。；;\n]{2,80}?[:：]")  # 3.助餐配送：
Kind = Literal["amount", "rate", "cap", "part", "size"]


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A figure of a notice: the row and the tiers (by index) that it is of, or none, and the sentence it stands in.

    `end` is "low" or "high" where it is an end of a range, `portion` the part of a sum that a rate is of, `about` what
    its line and sentence say before it.
    """

    claim: Claim
    kind: Kind
    policy: str
    clause: str
    sentence: str
    reward: Reward | None = None
    tiers: frozenset[int] = frozenset()
    end: Literal["", "low", "high"] = ""
    is_goal: bool = False
    parts: frozenset[int] = frozenset()
    portion: Portion | None = None
    about: str = ""

    @property
    def figure(self) -> Quantity:
        """The figure itself."""
        return self.claim.figure

    @property
    def key(self) -> tuple[str, Decimal]:
        """What the figure counts and how many."""
        return self.claim.figure.key

    @property
    def tier(self) -> Tier | None:
        """The first of its tiers."""
        return self.reward.tiers[min(self.tiers)] if self.reward and self.tiers else None

    @property
    def is_award(self) -> bool:
        """Whether someone gets it."""
        return self.kind != "size"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a tier of the table gives."""

    kind: Kind
    counter: str
    value: Decimal
    bound: Bound | None
    end: Literal["", "low", "high"] = ""
    part: int | None = None


def told_by(tier: Tier, is_award: bool) -> Iterator[Told]:
    """Yield the figures that a tier gives."""
    counter = "%" if tier.percent is not None else "元" if tier.yuan is not None else canonical(tier.counter or "")
    value = next((v for v in (tier.yuan, tier.percent, tier.count) if v is not None), None)
    kind: Kind = ("rate" if tier.percent is not None else "amount") if is_award and tier.count is None else "size"
    if value is not None:
        yield Told(kind, counter, value, None if tier.up_to else tier.bound, "low" if tier.up_to else "")
    if tier.up_to is not None:
        yield Told(kind, counter, tier.up_to, None, "high")
    if tier.cap_yuan is not None:
        yield Told("cap", "元", tier.cap_yuan, "at_most")
    if tier.bracket is not None:
        yield from (Told("size", canonical(tier.bracket.counter), end, None) for end in tier.bracket.ends if end)
    if tier.every is not None:
        yield Told("size", canonical(tier.every.counter), tier.every.size, None)
    yield from (_told_part(part, number) for number, part in enumerate(tier.parts))


def _told_part(part: Part, number: int) -> Told:
    if part.percent is not None:
        return Told("part", "%", part.percent, "exact", part=number)
    return Told("part", "元", part.yuan or Decimal(0), "exact", part=number)


def facts_of_clause(clause: Clause, rewards: Sequence[Reward]) -> tuple[Fact, ...]:
    """Return the facts of a clause: one for each figure that stands there, and for each that only the table gives."""
    sheet = Sheet(clause.text)
    reader = SlotReader(sheet)
    claims = tuple(reader.read())
    facts: list[Fact] = []
    taken: set[int] = set()
    for reward in rewards:
        for index, tier in enumerate(reward.tiers):
            span = find_span(sheet.text, tier.quote) or (0, len(sheet.text))
            for told in told_by(tier, reward.kind == "award"):
                at = _place(claims, told, span, tier, sheet.text)
                claim = claims[at] if at is not None else _unplaced(told)
                taken |= {at} if at is not None else set()
                portion = find_portion(sheet.text, claims, at) if at is not None and told.kind == "rate" else None
                facts.append(replace(_fact(clause, sheet, claim, told, reward, index), portion=portion))
    for at, claim in enumerate(claims):
        if at not in taken:
            facts.append(Fact(claim, "size", clause.policy, clause.label, _sentence(sheet, claim)))
    return tuple(replace(fact, about=_about(reader, claims, fact)) for fact in _merged(facts))


def _about(reader: SlotReader, claims: Sequence[Claim], fact: Fact) -> str:
    """Return the label of a figure's line and its sentence up to it, from the last figure that measures the same on."""
    figure, text = fact.figure, reader.text
    if not figure.end:
        return ""
    at = next(n for n, one in enumerate(reader.quantities) if one.start == figure.start)
    run = next((run for run in reader.lists if at in run), range(at, at + 1))
    measure = fact.claim.measure
    alike = (
        one.figure.end for one in reversed(claims[: run[0]])
        if one.figure.counter == figure.counter
        and (one.measure is None or measure is None or coverage(one.measure.words, [measure.words]) >= HALF)
    )  # fmt: skip
    first = reader.quantities[run[0]].start
    line, floor = text.rfind("\n", 0, first) + 1, next(alike, 0)
    label = _LABEL.match(text, line, first)
    named = label[0] if label is not None and floor <= line else ""
    return (
        named + text[max(reader.sheet.sentence(first, first)[0], label.end() if named and label else 0, floor) : first]
    )


def _fact(clause: Clause, sheet: Sheet, claim: Claim, told: Told, reward: Reward, index: int) -> Fact:
    tier = reward.tiers[index]
    claim = replace(
        claim,
        bound=told.bound,
        per=(*claim.per, *_slots((tier.cap_per if told.kind == "cap" else tier.per) or "")),
        period=(*claim.period, *_periods((tier.cap_per if told.kind == "cap" else tier.per) or "", reward)),
    )
    return Fact(
        claim, told.kind, clause.policy, clause.label, _sentence(sheet, claim), reward, frozenset({index}), told.end,
        reward.kind == "target", frozenset({told.part} if told.part is not None else ()),
    )  # fmt: skip


def _slots(per: str) -> Iterator[Slot]:
    """Yield the units in the table's words for what a figure counts: 亩, 每家每年, 人·夜, 单个项目."""
    for piece in per.replace("年度", "·年度").replace("每", "·").replace("/", "·").replace("、", "·").split("·"):
        bare = piece.removeprefix("单个").removeprefix("单").removeprefix("个").split("（")[0]
        if bare and bare not in PERIODS:
            yield Slot(canonical(bare), (0, 0))


def _periods(per: str, reward: Reward) -> Iterator[Slot]:
    pieces = per.replace("年度", "·年度").replace("每", "·").replace("/", "·").split("·")
    yield from (Slot(PERIODS[piece], (0, 0)) for piece in pieces if piece in PERIODS)
    if reward.once and not any(piece in PERIODS for piece in pieces):
        yield Slot("一次性", (0, 0))


def _unplaced(told: Told) -> Claim:
    return Claim(Quantity(0, 0, 0, 0, told.value, told.counter, told.bound))


def _sentence(sheet: Sheet, claim: Claim) -> str:
    figure = claim.figure
    if not figure.end:
        return sheet.text
    start, end = sheet.sentence(figure.start, figure.end)
    return sheet.text[start:end]


def _place(claims: Sequence[Claim], told: Told, span: Span, tier: Tier, text: str) -> int | None:
    """Return which figure of the clause the table means: that of the quote which is nearest to the tier's words."""
    found = [
        at for at, claim in enumerate(claims)
        if claim.figure.key == (told.counter, told.value) and span[0] <= claim.figure.start < span[1]
    ]  # fmt: skip
    if told.kind == "part" and not found:  # told in a sentence of its own
        found = [at for at, claim in enumerate(claims) if claim.figure.key == (told.counter, told.value)]
    if told.kind == "cap":
        found = [at for at in found if claims[at].figure.bound == "at_most"] or found
    elif len(found) > 1:
        found = [at for at in found if claims[at].role != "size"] or found
        named = tier.case or tier.level
        if named and (place := text.find(named, *span)) >= 0:
            return min(found, key=lambda at: (claims[at].figure.start < place, abs(claims[at].figure.start - place)))
    return found[0] if found else None


def parts_of(reward: Reward) -> Reward | None:
    """Return the instalments of a row as if they were its tiers, those that all of its tiers have."""
    cases = dict.fromkeys(part.case for tier in reward.tiers for part in tier.parts)
    if len(cases) < 2:
        return None
    return reward.model_copy(
        update={"id": reward.id + PARTS, "tiers": tuple(Tier(case=case, quote="") for case in cases)}
    )


def _merged(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts, one for all tiers of a row that share a figure: the cap of all, one sum of two brackets."""
    seen: dict[object, Fact] = {}
    for number, fact in enumerate(facts):
        figure = fact.figure
        own = (fact.reward.id, fact.kind, figure.key, figure.start, fact.end) if fact.reward and figure.end else number
        known = seen.get(own)
        seen[own] = replace(known, tiers=known.tiers | fact.tiers, parts=known.parts | fact.parts) if known else fact
    yield from seen.values()


def find_span(text: str, quote: str) -> Span | None:
    """Return where a quote stands in a normalised text, blanks and widths aside."""
    from assistant.text.normalization import normalize

    wanted = squeeze(normalize(quote).text)
    kept = [at for at, char in enumerate(text) if not char.isspace()]
    plain = "".join(text[at] for at in kept)
    at = plain.find(wanted)
    return (kept[at], kept[at + len(wanted) - 1] + 1) if at >= 0 and wanted else None
