"""Which levels a message asks of: those that it names, and those that a programme's name says (小巨人 is 国家级)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.policy.levels import LevelReader
from assistant.text.figures import Unit, find_figures

SPAN = 8
"""How far before a name a level may end that is said of it, in place of the name's own: 省级“小巨人”."""
ASKS_ON = re.compile(r"呢[？?。！!\s]*$")
CLAUSE_END = re.compile("[，,；;。！!？?]")


def read_levels(folded: str, reader: LevelReader, fixed: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Return the levels asked of, in order; `fixed` are those that names say, with where the names begin."""
    named = [mention for mention in reader.find(folded) if not mention.gives]
    said = [(start, level) for start, level in fixed if not any(0 <= start - one.end <= SPAN for one in named)]
    marks = sorted([*((mention.start, mention.level) for mention in named), *said])
    return tuple(dict.fromkeys(level for start, level in marks if start >= _asked_from(folded, marks)))


def _asked_from(folded: str, marks: Sequence[tuple[int, str]]) -> int:
    """Return from where on levels are asked of: in 国家级是500万，那省级的呢 from 那省级."""
    if len(marks) < 2 or ASKS_ON.search(folded) is None:
        return 0
    ends = [found.end() for found in CLAUSE_END.finditer(folded, 0, marks[-1][0])]
    told = find_figures(folded[: ends[-1]]) if ends else ()
    return ends[-1] if any(figure.unit in (Unit.YUAN, Unit.PERCENT) for figure in told) else 0
