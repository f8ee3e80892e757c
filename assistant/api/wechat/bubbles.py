"""An answer as a chat bubble shows it: no Markdown, and cut where the platforms cut."""

from __future__ import annotations

import re

MOST_BYTES = 2048
"""Bytes of UTF-8 that a text message may have on both platforms."""
CUT_MARK = "……"
RULE = re.compile(r"\|[\s:|-]+\|")


def make_plain(text: str) -> str:
    """Return an answer's Markdown as plain text: rows of tables become lines of their own.

    >>> make_plain("> **提示：已截止。**")
    '提示：已截止。'
    >>> print(make_plain("| 级别 | 标准 |\\n|---|---|\\n| 省级 | 50万元 |"))
    · 省级：50万元
    """
    lines = text.replace("**", "").split("\n")
    shown = []
    for at, line in enumerate(lines):
        if not line.startswith("|"):
            shown.append(line.removeprefix("> "))
        elif not RULE.fullmatch(line) and not (at + 1 < len(lines) and RULE.fullmatch(lines[at + 1])):
            first, *others = (cell.strip() for cell in line.strip("|").split("|"))
            shown.append(f"· {first}：{'，'.join(filter(None, others))}")
    return "\n".join(shown)


def cut(text: str, most: int = MOST_BYTES) -> tuple[str, ...]:
    """Return the text in pieces of at most so many bytes, cut between paragraphs, else lines, else characters.

    >>> cut("一二\\n三四", 9)
    ('一二', '三四')
    """
    pieces = []
    while len(text.encode()) > most:
        head = text.encode()[:most].decode(errors="ignore")
        at = next((end for mark in ("\n\n", "\n") if (end := head.rfind(mark)) > 0), len(head))
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return (*pieces, text)


def shorten(text: str, closing: str, most: int = MOST_BYTES) -> str:
    """Return the text where one message can hold it, else its beginning and what to do for the rest."""
    if len(text.encode()) <= most:
        return text
    ending = f"\n\n{CUT_MARK}\n{closing}"
    return cut(text, most - len(ending.encode()))[0] + ending
