"""Cues: words that say something of a figure beside them, kept as rows of data with examples and compiled once.

A table is a file of tab-separated rows beside the module that uses it; lines that begin with `#` are remarks:

| column | holds |
|---|---|
| id | the row's own name in its table |
| says | what the words say of the figure; the rows that say the same make one cue |
| stands | where: `before` it anywhere, right `up_to` it, right `behind` it, `anywhere`, or as a `piece` of others |
| reach | how many characters may lie between them and the figure |
| stops | what may not lie between: the ends of a `clause`, a `cell` or a `sentence`, or a clause's and `digits` |
| words | the words, as alternatives of a regular expression |
| not_after, not_before | what makes them mean something else: the words right before and right behind them |
| holds | an example in which they say it, the figure in ‹›; more of them apart by ` / ` |
| passes | an example in which they don't, or in which what looks like them says something else |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

from assistant.text.lists import NONE, fill
from assistant.text.openings import opening_of, split

Stand = Literal["before", "up_to", "behind", "anywhere", "piece"]
COLUMNS = ("id", "says", "stands", "reach", "stops", "words", "not_after", "not_before", "holds", "passes")
STOPS: Mapping[str, str] = {
    "": "",
    "clause": r"，。；！？\n",
    "cell": r"，。；！？\n|",
    "sentence": r"。；！？\n",
    "digits": r"，。；！？\n0-9",
}
_EXAMPLES = " / "
FEW = 3  # so few alternatives are tried as quickly as what they begin with


class Row(NamedTuple):
    """Words that say one thing; see the columns above."""

    id: str
    says: str
    stands: Stand
    reach: int
    stops: str
    words: str
    not_after: str
    not_before: str
    holds: tuple[str, ...]
    passes: tuple[str, ...]

    @property
    def expression(self) -> str:
        """The words as a regular expression, with what may not stand beside them."""
        after = f"(?<!{self.not_after})" if self.not_after and "|" not in self.not_after else ""
        if "|" in self.not_after:
            after = "".join(f"(?<!{words})" for words in self.not_after.split("|"))
        words = f"(?:{self.words})" if "|" in self.words and (after or self.not_before) else self.words
        return f"{after}{words}" + (f"(?!{self.not_before})" if self.not_before else "")


class Cue:
    """The rows that say one thing, and the frame that their words stand in: `{words}`, and what else belongs to it."""

    def __init__(self, rows: tuple[Row, ...], frame: str | None = None) -> None:
        self.rows = rows
        self._frame = frame

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The cue, to be searched for or matched as its rows stand."""
        return self.compile(self.rows)

    def compile(self, rows: tuple[Row, ...]) -> re.Pattern[str]:
        """Return the pattern of some of the rows, in the cue's frame."""
        if self._frame is not None:
            return re.compile(self._frame.replace("{words}", f"(?:{join([row.expression for row in rows])})"))
        groups: list[list[Row]] = []
        for row in rows:
            if groups and _placed(groups[-1][0]) == _placed(row):
                groups[-1].append(row)
            else:
                groups.append([row])
        return re.compile("|".join(_in_place(group) for group in groups))


class Table:
    """The rows of one file, by what they say."""

    def __init__(self, package: str, name: str, shared: Mapping[str, str] = NONE) -> None:
        """`shared` are words that stand in tables of their own, by the names that rows call them by: {award}."""
        self.name = name
        self.rows = read_rows(files(package).joinpath(f"{name}.tsv").read_text(encoding="utf-8"), name, shared)
        self.cues: dict[str, Cue] = {}

    def of(self, says: str) -> tuple[Row, ...]:
        """Return the rows that say one thing."""
        return tuple(row for row in self.rows if row.says == says)

    def listed(self, says: str) -> tuple[str, ...]:
        """Return the alternatives of the rows that say one thing, one by one."""
        return tuple(word for row in self.of(says) for word in split(row.words))

    def cue(self, says: str, frame: str | None = None) -> re.Pattern[str]:
        """Return the pattern of the rows that say one thing."""
        self.cues[says] = Cue(self.of(says), frame)
        return self.cues[says].pattern

    def words(self, says: str) -> str:
        """Return the words of the rows that say one thing, as a piece of other expressions."""
        self.cues[says] = Cue(self.of(says))
        return join([row.expression for row in self.of(says)])


def read_rows(text: str, name: str, shared: Mapping[str, str] = NONE) -> tuple[Row, ...]:
    """Return the rows of a table; a fault in one is a ValueError that names it."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if cells == list(COLUMNS):
            continue
        if len(cells) != len(COLUMNS) or cells[2] not in get_args(Stand) or cells[4] not in STOPS:
            raise ValueError(f"{name}.tsv:{number}: no row of {len(COLUMNS)} known cells: {line}")
        id_, says, stands, reach, stops, words, after, before, holds, passes = cells
        words = fill(words, shared)
        shown = (tuple(filter(None, cell.split(_EXAMPLES))) for cell in (holds, passes))
        rows.append(Row(id_, says, stands, int(reach or 0), stops, words, after, before, *shown))  # type: ignore[arg-type]
    return tuple(rows)


def join(expressions: list[str]) -> str:
    """Join alternatives; what they begin with is looked for first, which spares most characters the rest.

    >>> join(["不是", "没说", "没有", "未写"])
    '(?=[不未没])(?:不是|没说|没有|未写)'
    """
    joined = "|".join(expressions)
    opening = opening_of(joined) if joined.count("|") >= FEW else None
    return joined if opening is None else f"(?=[{opening}])(?:{joined})"


def _placed(row: Row) -> tuple[str, int, str]:
    return row.stands, row.reach, row.stops


def _in_place(rows: list[Row]) -> str:
    """Return the expression of rows that stand alike, with what may lie between them and the figure."""
    words, first = join([row.expression for row in rows]), rows[0]
    between = f"[^{STOPS[first.stops]}]{{0,{first.reach}}}" if first.reach else ""
    if first.stands == "behind":
        return f"{between}?(?:{words})" if between else f"(?:{words})"
    return f"(?:{words}){between}$" if first.stands == "up_to" else f"(?:{words})"
