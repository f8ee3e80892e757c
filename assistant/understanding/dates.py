"""Read days, years and terms, and whether a title is said to be recognised then."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.figures import Figure, Unit
from assistant.understanding.wordlists import any_of

RELATIVE_YEARS = ("前年", "去年", "今年", "明年", "后年")
RECOGNISED = any_of(
    """认定 评上 评的 获评 拿到 拿的 公示 公布 入选 列入 列进 升规 纳统 上规 通过 取得 投产 下来 批下来 认的 才认 都批了
    批的 授牌 挂牌 获批"""
)
"""That a title was given, beside the day or year when it was."""


def read_days(said: Sequence[Figure]) -> list[int]:
    """Return the days and months of a message as numbers: 20210722."""
    return [int(figure.value) for figure in said if figure.unit is Unit.DATE]


def read_years(said: Sequence[Figure]) -> tuple[int, ...]:
    """Return the years in which the days, months and years of a message lie."""
    return tuple(date // 10000 for date in read_days(said) if date >= 10000)


def read_dates(message: str, said: Sequence[Figure]) -> tuple[str, ...]:
    """Return the days, months and years that the message names, as written."""
    figures = [f.surface for f in said if f.unit is Unit.DATE and f.value >= 10000]
    return (*figures, *(word for word in RELATIVE_YEARS if word in message))


def is_recognised(folded: str, dates: Sequence[str]) -> bool:
    """Whether a message with such days says that a title was given then."""
    return bool(dates) and RECOGNISED.search(folded) is not None


def read_terms(said: Sequence[Figure]) -> tuple[int, ...]:
    """Return the terms of more than a year that a message names, in years."""
    return tuple(dict.fromkeys(int(f.value) for f in said if f.unit is Unit.YEARS and f.value >= 2))
