"""Which clauses a label names: the printed one, an item numbered through all sections, or those of a section."""

from __future__ import annotations

import pytest

from assistant.models import Clause
from assistant.policy.labels import find_clauses, find_labels


def clauses(*labels: str) -> tuple[Clause, ...]:
    return tuple(Clause(policy="p", label=label, section="", title="", body="正文", start=0, end=2) for label in labels)


@pytest.mark.parametrize(
    ("said", "labels", "found"),
    [
        ("第3条", ("一、1", "一、2", "二、3", "三、4"), ["二、3"]),
        ("第二条", ("一（一）", "二（一）", "二（二）"), ["二（一）", "二（二）"]),
        ("第3条", ("第三条", "第四条"), ["第三条"]),
        ("第3条", ("一、1", "二、2"), []),
        ("第1条", ("一、1", "二、2", "附则、1"), ["一、1"]),
    ],
)
def test_a_single_number_names_the_item_where_items_are_numbered_through(
    said: str, labels: tuple[str, ...], found: list[str]
) -> None:
    key = find_labels(said)[0].key
    assert [clause.label for clause in find_clauses(key, clauses(*labels))] == found
