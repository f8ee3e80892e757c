"""What a figure is said to count and how often it is paid: 每亩, N元/人/夜, N元一间, 每年, 一次性."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.claims.claim import Slot
from assistant.guard.claims.frames import LEFT, Frames
from assistant.guard.claims.quantities import canonical
from assistant.guard.layout.lines import Span
from assistant.guard.words.slots import COUNTERS, PERIODS
from assistant.text import denying

RIGHT = 24
NOUN = "(?:(?![每最累不可给奖补按一])[一-鿿]){2,6}"  # of 每个产品, 单个主体
EACH = re.compile(rf"(?:每|单(?=[个家户项台件]))(?P<unit>季度|年度|个月|个?{NOUN}|个?(?:{COUNTERS}))")
COUNTER = re.compile(f"(?:{COUNTERS})")
UNIT_END = re.compile("[每最累不可给奖补按一再的合]")
EACH_FILLED = re.compile(r"[^，。；！？\n|0-9]{0,14}$")
_OF = rf"{COUNTERS}|[一-鿿]{{1,3}}"
OVER = re.compile(
    rf"\s*(?:/|每|一(?!次性)(?=[{'间亩台套件吨头只人次年月天夜晚户家'}]))(?P<unit>{_OF})"
    rf"(?:\s*[·•・/](?P<more>{_OF}))?(?:\s*[·•・/](?P<third>{_OF}))?"
)
ONCE = re.compile(f"(?<!{denying.NO})一次性(?!兑现|给完)|(?<!不)一笔(?:付清|给清)")
_YEARLY = re.compile("(?<![第头前后这近每])一年(?:能|可以?|给|补|奖|发|拿|各|就|也|都|是)*$")
_AGAIN = re.compile("每(年|月|季|天|日)")
_TWICE = re.compile(r"每[一-鿿]{1,3}?每(年度?|个?月|季度?|天|日)")
_MEASURED = re.compile(
    "[一-鿿]{0,2}(?:带团|营业|销售|产值|接待|组织|规范|安排|举办|实现|完成|租金|出栏)"
)  # 每年带团30批次 speaks of what is measured a year and not of what is paid


def read_units(frames: Frames, at: int) -> Iterator[Slot]:
    """Yield the units that a sum counts."""
    quantity, frame, text = frames.quantities[at], frames.frame(at), frames.text
    if not quantity.is_judged:
        return
    for found in EACH.finditer(text, max(frame.floor, quantity.start - LEFT), quantity.start):
        if EACH_FILLED.match(text, found.end(), quantity.start) or found.end() <= quantity.start:
            yield from _unit(found["unit"], found.span())
    end = min(quantity.end + 14, max(frame.ceiling, quantity.end + 8), len(text))
    if over := OVER.match(text, quantity.end, end):
        for name in ("unit", "more", "third"):
            if over[name]:
                yield from _unit(over[name], over.span(name))


def _unit(words: str, span: Span) -> Iterator[Slot]:
    """Yield the unit that words after 每 name: a counter, else the noun; times are periods, not units."""
    bare = UNIT_END.split(words.removeprefix("个"))[0]
    counter = COUNTER.match(words) if not words.startswith("个") else None
    name = counter[0] if counter and words not in PERIODS else bare
    if name and words not in PERIODS and name not in PERIODS:
        yield Slot(canonical(name), span)


def read_periods(frames: Frames, at: int) -> Iterator[Slot]:
    """Yield how often a sum is said to be paid."""
    quantity, frame, text = frames.quantities[at], frames.frame(at), frames.text
    if not quantity.is_judged:
        return
    start = max(frame.clause[0], quantity.start - 2 * LEFT)
    previous = text.rfind("元", start, quantity.start) if quantity.is_money else -1
    start = max(start, previous + 1) if not text[previous + 1 : quantity.start].startswith(("、", "和")) else start
    earlier = max(frames.start_of_own(at), quantity.start - LEFT)
    for found in ONCE.finditer(text, min(start, earlier), min(frame.ceiling + 1, quantity.end + RIGHT)):
        yield Slot("一次性", found.span())
    if said := _YEARLY.search(text, frame.floor - 2 if frame.floor > 1 else 0, quantity.left):
        yield Slot("年", said.span())
    for found in EACH.finditer(text, start, quantity.start):
        yield from _period(text, found)
    if over := OVER.match(text, quantity.end, min(len(text), quantity.end + 14)):
        for name in ("unit", "more", "third"):
            if over[name] in PERIODS:
                yield Slot(PERIODS[over[name]], over.span(name))


def _period(text: str, found: re.Match[str]) -> Iterator[Slot]:
    unit = found["unit"]
    if unit in PERIODS and not _MEASURED.match(text, found.end(), found.end() + 8):
        yield Slot(PERIODS[unit], found.span())
    elif unit[:1] in "年月季" and unit[1:2] in tuple("最可给奖补按不各发累"):
        yield Slot(PERIODS[unit[:1]], (found.start(), found.start() + 2))
    elif (again := _AGAIN.match(found[0])) is None and (more := _TWICE.match(found[0])):
        yield Slot(PERIODS[more[1]], found.span())
    elif again and unit not in PERIODS and not _MEASURED.match(text, found.start() + 2, found.start() + 10):
        yield Slot(PERIODS[again[1]], again.span())
