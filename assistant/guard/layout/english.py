"""Put the English words that policies are told in into Chinese, so that one set of rules reads both.

The words of every notice are the rows of english.tsv; a corpus adds what its programmes are called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from assistant.text.normalization import Normalized

Names = Mapping[str, tuple[str, ...]]
_ENGLISH = re.compile(r"[A-Za-z]{2,} (?:[A-Za-z]|[0-9¥])|[a-z]-[a-z]{3}")
_QUOTES = '["“”]?'
_GAP = "[- ]"
_SPELLINGS = (("center", "cent(?:er|re)"), ("ized", "i[sz]ed"))


class Row(NamedTuple):
    """An English expression and the Chinese that it means; `reads` is how the example comes out."""

    chinese: str
    english: str
    example: str
    reads: str


@cache
def general_rows() -> tuple[Row, ...]:
    """Return the words of every notice."""
    lines = files(__package__).joinpath("english.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Row(*line.split("\t")) for line in lines if not line.startswith(("#", "chinese\t")))


class Translator:
    """Puts English words into Chinese: those of every notice, and the names that a corpus gives."""

    def __init__(self, names: Names) -> None:
        """`names` are English names by the Chinese one."""
        called = sorted(
            ((name, chinese) for chinese, own in names.items() for name in own), key=lambda one: -len(one[0])
        )
        words = [
            *((chinese, _spelt(name)) for name, chinese in called),
            *((row.chinese, row.english) for row in general_rows()),
        ]
        self._chinese = tuple(chinese for chinese, _ in words)
        joined = "|".join(rf"((?<![A-Za-z])(?:{english})(?![a-z]))" for _, english in words)
        self._phrase = re.compile(joined, re.IGNORECASE)

    def translate(self, normal: Normalized) -> Normalized:
        """Return a normalised text with its English words of policy in Chinese, offsets kept.

        >>> from assistant.text.normalization import normalize
        >>> translator = Translator({"企业技术中心": ("technology center",)})
        >>> translator.translate(normalize("a provincial technology center: up to RMB 500,000")).text
        'a 省级 企业技术中心: 不超过 RMB500,000'
        """
        text = normal.text
        if _ENGLISH.search(text) is None:
            return normal
        pieces: list[str] = []
        offsets: list[int] = []
        at = 0
        for found in self._phrase.finditer(text):
            word, (start, end) = self._chinese[(found.lastindex or 1) - 1], found.span()
            pieces += [text[at:start], word]
            inner = [min(start + offset, end - 1) for offset in range(len(word) - 1)]
            offsets += [*normal.offsets[at:start], *(normal.offsets[offset] for offset in (*inner, end - 1))]
            at = end
        pieces.append(text[at:])
        offsets += normal.offsets[at:]
        return Normalized("".join(pieces), tuple(offsets), normal.source)


@cache
def general_translator() -> Translator:
    """Return what knows the words of every notice alone."""
    return Translator({})


def _longest(called: tuple[str, str]) -> int:
    return -len(called[0])


def _spelt(name: str) -> str:
    """Return a name as an expression: one or many, hyphens or blanks, British or American, in quotation marks or not.

    >>> bool(re.fullmatch(_spelt("technology center"), "technology-centres"))
    True
    """
    words = _GAP.join(map(re.escape, re.split(_GAP, name)))
    for american, any_spelling in _SPELLINGS:
        words = words.replace(american, any_spelling)
    return f"{_QUOTES}{words}s?{_QUOTES}"
