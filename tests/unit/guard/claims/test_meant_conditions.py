"""Which condition the words beside a size speak of."""

from __future__ import annotations

from assistant.guard.claims.facts import Fact
from assistant.guard.claims.meant_conditions import does_same, likelier, measures_same
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet


def facts(text: str) -> list[Fact]:
    return [Fact(claim, "size", "p", "一", text) for claim in SlotReader(Sheet(text)).read()]


def test_the_condition_among_whose_words_a_size_stands() -> None:
    told = facts("码头岸线长度达到300米，护栏高度达到2米。")
    (said,) = (fact.claim for fact in facts("码头岸线长度达到200米。"))
    found = likelier(told, [], said)
    assert found is not None
    assert int(found.figure.value) == 300
    assert [measures_same(fact, said) for fact in told] == [True, False]


def test_what_is_done_for_as_long() -> None:
    (shown,) = facts("名单公示7个工作日。")
    (said,) = (fact.claim for fact in facts("公示5个工作日。"))
    (other,) = (fact.claim for fact in facts("5个工作日内完成初审。"))
    assert does_same(shown, said)
    assert not does_same(shown, other)
