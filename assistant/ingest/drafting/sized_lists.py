"""Lists of sizes: brackets (500—1000亩、1000亩以上) and numbers (首次达到3亿元、5亿元、10亿元)."""

from __future__ import annotations

import re

from assistant.ingest.drafting.brackets import Bracket, counted, find_brackets, settle
from assistant.ingest.drafting.listed import SEPARATOR, Items
from assistant.text.figures import Figure, Unit, find_figures

_NOTE = re.compile(r"\((?!不?含|下同)[^()]*\)")
"""What is said of one of a list beside its size: 5000万元以上(仅限外地企业)、1亿元以上."""


def listed_brackets(head: str, count: int) -> Items | None:
    """Find a list of brackets."""
    plain = _NOTE.sub(lambda note: "\x00" * len(note[0]), head)
    brackets = settle(find_brackets(plain))
    runs: list[list[Bracket]] = []
    for bracket in brackets:
        gap = plain[runs[-1][-1].end : bracket.start].replace("\x00", "") if runs else ""
        if (
            runs
            and re.fullmatch(rf"(?:的|，)?{SEPARATOR}?(?:在|达到?|投资额?|首次)?", gap)
            and runs[-1][-1].counter == bracket.counter
        ):
            runs[-1].append(bracket)
        else:
            runs.append([bracket])
    run = next((r for r in reversed(runs) if len(r) == count > 1), None)
    if run is None:
        return None
    of = next((b.of for b in run if b.of), None)
    named = [b._replace(of=b.of or of) for b in run]
    start, end = run[0].start, run[-1].end
    labels = tuple(head[b.start : b.end] for b in run)
    return Items(start, end, labels, (None,) * count, tuple(named), head[:start] + labels[0] + head[end:])


def listed_numbers(head: str, count: int) -> Items | None:
    """Find 首次达到3亿元、5亿元、10亿元: a bracket from each number up."""
    found = [f for f in find_figures(head) if f.unit in (Unit.YUAN, Unit.COUNT, Unit.PERCENT)]
    runs: list[list[Figure]] = []
    for figure in found:
        gap = head[runs[-1][-1].end : figure.start] if runs else ""
        same = bool(runs) and runs[-1][-1].unit is figure.unit and runs[-1][-1].counter == figure.counter
        if same and re.fullmatch(rf"{SEPARATOR}", gap):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    run = next((r for r in reversed(runs) if len(r) == count > 1), None)
    if run is None:
        return None
    start, end = run[0].start, run[-1].end
    of = next((b.of for b in find_brackets(head, [run[0]]) if b.of), None)
    over = re.search(r"(?<!不)(?:超过|突破|高于|超)(?:人民币)?$", head[:start])
    suffix = re.match(r"(?:\(含\))?及?以[上下]", head[end:])
    counter = counted({Unit.YUAN: "元", Unit.PERCENT: "%"}.get(run[0].unit) or run[0].counter or "个", of, run[-1])
    plain = (Bracket(figure.start, figure.end, of, counter) for figure in run)
    brackets = tuple(
        bracket._replace(over=figure.value) if over else bracket._replace(from_=figure.value)
        for bracket, figure in zip(plain, run, strict=True)
    )
    labels = tuple(head[f.start : f.end] for f in run)
    return Items(
        start,
        end + (suffix.end() if suffix else 0),
        labels,
        (None,) * count,
        brackets,
        head[:start] + labels[0] + head[end:],
    )
