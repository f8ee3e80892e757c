"""Brackets of size or amount: 1000万元及以上至5000万元, 100—500亩(含500亩), 500亩以上, 不满3亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.text.figures import Figure, Unit, find_figures

_LOW = re.compile(r"(?P<incl>\((?:含[^()]*)\))?(?P<and>及)?(?P<up>以上|起)(?P<incl2>\(含[^()]*\))?")
_HIGH = re.compile(r"(?P<incl>\((?:含[^()]*)\))?(?P<and>及)?(?:以下|以内)(?P<excl>\(不含[^()]*\))?")
_MARK = re.compile(r"\((?P<no>不)?含[^()]*\)")
_TO = re.compile(
    r"(?P<mark>\(不?含[^()]*\))?(?P<up>及?以上)?(?P<mark2>\(不?含[^()]*\))?[，、]?"
    r"(?:(?P<open>不满|不足|低于|未满|小于|未达)|至|到|—{1,2}|-{1,2}|(?:但)?(?:不超过))"
)
_UP_ONLY = re.compile(
    r"(?P<mark>\(不?含[^()]*\))?(?P<up>及?以上)(?P<mark2>\(不?含[^()]*\))?(?:、|，|且|但)?(?P<open>不满|不足|低于)?"
)
_LEFT_OVER = re.compile(r"(?<!不)(?<!不得)(?P<word>超过|突破|高于|大于|超|多于)$")
_LEFT_FROM = re.compile(r"(?:达到?|不低于|不少于|不小于|满|实现|大于等于|≥)(?:了)?$")
_LEFT_TO = re.compile(r"(?:不超过|不高于|不多于|不大于|≤)$")
_LEFT_BELOW = re.compile(r"(?:不满|不足|低于|未满|小于|未达到?|<)$")
_OF = re.compile(
    r"(?P<of>[一-鿿A-Za-z()“”]{2,16}?)(?:在|为|达到?|首次|累计|实现|规模|不低于|不少于|超过|突破"
    r"|不超过|新增|且|满|金额|的|合计){0,4}$"
)
_COUNTED_BY = "单件票箱班架趟辆"  # counters by which amounts are called: 配送单量
_NO_MEASURE = re.compile(r"(?:超过|不足|不满|低于|高于|达到|突破|其中|首次|以上|以下)+$")
_TORN = re.compile(r"[一-鿿]{2}")
_CONJOINED = re.compile(r"^.*[和与]")
_OF_CUT = re.compile(
    r".*(?:[，。；：、]|第[一二三四五]年|首年|次年|对|的|且|并|后|及以上|以上|期间|当年|新建|新发展|发展|建设|企业|项目|公司|机构)"
)


class Bracket(NamedTuple):
    """A bracket and where it stands; exactly one of `from_`/`over` and of `to`/`below` may be set."""

    start: int
    end: int
    of: str | None
    counter: str
    from_: Decimal | None = None
    over: Decimal | None = None
    to: Decimal | None = None
    below: Decimal | None = None
    bare: bool = False

    def as_row(self) -> dict[str, object]:
        """Return it as the table has it."""
        ends = {"from": self.from_, "over": self.over, "to": self.to, "below": self.below}
        return {"of": self.of, "counter": self.counter} | {k: number(v) for k, v in ends.items() if v is not None}


def number(value: Decimal) -> int | float:
    """Return a number as YAML prints it."""
    return int(value) if value == value.to_integral_value() else float(value)


def find_brackets(text: str, figures: Sequence[Figure] | None = None) -> tuple[Bracket, ...]:
    """Find the brackets of a flat text in order.

    >>> [(b.from_, b.over, b.to, b.below) for b in find_brackets("面积500亩—1000亩(不含)、1000亩以上")]
    [(Decimal('500'), None, None, Decimal('1000')), (Decimal('1000'), None, None, None)]
    """
    usable = (Unit.YUAN, Unit.COUNT, Unit.PERCENT, Unit.YEARS)
    found = [f for f in (find_figures(text) if figures is None else figures) if f.unit in usable]
    brackets: list[Bracket] = []
    at = 0
    while at < len(found):
        low, high = found[at], found[at + 1] if at + 1 < len(found) else None
        bracket = _pair(text, low, high) if high is not None else None
        if bracket is None:
            bracket, at = _single(text, low), at + 1
        else:
            at += 2
        if bracket is not None:
            of = _of(text, bracket.start) or (
                brackets[-1].of if brackets and _listed(text, brackets[-1], bracket) else None
            )
            brackets.append(bracket._replace(of=of, counter=counted(bracket.counter, of, low)))
    return tuple(brackets)


def counted(counter: str, of: str | None, figure: Figure) -> str:
    """Read 配送单量达到1万 as so many 单, not as money."""
    if counter == "元" and of and not figure.currency_named and "元" not in figure.surface:
        if of.endswith("量"):
            return of[-2] if of[-2] in _COUNTED_BY else "个"
        if of.endswith("数"):
            return "人" if of.endswith("人数") else "个"
    return counter


def _listed(text: str, last: Bracket, bracket: Bracket) -> bool:
    return text[last.end : bracket.start] in ("、", "，", "和", "及", "或", "；", "以及")


def _counter(figure: Figure) -> str:
    return {Unit.YUAN: "元", Unit.PERCENT: "%", Unit.YEARS: "年"}.get(figure.unit) or figure.counter or "个"


def _pair(text: str, low: Figure, high: Figure) -> Bracket | None:
    gap = _TO.fullmatch(text, low.end, high.start)
    if gap is None and _HIGH.match(text, high.end):
        gap = _UP_ONLY.fullmatch(text, low.end, high.start)
    if gap is None or low.unit is not high.unit or low.value >= high.value:
        return None
    end, below = high.end, gap["open"] is not None
    if mark := _MARK.match(text, end) or _HIGH.match(text, end):
        end, below = mark.end(), below or "不含" in mark[0] or mark[0].startswith("以下")
    below = below or "不含" in high.surface
    marks = (gap["mark"] or "") + (gap["mark2"] or "") + low.surface
    over = "不含" in marks or bool(_LEFT_OVER.search(text, max(low.start - 3, 0), low.start))
    bare = gap["up"] == "以上" and "含" not in marks
    return Bracket(
        low.start, end, None, _counter(low),
        from_=None if over else low.value, over=low.value if over else None,
        to=None if below else high.value, below=high.value if below else None, bare=bare,
    )  # fmt: skip


def _single(text: str, figure: Figure) -> Bracket | None:
    start = max(figure.start - 5, 0)
    alone = Bracket(figure.start, figure.end, None, _counter(figure))
    if up := _LOW.match(text, figure.end):
        if "不含" in figure.surface or _LEFT_OVER.search(text, start, figure.start):
            return alone._replace(end=up.end(), over=figure.value)
        return alone._replace(end=up.end(), from_=figure.value, bare=not (up["incl"] or up["and"] or up["incl2"]))
    if down := _HIGH.match(text, figure.end):
        inclusive = down["incl"] or down["and"] or "内" in down[0]
        end = alone._replace(end=down.end())
        return end._replace(to=figure.value) if inclusive else end._replace(below=figure.value)
    if _LEFT_OVER.search(text, start, figure.start):
        including = text.startswith("(含)", figure.end)  # 超过1000万元(含)
        return alone._replace(from_=figure.value) if including else alone._replace(over=figure.value)
    if _LEFT_FROM.search(text, start, figure.start):
        return alone._replace(from_=figure.value)
    if _LEFT_TO.search(text, start, figure.start):
        return alone._replace(to=figure.value)
    return alone._replace(below=figure.value) if _LEFT_BELOW.search(text, start, figure.start) else None


def _of(text: str, start: int) -> str | None:
    """Return what is measured; where a longer name would be torn, its last part.

    >>> text = "新建规模化淡水养殖池塘和工厂化循环水养殖车间面积500亩以上"
    >>> find_brackets(text)[0].of
    '工厂化循环水养殖车间面积'
    """
    left = text[max(start - 24, 0) : start]
    found = _OF.search(left)
    if found is None:
        return None
    word = re.sub("^在(?:[我本][省市县区])?(?=.{2})", "", _OF_CUT.sub("", found["of"]))
    if found.start() and _TORN.match(left, found.start() - 1):
        word = _CONJOINED.sub("", word)
    return word if len(word) >= 2 and not _NO_MEASURE.match(word) else None


def settle(brackets: Sequence[Bracket]) -> list[Bracket]:
    """Read a bare 以上 as "more than" where a sibling ends with the same number.

    >>> [b.over for b in settle(find_brackets("面积100亩及以上至500亩、500亩以上"))]
    [None, Decimal('500')]
    """
    closed = {b.to for b in brackets if b.to is not None}
    return [b._replace(from_=None, over=b.from_) if b.bare and b.from_ in closed else b for b in brackets]
