"""Print the automatic numbers of a Word document as Word does: 一、 （一） 1. 第一条."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from assistant.ingest.readers.xml import W, attribute

CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting",
    "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "koreanDigital",
}  # fmt: skip
LEGAL = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
DIGITS = "零一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACE = re.compile(r"%([1-9])")
HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.I)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    style: str | None


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Styles:
    """What the paragraph styles say of numbers and headings, with what each is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else root.iter(f"{W}style")
        self._styles = {attribute(style, "styleId") or "": style for style in found}

    def chain(self, style: str | None) -> list[etree._Element]:
        """Return a style and those that it is based on."""
        found: list[etree._Element] = []
        while style is not None and style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            based = self._styles[style].find(f"{W}basedOn")
            style = attribute(based, "val") if based is not None else None
        return found

    def heading(self, paragraph: etree._Element) -> int:
        """Return 1 for a paragraph in the style of a title; headings of sections are told by their marks."""
        for style in self.chain(style_of(paragraph)):
            name = style.find(f"{W}name")
            said = (attribute(name, "val") or "").lower() if name is not None else ""
            if said in ("title", "标题"):
                return 1
        return 0


def style_of(paragraph: etree._Element) -> str | None:
    """Return the id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return attribute(found, "val") if found is not None else None


class Numbering:
    """Counts the numbered paragraphs of one document, in the order in which they are read."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {int(attribute(lvl, "ilvl") or 0): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}
            self._lists[attribute(abstract, "abstractNumId") or ""] = _List(levels)
        for num in root.iter(f"{W}num"):
            abstract_id = num.find(f"{W}abstractNumId")
            overrides = {
                int(attribute(o, "ilvl") or 0): int(attribute(start, "val") or 1)
                for o in num.findall(f"{W}lvlOverride")
                if (start := o.find(f"{W}startOverride")) is not None
            }
            if abstract_id is not None:
                self._nums[attribute(num, "numId") or ""] = (attribute(abstract_id, "val") or "", overrides)

    def mark(self, paragraph: etree._Element) -> str:
        """Return the number that Word prints before a paragraph and count it; empty where there is none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        abstract, overrides = self._nums[number]
        listed = self._lists[abstract]
        if level in overrides and (number, level) not in self._begun:
            listed.counts[level] = overrides[level] - 1
        self._begun.add((number, level))
        listed.counts[level] = listed.counts.get(level, listed.levels[level].start - 1) + 1
        for deeper in [other for other in listed.counts if other > level]:
            del listed.counts[deeper]
        shown = listed.levels[level]
        if shown.form == "bullet":
            return ""
        printed = PLACE.sub(lambda found: self._print(listed, int(found[1]) - 1), shown.text)
        return f"{printed} " if printed.endswith(("条", "章")) else printed

    def _print(self, listed: _List, level: int) -> str:
        shown = listed.levels.get(level)
        return say_number(listed.counts.get(level, shown.start), shown.form) if shown else ""

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """Return the list and the level of a paragraph, from itself or from its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        for properties in [own, *(s.find(f"{W}pPr/{W}numPr") for s in self._styles.chain(style_of(paragraph)))]:
            if properties is None:
                continue
            number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
            identifier = attribute(number, "val") if number is not None else None
            if identifier is None:
                continue
            if identifier not in self._nums or self._nums[identifier][0] not in self._lists:
                return None
            levels = self._lists[self._nums[identifier][0]].levels
            at = int(attribute(level, "val") or 0) if level is not None else self._level_of_style(levels, paragraph)
            return (identifier, at) if at in levels else None
        return None

    def _level_of_style(self, levels: dict[int, _Level], paragraph: etree._Element) -> int:
        style = style_of(paragraph)
        return next((at for at, level in levels.items() if style and level.style == style), 0)


def _level(element: etree._Element) -> _Level:
    def said(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return (attribute(found, "val") or default) if found is not None else default

    style = element.find(f"{W}pStyle")
    return _Level(
        start=int(said("start", "1")),
        form=said("numFmt", "decimal"),
        text=said("lvlText", ""),
        style=attribute(style, "val") if style is not None else None,
    )


def say_number(number: int, form: str) -> str:
    """Write a number in one of Word's forms.

    >>> [say_number(12, form) for form in ("decimal", "chineseCounting", "decimalEnclosedCircle", "lowerRoman")]
    ['12', '十二', '⑫', 'xii']
    """
    if form in CHINESE or form in LEGAL:
        return _chinese(number, LEGAL_DIGITS if form in LEGAL else DIGITS)
    if form in CIRCLED and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return "" if form == "none" else f"{number:02}" if form == "decimalZero" else str(number)


def _chinese(number: int, digits: str) -> str:
    """Write a number below 1000 in Chinese."""
    hundred, ten = ("佰", "拾") if digits == LEGAL_DIGITS else ("百", "十")
    if not 0 < number < 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = f"{digits[hundreds]}{hundred}" if hundreds else ""
    if tens:
        said += ten if tens == 1 and not hundreds else f"{digits[tens]}{ten}"
    elif hundreds and ones:
        said += digits[0]
    return said + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    said = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        said += letters * (number // value)
        number %= value
    return said
