"""Work out what tiers give for what a message counts: per unit, by steps, by rate, in parts, under their caps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked, threshold_of, years_of
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.counting import Counted, count_kind, count_kinds, told_months, years_in
from assistant.answering.rowwise.rents import work_out_rent
from assistant.answering.wording import bounded, computed, part_text, tier_name
from assistant.models import Bound, Model, Part, StatedAmount, Tier
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_number, format_percent, format_yuan, parse_numeral
from assistant.understanding.rows import Sentence
from assistant.understanding.sizes import RECIPIENTS, Size, parts_of

GROWS = re.compile(r"每(?:增加|增长|新增|超过|增|多)")
EVENT = re.compile("每[一-鿿]{1,4}[1一](?:家|户|个|名|人|项)")
"""Words of a sum for each thing done, not for each receiver: 每引进1家."""
INCREMENT = re.compile(r"增量|增加了?|增长了|新增|净增|多了|涨了|多卖")
"""Words by which a user's sum is the increment itself."""
NEAR_SUM = 8  # characters before a sum that say what it is
EVENT_WORDS = 4  # characters before a count that say what is done so many times
PERSONS = frozenset("人名")
DIFFERENCE = "差额部分"
YEARLY = re.compile(r"每年|[一1]年(?!以上|内)|每期|每次|分几年|年年|逐年")
LOAN_TERM = re.compile(r"(?P<year>[一1]年|12个月|十二个月|全年)|(?P<months>[\d一二三四五六七八九十]+)个月")
RATE_LIMIT = re.compile(r"年?贴息(?:利)?率[^，。；]{0,4}(?:不超过|最高)[^\d]{0,4}([\d.]+)%")
WRITTEN = {"月": "个月", "块": "个", "点": "个"}
"""How a counter is written in a sum, where by itself it would be read as money or a date."""
RISEN = re.compile(r"升|晋|原来|已经是|之前|提档|提级|[拿领得]过")
UNIT_ASKED = re.compile(
    r"(?:每|一|单)(?:亩|间|人次?|件|头|只|平|公里|块|个|台|条|例|吨|家)[^，。]{0,6}(?:多少|几|给|补|奖|标准)|单价"
)


class Reckoned(Model):
    """One result with its sum as said; `over` is what it was before a cap."""

    value: Decimal
    bound: Bound
    line: str
    tier: Tier
    over: Decimal | None = None


class Reckoner:
    """Works out by one chooser's counters."""

    def __init__(self, chooser: Chooser) -> None:
        self._chooser = chooser

    def work_out(self, choice: Choice, asked: Asked) -> Calculation | None:
        """Return what the chosen tiers give for the user's figures; None where no figure applies."""
        if choice.below or choice.missing:
            return None
        if raised := self._difference(choice, asked):
            return raised
        if parted := self._part(choice, asked):
            return parted
        if kinds := self._kinds(choice, asked):
            return kinds
        tiers = [tier for tier in choice.tiers if tier.yuan is not None or tier.percent is not None]
        steps = [tier for tier in tiers if tier.every]
        if steps and (stepped := self._stepped(choice, tiers, steps[0], asked)):
            return stepped
        if not tiers and (rent := work_out_rent(choice, asked)):
            return rent
        if len(tiers) != 1:
            return None
        tier = tiers[0]
        if tier.percent is not None:
            return self._rate(choice, tier, asked)
        return self._per_unit(choice, tier, asked)

    def rule_of(self, choice: Choice, result: Calculation | None) -> Sentence | None:
        """Return the sentence that a result rests on beside its row's own: that of the difference."""
        differs = result is not None and result.lines[0].startswith(DIFFERENCE)
        return self._chooser.difference_rule(choice.row) if differs else None

    # ------------------------------------------------------------ per unit

    def _count(self, tier: Tier, asked: Asked) -> tuple[Decimal, str, bool] | None:
        """Return what a sum is multiplied by, how that is written, and whether the longest term cuts it short.

        None where a count is not told exactly.
        """
        units = parts_of(tier.per)
        events = _is_for_event(tier)
        measured = [unit for unit in units if unit not in RECIPIENTS or len(units) > 1 or events]
        wanted = measured or ([unit for unit in units if unit != "年"] if asked.wants_total else [])
        product, said, cut = Decimal(1), "", False
        for unit in wanted:
            if unit == "月":
                if (months := told_months(asked, tier)) is None:
                    return None
                product, cut = product * months[0], cut or months[1]
                said += f"×{format_number(months[0])}个月"
                continue
            sizes = [
                s for s in asked.sizes(self._chooser.counters, [unit]) if self._chooser.counters.same(s.counter, unit)
            ]
            if not sizes and unit in PERSONS and len(units) > 1:
                continue  # one person, where nobody says how many
            size = self._nearest(sizes, tier)
            if size is None or size.about:
                return None
            product *= size.value
            said += f"×{format_number(size.value)}{WRITTEN.get(unit, unit)}"
        if years := self._years_of(tier, units, asked):
            product, cut = product * years[0], cut or years[1]
            said += f"×{format_number(years[0])}年"
        return (product, said, cut) if product > 1 else None

    @staticmethod
    def _several(choice: Choice, tier: Tier, asked: Asked) -> tuple[Decimal, str, bool] | None:
        """Return how many of a tier's own kind the user has, where what all get is asked for: 2名博士一共."""
        if tier.per is not None or not asked.wants_total or not tier.case or len(choice.row.tiers) < 2:
            return None
        count = count_kind(asked, tier, choice.row.tiers)
        return (count, f"×{format_number(count)}", False) if count is not None and count > 1 else None

    def _nearest(self, sizes: Sequence[Size], tier: Tier) -> Size | None:
        """Return the count whose words are those of what a sum is for each time (每新设1家); else the last said."""
        event = EVENT.search(tier.quote)
        if event is None or len(sizes) < 2:
            return next(iter(sizes), None)
        return max(sizes, key=lambda size: self._chooser.likeness(size.near[-EVENT_WORDS:], event[0]))

    @staticmethod
    def _years_of(tier: Tier, units: Sequence[str], asked: Asked) -> tuple[Decimal, bool] | None:
        """Return for how many years a yearly sum is asked, and whether its longest term cuts that short."""
        years = years_in(asked.folded)
        if "年" not in units or years is None or years < 2 or not asked.wants_total:
            return None
        longest = Decimal(tier.term_years) if tier.term_years else years
        return min(years, longest), years > longest

    def _per_unit(self, choice: Choice, tier: Tier, asked: Asked) -> Calculation | None:
        counted = self._count(tier, asked) or self._several(choice, tier, asked)
        if counted is None or tier.yuan is None or (UNIT_ASKED.search(asked.folded) and not asked.wants_total):
            return None
        count, said, cut = counted
        low = self._capped(tier, tier.yuan * count, f"{format_yuan(tier.yuan)}{said}")
        low = low.model_copy(update={"bound": "at_most"}) if cut and low.bound == "exact" else low
        return _calculation(choice, [low, *self._upper(tier, count, said)])

    def _kinds(self, choice: Choice, asked: Asked) -> Calculation | None:
        """Return what all the kinds give that a message counts one by one: 2个博士、3个硕士."""
        tiers = [tier for tier in choice.row.tiers if tier.yuan is not None and not tier.every and not tier.up_to]
        if len(tiers) < 2 or any(set(parts_of(tier.per)) - RECIPIENTS - {"月"} for tier in tiers):
            return None
        found, parts = [], list[Decimal]()
        for one in self._counted(choice, tiers, asked):
            value, unit = one.tier.yuan or Decimal(0), next(iter(parts_of(one.tier.per)), "")
            times = "" if one.count == 1 else f"×{format_number(one.count)}{WRITTEN.get(unit, unit)}"
            line = f"{format_yuan(value)}{times}"
            months = told_months(asked, one.tier) if "月" in parts_of(one.tier.per) else (Decimal(1), False)
            if months is None or months[1]:
                return None
            line += f"×{format_number(months[0])}个月" if months[0] != 1 else ""
            parts.append(value * one.count * months[0])
            found.append((one.tier, f"{line}＝{format_yuan(parts[-1])}" if "×" in line else line))
        if not found:
            return None
        total, tier = sum(parts, Decimal(0)), found[0][0]
        sums = "；".join(line for _, line in found)
        sums += f"；{'＋'.join(map(format_yuan, parts))}＝{format_yuan(total)}"
        capped = tier.cap_yuan is not None and total >= tier.cap_yuan
        whole = Reckoned(
            value=min(total, tier.cap_yuan) if tier.cap_yuan is not None else total,
            bound="at_most" if capped else tier.bound or "exact",
            line=sums, tier=tier, over=total if capped else None,
        )  # fmt: skip
        return _calculation(choice, [whole], parts)

    def _counted(self, choice: Choice, tiers: Sequence[Tier], asked: Asked) -> Sequence[Counted]:
        """Return how many of each kind a message tells of."""
        if choice.each:
            every = [Counted(tier=tier, count=Decimal(1)) for tier in choice.tiers if tier in tiers]
            return every if asked.wants_total and len(every) == len(choice.tiers) else []
        return count_kinds(asked, tiers) or (self._chooser.count_abroad(tiers, asked) if asked.wants_total else [])

    def _upper(self, tier: Tier, count: Decimal, said: str) -> list[Reckoned]:
        if tier.up_to is None:
            return []
        return [self._capped(tier, tier.up_to * count, f"{format_yuan(tier.up_to)}{said}", upper=True)]

    def _capped(self, tier: Tier, value: Decimal, line: str, upper: bool = False) -> Reckoned:
        line = f"{line}＝{format_yuan(value)}"
        bound: Bound = (
            "at_least" if tier.up_to is not None and not upper else "at_most" if upper else tier.bound or "exact"
        )
        if tier.cap_yuan is not None and value >= tier.cap_yuan:
            return Reckoned(value=tier.cap_yuan, bound="at_most", line=line, tier=tier, over=value)
        return Reckoned(value=value, bound=bound, line=line, tier=tier)

    # ------------------------------------------------------------ steps

    def _stepped(self, choice: Choice, tiers: Sequence[Tier], step: Tier, asked: Asked) -> Calculation | None:
        assert step.every is not None and step.yuan is not None
        size = self._step_size(step, asked)
        if size is None:
            return None
        grows = GROWS.search(step.quote) is not None
        unit = Unit.YUAN if step.every.counter == "元" else Unit.COUNT
        grows = grows and INCREMENT.search(self._near(asked)) is None
        start = (threshold_of(step, choice.row.condition, unit) or Decimal(0)) if grows else Decimal(0)
        times = (size - start) // step.every.size
        if times < 1:
            return None
        value = step.yuan * times
        line = f"{format_yuan(step.yuan)}×{format_number(times)}＝{format_yuan(value)}"
        found = [Reckoned(value=value, bound=step.bound or "exact", line=line, tier=step)]
        if GROWS.search(step.quote):
            found += self._beside(choice, step, size, unit, asked)
        total = sum((part.value for part in found), Decimal(0))
        lines = "；".join(part.line for part in reversed(found))
        if len(found) > 1:
            lines += f"；{'＋'.join(format_yuan(part.value) for part in reversed(found))}＝{format_yuan(total)}"
        capped = step.cap_yuan is not None and total >= step.cap_yuan
        whole = Reckoned(
            value=min(total, step.cap_yuan) if step.cap_yuan is not None else total,
            bound="at_most" if capped else step.bound or "exact",
            line=lines,
            tier=step,
            over=total if capped else None,
        )
        return _calculation(choice, [whole], [part.value for part in found])

    @staticmethod
    def _near(asked: Asked) -> str:
        """Return the words before the user's sums."""
        return "，".join(figure.near.split(figure.surface)[0][-NEAR_SUM:] for figure in asked.money)

    def _step_size(self, step: Tier, asked: Asked) -> Decimal | None:
        assert step.every is not None
        if step.every.counter == "元":
            return self._chooser.pick_money(asked, step.every.of or step.base or "")
        sizes = asked.sizes(self._chooser.counters, [step.every.counter])
        return next((s.value for s in sizes if self._chooser.counters.same(s.counter, step.every.counter)), None)

    def _beside(self, choice: Choice, step: Tier, size: Decimal, unit: Unit, asked: Asked) -> list[Reckoned]:
        """Return what the tiers give to which the steps are added."""
        found = []
        beside = self._chooser.rows_before(choice.row) if len(choice.row.tiers) == 1 and "再" in step.quote else ()
        for tier in (*choice.row.tiers, *(tier for row in beside for tier in row.tiers)):
            if tier == step or tier.every or tier.yuan is None:
                continue
            start = threshold_of(tier, choice.row.condition, unit)
            if start is not None and size < start:
                continue
            if tier.per is None:
                found.append(Reckoned(value=tier.yuan, bound="exact", line=format_yuan(tier.yuan), tier=tier))
            elif counted := self._count(tier, asked):
                value = tier.yuan * counted[0]
                line = f"{format_yuan(tier.yuan)}{counted[1]}＝{format_yuan(value)}"
                found.append(Reckoned(value=value, bound="exact", line=line, tier=tier))
        return found

    # ------------------------------------------------------------ rates

    def _rate(self, choice: Choice, tier: Tier, asked: Asked) -> Calculation | None:
        if tier.percent is None or tier.of_award:
            return None
        if "利率" in (tier.base or ""):
            return self._interest(choice, tier, asked)
        base = self._chooser.pick_money(asked, tier.base or "", aside=_measures(choice))
        if base is None:
            return None
        said, excess = format_yuan(base), tuple[Decimal, ...]()
        start = tier.base_from if tier.base_from is not None else _excess_from(choice, tier)
        if start is not None:
            part = base if self._says_excess(asked, start) else base - start
            if base <= start:
                return None
            said = f"{said}－{format_yuan(start)}＝{format_yuan(part)}；{format_yuan(part)}" if part != base else said
            excess = (part,) if part != base else ()
            base = part
        if tier.base_cap_yuan is not None and base > tier.base_cap_yuan:
            base, said = tier.base_cap_yuan, format_yuan(tier.base_cap_yuan)
        found = [self._capped(tier, base * tier.percent / 100, f"{said}×{format_percent(tier.percent)}")]
        if tier.up_to is not None:
            found.append(
                self._capped(tier, base * tier.up_to / 100, f"{said}×{format_percent(tier.up_to)}", upper=True)
            )
        return _calculation(choice, found, excess)

    def _interest(self, choice: Choice, tier: Tier, asked: Asked) -> Calculation | None:
        """Return the subsidy on a loan by a share of its rate, up to the yearly rate that the text allows."""
        principal = self._chooser.pick_money(asked, "贷款本金融资")
        rate = next((f.percent for f in asked.query.figures if f.percent is not None), None)
        term = LOAN_TERM.search(asked.text)
        if principal is None or rate is None or tier.percent is None or term is None:
            return None
        limit = RATE_LIMIT.search(tier.quote) or RATE_LIMIT.search(self._chooser.text_of(choice.row))
        most = tier.cap_percent or (Decimal(limit[1]) if limit else None)
        share = rate * tier.percent / 100
        counted = min(share, most) if most is not None else share
        months = Decimal(12) if term["year"] else parse_numeral(term["months"])
        longest = tier.term_months or (tier.term_years or 0) * 12
        cut = bool(longest) and months > longest
        months = min(months, Decimal(longest)) if longest else months
        value = principal * counted / 100 * months / 12
        line = f"{format_percent(rate)}×{format_percent(tier.percent)}＝{format_percent(share)}"
        line += f"，按不超过{format_percent(most)}计" if most is not None and most < share else ""
        span = "" if months == 12 else f"×{format_number(months)}÷12"
        found = self._capped(tier, value, f"{line}；{format_yuan(principal)}×{format_percent(counted)}{span}")
        limited = cut or found.bound == "at_most" or (most is not None and most <= share)
        sums = _calculation(choice, [found.model_copy(update={"bound": "at_most" if limited else found.bound})])
        yearly = StatedAmount(
            text=format_percent(share), percent=share, bound="exact", source="computed",
            reward=choice.row.id, tier=tier_name(tier), clause=choice.row.clause, derivation=line,
        )  # fmt: skip
        return sums.model_copy(update={"amounts": (*sums.amounts, yearly)})

    @staticmethod
    def _says_excess(asked: Asked, start: Decimal) -> bool:
        """Whether the user's figure is already the part above what a rate counts from."""
        return bool(re.search("超出|超过", asked.folded)) and format_yuan(start) in asked.text

    # ------------------------------------------------------------ parts and differences

    def _part(self, choice: Choice, asked: Asked) -> Calculation | None:
        """Return the part of a figure that is paid in the year asked about."""
        if len(choice.tiers) != 1:
            return None
        tier = choice.tiers[0]
        parts = [part for part in tier.parts if set(years_of(part.case)) & set(asked.years)]
        if tier.yuan is None or tier.per is not None:
            return None
        if parts and asked.years:
            return _calculation(choice, [_reckon_part(tier, part) for part in parts])
        paid = self._chooser.paid_in_parts(choice.row)
        if paid is None or not (asked.years or YEARLY.search(asked.folded)):
            return None
        number, shares = paid
        count = count_kind(asked, tier, choice.row.tiers) if len(choice.row.tiers) > 1 else None
        times = f"×{format_number(count)}" if count and count > 1 else ""
        whole = tier.yuan * count if count else tier.yuan
        if not shares:
            value = whole / number
            line = f"分{number}次等额：{format_yuan(tier.yuan)}{times}÷{number}＝{format_yuan(value)}"
        elif asked.years and asked.years[0] <= len(shares):
            share = shares[asked.years[0] - 1]
            value = whole * share / 100
            line = f"{format_yuan(tier.yuan)}{times}×{format_percent(share)}＝{format_yuan(value)}"
        else:
            return None
        return _calculation(choice, [Reckoned(value=value, bound=tier.bound or "exact", line=line, tier=tier)])

    def _difference(self, choice: Choice, asked: Asked) -> Calculation | None:
        """Return what is left where a firm has had the lower of two tiers: 只奖励差额部分."""
        tiers = [tier for tier in choice.row.tiers if tier.yuan is not None]
        if len(tiers) < 2 or not RISEN.search(asked.folded) or self._chooser.difference_rule(choice.row) is None:
            return None
        had = {at for at, tier in enumerate(tiers) if any(tier.yuan == figure.yuan for figure in asked.money)}
        named = self._chooser.name_tiers(tiers, asked.messages[0]) | had
        if len(named) != 2 and len(tiers) != 2:
            return None
        meant = [tiers[at] for at in named] if len(named) == 2 else tiers
        high, low = sorted(meant, key=lambda tier: -(tier.yuan or 0))
        value = (high.yuan or Decimal(0)) - (low.yuan or Decimal(0))
        line = f"{format_yuan(high.yuan or Decimal(0))}－{format_yuan(low.yuan or Decimal(0))}＝{format_yuan(value)}"
        return _calculation(choice, [Reckoned(value=value, bound="exact", line=f"{DIFFERENCE}：{line}", tier=high)])


def _is_for_event(tier: Tier) -> bool:
    """Whether a sum is for each thing done: what the text grants first behind 每引进1家."""
    event = EVENT.search(tier.quote)
    if event is None:
        return False
    behind = (f for f in find_figures(tier.quote) if f.start >= event.end() and f.unit is Unit.YUAN)
    return next((figure.value == tier.yuan for figure in behind), False)


def _reckon_part(tier: Tier, part: Part) -> Reckoned:
    if part.yuan is not None:
        return Reckoned(value=part.yuan, bound="exact", line=part_text(tier, part), tier=tier)
    whole, share = tier.yuan or Decimal(0), part.percent or Decimal(0)
    value = whole * share / 100
    line = f"{part.case}：{format_yuan(whole)}×{format_percent(share)}＝{format_yuan(value)}"
    return Reckoned(value=value, bound="exact", line=line, tier=tier)


def _excess_from(choice: Choice, tier: Tier) -> Decimal | None:
    """Return the threshold above which a rate of 超出额 counts, as the row's condition has it; not of 同比超出."""
    if "超出" not in (tier.base or "") or re.search("同比|上年|上一年|新增", tier.base or ""):
        return None
    text = choice.row.condition or tier.quote
    return next((f.value for f in find_figures(text) if f.unit is Unit.YUAN and text[: f.start].endswith("超过")), None)


def _measures(choice: Choice) -> str:
    """Return the words of what only the brackets and conditions of a row measure."""
    of = [tier.bracket.of or "" for tier in choice.tiers if tier.bracket]
    return " ".join([*of, choice.row.condition or ""])


def _calculation(choice: Choice, found: Sequence[Reckoned], parts: Sequence[Decimal] = ()) -> Calculation:
    """Say results; `parts` are further sums that their lines name."""
    row = choice.row
    amounts: list[StatedAmount] = []
    for one in found:
        amounts.append(computed(row, one.tier, one.value, one.bound, one.line))
        if one.over is not None and one.over != one.value:
            amounts.append(computed(row, one.tier, one.over, "exact", one.line))
    tier = found[0].tier
    amounts += [computed(row, tier, value, "exact", found[0].line) for value in dict.fromkeys(parts)]
    last = found[-1]
    if len(found) == 2:
        said = f"**{format_yuan(found[0].value)}至{format_yuan(last.value)}**"
    else:
        said = f"**{bounded(format_yuan(last.value), last.bound)}**"
    lines = [one.line for one in found]
    if any(one.over is not None for one in found) and tier.cap_yuan is not None:
        cap = format_yuan(tier.cap_yuan)
        over = found[-1].over or Decimal(0)
        lines.append(f"超过上限，按不超过{cap}计" if over > tier.cap_yuan else f"刚好达到上限不超过{cap}")
    return Calculation(headline=said, lines=tuple(lines), amounts=tuple(amounts), value=last.value, bound=last.bound)
