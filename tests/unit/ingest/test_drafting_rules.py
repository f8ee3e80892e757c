"""Each rule that says what a figure is there for, by the examples that it shows."""

from __future__ import annotations

import pytest

from assistant.ingest.drafting.figures import find_groups
from assistant.ingest.drafting.flat_text import Span, flatten, split_parts
from assistant.ingest.drafting.roles import Judged, judge_group
from assistant.ingest.drafting.rules import RULES

EXAMPLES = [(rule.id, rule.role, example) for rule in RULES for example in rule.examples]


def judge(example: str) -> Judged | None:
    """Judge the figure between 《》."""
    at, text = example.index("《"), flatten(example.replace("《", "").replace("》", "")).text
    granted, found = False, None
    for part in split_parts(text, Span(0, len(text))):
        before = None
        piece = text[part.start : part.end]
        for group in find_groups(piece):
            before = judge_group(piece, group, granted, before)
            if part.start + group.start <= at < part.start + group.end:
                found = before
            granted = granted or before.role in ("grant", "cap")
    return found


@pytest.mark.parametrize(("rule", "role", "example"), EXAMPLES, ids=[f"{i}: {e}" for i, _, e in EXAMPLES])
def test_a_rule_reads_its_examples(rule: str, role: str, example: str) -> None:
    judged = judge(example)
    assert judged is not None
    assert (judged.rule, judged.role) == (rule, role)


def test_each_rule_has_a_name_of_its_own() -> None:
    names = [rule.id for rule in RULES]
    assert len(set(names)) == len(names)
