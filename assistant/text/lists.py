r"""Lists of words kept as rows of data beside the module that uses them: the list's name, a tab, its words.

Words are apart by blanks. A list may have many rows, and lines that begin with `#` are remarks. The words are
alternatives of a regular expression, tried in the order in which they stand; a blank in one is written \x20.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

NONE: Mapping[str, str] = {}
_NAME = re.compile(r"\{([a-z_]+)\}")


def read_lists(package: str, name: str, shared: Mapping[str, str] = NONE) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of one file; a row that is none, or a word that a list has twice, is a ValueError.

    `shared` are words that stand elsewhere, by the names that rows call them by: {award}.
    """
    lists: dict[str, tuple[str, ...]] = {}
    text = files(package).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, _, words = line.partition("\t")
        found = (*lists.get(key, ()), *(fill(word, shared) for word in words.split()))
        if not words.strip() or len(set(found)) < len(found):
            raise ValueError(f"{name}.tsv:{number}: no row of words that its list has not: {line}")
        lists[key] = found
    return lists


def either(*lists: tuple[str, ...]) -> str:
    """Return the words of lists as alternatives.

    >>> either(("家", "户"), ("亩",))
    '家|户|亩'
    """
    return "|".join(word for words in lists for word in words)


def fill(words: str, shared: Mapping[str, str]) -> str:
    """Put words that stand elsewhere where a row names them; a name that nobody has is a KeyError.

    >>> fill("(?:{fruit}|茶){0,2}", {"fruit": "梨|桃"})
    '(?:梨|桃|茶){0,2}'
    """
    return _NAME.sub(lambda found: shared[found[1]], words)
