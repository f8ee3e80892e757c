"""Restate a message that changes an earlier number, with what comes of it: 翻一倍 after 800万元 is 1600万元."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.conversation.several_sums import LOST
from assistant.conversation.state import YUAN, Facts, Quantity
from assistant.models import Model
from assistant.text import summing
from assistant.text.figures import Figure, Unit, find_figures
from assistant.text.numerals import format_number, format_yuan, read_numeral
from assistant.understanding.counting import PROJECT_COUNTERS
from assistant.understanding.figures import MISTAKEN, PERIOD
from assistant.understanding.mentioned_only import asks_anything

NUMERAL = "[0-9一二两三四五六七八九十]+"
AWARD = re.compile(r"(?:奖|补|贴)[励助贴金]?[^，。；？,;?]{0,3}$")
MORE = re.compile(
    r"(?:再|又|另外|还|后来|多)+(?:追加|新?增加?|加上?|投入?|买|花|贷|添|有|来|多|进|评上|认定)*(?:了|个|的)?$|(?:追加|增加|新增|添|多[投花买贷])了?$"
    r"|(?:加上|追加|另加|还有)了?[^，。；？！,;?!0-9]{0,6}$"
)
LESS = re.compile(r"(?:少|减少?|砍|退|扣|除|刨|去|剔)(?:了|掉|去|出|投|花|贷|买|算|除)*$")
NOT_COUNTED = re.compile(
    rf"[^，。；？！,;?!]{{0,8}}?(?:不算数?|不能算|不作数|不计|不符合|不合格|不够格|没[评认过批上通]|被?[刷退]了|要?(?:扣|刨|剔|去|除)(?:除|掉|去|开|出)|退出|取消)"
    rf"|[^，。；？！,;?!]{{0,8}}?(?:{LOST.pattern})了?(?=[，。；！,;!]|$)"
)
TOTAL_SAID = re.compile(rf"(?:到|变成|改成|就是|现在是|{summing.TOTAL})$")
MISCOUNTED = re.compile(r"(?:(少|漏)|多|重复)(?:算|报|写|数|统计|填|登|录|看|加)了?$")
"""That so many were left out of a number told before, or are too many in it: 少算了3家."""
NOW = re.compile(rf"(?:是|应该是|{summing.TOTAL}|共|实际|变成|成了)$")
WHOLE = re.compile(r"[^，。；？！,;?!0-9]{0,4}?(?:里面?|里头|当中|之中|中|含|包含|包括|其中)[^，。；？！,;?!0-9]{0,6}")
"""What stands between a whole and a part of it: 650万里有50万."""
MADE_OF = re.compile(r"[元块钱]*(?:是|为|属于|花在|用在|用于|用来|没|不)[^，。；？！,;?!]{1,10}(?=[，,])")
"""What tells what a part of the whole is, before it is said not to count: 50万是厂房装修，不算."""
PART = re.compile(r"(?:其中|里面|里头|当中|等等|等一下)[^，。；？！,;?!]{0,4}$")
ALL_TOGETHER = re.compile(
    rf"(?:合同|订单|发票|货款|价款|销售额|总价|总额|总金额)*(?:{summing.TOTAL}|共|总价|总额|加起来|总的)"
    r"(?:是|卖|签|开|金额|收|价|约|大概)*了?$"
)
"""That a sum is of all the things counted."""
AFTER_CHANGE = re.compile(r"[^，。；？！,;?!再又还]{2,6}?(?:以后|之后|过后|后)")
"""What was changed before, as something done: 翻倍以后."""
UNIT_PRICE = "单价"
ONE, GENERAL = Decimal(1), "个"


class Changed(Model):
    """A message in other words, its number with what that counts, and how it came of the earlier one."""

    message: str
    value: Decimal
    counter: str
    derivation: str


class Factor(NamedTuple):
    """A way of saying that something is so many times what it was; `example` is of 800万元."""

    pattern: re.Pattern[str]
    times: Callable[[re.Match[str]], Decimal]
    example: tuple[str, str]


FACTORS = (
    Factor(re.compile(r"翻[一1]?(?:倍|番)|(?:多|加|增加|涨)(?:了|上)?[一1]倍|加倍"), lambda m: Decimal(2),
           ("要是设备翻一倍呢", "800万元×2＝1600万元")),
    Factor(re.compile(rf"(?:原来|之前|刚才|前面|上面|这个数?|那个数?|它)?的?({NUMERAL})倍"), lambda m: _read(m[1]),
           ("换成刚才的三倍呢", "800万元×3＝2400万元")),
    Factor(re.compile(r"打?([一二三四五六七八九1-9])折"), lambda m: _read(m[1]) / 10,
           ("要是打八折呢", "800万元×0.8＝640万元")),
    Factor(re.compile(r"(?:降|减|便宜|少|跌|砍)(?:了|掉|价)*([一二两三四五六七八九1-9])成"),
           lambda m: ONE - _read(m[1]) / 10, ("降价三成呢", "800万元×0.7＝560万元")),
    Factor(re.compile(r"(?:涨|加|增加|提高?|多|贵)(?:了|价)*([一二两三四五六七八九1-9])成"),
           lambda m: ONE + _read(m[1]) / 10, ("涨价两成呢", "800万元×1.2＝960万元")),
    Factor(re.compile(r"(?:减|砍|少|降)(?:了|掉|去)?[一1]?半|打?(?:个)?对折|(?:只有|只|就|是)?(?:原来|之前|刚才|前面|上面|这个|那个)?的?一半"),
           lambda m: Decimal("0.5"), ("要是减半呢", "800万元×0.5＝400万元")),
)  # fmt: skip

STEPS = (
    ("要是再多投200万呢", "800万元＋200万元＝1000万元"),
    ("后来又追加了300万", "800万元＋300万元＝1100万元"),
    ("其中200万是软件，不算", "800万元－200万元＝600万元"),
    ("少投了100万", "800万元－100万元＝700万元"),
    ("800万里有50万是装修，不算设备", "800万元－50万元＝750万元"),
    ("有60万是运费，要扣掉", "800万元－60万元＝740万元"),
)
"""Messages that add to 800万元 or take from it, and what comes of each."""


def repeats(message: str, derived: Sequence[str]) -> bool:
    """Whether a message only names how a number was changed just before: 翻倍以后 after 计划翻倍.

    >>> repeats("翻倍以后能奖多少", ("6000万元×2＝1.2亿元",)), repeats("再翻一倍呢", ("6000万元×2＝1.2亿元",))
    (True, False)
    """
    said = AFTER_CHANGE.search(message)
    if said is None or not derived or "×" not in derived[-1]:
        return False
    return any(factor.pattern.search(said[0]) for factor in FACTORS)


def change(
    message: str, said: Sequence[Figure], facts: Facts, own: frozenset[str], last: frozenset[str]
) -> Changed | None:
    """Return the message restated; None where it changes no number said before.

    `said` are the figures of the message, `own` the bases that its own words measure, `last` those of the last sum:
    what measures another thing (贷款 after 设备) adds nothing to it.
    """
    if own and last and not own & last:
        return None
    figures = [f for f in said if f.unit in (Unit.YUAN, Unit.COUNT) and f.counter not in ("倍", "番")]
    if len(figures) == 2 and figures[0].value in {q.value for q in facts.quantities if q.counter == YUAN}:
        whole, part = figures
        if WHOLE.fullmatch(message, whole.end, part.start):
            anew = f"{message[: whole.start]}其中{message[part.start :]}"
            return change(anew, find_figures(anew), facts, own, last)
    if len(figures) == 2 and MISCOUNTED.search(message[: figures[0].start]) and NOW.search(message[: figures[1].start]):
        told = message[figures[0].end :].lstrip("，,。；;")
        return _set_anew(told, figures[1], facts)
    if len(figures) == 1:
        return _step(message, figures[0], facts)
    return None if figures else _times(message, facts)


def share(message: str, bases: frozenset[str]) -> Changed | None:
    """Return a message that names one sum of several machines with the price of each: 两台，合同一共700万.

    `bases` are those of the rates that are spoken of; None where none of them is the price of one thing.
    """
    figures = find_figures(message)
    sums = [figure for figure in figures if figure.unit is Unit.YUAN]
    counts = [f.value for f in figures if f.unit is Unit.COUNT and f.counter in PROJECT_COUNTERS and f.value > 1]
    if not any(UNIT_PRICE in base for base in bases) or len(sums) != 1 or len(counts) != 1:
        return None
    whole, value = sums[0], (sums[0].value / counts[0]).quantize(Decimal("0.01"))
    if not ALL_TOGETHER.search(message[: whole.start]) or value * counts[0] != whole.value:
        return None
    each, said = format_yuan(value), format_yuan(whole.value)
    start = len(ALL_TOGETHER.sub("", message[: whole.start]))
    return Changed(
        message=f"{message[:start]}每台卖{each}{message[whole.end :]}",
        value=value,
        counter=YUAN,
        derivation=f"{said}÷{format_number(counts[0])}＝{each}",
    )


def set_right(message: str, facts: Facts) -> Changed | None:
    """Return the part of a sentence whose number a message sets right with the right one: 说错了，是80个.

    None where the message sets none right, or says more than that.
    """
    figures = [f for f in find_figures(message) if f.unit in (Unit.YUAN, Unit.COUNT)]
    if len(figures) != 1 or not MISTAKEN.search(message):
        return None
    figure = figures[0]
    counter = YUAN if figure.unit is Unit.YUAN else figure.counter or GENERAL
    told = [q for q in facts.quantities if q.counter == counter or (counter == GENERAL and q.counter != YUAN)]
    if not told or asks_anything(message):
        return None
    last = max(told, key=lambda quantity: quantity.turn)
    right, wrong = last.say(figure.value), last.say(last.value)
    return Changed(
        message=f"{last.before}{right}{last.after}",
        value=figure.value,
        counter=last.counter,
        derivation=f"{wrong}改为{right}",
    )


def _times(message: str, facts: Facts) -> Changed | None:
    for factor in FACTORS:
        found = factor.pattern.search(message)
        if found is None or AWARD.search(message[: found.start()]) or not facts.quantities:
            continue
        base = max(facts.quantities, key=lambda q: (q.turn, q.counter == YUAN))
        times = factor.times(found)
        left, right = base.say(base.value), base.say(base.value * times)
        derivation = f"{left}×{times}＝{right}"
        restated = f"{message[: found.start()]}{right}{message[found.end() :]}"
        return Changed(message=restated, value=base.value * times, counter=base.counter, derivation=derivation)
    return None


def _step(message: str, figure: Figure, facts: Facts) -> Changed | None:
    counter = YUAN if figure.unit is Unit.YUAN else figure.counter
    base = next((q for q in facts.quantities if q.counter == counter), None)
    before = message[: figure.start]
    if base is None or TOTAL_SAID.search(before):
        return None
    without = NOT_COUNTED.match(message, figure.end)
    tail = _until_clause(message, figure.end)
    is_part = PART.search(before) is not None or MADE_OF.match(message, figure.end) is not None
    without = without or (NOT_COUNTED.match(message, tail + 1) if is_part else None)
    if miscounted := MISCOUNTED.search(before):
        return _restated(message, figure, base, ONE if miscounted[1] else -ONE, figure.end)
    if without or LESS.search(before):
        return _restated(message, figure, base, -ONE, without.end() if without else figure.end)
    if MORE.search(before) and not _of_other_period(before, base.before):
        return _restated(message, figure, base, ONE, figure.end)
    return None


def _set_anew(message: str, figure: Figure, facts: Facts) -> Changed | None:
    """Return a message behind what says how a number was wrong: 是18家 of 少算了3家，是18家."""
    counter = YUAN if figure.unit is Unit.YUAN else figure.counter
    base = next((q for q in facts.quantities if q.counter == counter), None)
    if base is None:
        return None
    derivation = f"{base.say(base.value)}改为{base.say(figure.value)}"
    return Changed(message=message, value=figure.value, counter=base.counter, derivation=derivation)


def _of_other_period(said: str, told: str) -> bool:
    """Whether a number is of another period than the one told: 去年还有8000万 after 今年做了1.2亿."""
    own, before = set(PERIOD.findall(said)), set(PERIOD.findall(told))
    return bool(own and before) and not own & before


def _until_clause(message: str, at: int) -> int:
    return next((i for i in range(at, len(message)) if message[i] in "，。；,;"), len(message))


def _restated(message: str, figure: Figure, base: Quantity, sign: Decimal, end: int) -> Changed | None:
    value = base.value + sign * figure.value
    if value <= 0:
        return None
    start = min(
        (m.start() for p in (MORE, LESS, MISCOUNTED) if (m := p.search(message[: figure.start]))), default=figure.start
    )
    start = len(PART.sub("", message[:start])) if sign < 0 else start
    said = base.say(value)
    derivation = f"{base.say(base.value)}{'＋' if sign > 0 else '－'}{base.say(figure.value)}＝{said}"
    restated = f"{message[:start]}{said}{message[end:]}"
    return Changed(message=restated, value=value, counter=base.counter, derivation=derivation)


def _read(numeral: str) -> Decimal:
    found = read_numeral(numeral, 0)
    return found.value if found else ONE
