"""Which lines of a text are on which kind of document: one with topics of its own, or one of text and table alone.

An answer on two documents names each before it says what it has. What stands below a name is on that document until
another is named, and what stands above the first name, too. Where no colon followed the name, a line that fits rows of
documents with topics alone is on these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from assistant.models import GuardResult
from assistant.policy.corpus import Corpus
from assistant.policy.document_names import PolicyNames
from assistant.policy.lexicon import fold

NO_BREAK = re.compile(r"[^\n|]")
"""What is blanked: rows of a table stay, or its other rows would stand in none."""
PLACED = ("findings", "figures", "explanations")
Judged = TypeVar("Judged", bound=GuardResult)


class Passage(NamedTuple):
    """Lines on one kind of document: `plain` where there is no more of it than text and table."""

    start: int
    end: int
    plain: bool


class PassageReader:
    """Parts texts by the documents that they name."""

    def __init__(self, corpus: Corpus, fits_known: Callable[[str], bool]) -> None:
        """`fits_known` tells of a line whether it fits rows of documents with topics, and no others."""
        self._names = PolicyNames(policy.meta for policy in corpus.policies)
        self._curated = corpus.curated
        self._fits_known = fits_known

    def read(self, text: str, plain: bool) -> tuple[Passage, ...]:
        """Return the passages of a text; one that names no document is `plain` or not."""
        lines = [(start, line, self._names.find(fold(line))) for start, line in _lines(text)]
        kinds = [self._is_plain(named) for _, _, named in lines if named]
        if not kinds:
            return (Passage(0, len(text), plain),)
        passages: list[Passage] = []
        plain, introduced = kinds[0], True  # by what is said above the first name, too
        for start, line, named in lines:
            if named:
                plain, introduced = self._is_plain(named), line.rstrip().endswith(("：", ":"))
            here = plain and (bool(named) or introduced or not self._fits_known(line))
            end = start + len(line)
            if passages and passages[-1].plain == here:
                passages[-1] = passages[-1]._replace(end=end)
            else:
                passages.append(Passage(start, end, here))
        return tuple(passages)

    def _is_plain(self, named: Sequence[str]) -> bool:
        return not self._curated.intersection(named)


def blank_plain(text: str, passages: Sequence[Passage]) -> str:
    """Return a text of the same length without its plain passages.

    >>> blank_plain("甲1\\n乙2", [Passage(0, 3, True), Passage(3, 5, False)])
    '  \\n乙2'
    """
    return "".join(NO_BREAK.sub(" ", text[p.start : p.end]) if p.plain else text[p.start : p.end] for p in passages)


def merge(whole: Judged, passages: Sequence[Passage], check: Callable[[Passage], Judged]) -> Judged:
    """Return the judgement of a text: that of `whole`, in which plain passages are blank, and that of each of these."""
    judged = [(passage.start, check(passage)) for passage in passages if passage.plain]

    def collect(name: str) -> tuple[Any, ...]:
        own = [_moved(one, start) for start, result in judged for one in getattr(result, name)]
        return tuple(sorted((*getattr(whole, name), *own), key=lambda one: int(one.start)))

    merged = {name: collect(name) for name in PLACED if name in type(whole).model_fields}
    return whole.model_copy(update=merged | {"ok": not merged["findings"], "read": len(merged["figures"])})


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line
        start += len(line)


def _moved(placed: Any, by: int) -> Any:
    return placed.model_copy(update={"start": placed.start + by, "end": placed.end + by})
