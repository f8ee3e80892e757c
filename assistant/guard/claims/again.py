"""What may be had once more: an award applied for again by the same, and one that another rank of government adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant.guard.claims.phrases import coverage, pairs
from assistant.guard.claims.provisions import LISTS
from assistant.guard.layout.lines import Span
from assistant.text.lists import either

ALIKE = 0.5
_BY = (
    r"(?:以|用|凭|按|拿)(?P<by>[^，。；！？\n]{2,16}?)(?:再次|重复|再|又)?"
    rf"(?:{either(LISTS['applies'])})(?P<what>[^，。；！？\n]{{2,20}})"
)
_BARRED = re.compile(rf"不(?:得|能|可以?|予)(?:再次?|重复|另行)?{_BY}")
_ALLOWED = re.compile(rf"(?<!不)(?:可以?|能够?)(?:再次?|继续|另外)?{_BY}")
_RANK = "(?P<rank>乡镇|街道|[省市县区镇乡])(?:[里级]|财政)?"
_ADDS = re.compile(rf"{_RANK}[^，。；！？\n]{{0,14}}?(?<!不)(?:{either(LISTS['adds'])})")
_ADDS_NONE = re.compile(
    rf"{_RANK}(?:财政|也|就|均|都|则)*(?:{either(LISTS['denies'])})(?:再|另行|另外|继续)*(?:给予?|补|奖|安排|{either(LISTS['adds'])})"
)


class Again(NamedTuple):
    """That something is or isn't had again: by what (or of what rank), and what; where it stands."""

    by: str
    what: str
    span: Span

    def is_same(self, other: Again) -> bool:
        """Whether two speak of the same award, had by something of the same kind."""
        alike = max(coverage(self.what, [other.what]), coverage(other.what, [self.what]))
        return alike >= ALIKE and bool(pairs(self.by) & pairs(other.by))


class Agains:
    """What the notices bar from being had again, and which ranks of government add something."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = tuple(texts)
        self.barred = tuple(one for text in texts for one in _read(_BARRED, text))
        self.adding = frozenset(found["rank"] for text in texts for found in _ADDS.finditer(text))
        self.adding_none = frozenset(found["rank"] for text in texts for found in _ADDS_NONE.finditer(text))

    def wrong(self, text: str) -> Iterator[tuple[Span, str]]:
        """Yield what a text allows that the notices bar, or denies that they add, with the reason."""
        for said in _read(_ALLOWED, text):
            if any(one.is_same(said) for one in self.barred):
                yield said.span, "stacked"
        for found in _ADDS_NONE.finditer(text):
            if found["rank"] in self.adding - self.adding_none:
                yield found.span(), "apart"


def _read(pattern: re.Pattern[str], text: str) -> Iterator[Again]:
    return (Again(found["by"], found["what"], found.span()) for found in pattern.finditer(text))
