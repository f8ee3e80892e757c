"""Sentences laid beside those that they retell."""

from __future__ import annotations

from assistant.guard.claims.quantities import read_quantities
from assistant.guard.claims.retellings import Retellings, Retold
from assistant.guard.layout.sheet import Sheet

TOLD = Retellings(["对新建冷库500立方米以上的主体，每立方米补助80元；对改造冷库的主体，每立方米补助40元。"])


def retold(text: str) -> Retold:
    sheet = Sheet(text)
    return Retold(sheet, read_quantities(sheet), TOLD)


def test_a_sentence_is_laid_beside_the_one_that_it_retells() -> None:
    text = "新建冷库600立方米以上的主体，每立方米补助90元。"
    found = retold(text)
    assert [int(one.value) for at in range(2) for one in found.instead(at)] == [500, 80]
    assert [text[slice(*span)] for span, _ in found.whole()] == [text.rstrip("。")]


def test_what_is_said_otherwise_retells_nothing() -> None:
    found = retold("冷库扩容的企业可以向主管部门申请600元检测费。")
    assert list(found.whole()) == []
    assert found.instead(0) == []


def test_words_in_the_place_of_others() -> None:
    ((_, (told,)),) = retold("新建粮仓500立方米以上的主体，每立方米补助80元。").whole()
    assert [(swap.own, swap.instead) for swap in told.swaps()] == [("粮仓", "冷库")]


def test_words_before_another_sum_are_of_something_else() -> None:
    ((_, (told,)),) = retold("新建粮仓500立方米以上的主体，每立方米补助90元。").whole()
    assert [swap for swap in told.swaps() if swap.own != "粮仓"] == []
