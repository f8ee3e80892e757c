"""Heal what copying and typesetting did to a text: lines broken within sentences, blanks within words and numbers.

Nothing but blanks and line breaks is taken out of a sentence; what stands around the text (page numbers, 抄送) is left
out and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from assistant.ingest.source import Omission, SourceText
from assistant.ingest.tabbed import read_rows
from assistant.ingest.traced_text import Traced
from assistant.policy.furniture import DATE, NUMBER, ORGAN, SPEAKS, TITLE
from assistant.policy.paragraphs import find_mark

HAN = "\u3400-\u9fff\u3007"
WIDE = f"{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…·"
BLANK_SIGNS = " \t\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
BLANK = f"[{BLANK_SIGNS}]"
NEARLY, FILLED = 0.8, 0.93
"""Share of the page's width from which a line goes on, and from which it does although it ends a sentence."""
PAGE = re.compile(r"[-—–－―\s·.]*\d{1,4}[-—–－―\s·.]*|第 ?\d+ ?页(?:[，,/ ]*共 ?\d+ ?页)?|(?:Page )?\d+ ?/ ?\d+")
LEGEND = re.compile(r".{0,12}(?:标识|标注|标记|下划线|字体|底纹).{0,6}(?:表示|为).{2,20}")
COPIES = re.compile(r"(?:抄送|抄报|分送)[:：]")
PRINTED = re.compile(r".{0,40}\d{4}年\d{1,2}月\d{1,2}日印发")
ENDS = "。；;！？!?：:"
OPEN = "，,、（(〔[《“—-"
UNIT = re.compile(r"\d*\.?\d* ?(?:[万亿千百]|元|%|％|‰|个百分点|亩|间|家|人)")

SPACED_DIGITS = re.compile(rf"(?<![\d.,])\d(?:{BLANK}{{1,2}}\d(?!\d))+(?![\d])")
BROKEN_NUMBER = re.compile(rf"(?<=\d){BLANK}+(?=[.,]{BLANK}*\d)|(?<=\d[.,]){BLANK}+(?=\d)")
BESIDE_WIDE = re.compile(rf"(?<=[{WIDE}]){BLANK}+(?=\S)|(?<=\S){BLANK}+(?=[{WIDE}])")
BESIDE_DIGIT = re.compile(rf"(?<=\d){BLANK}+(?=[%％‰—–~～\-/×）)])|(?<=[—–~～\-/×（(≥≤<>]){BLANK}+(?=\d)")
BLANKS = re.compile(rf"{BLANK}+")
ARTICLE = re.compile(rf"(第[\d一二三四五六七八九十百零〇{BLANK_SIGNS}]{{1,12}}[条章编]|\d{{1,3}}[.．、]){BLANK}+")
HEADING = re.compile("([^，。；：]{1,12}?[^\\s，。；：]{4,20})\u3000+(?=[^\\s，。；：])")
"""A heading that a wide blank parts from its text: 第三条　支持技术改造　对设备投资…"""
MARKDOWN = re.compile(r"\s*(?:#{1,6} |\||\*\*)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A healed paragraph; `heading` is the level that the file gives it, else 0; `page` where it begins."""

    traced: Traced
    page: int | None = None
    heading: int = 0

    @property
    def text(self) -> str:
        """The healed text."""
        return self.traced.text


@dataclass(slots=True)
class _Line:
    traced: Traced
    page: int | None
    indented: bool
    heading: int
    after_blank: bool

    @property
    def text(self) -> str:
        return self.traced.text


def heal(source: SourceText) -> tuple[tuple[Paragraph, ...], tuple[Omission, ...]]:
    """Return the paragraphs of the text as they were meant, and what was left out."""
    found = _lines(source)
    for line, written in zip(found, read_rows([line.traced for line in found]), strict=True):
        line.traced = written
    lines, omissions = _drop_furniture(found)
    page = _find_page(lines)
    is_double = page is not None and sum(line.after_blank for line in lines) > 0.8 * len(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        is_head = not any(find_mark(group[0].text)[0] is not None for group in groups)
        if groups and not (is_head and _stands_alone(groups[-1])) and _goes_on(groups[-1][-1], line, page, is_double):
            groups[-1].append(line)
        else:
            groups.append([line])
    paragraphs = (Paragraph(heal_blanks(_join(group)), group[0].page, group[0].heading) for group in groups)
    return tuple(p for p in paragraphs if p.text), (*source.omissions, *omissions)


def _lines(source: SourceText) -> list[_Line]:
    lines: list[_Line] = []
    end = 0
    for paragraph in source.paragraphs:
        between = source.text[end : paragraph.start].replace("\r\n", "\n")
        traced = Traced.cut(source.text, paragraph.start, paragraph.end).strip()
        if traced.text:
            lines.append(_Line(traced, paragraph.page, paragraph.indented, paragraph.heading, between.count("\n") > 1))
        end = paragraph.end
    return lines


def _drop_furniture(lines: list[_Line]) -> tuple[list[_Line], list[Omission]]:
    kept: list[_Line] = []
    omissions: list[Omission] = []
    in_copies = False
    for i, line in enumerate(lines):
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        reason = ""
        if PAGE.fullmatch(line.text) and not (line.text.isdigit() and UNIT.match(after)):
            reason = "页码"
        elif LEGEND.fullmatch(line.text) and kept and line.text[-1] not in ENDS:
            reason = "版面说明"
        elif COPIES.match(line.text):
            reason, in_copies = "抄送", True
        elif PRINTED.fullmatch(line.text):
            reason, in_copies = "印发", False
        elif (
            in_copies and len(line.text) <= 60 and find_mark(line.text)[0] is None and not line.text.startswith("附件")
        ):
            reason = "抄送"
        else:
            in_copies = False
        if reason:
            omissions.append(Omission(text=line.text, reason=reason, page=line.page))
        else:
            kept.append(line)
    return kept, omissions


@dataclass(frozen=True, slots=True)
class _Page:
    """How wide the lines of a text are that was broken at the edge of a page: in half-width columns, in characters."""

    columns: float
    characters: float

    def is_filled_by(self, line: _Line, share: float) -> bool:
        """Whether so great a share of the page's width is taken up by a line."""
        return measure(line) >= share * self.columns or _length(line) >= (1 + share) / 2 * self.characters


def _find_page(lines: Sequence[_Line]) -> _Page | None:
    """Return the page at whose edge the text was broken; None where it was not."""
    plain = [line for line in lines if not line.text.startswith("|")]
    if len(plain) < 8:
        return None
    open_ended = sum(line.text[-1] not in ENDS for line in lines) / len(lines)
    full = quantiles(map(measure, plain), n=20)[16]
    near = sum(0.8 * full <= measure(line) <= 1.2 * full for line in plain) / len(plain)
    if full > 130 or open_ended < 0.4 or near < 0.35:
        return None
    return _Page(full, quantiles(map(_length, plain), n=20)[16])


def measure(line: _Line) -> int:
    """Return the width of a line in half-width columns, with its indent and its blanks."""
    return sum(2 if ord(c) > 0x2E80 or c in "“”‘’—…" else 1 for c in line.text) + 4 * line.indented


def _length(line: _Line) -> int:
    return len(line.text) + 2 * line.indented


def _goes_on(line: _Line, after: _Line, page: _Page | None, is_double: bool) -> bool:
    """Whether the next line goes on with the sentence of this one."""
    if MARKDOWN.match(line.text) or MARKDOWN.match(after.text) or line.heading or after.heading:
        return False
    if line.text[-1].isdigit() and UNIT.match(after.text):
        return True
    if find_mark(after.text)[0] is not None or after.text.startswith("附件"):
        return False
    if re.match(r"[，。、；：）)》”％%]", after.text):
        return True
    if after.after_blank and not is_double:
        return line.text[-1] in OPEN
    if line.text[-1] in "，,、（(〔《“":
        return True
    if page is None or (after.indented and line.text[-1] in ENDS):
        return False
    return page.is_filled_by(line, FILLED if line.text[-1] in ENDS else NEARLY)


def _stands_alone(lines: Sequence[_Line]) -> bool:
    """Whether a paragraph before the text is a title, a number, a date or the addressees, whole as it is."""
    text = "".join(line.text for line in lines)
    return bool(
        TITLE.fullmatch(text)
        or NUMBER.fullmatch(text)
        or DATE.fullmatch(text)
        or (text.endswith(("：", ":")) and not SPEAKS.search(text))
    )


def _join(lines: Sequence[_Line]) -> Traced:
    whole = lines[0].traced
    for line in lines[1:]:
        apart = (
            whole.text[-1].isascii() and whole.text[-1].isalpha() and line.text[0].isascii() and line.text[0].isalpha()
        )
        whole = whole + (line.traced.put(" ") if apart else line.traced)
    return whole


def heal_blanks(traced: Traced) -> Traced:
    """Drop stray blanks; keep one between Latin words, and after the number of an article.

    >>> heal_blanks(Traced.cut("第 1 0 条 对新 兴产业给予 5 0 万元", 0, 23)).text
    '第10条 对新兴产业给予50万元'
    """
    if traced.text.startswith("|"):
        return traced.squeeze(BLANKS)
    words = BLANKS.split(traced.text)
    if len(words) > 1 and all(ORGAN.fullmatch(word) for word in words):
        return traced.squeeze(BLANKS)
    if (heading := HEADING.match(traced.text)) and find_mark(traced.text)[0] is not None:
        blank = traced[heading.end(1) : heading.end(1) + 1]
        return heal_blanks(traced[: heading.end(1)]) + blank + heal_blanks(traced[heading.end() :])
    head = ARTICLE.match(traced.text)
    rest = traced[head.end() if head else 0 :]
    for pattern in (SPACED_DIGITS, BESIDE_WIDE, BROKEN_NUMBER, BROKEN_NUMBER, BESIDE_DIGIT):
        rest = rest.drop(BLANKS, within=pattern)
    rest = rest.squeeze(BLANKS).strip()
    return traced[: head.end(1)].drop(BLANKS).put("", " ") + rest if head else rest
