"""Numbers that a line or page break tears: 5 / 0万元; 50 / — 3 — / 万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.pasting.edits import Edit

_PAGE = (
    r"(?:[—–-]\s*[0-9]{1,3}\s*[—–-]|第\s*[0-9]{1,3}\s*页(?:[ ，,/]*共\s*[0-9]{1,3}\s*页)?|[0-9]{1,3}\s*/\s*[0-9]{1,3})"
)
_BREAK = rf"[ \t]*\r?[\n\f]+[ \t]*(?:{_PAGE}[ \t]*\r?[\n\f]+[ \t]*)?"
_UNIT = r"[ \t]?(?:[万亿千百]?元|[万亿]|%|％|个百分点)"
_TORN = re.compile(
    "|".join(
        (
            rf"(?<=[\u4e00-\u9fff：: ][0-9])(?P<a>{_BREAK})(?=[0-9]{{1,8}}(?:\.[0-9]{{1,4}})?{_UNIT})",
            rf"(?<=[\u4e00-\u9fff：: ][0-9]{{2}})(?P<b>{_BREAK})(?=[0-9]{{1,8}}(?:\.[0-9]{{1,4}})?{_UNIT})",
            f"(?<=[0-9],)(?P<c>{_BREAK})(?=[0-9]{{3}}(?![0-9]))",
            rf"(?<=[0-9]\.)(?P<d>{_BREAK})(?=[0-9]{{1,4}}{_UNIT})",
            f"(?<=[0-9])(?P<e>{_BREAK})(?=[万亿%％]|元(?!旦))",
        )
    )
)
_LISTED = re.compile(r"(?:^|\n)[ \t]*[0-9]{1,2}$")


def heal(text: str) -> Iterator[Edit]:
    """Yield the breaks to be left out.

    >>> list(heal("一次性奖励5\\n0万元"))
    [Edit(start=6, end=7, text='')]
    """
    for found in _TORN.finditer(text):
        if found.lastgroup in ("a", "b") and _LISTED.search(text, max(0, found.start() - 8), found.start()):
            continue
        yield Edit(*found.span(), "")
