"""What the texts that a regular expression matches can begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUANTIFIER = re.compile(r"[?*+]|\{(?P<least>[0-9]*)(?:,[0-9]*)?\}")
_LOOK = re.compile(r"\(\?(?:[=!]|<[=!])")
_GROUP = re.compile(r"\((?:\?(?::|P<\w+>))?")
_CLASS = re.compile(r"\[(?P<not>\^)?(?P<members>(?:\\.|[^\]\\])+)\]")
_RANGE = re.compile(r"(\\.|.)-(\\.|.)")
_KINDS = "dswDSWbB"
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}


class _AnythingError(ValueError):
    """The expression may begin with any character, or with none."""


def opening_of(expression: str) -> str | None:
    r"""Return, as the members of a class, the characters that a match may begin with; None where any may.

    >>> opening_of("(?<![是岂])不是|并(?:非|不)|[一二]?没有")
    '一不二并没'
    >>> opening_of(r"\d+元|[^，]{2}"), opening_of("(?:而)?")
    (None, None)
    >>> opening_of(r"\t元|[\r\n]元") == "\t\n\r"
    True
    """
    try:
        return "".join(_escape(char) for char in sorted({char for one in _alternatives(expression) for char in one}))
    except _AnythingError:
        return None


def _escape(char: str) -> str:
    return f"\\{char}" if char in r"\]^-[&~|" else char


def _alternatives(expression: str) -> Iterator[set[str]]:
    for alternative in split(expression):
        chars, may_be_empty = _first(alternative)
        if may_be_empty:
            raise _AnythingError
        yield chars


def split(expression: str) -> list[str]:
    """Split an expression at its outermost bars.

    >>> split("不(?:是|会)|[|]|没有")
    ['不(?:是|会)', '[|]', '没有']
    """
    parts, depth, start, at = [], 0, 0, 0
    while at < len(expression):
        char = expression[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = _class_at(expression, at).end() - 1
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            parts.append(expression[start:at])
            start = at + 1
        at += 1
    return [*parts, expression[start:]]


def _class_at(expression: str, at: int) -> re.Match[str]:
    found = _CLASS.match(expression, at)
    if found is None:
        raise _AnythingError
    return found


def _first(sequence: str) -> tuple[set[str], bool]:
    """Return what a sequence may begin with, and whether it may be empty."""
    chars: set[str] = set()
    at = 0
    while at < len(sequence):
        own, may_be_empty, at = _atom(sequence, at)
        if quantifier := _QUANTIFIER.match(sequence, at):
            may_be_empty |= quantifier[0] in "?*" or quantifier["least"] in ("", "0")
            at = quantifier.end() + sequence.startswith("?", quantifier.end())
        chars |= own
        if not may_be_empty:
            return chars, False
    return chars, True


def _atom(sequence: str, at: int) -> tuple[set[str], bool, int]:
    """Return what one atom may begin with, whether it may be empty, and where it ends."""
    char = sequence[at]
    if char in "^$":
        return set(), True, at + 1
    if char == "[":
        found = _class_at(sequence, at)
        return _members(found), False, found.end()
    if char == "(":
        end = _close(sequence, at)
        if _LOOK.match(sequence, at):
            return set(), True, end
        group = _GROUP.match(sequence, at)
        firsts = [_first(part) for part in split(sequence[group.end() if group else at + 1 : end - 1])]
        return set().union(*(own for own, _ in firsts)), any(empty for _, empty in firsts), end
    if char == "." or (char == "\\" and sequence[at + 1] in _KINDS):
        raise _AnythingError
    if char != "\\":
        return {char}, False, at + 1
    return {_ESCAPED.get(sequence[at + 1], sequence[at + 1])}, False, at + 2


def _members(found: re.Match[str]) -> set[str]:
    members = found["members"]
    if found["not"] or re.search(rf"\\[{_KINDS}]", members):
        raise _AnythingError
    chars: set[str] = set()
    for one in _RANGE.finditer(members):
        chars |= {chr(code) for code in range(ord(one[1][-1]), ord(one[2][-1]) + 1)}
    return chars | set(re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), _RANGE.sub("", members)))


def _close(sequence: str, at: int) -> int:
    """Return where the group that opens at a place ends."""
    depth = 0
    while at < len(sequence):
        char = sequence[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = _class_at(sequence, at).end() - 1
        elif char in "()":
            depth += 1 if char == "(" else -1
            if not depth:
                return at + 1
        at += 1
    raise _AnythingError
