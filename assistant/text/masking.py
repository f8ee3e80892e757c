"""Mask personal data in what people type: numbers of phones, identity papers and cards, addresses of mail, names.

Amounts, dates, document numbers (〔2021〕68号) and short public numbers (12345) stay. What is masked is told by its
form and its neighbours rather than by its checksum: a number with a typing error is somebody's number still.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.text.surnames import NAME, NAME_OR_TITLE

MASK = "〔{kind}隐去〕"
MASKED = re.compile(r"〔(?:电话|证件号|信用代码|卡号|电邮|账号|姓名)隐去〕")

_WIDE = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict(zip(map(ord, "〇零一二三四五六七八九幺"), "001234567891", strict=True))
)
"""Full-width characters and Chinese digits to ASCII, one for one: places stay what they are."""

_ALONE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.[0-9]|[,，]?[0-9]|\s*(?:元|万|亿|%|人民币|块))"
_CODE = "[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]"
_BIRTHDAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_SAID = r"(?:号码|号|是|为|[:：]|\s){0,4}"

_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_IDENTITY = re.compile(
    rf"{_ALONE}(?:[1-9][0-9]{{5}}\s?(?:18|19|20)[0-9]{{2}}\s?{_BIRTHDAY}\s?[0-9]{{3}}[0-9Xx]"
    rf"|[1-9][0-9]{{5}}[0-9]{{2}}{_BIRTHDAY}[0-9]{{3}}){_END}"
)
_CREDIT = re.compile(rf"{_ALONE}{_CODE}{{2}}[0-9]{{6}}{_CODE}{{10}}{_END}")
_MOBILE = re.compile(rf"{_ALONE}(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{{4}}[- ]?[0-9]{{4}}{_END}")
_LANDLINE = re.compile(rf"{_ALONE}\(?0[1-9][0-9]{{1,2}}\)?[- ]?[2-9][0-9]{{6,7}}(?:(?:-|转)[0-9]{{1,6}})?{_END}")
_NAMED_PHONE = re.compile(
    rf"(?:电话|座机|手机|固话|传真|联系方式|致电|回电|拨打?){_SAID}([0-9][0-9- ]{{5,13}}[0-9]){_END}"
)
_CARD = re.compile(rf"{_ALONE}[1-9][0-9]{{3}}(?:[- ]?[0-9]{{4}}){{2}}[- ]?[0-9]{{3,4}}(?:[- ]?[0-9]{{1,3}})?{_END}")
_NAMED_CARD = re.compile(rf"(?:卡号|账号|帐号|账户|帐户|银行卡){_SAID}([0-9][0-9- ]{{9,24}}[0-9]){_END}")
_CHAT = re.compile(rf"(?:微信|wechat|qq){_SAID}([A-Za-z0-9_-]{{5,20}})(?![A-Za-z0-9_-])", re.I)
_PERSON = re.compile(
    "|".join(
        (
            rf"(?:我叫|名叫|叫做|姓名|联系人|经办人|法人代表|法定代表人|申请人|负责人|本人)(?:叫|是|为|[:：]|\s){{0,3}}({NAME_OR_TITLE})",
            r"我姓([一-龥]{1,2})(?=[，。,.;；!！\s]|名|叫|$)",
            rf"我是(?:[^，。,;；!！?？\n]{{0,24}}?(?:的|公司|厂|局|中心))?({NAME_OR_TITLE})(?=[，。,.;；:：!！?？\s〔(（]|电话|手机|想|要|请|来|问|$)",
            rf"(?:这里|这边|我这边)是({NAME})(?=[，。,.;；!！\s]|$)",
        )
    )
)

Span = tuple[int, int, str]


def mask(text: str) -> str:
    """Return the text with personal data replaced by what it was.

    >>> mask("我叫张三，电话13812345678，问宁政办〔2021〕68号里的5000000元")
    '我叫〔姓名隐去〕，电话〔电话隐去〕，问宁政办〔2021〕68号里的5000000元'
    """
    parts, position = [], 0
    for start, end, kind in _spans(text):
        parts += [text[position:start], MASK.format(kind=kind)]
        position = end
    return "".join([*parts, text[position:]])


def blank(text: str) -> str:
    """Return the text with blanks for personal data, masked or not, character for character."""
    for start, end in [found.span() for found in MASKED.finditer(text)] + [span[:2] for span in _spans(text)]:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _spans(text: str) -> list[Span]:
    """Return what is personal with its kind, in order; of what overlaps the first that was found."""
    folded = text.translate(_WIDE)
    taken: list[Span] = []
    for kind, find in _FINDERS:
        for start, end in find(text if kind == "姓名" else folded):
            if all(end <= other[0] or other[1] <= start for other in taken):
                taken.append((start, end, kind))
    return sorted(taken)


def _whole(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (found.span() for found in pattern.finditer(text))


def _group(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (found.span(found.lastindex or 0) for found in pattern.finditer(text))


def _cards(text: str) -> Iterator[tuple[int, int]]:
    """Yield numbers that are cards by their check digit."""
    for found in _CARD.finditer(text):
        digits = [int(c) for c in found[0] if c.isdigit()]
        doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
        if (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0:
            yield found.span()


_FINDERS: tuple[tuple[str, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("电邮", _whole(_MAIL)),
    ("证件号", _whole(_IDENTITY)),
    ("信用代码", _whole(_CREDIT)),
    ("电话", _whole(_MOBILE)),
    ("电话", _whole(_LANDLINE)),
    ("电话", _group(_NAMED_PHONE)),
    ("卡号", _cards),
    ("卡号", _group(_NAMED_CARD)),
    ("账号", _group(_CHAT)),
    ("姓名", _group(_PERSON)),
)
"""What is looked for, the surest first."""
