"""Words that promise money or a rate without a number, or deny a cap."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNCOUNTED = re.compile(r"(?![家辆吨项名台套户件种倍天亩座人次条款位笔]|个(?![亿万点]))")
_SOME = r"(?:好?几|数|若干|(?<!以)上|(?<![形达完建变养换折算合])成|多少|[十百千0-9]几)"
_AMOUNT = re.compile(
    _SOME + r"个?(?:[十百千](?![万亿元块])[多来]?)?"
    r"(?:[十百千]?[几多来]?个?(?:千?万亿?|亿|[wW](?![A-Za-z])|[百千]万"
    r"|(?<=[十百千])(?=元|块)|[十百千](?=元|块)))"
    r"(?:元|块钱?)?(?:人民币)?|[百千万]把(?:元|块钱?)"
)
_COUNT = re.compile(_SOME + r"[十百千万亿]{1,3}[多余来]?(?=个?[家辆吨项名台套户件种倍天亩座个人次条款位笔年])")
_PERCENT = re.compile(
    r"(?:若干|好?几|数|多少)十?(?:成(?![立为果功员本绩长交品分型])|个?百分点|个点(?![子儿]))"
    r"|[百千万]分之(?:好?几|若干|多少)十?"
)
_NO_CAP = re.compile(
    r"上不封顶|不封顶|没有?(?:最高)?(?:上限|封顶|限额)(?:线|的?限制)?|不设(?:最高)?(?:上限|封顶|限额|天花板)"
    r"|(?:无|没有?)(?:最高)?(?:上限|封顶|限额|天花板)|不限(?:金额|额度?)|上限不限|金额不限|敞开补"
)
_ABOUT_THE_TEXT = re.compile(r"的?(?:规定|要求|说明|数字|条款|表述|说法|写|字样|一说)")


VagueSpan = tuple[int, int, str]


def find_vague_spans(text: str) -> Iterator[VagueSpan]:
    """Yield (start, end, kind) in a normalised text, kind "count" for 几百家.

    A denied cap that is a statement about the text (没有上限的规定) is none.
    """
    spans = [(*found.span(), "percent") for found in _PERCENT.finditer(text)]
    for found in _AMOUNT.finditer(text):
        if not _UNCOUNTED.match(text, found.end()) or text.startswith("分之", found.end()):
            continue
        spans.append((*found.span(), "amount"))
    for found in _NO_CAP.finditer(text):
        if not _ABOUT_THE_TEXT.match(text, found.end()):
            spans.append((*found.span(), "no_cap"))
    spans += ((*found.span(), "count") for found in _COUNT.finditer(text))
    end = 0
    for start, stop, kind in sorted(spans):
        if start >= end:
            yield start, stop, kind
            end = stop
