"""Read a text as it was pasted: what is torn is joined, tables stand between bars, every number has its unit."""

from __future__ import annotations

from assistant.guard.pasting.captions import complete, read_units
from assistant.guard.pasting.edits import as_written, rewrite
from assistant.guard.pasting.healing import heal
from assistant.guard.pasting.markup import drop_struck, read_cells, read_decorated
from assistant.guard.pasting.tables import find_tables
from assistant.text.normalization import Normalized, normalize


def read_source(source: str) -> Normalized:
    """Normalise a text after writing out what its layout says; spans lead back to `source`.

    >>> read_source("级别|奖励标准(万元)\\n国家级|500").text
    '| 级别 | 奖励标准(万元) |\\n| 国家级 | 500万元 |'
    """
    given = as_written(source)
    for edits_of in (drop_struck, read_cells, read_decorated, heal):
        given = rewrite(given, edits_of(given.text))
    lines = read_units(given.text)
    edits, apart = find_tables(given.text, lines)
    edits += complete(given.text, lines, apart)
    given = rewrite(given, edits) if edits else given
    normal = normalize(given.text)
    if given.text == source:
        return normal
    return Normalized(normal.text, tuple(given.offsets[place] for place in normal.offsets), source)
