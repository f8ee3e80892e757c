"""Text made fit for reading numbers, with a map of every character back to where it stood.

Widths and traditional characters are folded one to one, then invisible characters, Markdown emphasis and the blanks
that stand in or beside numbers are dropped. Chinese punctuation stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.text.cues import join


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalised text and, per character of it, the offset of that character in `source`."""

    text: str
    offsets: tuple[int, ...]
    source: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of `text` to the span of `source` that it was made from.

        >>> normalize("给予 **50** 万元").span(2, 6)
        (5, 12)
        """
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.source)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


_TRADITIONAL = str.maketrans(
    "萬億兩貳參叄弐陸圓圆塊個點過內頂長數幾餘約將無設號條輛噸項臺幣獎勵補貼為爲給達從後級間戶歲額與於擬當範圍總計時費銷單價現應業產務",
    "万亿两贰叁叁贰陆元元块个点过内顶长数几余约将无设号条辆吨项台币奖励补贴为为给达从后级间户岁额与于拟当范围总计时费销单价现应业产务",
)
_KEPT = set("，；：！？。、")
_BLANKS = {
    " ": "\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f",
    "\u00a0": "\u00a0\u2007\u2009\u202f",  # those that group digits
}
_ALIKE = str.maketrans("￥−‑‐○〜∼✕✖", "¥---〇~~××")
_FOLDED_BLOCKS = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0xFE30, 0xFE70), (0xFF01, 0xFFEF), (0x1D7CE, 0x1D800))


def _fold_table() -> dict[int, int | str]:
    table: dict[int, int | str] = {}
    for first, last in _FOLDED_BLOCKS:
        for code in range(first, last):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and chr(code) not in _KEPT and folded != chr(code) and not folded.isspace():
                table[code] = folded.translate(_TRADITIONAL)
    table.update(_TRADITIONAL)
    for blank, codes in _BLANKS.items():
        table.update((ord(code), blank) for code in codes)
    table.update(_ALIKE)
    return table


_FOLD = _fold_table()
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u20e3\ufe00-\ufe0f\ufeff]+"
)
_EMPHASIS = re.compile(
    r"\*+|_+|`+|~~+|\\(?=[*_~`])|</?(?:b|strong|em|i|u|s|del|ins|mark|span|font|code)(?:[ ][^<>\n]{0,80})?>",
    re.IGNORECASE,
)
_OPERAND_END = re.compile(r"[0-9%‰万亿千百元块wWkK)]")
_OPERAND_START = re.compile(r"(?:[1-9(¥]|0\.)")
_HAN = "\u3400-\u9fff"
_BESIDE = f"{_HAN}，。、；：！？“”《》〔〕"
_HAN_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_B = "[ \u00a0]"
_MIXED_NEXT = rf"[0-9]{{1,4}}{_B}?[千百]?{_B}?[万元]"
_DROPPED_BLANKS = re.compile(
    join(
        [
            rf"(?<=[{_HAN_DIGIT}]){_B}{{1,8}}(?![0-9{_HAN_DIGIT} \u00a0])(?=\S)",
            rf"(?<=[万亿wW]){_B}{{1,8}}(?={_MIXED_NEXT})",
            rf"(?<=(?![{_HAN_DIGIT}万亿])[{_BESIDE}]){_B}{{1,8}}(?=[^\s|])",
            rf"(?<=[^\s|{_HAN_DIGIT}]){_B}{{1,8}}(?=[{_BESIDE}])",
            rf"(?<=[0-9]){_B}{{1,4}}(?=(?:[wWkK](?![A-Za-z])|RMB|CNY|rmb|cny|[mM]illion|[bB]illion|[%‰×÷*+=≈/~—–()-]))",
            rf"(?<=[×÷*+=≈/~—–<>≤≥¥%‰(]){_B}{{1,4}}(?=[0-9¥])",
            rf"(?<=[BYby]){_B}{{1,4}}(?=[0-9])",
            rf"(?<=[%‰wWkK)]){_B}{{1,4}}(?=[×÷*+=≈/~—–-])",
            rf"(?<=[0-9]){_B}{{1,2}}(?=0{{1,6}}(?![0-9.]))",
            r"(?<=[0-9])" "\u00a0" r"(?=[0-9]{3}(?![0-9]))",
            rf"(?<=[0-9.千百十万亿{_HAN_DIGIT}]){_B}{{0,4}}\r?\n(?:{_B}{{0,4}}\r?\n)?{_B}{{0,4}}(?=[万亿元](?!一))",
        ]
    )
)
_SPACED_DIGITS = re.compile(
    rf"(?<![0-9.,])[0-9](?:{_B}{{1,2}}[0-9](?![0-9])){{1,15}}"
    rf"|(?<![0-9.,])[0-9]{{1,2}}(?: [0-9]{{3}}(?![0-9])){{1,5}}"
)
_LETTER_ZERO = re.compile(r"(?<=[0-9])[OoОо]{1,6}(?=[0-9千百万亿元])")
_BLANK = re.compile(f"{_B}+")


def normalize(source: str) -> Normalized:
    """Normalise `source` in linear time.

    >>> normalize("给予５ 0 **萬** 元").text
    '给予50万元'
    """
    text, offsets = source.translate(_FOLD), list(range(len(source)))
    text = _LETTER_ZERO.sub(lambda found: "0" * len(found[0]), text)
    text, offsets = _drop(text, offsets, (m.span() for m in _INVISIBLE.finditer(text)))
    text, offsets = _drop(text, offsets, _emphasis_spans(text))
    text, offsets = _drop(text, offsets, _spaced_digit_spans(text))
    text, offsets = _drop(text, offsets, (m.span() for m in _DROPPED_BLANKS.finditer(text)))
    return Normalized(text, tuple(offsets), source)


def _drop(text: str, offsets: list[int], spans: Iterable[tuple[int, int]]) -> tuple[str, list[int]]:
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        kept += offsets[at:start]
        at = end
    if not at:
        return text, offsets
    pieces.append(text[at:])
    kept += offsets[at:]
    return "".join(pieces), kept


def _emphasis_spans(text: str) -> Iterator[tuple[int, int]]:
    for found in _EMPHASIS.finditer(text):
        start, end = found.span()
        mark = found[0]
        if mark == "*" and _is_between_operands(text, start, end):
            continue
        if mark[0] == "~" and _OPERAND_END.match(text, max(start - 1, 0)) and _OPERAND_START.match(text, end):
            continue
        if mark[0] == "_" and _is_ascii_word(text, start - 1) and _is_ascii_word(text, end):
            continue
        yield start, end


def _is_between_operands(text: str, start: int, end: int) -> bool:
    """Tell the `*` of a product (250*60%) from emphasis (5*0*0万元 is printed 500万元)."""
    before = text[max(start - 2, 0) : start].rstrip(" \u00a0")
    while text.startswith((" ", "\u00a0"), end) and end < start + 4:
        end += 1
    return bool(before and _OPERAND_END.match(before[-1]) and _OPERAND_START.match(text, end))


def _is_ascii_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalnum()


def _spaced_digit_spans(text: str) -> Iterator[tuple[int, int]]:
    for found in _SPACED_DIGITS.finditer(text):
        for blank in _BLANK.finditer(text, *found.span()):
            yield blank.span()
