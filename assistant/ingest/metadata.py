"""Read what a document says of itself: title, number, issuer, region, dates, who interprets it.

What isn't there stays empty; nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.ingest.healing import Paragraph
from assistant.ingest.locality import find_locality
from assistant.ingest.source import Omission, SourceText
from assistant.models import Model
from assistant.policy.furniture import DATE, GENRE, LETTERHEAD, NUMBER, ORGAN, SMALL, SPEAKS, YEAR
from assistant.policy.paragraphs import find_mark

TITLE_END = re.compile(rf"{GENRE}(?:[（(][^（）()]{{1,20}}[）)])*$")
PROVENANCE = re.compile(r"#? ?(?:source|来源|原文链接|信息来源|出处) ?[:：] ?(.+)", re.I)
DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0}
DAY = re.compile(rf"({YEAR}) ?年 ?({SMALL}) ?月(?: ?({SMALL}) ?日)?")
TITLE_DAY = re.compile(rf" ?[（(] ?({DAY.pattern}) ?[）)]$")
FROM_ISSUE = re.compile(r"自?(?:发布|印发|公布|颁布|下发|发文)之日起(?:\d+日后)?(?:开始)?(?:施行|执行|实施|生效)?")
FROM_DAY = re.compile(rf"(?:自|从)({DAY.pattern})起?(?:施行|执行|实施|生效|起)")
UNTIL = re.compile(rf"(?:有效期|执行期|实施期|期限)[^。；]{{0,24}}?至({DAY.pattern})")
SPAN = re.compile(rf"({DAY.pattern})(?:起)?(?:至|—|-|－|到)({DAY.pattern})")
WINDOW = re.compile(rf"(?:认定|申报|受理|申请)[^。；]{{0,16}}(?:截止|截至|期限)[^。；]{{0,10}}?({DAY.pattern})")
MANY = r"([一二两三四五六七八九十]|\d{1,2})"
YEARS = re.compile(rf"(?:有效期|暂定|试行期?|执行期?|为期)(?:为|限)?{MANY}年|{MANY}年有效期")
INTERPRETER = re.compile(
    r"(?:由|授权)([\u4e00-\u9fff（）()、和]{2,40}?)(?:会同[^，。；]{2,40}?|商[^，。；]{2,30}?)?(?:负责|进行)解释"
)
SHORT = (
    ("工业和信息化", "工信"), ("经济和信息化", "经信"), ("发展和改革委员会", "发改委"), ("发展和改革", "发改"),
    ("人力资源和社会保障", "人社"), ("住房和城乡建设", "住建"), ("自然资源和规划", "资规"), 
    ("市场监督管理", "市场监管"),
    ("文化广电和旅游", "文广旅"), ("文化和旅游", "文旅"), ("科学技术", "科技"), ("委员会", "委"),
)  # fmt: skip


class DraftMeta(Model):
    """What could be read of a document; empty or None where it does not say."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    region: str = ""
    source: str = ""
    issued: date | None = None
    effective: date | None = None
    award_window_end: date | None = None
    valid_to: date | None = None
    interpreter: str = ""
    interpreter_short: str = ""
    title_lines: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()


def read_metadata(source: SourceText, paragraphs: Sequence[Paragraph], omissions: Sequence[Omission]) -> DraftMeta:
    """Read the metadata from the paragraphs and from what was printed around them."""
    doubts: list[str] = []
    head = _head(paragraphs)
    texts = [p.text for p in paragraphs]
    provenance = next((m[1] for text in texts[:3] if (m := PROVENANCE.fullmatch(text))), "")
    lines = _title_lines(head)
    title = "".join(head[i].text for i in lines)
    named = _printed_title(source, provenance)
    if named and named.endswith(title) and named != title:
        title, lines = named, []
        doubts.append("正文没有印出标题，标题取自文件来源或文件属性，请核对")
    if not title:
        title = re.sub(r"\.\w+$", "", source.name)
        doubts.append("没有识别出标题，暂用文件名，请填写")
    number = next((p.text for p in head if NUMBER.fullmatch(p.text)), "") or _bracketed_number(head)
    tail = texts[len(head) :]
    title, dated = _without_day(title)
    issuer = _issuer(title, head, paragraphs)
    issued = _issued(head, paragraphs, omissions) or dated
    closing = "\n".join(text for text in tail[-12:] if re.search("施行|执行|实施|有效|解释|截止|生效|暂定|试行", text))
    effective = _effective(closing, issued)
    interpreter = m[1] if (m := INTERPRETER.search(closing)) else ""
    region = find_locality(issuer, title, interpreter)
    for value, words in ((number, "文号"), (issuer, "发文机关"), (region, "适用地区"), (issued, "发文日期"),
                         (effective, "施行日期"), (interpreter, "解释单位")):  # fmt: skip
        if not value:
            doubts.append(f"没有识别出{words}，留空")
    window = m[1] if (m := WINDOW.search("\n".join(tail))) else None
    return DraftMeta(
        title=title, number=re.sub(r"[（(]?(.*?)[）)]?$", r"\1", number).replace(" ", ""), issuer=issuer, region=region,
        source=provenance or source.name, issued=issued, effective=effective,
        award_window_end=_day(window) if window else None, valid_to=_valid_to(closing, effective or issued),
        interpreter=interpreter, interpreter_short=shorten(interpreter), title_lines=tuple(lines), doubts=tuple(doubts),
    )  # fmt: skip


def _head(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return what stands before the first sentence or mark."""
    head = []
    for paragraph in paragraphs:
        if paragraph.heading == 1 or PROVENANCE.fullmatch(paragraph.text):
            head.append(paragraph)
        elif find_mark(paragraph.text)[0] is not None or paragraph.text[-1:] in "。；" or len(head) > 12:
            break
        else:
            head.append(paragraph)
    return head


def _title_lines(head: Sequence[Paragraph]) -> list[int]:
    """Return the lines of the head that are the title: those up to the one that ends as titles do."""
    for i, paragraph in enumerate(head):
        if (paragraph.heading == 1) and not PROVENANCE.fullmatch(paragraph.text):
            return [i]
    plain = [i for i, p in enumerate(head) if _may_be_title(p.text)]
    for last in plain:
        if TITLE_END.search(head[last].text) and len(head[last].text) >= 4:
            first = last
            while (first - 1 in plain and "关于" not in head[first].text[:12]) or (
                first - 1 in plain and head[first].text.startswith("关于")
            ):
                first -= 1
            return list(range(first, last + 1))
    return []


def _without_day(title: str) -> tuple[str, date | None]:
    """Return a title without the day that a compilation prints behind it, and that day: …的通知（2023年3月31日）."""
    found = TITLE_DAY.search(title)
    return (title[: found.start()], _day(found[1].replace(" ", ""))) if found else (title, None)


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= 70
        and not SPEAKS.search(text)
        and text[-1:] not in "。；：:，,"
        and not any(pattern.fullmatch(text) for pattern in (NUMBER, DATE, LETTERHEAD, PROVENANCE))
    )


def _printed_title(source: SourceText, provenance: str) -> str:
    """Return a title from the file's properties or from where it was taken."""
    for said in (source.title, re.split(r"[/|]", provenance)[0].strip()):
        bare = re.sub(r"[（(][^（）()]*[）)]$", "", said).strip().strip("《》")
        if TITLE_END.search(bare):
            return bare
    return ""


def _bracketed_number(head: Sequence[Paragraph]) -> str:
    return next((p.text.strip("（）()") for p in head if NUMBER.fullmatch(p.text.strip("（）()"))), "")


def _issuer(title: str, head: Sequence[Paragraph], paragraphs: Sequence[Paragraph]) -> str:
    """Return who issued it: named before 关于 in the title, in the signature or in the letterhead."""
    before = title.split("关于")[0].strip() if "关于" in title else ""
    if before and all(ORGAN.fullmatch(name) for name in before.split()):
        return before
    signed = [p.text for p in paragraphs[-8:] if ORGAN.fullmatch(p.text)]
    if signed:
        return " ".join(dict.fromkeys(signed))
    letterhead = next((p.text for p in head if LETTERHEAD.fullmatch(p.text)), "")
    return letterhead.removesuffix("文件")


def _issued(head: Sequence[Paragraph], paragraphs: Sequence[Paragraph], omissions: Sequence[Omission]) -> date | None:
    dates = [p.text for p in [*head, *reversed(paragraphs[-8:])] if DATE.fullmatch(p.text)]
    printed = [o.text for o in omissions if o.reason == "印发"]
    return next((day for text in [*dates, *printed] if (day := _day(text))), None)


def _effective(closing: str, issued: date | None) -> date | None:
    if found := FROM_DAY.search(closing):
        return _day(found[1])
    return issued if FROM_ISSUE.search(closing) else None


def _valid_to(closing: str, since: date | None) -> date | None:
    """Return the last day of validity, where the text gives a date or a number of years."""
    if found := UNTIL.search(closing):
        return _day(found[1], last=True)
    if "有效" in closing and (found := SPAN.search(closing)):
        return _day(found[5], last=True)
    years = YEARS.search(closing)
    if years is None or since is None:
        return None
    said = years[1] or years[2]
    number = int(said) if said.isdigit() else "〇一二三四五六七八九十".find(said.replace("两", "二"))
    try:
        return since.replace(year=since.year + number) - timedelta(days=1)
    except ValueError:
        return since.replace(year=since.year + number, day=28)


def _day(text: str, last: bool = False) -> date | None:
    """Read a date; a month alone is its last or first day."""
    found = DAY.search(text)
    if found is None:
        return None
    year = int(found[1]) if found[1].isdigit() else int("".join(str(DIGITS[c]) for c in found[1].replace("二", "二")))
    month, day = _number(found[2]), _number(found[3]) if found[3] else 0
    try:
        if day:
            return date(year, month, day)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(year, month, 1)
    except ValueError:
        return None


def _number(text: str) -> int:
    """Read a number up to 31, in either digits."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return DIGITS[text]
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def shorten(department: str) -> str:
    """Return what a department is called for short.

    >>> shorten("市工业和信息化局")
    '市工信局'
    """
    for long, short in SHORT:
        department = department.replace(long, short)
    return department
