"""A validity of a clause's own: 本条执行至2025年7月31日."""

from __future__ import annotations

import re
from datetime import date

_DATE = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_OWN = re.compile(rf"本(?:条|项|款)(?:政策|措施|规定)?[^。；]{{0,16}}?(?:{_DATE})?(?:起)?(?:至|到|—|-)+{_DATE}")
_UNTIL = re.compile(rf"本(?:条|项|款)[^。；]{{0,8}}(?:执行至|有效期至|截止(?:至|到)?|截至){_DATE}")


def read_validity(text: str) -> tuple[date | None, date | None]:
    """Return since when and until when a clause says that it applies.

    >>> read_validity("本条执行至2025年7月31日。")
    (None, datetime.date(2025, 7, 31))
    """
    if found := _UNTIL.search(text):
        return None, _day(found.groups())
    if found := _OWN.search(text):
        return _day(found.groups()[:3]), _day(found.groups()[3:])
    return None, None


def _day(parts: tuple[str | None, ...]) -> date | None:
    if None in parts:
        return None
    year, month, day = (int(part or 0) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
