"""How much each word of a question counts in a search.

Words that ask or join (什么, 的, 关于) say nothing of what is sought, however rare they are in official texts; a place
counts a little less than another word, as a nationwide text need not repeat where it is asked about. The weights were
chosen on half of the questions of an outside corpus; benchmarks/README.md has what was tried.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.text.lists import read_lists
from assistant.text.shared import SHARED

PLACES_FILE = "places.txt"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What words that ask or join, places and all others weigh, each in (0, 1]."""

    joining: float = 0.2
    place: float = 0.8
    other: float = 1.0

    def weigh(self, word: str, places: Container[str] | None = None) -> float:
        """Return the weight of a folded word of a question; `places` are those of jieba's dictionary.

        >>> [EMPHASIS.weigh(word) for word in ("北京", "如何", "补贴")]
        [0.8, 0.2, 1.0]
        """
        if word in JOINING_WORDS:
            return self.joining
        return self.place if word in (places or list_places()) else self.other


EMPHASIS = Emphasis()

LISTS = read_lists(__package__, "words", SHARED)
JOINING_WORDS = frozenset((*LISTS["asking"], *LISTS["function"]))

WORD = re.compile(r"[^\W\d_]{2,}")


def says_something(word: str) -> bool:
    """Whether a word of a message tells what it is about: no joining word, single character, figure or punctuation."""
    return word not in JOINING_WORDS and WORD.fullmatch(word) is not None


# Places of jieba's dictionary, without those that it hardly ever saw: `北京 34488 ns`.
_PLACE_LINE = re.compile(r"^(\S+) \d{3,} ns$", re.MULTILINE)


@cache
def list_places() -> frozenset[str]:
    """Return the places of jieba's dictionary; it has 5 MB, which takes some 60 ms to read."""
    import jieba

    return frozenset(_PLACE_LINE.findall(Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")))


def save_places(folder: Path) -> None:
    """Write the places to `folder`, for `read_places`."""
    (folder / PLACES_FILE).write_text("\n".join(sorted(list_places())), encoding="utf-8")


def read_places(folder: Path | None) -> frozenset[str]:
    """Return the places from `folder`, or from the dictionary where they were not saved."""
    path = folder / PLACES_FILE if folder else None
    return frozenset(path.read_text(encoding="utf-8").split("\n")) if path and path.is_file() else list_places()
