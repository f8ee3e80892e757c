"""Whether a text bounds a figure as the table does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.guard.judging.agreement import agrees, hint, names_cap
from assistant.guard.layout.sheet import Sheet
from assistant.guard.table.facts import Fact
from assistant.models import Bound
from assistant.text.figures import Unit


def fact(bound: Bound) -> Fact:
    return Fact(
        reward="r", name="n", policy="p", clause="一", kind="amount", unit=Unit.YUAN, value=Decimal(90000),
        bound=bound,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "bound", "ok"),
    [
        ("奖励不超过9万元", "at_most", True),
        ("奖励9万元", "at_most", False),
        ("奖励不低于9万元", "at_most", False),
        ("上限：9万元", "at_most", True),
        ("奖励9万元", "exact", True),
        ("奖励最高9万元", "exact", False),
    ],
)
def test_bounds_in_the_figures_own_words(text: str, bound: Bound, ok: bool) -> None:
    sheet = Sheet(text)
    assert agrees(sheet, sheet.items[0], fact(bound), False) is ok


def test_the_question_may_have_asked_for_the_bound() -> None:
    sheet = Sheet("9万元")
    assert agrees(sheet, sheet.items[0], fact("at_most"), False, "at_most")


def test_what_a_result_is_compared_with() -> None:
    sheet, plain = Sheet("未超9万元"), Sheet("奖励9万元")
    assert names_cap(sheet, sheet.items[0])
    assert not names_cap(plain, plain.items[0])


def test_words_around_hint_at_a_bound() -> None:
    sheet = Sheet("封顶数额：9万元")
    assert hint(sheet, sheet.items[0], wide=True) == "at_most"
    plain = Sheet("数额：9万元")
    assert hint(plain, plain.items[0], wide=True) is None
