"""Take the standards that the guard holds up out of a table, and leave the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.answering.draft import Draft
from assistant.models import Finding

WITHHELD = "见条款原文"
GROUNDS = re.compile(r"依据：[^。]*。")
"""The clauses named below a table: each row names its own, and one without a standard is no ground."""
MOST_ROUNDS = 3
"""How often a table is looked through: what was held up in one row may have hidden what is in the next."""


def withhold(draft: Draft, judge: Callable[[Draft], Sequence[Finding]]) -> Iterator[Draft]:
    """Yield a draft, then the draft without the standards that findings lie in, as often as there are new ones."""
    draft = draft.seal()
    for _ in range(MOST_ROUNDS):
        yield draft
        findings = judge(draft)
        if not findings:
            return
        draft = _without(draft, findings)


def _without(draft: Draft, findings: Sequence[Finding]) -> Draft:
    lines, at = [], 0
    for line in draft.text.split("\n"):
        held = any(at <= finding.start < at + len(line) for finding in findings)
        lines.append(_row(line) if held and line.startswith("| ") else line)
        at += len(line) + 1
    text = GROUNDS.sub("", "\n".join(lines))
    said = tuple(amount for amount in draft.amounts if amount.text in text)
    left = draft.model_copy(update={"paragraphs": tuple(filter(None, text.split("\n\n"))), "amounts": said})
    return left.seal()


def _row(line: str) -> str:
    """Return a row of a table without its second cell."""
    first, _, last = (cell.strip() for cell in line.strip("| ").split(" | ", 2))
    return f"| {first} | {WITHHELD} | {last} |"
