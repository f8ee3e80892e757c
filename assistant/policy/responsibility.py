"""Which departments answer for a clause: a 责任单位 line, brackets behind the text, or 由X局负责."""

from __future__ import annotations

import re
from collections.abc import Iterator

ROLE = r"(?:责任|牵头|配合|主办|协办|落实|实施|主管|承办|参与|指导)(?:单位|部门)|牵头|配合"
LINE = re.compile(rf"(?:[（(](?:{ROLE})[：:](.+?)。?[）)]|(?:{ROLE})[：:](.+?))。?$")
BRACKETS = re.compile(rf"\s*[（(](?:{ROLE})[：:]((?:[^（）()]|[（(][^（）()]*[）)])+)[）)]([。；;]?)$")
AGAIN = re.compile(rf"[；;。，,]?\s*(?:{ROLE})[：:]")
SEPARATOR = re.compile(r"[、，,；;](?![^（(]*[）)])")
IN_CHARGE = re.compile(r"由([\u4e00-\u9fff、]{2,30}?(?:局|委|办|厅|部|中心|公司|管委会))(?:牵头|具体)?负责(?!解释)")


def is_responsibility(text: str) -> bool:
    """Whether the paragraph does nothing but name departments."""
    return bool(LINE.match(text))


def take_departments(paragraphs: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the paragraphs without what only names departments, and the departments in printed order.

    >>> take_departments(["给予10万元奖励。（责任单位：市经信局、市财政局）"])
    (['给予10万元奖励。'], ('市经信局', '市财政局'))
    """
    named: list[str] = []
    kept: list[str] = []
    for paragraph in paragraphs:
        if line := LINE.fullmatch(paragraph):
            named += _names(line[1] or line[2])
            continue
        if brackets := BRACKETS.search(paragraph):
            named += _names(brackets[1])
            before = paragraph[: brackets.start()]
            paragraph = before if before.endswith(("。", "；")) else f"{before}{brackets[2]}"
        kept.append(paragraph)
    if not named:
        named = [name for paragraph in kept for found in IN_CHARGE.finditer(paragraph) for name in _names(found[1])]
    return kept, tuple(dict.fromkeys(named))


def _names(text: str) -> Iterator[str]:
    for name in SEPARATOR.split(AGAIN.sub("，", text)):
        if name.strip("。 "):
            yield name.strip("。 ")
