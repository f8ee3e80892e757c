"""Replies put right: each figure that the guard objects to becomes what it should be, and the whole is read again."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.models import Finding, GuardResult, Model

ROUNDS = 3  # a corrected figure may bring out what stood beside it
NUMBER = r"[0-9][0-9,.]*"
FIT = re.compile(
    rf"{NUMBER}年{NUMBER}月{NUMBER}日"
    rf"|(?:不超过|不低于|最高不超过|最高|至少|最长|年化)*{NUMBER}(?:(?:万|亿|千|百)?元|%|年|个月|个|家|项|倍)"
)
"""A figure with its bound, or a date, that can stand in the place of another."""
REMARK = re.compile("（[^（）]*）$")

Check = Callable[[str, str], GuardResult]


class Corrected(Model):
    """A reply after correction: how many places were put right, and what the guard still objects to."""

    text: str
    changes: int
    result: GuardResult


def correct(check: Check, text: str, question: str = "") -> Corrected:
    """Return the reply with every finding put right that says what should stand there."""
    changes = 0
    result = check(text, question)
    for _ in range(ROUNDS):
        fitting = [finding for finding in result.findings if _replacement(finding)]
        if not fitting:
            break
        corrected = _replace(text, fitting)
        after = check(corrected, question)
        if len(after.findings) >= len(result.findings):  # what was put in reads as wrong there: leave it to people
            break
        changes += len(fitting)
        text, result = corrected, after
    return Corrected(text=text, changes=changes, result=result)


def _replacement(finding: Finding) -> str | None:
    """Return what should stand in the finding's place; None where that is no single figure.

    >>> wrong = Finding(surface="6月", start=0, end=2, reason="x", message="", expected="2021年12月31日（认定截止）")
    >>> _replacement(wrong), _replacement(wrong.model_copy(update={"expected": "国家级500万元、省级50万元"}))
    ('2021年12月31日', None)
    """
    wanted = REMARK.sub("", finding.expected or "")
    figures = [found[0] for found in FIT.finditer(wanted)]
    return figures[0] if len(figures) == 1 and wanted.endswith(figures[0]) else None


def _replace(text: str, findings: list[Finding]) -> str:
    """Replace from the end, so that spans keep their places; of two that overlap, the later one waits its turn."""
    kept = len(text)
    for finding in sorted(findings, key=lambda one: one.start, reverse=True):
        if finding.end <= kept:
            text = text[: finding.start] + (_replacement(finding) or "") + text[finding.end :]
            kept = finding.start
    return text
