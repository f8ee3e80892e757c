"""Traditional characters as simplified ones, one for one."""

from __future__ import annotations

from functools import cache
from typing import Protocol


def simplify(text: str) -> str:
    """Return `text` in simplified characters, offsets kept.

    >>> simplify("國家級單項冠軍")
    '国家级单项冠军'
    """
    strange = {char for char in set(text) if "\u3400" <= char <= "\u9fff" and not _is_common(char)}
    if not strange:
        return text
    return text.translate({ord(char): _simple(char) for char in strange})


@cache
def _is_common(char: str) -> bool:
    """Tell whether a character is in GB 2312, which has the simplified forms only."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


@cache
def _simple(char: str) -> str:
    simple = _converter().convert(char)
    return simple if len(simple) == 1 else char


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter
