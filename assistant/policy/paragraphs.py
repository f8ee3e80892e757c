"""Read one paragraph of an official document: its mark (一、 （一） 1. （1） ① 第X条 第X章), its heading, its text.

A paragraph may carry Markdown's marks (`#`, `**`), which say what is a heading; without them it is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from assistant.text.figures import Unit, find_figures


class Mark(IntEnum):
    """Kinds of marks, from the outermost to the innermost."""

    CHAPTER = 0
    SECTION = 1
    ARTICLE = 2
    ITEM = 3
    POINT = 4
    SUBPOINT = 5
    CIRCLED = 6


HAN = "一二三四五六七八九十百零〇"
NUMERAL = rf"[{HAN}\d][{HAN}\d ]{{0,6}}"
MARKS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    (Mark.CHAPTER, re.compile(rf"(第 ?{NUMERAL}[章编])[：: \u3000]*")),
    (Mark.ARTICLE, re.compile(rf"(第 ?{NUMERAL}条)(?![第款项和与及至、，。的规中所]|基础|政策|标准)[：: \u3000]*")),
    (Mark.SECTION, re.compile(rf"([{HAN}]{{1,4}}) ?[、.．](?![{HAN}]{{1,2}}[类级线等期批产项、])[ \u3000]*")),
    (Mark.ITEM, re.compile(rf"([（(] ?[{HAN}]{{1,4}} ?[）)])[、.． \u3000]*")),
    (
        Mark.POINT,
        re.compile(r"(\d{1,3}) ?(?:[.．](?!\d)|[,，](?![\d ])|[.．](?=\d{4}年)|、(?!\d{1,3}[^\d年]))[ \u3000]*"),
    ),
    (Mark.SUBPOINT, re.compile(r"([（(] ?\d{1,3} ?[）)]|\d{1,3}[）)])[、.． \u3000]*")),
    (Mark.CIRCLED, re.compile(r"([\u2460-\u2473])[、.． \u3000]*")),
)
ITEM_MARKS = (
    r"[一二三四五六七八九十]{1,3}、",
    r"[（(]?[一二三四五六七八九十]{1,3}[)）]",
    r"\d{1,2}[.．、](?!\d)",
    r"[（(]?\d{1,2}[)）]",
    "[①-⑳]",
)
"""The marks of items and points within a text by their kinds, from the outermost to the innermost."""
_HAN, _HAN_IN_BRACKETS, _NUMBER, _NUMBER_IN_BRACKETS, _CIRCLED = ITEM_MARKS
POINT_MARK = rf"(?:{_NUMBER}|{_NUMBER_IN_BRACKETS})(?!\d)|{_CIRCLED}"
ITEM_MARK = f"(?:{_HAN}|{_HAN_IN_BRACKETS}|{POINT_MARK})"
"""Any mark of an item or point, where no number follows one in brackets; to be composed: rf"\\s*{ITEM_MARK}"."""
BULLETS = "-+•·●○◆■※→"
"""What stands before items that are not counted, to be composed in a class of characters."""
HASHES = re.compile(r"(#{1,6}) +")
EMPHASIS = re.compile(r"\*\*([^*]*)\*\*")
BOLD = re.compile(r"\*\*([^*]+)\*\*[。：:]?(.*)", re.S)
SIGNS = "★☆●○■□◆◇▲△※*"
ENDS = "。；;！？!?"

RUN_IN = re.compile(r"([^。：:；;]{2,30})(?!(?<=\d)[：:]\d)[。：:](.+)", re.S)
SPACED = re.compile(r"([^\s。，；：:;]{2,20})\u3000+(\S.{9,})", re.S)
SENTENCE = re.compile(
    r"^(?:对|凡|本(?!土|地|市|县|区|省|级)|经|给予|按|由|自|每|为(?!期)|各(?:县|市|区|有关|相关|级|地|部门)|上述|以上|企业在)|(?:的|如下|下列|以下)$|给予|不超过|有效期"
    r"|起(?:施行|执行|实施)|负责解释|元|%|％|[0-9]+万"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: where it stands in the document, its mark and what follows it.

    `level` is the number of Markdown's hashes. `heading` is what Markdown says is one, else a guess; `rest` what
    follows it. Of a paragraph without a mark `rest` is all of its text.
    """

    start: int
    end: int
    text: str
    level: int = 0
    kind: Mark | None = None
    mark: str = ""
    heading: str = ""
    rest: str = ""

    @property
    def said(self) -> str:
        """All that follows the mark."""
        return f"{self.heading}。{self.rest}" if self.heading and self.rest else self.heading or self.rest


def read_block(text: str, start: int, end: int) -> Block:
    """Read one paragraph that stands at these offsets."""
    hashes = HASHES.match(text)
    level = len(hashes[1]) if hashes else 0
    bare = text[hashes.end() :].strip() if hashes else text.strip()
    bold = BOLD.fullmatch(bare)
    plain = EMPHASIS.sub(r"\1", bare)
    kind, found = find_mark(bold[1] if bold else plain)
    if found is None or kind is None:
        return Block(start, end, plain, level, rest=plain)
    if bold:
        heading, rest = bold[1][found.end() :].strip(), EMPHASIS.sub(r"\1", bold[2]).strip()
    elif level:
        heading, rest = plain[found.end() :].strip().rstrip("。：:"), ""
    else:
        heading, rest = split_heading(plain[found.end() :].strip())
    return Block(start, end, plain, level, kind, clean_mark(found[1]), heading, rest)


def find_mark(text: str) -> tuple[Mark | None, re.Match[str] | None]:
    """Return the mark that a paragraph opens with, after a sign such as ★."""
    at = len(text) - len(text.lstrip(SIGNS + " \u3000"))
    for kind, pattern in MARKS:
        if found := pattern.match(text, at):
            return kind, found
    return None, None


def clean_mark(mark: str) -> str:
    """Return a mark as it stands in a label: without blanks, in full-width parentheses.

    >>> clean_mark("第 1 0 条"), clean_mark("(一)"), clean_mark("2)")
    ('第10条', '（一）', '（2）')
    """
    bare = re.sub(r"\s", "", mark).replace("(", "（").replace(")", "）")
    return f"（{bare}" if bare.endswith("）") and not bare.startswith("（") else bare


def split_heading(text: str) -> tuple[str, str]:
    """Split a run-in heading from what follows it; it is empty where the text opens with a sentence.

    >>> split_heading("鼓励产品研发。对取得专利的企业，给予10万元奖励。")
    ('鼓励产品研发', '对取得专利的企业，给予10万元奖励。')
    >>> split_heading("设立不低于1亿元的引导资金。用于补助。")
    ('', '设立不低于1亿元的引导资金。用于补助。')
    >>> split_heading("资金由市、县按4：6比例分担，其中山区县按6：4分担，列入年度预算。")
    ('', '资金由市、县按4：6比例分担，其中山区县按6：4分担，列入年度预算。')
    >>> split_heading("酒店建设。")
    ('酒店建设', '')
    """
    for pattern in (RUN_IN, SPACED):
        found = pattern.fullmatch(text)
        if found and is_heading(found[1]):
            return found[1].strip(), found[2].strip()
    bare = text.rstrip("。：:")
    return (bare, "") if is_heading(bare) else ("", text)


def is_heading(text: str) -> bool:
    """Whether so few words without a figure could be a heading."""
    if not 2 <= len(text) <= 30 or SENTENCE.search(text) or any(sign in text for sign in ENDS):
        return False
    if len(re.findall("[，,]", text)) > (1 if len(text) <= 24 else 0):
        return False
    return not any(figure.unit in (Unit.YUAN, Unit.PERCENT) for figure in find_figures(text))
