"""Tell what an official document prints around its text: letterhead, number, addressees, signature, 抄送."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.policy.paragraphs import ENDS, Block, Mark

Part = Literal["title", "letterhead", "number", "address", "date", "signature", "note", "copies", "annexes", ""]

YEAR = r"(?:19|20)\d\d|二[〇零○OＯ0][一二三四五六七八九〇零○]{2}"
SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(rf"[(（]?(?:{YEAR}) ?年 ?{SMALL} ?月 ?{SMALL} ?日(?:印发|发布|起施行)?[)）]?")
NUMBER = re.compile(r"[\u4e00-\u9fff（）]{1,20} ?[〔\[【(（] ?(?:19|20)\d\d ?[〕\]】)）] ?第? ?\d+ ?号")
GENRE = (
    "(?:通知|意见|措施|办法|规定|政策|方案|细则|公告|通告|条例|决定|规则|计划|要点|[十\\d]条|条款|指南|通则|批复|清单)"
)
TITLE = re.compile(rf"[^。；，：]{{4,80}}{GENRE}(?:[（(][^（）()]{{1,20}}[）)])*")
LETTERHEAD = re.compile(r".{2,40}文件")
NOTE = re.compile(r"[（(](?:此件|本文有删减|联系).*[）)]")
COPIES = re.compile(r"(?:抄送|抄报|主送|分送|发送|报送)[:：]")
PRINTED = re.compile(r".{0,60}印发")
ORGAN = re.compile(
    r"[^，。；：！？]{2,60}(?:人民政府|政府|办公室|办公厅|委员会|管委会|县委|市委|省委|区委|党组|局|厅|部|委|院|会|中心|集团|公司)"
)
ADDRESS = re.compile(r"[^。；]{2,400}[:：]")
SPEAKS = re.compile(r"^为(?!期|主)|^根据|^按照|^依据|现(?:将|就|提出|制定|印发)|制定|如下|以下|下列|结合")
ANNEXES = re.compile(r"附件?[:：]")
ANNEX = re.compile(r"附[件录表] ?([\d一二三四五六七八九十]{0,3})")


def find_parts(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Return what each paragraph is, empty where it is text; only title, addressees and the like are told."""
    first = next((i for i, block in enumerate(blocks) if block.kind is not None), len(blocks))
    titled = next((i for i, block in enumerate(blocks) if block.level == 1), None)
    parts: list[Part] = []
    for i in range(len(blocks)):
        before = parts[-1] if parts else ""
        parts.append(_part(blocks, i, before, is_head=i < first, is_title=i == titled))
    return tuple(parts)


def _part(blocks: Sequence[Block], i: int, before: Part, *, is_head: bool, is_title: bool) -> Part:
    block = blocks[i]
    text = block.text
    if is_title:
        return "title"
    if before == "copies" and not PRINTED.fullmatch(text) and not DATE.fullmatch(text) and not ANNEX.fullmatch(text):
        return "copies" if len(text) <= 60 and block.kind is None else ""
    if before == "annexes" and block.kind is Mark.POINT and text[-1:] not in ENDS and len(text) <= 60:
        return "annexes"
    for part, pattern in PATTERNS:
        if pattern.fullmatch(text) if part not in ("copies", "annexes") else pattern.match(text):
            return part
    if is_head and ADDRESS.fullmatch(text) and not SPEAKS.search(text):
        return "address"
    if block.kind is None and ORGAN.fullmatch(text) and _is_signed(blocks, i + 1):
        return "signature"
    return ""


def _is_signed(blocks: Sequence[Block], i: int) -> bool:
    """Whether a date follows, after other bodies that sign."""
    while i < len(blocks) and blocks[i].kind is None and ORGAN.fullmatch(blocks[i].text):
        i += 1
    return i < len(blocks) and bool(DATE.fullmatch(blocks[i].text) or PRINTED.fullmatch(blocks[i].text))


PATTERNS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("date", DATE),
    ("number", NUMBER),
    ("letterhead", LETTERHEAD),
    ("note", NOTE),
    ("copies", COPIES),
    ("annexes", ANNEXES),
    ("copies", re.compile(r".{0,40}\d{4}年\d{1,2}月\d{1,2}日印发\Z")),
)
