"""What a message counts: 650亩, 三万人次, 8间房, two nights; with the words before it that say what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.models import Model
from assistant.text.normalization import normalize
from assistant.text.numerals import read_numeral
from assistant.understanding.matching import sound

TIME = re.compile("个(?:月|季度|工作日|小时|学时)")
ABOUT = re.compile(r"多|来|余|几")
ENDED = re.compile(r"[。；！？;!?\n]")
COMPANION = {"仨": "三个", "俩": "两个"}
BEFORE = 12
ITEMS = frozenset("个家块条座处项件只台套场片张本种株间头匹人")
"""Counters that people say 个 instead of."""
PARTED = re.compile(r"每|/|[·•]|单个|单(?=[家台场户人])|[（(].*?[）)]")
_RECIPIENTS = """
家 户 个 项目 企业 个项目 主体 个主体 年 个企业 次 单位 家企业 个园区 个养殖场 个单位 个机构 人 名
"""
RECIPIENTS = frozenset(_RECIPIENTS.split())
"""What most sums are for one of: a message that names one of them asks for no product."""


class Size(Model):
    """A number of something; `near` are the words before it, `about` is true where it is not exact.

    `before` is all that its sentence has before it, `after` the words behind it.
    """

    value: Decimal
    counter: str
    near: str
    about: bool = False
    before: str = ""
    after: str = ""


class Counters:
    """Knows which counters stand for each other."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._first = {word: group[0] for group in groups for word in group}
        self._known = frozenset(self._first)

    def same(self, one: str, other: str) -> bool:
        """Whether two counters count the same.

        >>> Counters([("平方米", "平")]).same("平", "平方米")
        True
        """
        a, b = self._first.get(one, one), self._first.get(other, other)
        return a == b or (one == "个" and other in ITEMS) or (other == "个" and one in ITEMS)

    def read(self, message: str, wanted: Iterable[str]) -> tuple[Size, ...]:
        """Return what a message counts in one of the `wanted` counters or in what stands for one."""
        names = {*wanted, "个"}
        names |= {word for word in self._known if self._first[word] in {self._first.get(n, n) for n in names}}
        return tuple(_read(message, sorted(filter(None, names), key=len, reverse=True)))


def parts_of(per: str | None) -> tuple[str, ...]:
    """Return the counters of which a sum's unit is the product.

    >>> parts_of("每人每月"), parts_of("平方米·月"), parts_of("亩")
    (('人', '月'), ('平方米', '月'), ('亩',))
    """
    return tuple(part for part in PARTED.split(per or "") if part)


def _read(message: str, counters: Sequence[str]) -> Iterable[Size]:
    text = normalize(message).text
    for short, whole in COMPANION.items():
        text = text.replace(short, whole)
    at = 0
    while at < len(text):
        numeral = read_numeral(text, at)
        if numeral is None:
            at += 1
            continue
        end = numeral.end
        value, end, about = _scaled(text, numeral.value, end)
        if text.startswith("个", end) and any(text.startswith(c, end + 1) for c in counters):
            end += 1  # 1200个标箱
        named = [c for c in counters if text.startswith(c, end)]
        counter = next((c for c in named if c != "个" or not TIME.match(text, end)), None)
        if counter is None and (counter := _misspelt(text, end, counters)):
            about = True
        if counter is not None:
            near, behind = text[max(at - BEFORE, 0) : at], end + len(counter)
            before = ENDED.split(text[:at])[-1]
            after = text[behind : behind + BEFORE]
            yield Size(value=value, counter=counter, near=near, about=about, before=before, after=after)
        at = max(end, at + 1)


def _scaled(text: str, value: Decimal, end: int) -> tuple[Decimal, int, bool]:
    """Take the words of a rough number, and the W of 20W, along."""
    about = False
    while end < len(text) and (ABOUT.match(text, end) or (text[end] in "Ww" and value < 10_000)):
        about = about or text[end] not in "Ww"
        value = value * 10_000 if text[end] in "Ww" else value
        end += 1
    return value, end, about


def _misspelt(text: str, at: int, counters: Sequence[str]) -> str | None:
    """Return the counter of one character that sounds like what stands there: 520母."""
    if at >= len(text) or not "\u4e00" <= text[at] <= "\u9fff" or text[at] in "元块万亿年月日号点成倍多":
        return None
    return next((c for c in counters if len(c) == 1 and c not in ITEMS and sound(c) == sound(text[at])), None)
