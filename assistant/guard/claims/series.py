"""Words that exclude one another: a draft that says one of them where the notice says another of the same series.

Money may be paid every month or every half year, at once or in parts, to graduates of colleges or of universities. A
draft that has another member of a series than the notice has beside the same words is wrong, as long as the clause
nowhere has the member that the draft says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.quantities import Quantity
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.text import denying
from assistant.text.cues import Table
from assistant.text.shared import SHARED

NEAR, FAR, REST = 1.0, 0.6, 0.3  # what words of the comma clause, of the sentence, and of the clause or question weigh
SAME_FIGURE = 4.0  # what a figure weighs that stands in both comma clauses
ALIKE = 9.0  # how much what is around two mentions must weigh, so that they are said of one thing
ANCHORED = 5.0  # the same where words must stand beside both
OUTDONE = 0.7  # how near to the best the draft's own member may come elsewhere
BESIDE = 12  # how far from a member the words stand that it needs
_DENIED = re.compile(
    f"(?:{denying.IS_NOT}|不按|而非|不用|无需|不必|无须|非|不|{denying.NOT_DONE}|是否|还是)[^，。；！？\n]{{0,3}}$"
)
_DISPUTED = re.compile(r"[^，。；！？\n]{0,6}(?:[？?]|是错|不对|的说法|不属实|吗|还是)")


class Member(NamedTuple):
    """One of the words of a series, and what must stand beside it: some words, or right behind it a figure."""

    series: str
    name: str
    words: re.Pattern[str]
    beside: re.Pattern[str] | None
    of_figure: bool

    def find(self, text: str) -> Iterator[Span]:
        """Yield where it stands in a normalised text."""
        for found in self.words.finditer(text):
            around = text[max(0, found.start() - BESIDE) : found.end() + BESIDE]
            if self.beside is None or self.beside.search(around):
                yield found.span()


def _read() -> Iterator[Member]:
    """Yield the members of the table, in its order."""
    beside = {row.says: TABLE.cue(row.says) for row in TABLE.rows if row.says.endswith(".beside")}
    for row in TABLE.rows:
        if row.says not in beside:
            series, _, name = row.says.partition(".")
            near = beside.get(f"{row.says}.beside") or beside.get(f"{series}.beside")
            yield Member(series, name, re.compile(TABLE.words(row.says)), near, row.stands == "up_to")


TABLE = Table(__package__, "series", SHARED)
MEMBERS = tuple(_read())


class Mention(NamedTuple):
    """A member where it stands, with what the words around it weigh and the figures of its comma clause."""

    member: Member
    span: Span
    around: Mapping[str, float]
    figures: frozenset[tuple[str, object]]
    sentence: str
    text: str
    is_general: bool


def find_mentions(
    sheet: Sheet, quantities: Sequence[Quantity], rest: str, is_general: bool = False
) -> Iterator[Mention]:
    """Yield the members of all series in a text; `rest` are words that it is said of, farther off.

    `is_general`: whether the text is of no award of its own, so that it holds for all.
    """
    for member in MEMBERS:
        for start, end in member.find(sheet.text):
            clause, sentence = sheet.clause(start, end), sheet.sentence(start, end)
            near = f"{sheet.text[clause[0] : start]}|{sheet.text[end : clause[1]]}"
            around = dict.fromkeys(pairs(rest), REST) | dict.fromkeys(pairs(sheet.text[slice(*sentence)]), FAR)
            around |= dict.fromkeys(pairs(near), NEAR)
            inside = (q for q in quantities if clause[0] <= q.start < clause[1])
            figures = frozenset(q.key for q in inside if q.is_judged and (not member.of_figure or q.start == end))
            if figures or not member.of_figure:
                said = sheet.text[slice(*sentence)]
                yield Mention(member, (start, end), around, figures, said, sheet.text, is_general)


class Series:
    """The members of series in the clauses of some notices."""

    def __init__(self, mentions: Iterable[Mention], weight: Callable[[str], float]) -> None:
        """`weight` says how much a pair of characters tells."""
        self._weight = weight
        self._known: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._known[mention.member.series].append(mention)

    def contradicting(self, said: Mention) -> Mention | None:
        """Return what the notices say instead of a member that a draft says, if they say it of the same."""
        best, same = None, 0.0
        most = 0.0
        for known in self._known.get(said.member.series, ()):
            fit = self._fit(known, said)
            if known.is_general and known.member.name == said.member.name:
                return None
            if known.member.name == said.member.name:
                same = max(same, fit)
            elif fit > most:
                best, most = known, fit
        least = ANCHORED if said.member.beside or said.member.of_figure else ALIKE
        is_told = most >= least and same <= OUTDONE * most
        return best if best is not None and is_told and not any(said.member.find(best.text)) else None

    def _fit(self, known: Mention, said: Mention) -> float:
        is_same = bool(known.figures & said.figures)
        if said.member.of_figure and not is_same:
            return 0.0  # 合计30万元 of a total beside 各10万元 of the notice
        both = known.around.keys() & said.around.keys()
        shared = sum(self._weight(pair) * known.around[pair] * said.around[pair] for pair in both)
        return shared + SAME_FIGURE * is_same


def is_open(text: str, span: Span) -> bool:
    """Whether a text says a member of what it speaks of, rather than denying it or asking."""
    return not (_DENIED.search(text, max(0, span[0] - 8), span[0]) or _DISPUTED.match(text, span[1]))
