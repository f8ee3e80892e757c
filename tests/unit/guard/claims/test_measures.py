"""What a figure is of, beside what the notice's is of."""

from __future__ import annotations

import pytest

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.comparing import Around
from assistant.guard.claims.measures import compare_base, compare_measure
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet
from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        ("按设备购置额的30%补助", "equal"),
        ("按买设备的钱的30%补助", "silent"),
        ("按项目总投资的30%补助", "contradicts"),
        ("按包装费用的30%补助", "contradicts"),
        ("按设备购置额和安装费用的30%补助", "contradicts"),
        ("补助30%", "silent"),
    ],
)
def test_a_rate_is_of_its_base(book: NoticeBook, text: str, agreement: str) -> None:
    fact = next(one for one in book.of("tea-equipment") if one.kind == "rate")
    (claim,) = SlotReader(Sheet(text)).read()
    assert compare_base(fact, claim, Around(text, text, "", frozenset()))[0] == agreement


@pytest.mark.parametrize(
    ("text", "agreement"),
    [("茶园面积达到50亩", "equal"), ("年出口销售额达到50亩", "contradicts"), ("达到50亩", "silent")],
)
def test_a_size_measures_what_the_notice_does(book: NoticeBook, text: str, agreement: str) -> None:
    sizes = [one for one in book.around(book.rewards["tea-garden"]) if one.figure.counter == "亩" and not one.is_award]
    (claim,) = SlotReader(Sheet(text)).read()
    assert compare_measure(sizes[0], claim, Around(text, text, "", frozenset()))[0] == agreement


def test_all_is_not_the_growth(freight: Drafts) -> None:
    assert freight.rulings("货运企业按运费增量部分的20%补助。")[-1] == "award"
    assert freight.rulings("货运企业按运费总额的20%补助。")[-1] == "award wrong_base"
