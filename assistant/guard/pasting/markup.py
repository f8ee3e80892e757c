"""What marks leave of a pasted text: struck words go, cells of HTML stand between bars, framed digits are plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.pasting.edits import Edit

_STRUCK = re.compile(r"~~[^~\n]{1,80}~~[ ]?|<(?P<tag>del|s|strike)>[^<\n]{1,80}</(?P=tag)>[ ]?", re.IGNORECASE)
_HTML = re.compile(
    r"(?P<bar></t[dh]>\s*<t[dh][^>\n]{0,80}>)|(?P<open>\s*<tr[^>\n]{0,80}>\s*<t[dh][^>\n]{0,80}>)"
    r"|(?P<close></t[dh]>\s*</tr>)|(?P<gone></?(?:table|thead|tbody|tfoot)[^>\n]{0,80}>)",
    re.IGNORECASE,
)
_INSTEAD = {"bar": " | ", "open": "\n| ", "close": " |", "gone": ""}
_UNIT = r"(?=\s{0,2}(?:[万亿千百]?元|万|亿|%|％|成|折))"
_FRAMED = re.compile(rf"[【\[「『(（]\s*(?P<digits>[0-9](?:\s?[0-9]){{0,7}})\s*[】\]」』)）]{_UNIT}")
_CIRCLED = re.compile(rf"[①-⑳⓪❶-❿➀-➓⓵-⓾㉑-㉟㊱-㊿]{_UNIT}")
_RANGES = (("①", 1), ("❶", 1), ("➀", 1), ("➊", 1), ("⓵", 1), ("㉑", 21), ("㊱", 36))


def drop_struck(text: str) -> Iterator[Edit]:
    """Yield the words that are struck out, to be left out.

    >>> list(drop_struck("奖励~~500万元~~ 50万元"))
    [Edit(start=2, end=12, text='')]
    """
    yield from (Edit(*found.span(), "") for found in _STRUCK.finditer(text))


def read_cells(text: str) -> Iterator[Edit]:
    """Yield what writes the cells of an HTML table between bars."""
    if "<t" in text.lower():
        yield from (Edit(*found.span(), _INSTEAD[found.lastgroup or "gone"]) for found in _HTML.finditer(text))


def read_decorated(text: str) -> Iterator[Edit]:
    """Yield the plain digits of framed and circled ones before a unit.

    >>> list(read_decorated("【8 0】万元，⑧万元"))
    [Edit(start=0, end=5, text='80'), Edit(start=8, end=9, text='8')]
    """
    for found in _FRAMED.finditer(text):
        yield Edit(*found.span(), re.sub(r"\s", "", found["digits"]))
    for found in _CIRCLED.finditer(text):
        yield Edit(*found.span(), str(_number(found[0])))


def _number(circled: str) -> int:
    first, one = max((pair for pair in _RANGES if pair[0] <= circled), default=("⓪", 0), key=lambda pair: pair[0])
    return one + ord(circled) - ord(first)
