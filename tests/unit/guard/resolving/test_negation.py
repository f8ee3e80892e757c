"""Whether a text says of a figure that it is not so."""

from __future__ import annotations

import pytest

from assistant.guard.layout.sheet import Sheet
from assistant.guard.resolving.negation import is_denied
from assistant.text.figures import Unit


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("省级不是90万元，而是50万元。", [True, False]),
        ("90万元的说法有误，应为50万元。", [True, False]),
        ("省级奖90万元？不对，奖50万元。", [True, False]),
        ("90万元这个数文件没写。", [True]),
        ("不是没有，省级奖50万元。", [False]),
        ("省级奖50万元，没错。", [False]),
        ("网传省级奖90万元？没有这回事，省级奖50万元。", [True, False]),
        ("误区：省级奖90万元。市级奖60万元。", [True, True]),
    ],
)
def test_denials(text: str, denied: list[bool]) -> None:
    sheet = Sheet(text)
    assert [is_denied(sheet, item, frozenset()) for item in sheet.items] == denied


def test_what_the_user_asked_may_be_denied_in_the_next_clause() -> None:
    sheet = Sheet("省级90万元，文件没有规定。")
    (item,) = sheet.items
    assert is_denied(sheet, item, frozenset([(Unit.YUAN, item.value)]))
    assert not is_denied(sheet, item, frozenset())
