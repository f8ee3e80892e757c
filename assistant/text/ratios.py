"""Shares that are written as a ratio: 市、县财政按4∶6比例分担, 分三年按5∶3∶2的比例兑现, 三七开."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assistant.text import giving
from assistant.text.numerals import read_numeral

Span = tuple[int, int]
_SHARE = "[0-9]{1,2}|[一二三四五六七八九]"
_MARK = r"\s*(?:[:：∶]|比)\s*"
_RATIO = re.compile(
    rf"(?:按照?|比例(?:是|为)?|[以照])\s*(?P<shares>(?:{_SHARE})(?:{_MARK}(?:{_SHARE})){{1,3}})(?![0-9:：∶点])"
    rf"|(?P<before>(?:{_SHARE})(?:{_MARK}(?:{_SHARE})){{1,3}})(?=\s*的?(?:比例|分[担摊配]|{giving.PAY}|承担))"
    r"|(?P<spoken>[一二三四五六七八九]{2})(?=开(?![始放])|分(?:成|担|摊)|的?比例)"
)
_PARTIES = re.compile(
    r"(?P<list>[^，。；:：\n]{2,40}?)(?:共同|一起|分别|之间|也|均|都|则)*(?:按照?|[以照]|分担?比例(?:是|为)?|比例(?:是|为)?)?$"
)
_LED = re.compile(f".*(?:资金|{giving.AWARD})?(?:由|是|经|为)|.*资金")
_RANKS = frozenset("省市州县区镇乡")
NEAR = 80  # how far before a ratio those who share are named
_ASIDE = re.compile("[（(][^（）()]{0,60}[)）]")
RANK = 2  # characters of a rank: 市, 市里
_AS_RANK = "(?:级|里|本级)?(?=财政|资金|[出拿掏承负分占担是为:：，、]|[0-9一二三四五六七八九十])"
_JOINED = re.compile("[、和与及跟]")
_PLAIN_END = re.compile("(?:[两三二]级)?(?:财政|资金)?$")


class Ratio(NamedTuple):
    """Where a ratio stands, its numbers in their order, and who has them by the words before, where these say."""

    span: Span
    numbers: tuple[Decimal, ...]
    parties: tuple[str, ...] = ()

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """What each has, in %."""
        return tuple(number * 100 / sum(self.numbers) for number in self.numbers)

    def all_named(self, text: str) -> bool:
        """Whether a text names all who share."""
        return all(_form(party).search(text) for party in self.parties)

    def names_all_of(self, other: Ratio) -> bool:
        """Whether all who share by another ratio share by this one."""
        return bool(other.parties) and all(self._index_of(party) is not None for party in other.parties)

    def party_near(self, text: str, start: int, at: int, end: int) -> int | None:
        """Return whose share is spoken of at a place: the party named last before it, or else first behind it."""
        named = [
            (found.start(), n)
            for n, party in enumerate(self.parties)
            for found in _form(party).finditer(text, start, end)
        ]
        before = [one for one in named if one[0] < at]
        return max(before)[1] if before else min(named)[1] if named else None

    def agrees(self, other: Ratio) -> bool:
        """Whether another ratio gives each party the same share, or the same shares in order where none are named."""
        if not self.parties or not other.parties or len(self.parties) != len(other.parties):
            return self.shares == other.shares
        said = {
            n: share
            for party, share in zip(other.parties, other.shares, strict=True)
            if (n := self._index_of(party)) is not None
        }
        return all(self.shares[n] == share for n, share in said.items()) and (
            len(said) > 0 or self.shares == other.shares
        )

    def _index_of(self, party: str) -> int | None:
        """Return which of the parties one is: the same, or of the same rank, or named in other words."""
        alike = (party, *(own for own in self.parties if len(own) > RANK and (party in own or own in party)))
        alike += tuple(own for own in self.parties if max(len(own), len(party)) <= RANK and own[0] == party[0])
        return next((n for name in alike for n, own in enumerate(self.parties) if own == name), None)


def find_ratios(text: str) -> Iterator[Ratio]:
    """Yield the ratios of a text.

    >>> [(list(map(int, one.shares)), one.parties) for one in find_ratios("所需资金由市、县财政按4∶6比例分担")]
    [([40, 60], ('市', '县'))]
    >>> [list(map(int, one.shares)) for one in find_ratios("分三年按5：3：2兑现；市县三七开")]
    [[50, 30, 20], [30, 70]]
    """
    for found in _RATIO.finditer(text):
        group = next(name for name in ("shares", "before", "spoken") if found[name])
        words = list(found["spoken"]) if group == "spoken" else re.findall(_SHARE, found[group])
        values = [numeral.value for word in words if (numeral := read_numeral(f"{word} ", 0)) is not None]
        total = sum(values)
        if len(values) == len(words) and total and (group != "spoken" or total == 10):
            yield Ratio(found.span(group), tuple(values), _parties(text, found.start(), len(values)))


def _parties(text: str, end: int, count: int) -> tuple[str, ...]:
    """Return who shares by the words before a ratio, if they are as many as its shares."""
    start = max(0, end - NEAR)
    before = _ASIDE.sub("", text[start:end])
    found = _PARTIES.search(before)
    if found is None:
        return ()
    if _JOINED.match(found["list"]):  # 市与县按4:6，与区按6:4
        last = re.split("[，,；;。]", before[: found.start()].rstrip("，,；;"))[-1]
        return _named(f"{_JOINED.split(_LED.sub('', last))[0]}{found['list']}", count)
    return _named(found["list"], count)


def _named(listed: str, count: int) -> tuple[str, ...]:
    """Return who is listed, if they are as many as the shares."""
    words = [_PLAIN_END.sub("", one.strip()) for one in _JOINED.split(_LED.sub("", listed))]
    if len(words) == 1 and len(words[0]) == count and set(words[0]) <= _RANKS:
        words = list(words[0])  # 市县
    return tuple(words) if len(words) == count and all(words) else ()


def _form(party: str) -> re.Pattern[str]:
    """Return how a party may be said: 管委会 of 县工业园区管委会; a rank not within other words; 县里 of 县市区."""
    if len(party) <= RANK:
        return re.compile(f"{party[0]}{_AS_RANK}")
    ranks = "".join(sorted(set(party) - {"市"})) if set(party) <= _RANKS else ""
    whole = "|".join(map(re.escape, dict.fromkeys((party, party[1:], party[-3:]))))
    return re.compile(f"{whole}|[{ranks}]{_AS_RANK}" if ranks else whole)
