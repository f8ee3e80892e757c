"""China's administrative divisions: the regions that every corpus knows, whatever its policies are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from assistant.policy.lexicon import Region

DIVISIONS_FILE = "divisions.tsv"
LOOSE, ABBREVIATION = "?", "~"
LEVELS = (4, 2)  # digits of the codes of cities and of provinces


@cache
def read_divisions() -> Mapping[str, Region]:
    """Return the divisions by full name; where several are called alike, with the name of what each lies in before."""
    text = files(__package__).joinpath(DIVISIONS_FILE).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    names = {code: name for code, name, *_ in rows}
    shared = {name for name, number in Counter(names.values()).items() if number > 1}
    keys = {
        code: f"{names[_above(code, names) or code]}{name}" if name in shared else name for code, name in names.items()
    }
    divisions = {}
    for code, name, *called in rows:
        above = _above(code, names)
        words = called[0].split() if called else []
        divisions[keys[code]] = Region(
            names=(*_marked(words, ""), *((name,) if name in shared and f"{name}{LOOSE}" not in words else ())),
            loose=_marked(words, LOOSE),
            abbreviations=_marked(words, ABBREVIATION),
            within=keys[above] if above else None,
        )
    return MappingProxyType(divisions)


def _above(code: str, names: Mapping[str, str]) -> str | None:
    """Return the code of what a division lies in; cities under a province's own rule lie in the province."""
    codes = (code[:digits].ljust(len("350000"), "0") for digits in LEVELS)
    return next((above for above in codes if above != code and above in names), None)


def _marked(words: list[str], mark: str) -> tuple[str, ...]:
    marks = (LOOSE, ABBREVIATION)
    if not mark:
        return tuple(word for word in words if not word.endswith(marks))
    return tuple(word.removesuffix(mark) for word in words if word.endswith(mark))
