"""Where the words of each figure stand: its clause, its sentence, and what lies between its neighbours."""

from __future__ import annotations

from assistant.guard.claims.frames import Frames
from assistant.guard.layout.sheet import Sheet

TEXT = "茶园每亩800元，设备补助30%、最高60万元。仓储奖6万元"


def frames(text: str = TEXT) -> Frames:
    return Frames(Sheet(text))


def test_clause_and_sentence_are_those_of_the_figure() -> None:
    found = frames()
    rate = found.frame(1)
    assert TEXT[slice(*rate.clause)] == "设备补助30%、最高60万元"
    assert TEXT[slice(*rate.sentence)] == "茶园每亩800元，设备补助30%、最高60万元"


def test_words_between_neighbours() -> None:
    found = frames()
    assert TEXT[found.frame(2).floor : found.quantities[2].start] == "、最高"


def test_neighbours_of_money_and_rates() -> None:
    found = frames("亩产120斤，每亩800元，补30%")
    at = next(n for n, quantity in enumerate(found.quantities) if quantity.is_money)
    following = found.judged_after(at)
    assert found.judged_before(at) is None
    assert following is not None
    assert following.is_rate


def test_a_word_with_one_parts_no_words() -> None:
    found = frames("给予一次性补助5万元")
    assert [found.counts(quantity) for quantity in found.quantities] == [True]


def test_a_list_begins_at_its_first_figure() -> None:
    found = frames("周转量1000吨至2000吨、2000吨以上，奖6万元")
    first = found.quantities[0].start
    assert found.listed_from[:3] == (first, first, first)
    assert found.listed_from[-1] == found.quantities[-1].start
