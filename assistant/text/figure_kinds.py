"""The words for kinds of figures, the rows of figure_kinds.tsv: a bound by its name, an aim, what a rate is of."""

from __future__ import annotations

import re

from assistant.text.cues import Table
from assistant.text.openings import opening_of
from assistant.text.quantities import Bound
from assistant.text.shared import SHARED

TABLE = Table(__package__, "figure_kinds", SHARED)
AIM = TABLE.cue("aim")
_BOUND = re.compile(f"(?P<at_most>{TABLE.words('asked_most')})|(?P<at_least>{TABLE.words('asked_least')})")
OTHER = "other"
"""The kind of a base that no kind of rate is of."""
_FAMILIES = "|".join(
    f"(?P<{family}>{TABLE.words(f'base_{family}')})"
    for family in (OTHER, "price", "research", "equipment", "loan", "financing", "local")
)
_FAMILY = re.compile(f"(?=[{opening_of(_FAMILIES)}])(?:{_FAMILIES})")


def base_family(words: str) -> str | None:
    """Return the kind of base that words name last: price, research, equipment, loan, financing, local, other.

    >>> base_family("中小企业通过应收账款获得的年化融资额"), base_family("当地财政补助")
    ('financing', 'local')
    """
    found = find_bases(words)
    return found[-1][2] if found else None


def find_bases(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Return (start, end, family) of the bases named in a span of a text."""
    return [
        (found.start(), found.end(), str(found.lastgroup))
        for found in _FAMILY.finditer(text, start, len(text) if end is None else end)
    ]


def bases_asked(message: str) -> frozenset[str]:
    """Return the kinds of base that a message names.

    >>> sorted(bases_asked("研发费用200万，贷款本金500万")), bases_asked("注册资本200万")
    (['loan', 'research'], frozenset())
    """
    return frozenset(family for _, _, family in find_bases(message)) - {OTHER}


def bound_asked(message: str) -> Bound | None:
    """Return the bound that a message asks for by its name; None where it names both or none.

    >>> bound_asked("单项冠军的下限"), bound_asked("上限和下限")
    ('at_least', None)
    """
    named = {found.lastgroup for found in _BOUND.finditer(message)}
    if len(named) != 1:
        return None
    return "at_most" if "at_most" in named else "at_least"
