"""How much of what a sum counts is paid for at most: 同一展会最多补助2个展位, 面积以300平方米为限."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.ingest.drafting.flat_text import segments_of
from assistant.ingest.drafting.words import LISTS
from assistant.text import giving
from assistant.text.figures import Unit, find_figures
from assistant.text.lists import either

_ASIDE = re.compile(r"\([^()]*\)")
_WHOSE = rf"(?P<of>[^，。；\d]{{0,16}}?)(?:累计|连续|原则上|合计|每次|{giving.AWARD}|支持|享受)*"
_LIMIT = (
    r"(?:(?:最多|最高|最大|至多|不超过|不得超过|不多于|以|按)"
    rf"(?:可|按|{giving.AWARD}|支持|{giving.GIVE}|享受|申请|申报|计算?|不超过|为)*){{1,2}}"
)
_SIZE = (
    r"(?P<size>[\d.]+|[一二两三四五六七八九十]{1,2})(?P<counter>个?[一-鿿]{0,6}?)(?:的?面积|数量)?"
    rf"(?P<end>为限|为上限|封顶|计算|计|给予(?:{giving.AWARD}))?"
)
_MOST = re.compile(_WHOSE + _LIMIT + _SIZE)
_TIMES = re.compile(f"^(?:个?[年月天日]|年度|万?元|万|亿|%|倍|个?工作日|成|级|等|类|档|名|{'|'.join('年月')})$")
_UNIT = re.compile(f"^个?(?:{either(LISTS['unit'])}|[一-鿿]{{1,6}})$")
_VERB = re.compile(f"最多|至多|为限|为上限|计算|计$|{giving.AWARD}|支持")


def read_most(segment: str) -> tuple[str | None, Decimal, str] | None:
    """Return (of, size, counter) of what a segment allows at most.

    >>> read_most("同一展会最多补助2个展位"), read_most("面积以300平方米为限"), read_most("单个企业最高20万元")
    (('同一展会', Decimal('2'), '展位'), ('面积', Decimal('300'), '平方米'), None)
    """
    said = _ASIDE.sub("", segment).strip("，、且但其中")
    found = _MOST.fullmatch(said)
    if found is None or not _VERB.search(said) or not (found["end"] or not said[found.start() :].startswith("按")):
        return None
    counter = found["counter"].removeprefix("个") or "个"
    counts = [figure for figure in find_figures(said) if figure.unit is Unit.COUNT]
    if len(counts) != 1 or _TIMES.match(counter) or not _UNIT.match(counter):
        return None
    of = re.sub("^(?:且|但|其中)+", "", found["of"])
    return of or None, counts[0].value, counter


def find_most(text: str) -> tuple[str | None, Decimal, str] | None:
    """Return the first limit of what is counted among the segments of a text."""
    return next((most for segment in segments_of(text, "，：；。") if (most := read_most(segment))), None)
