"""What surrounds a claim decides where its own words leave a slot open."""

from __future__ import annotations

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.comparing import Around
from assistant.guard.claims.entailment import entails
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet


def test_a_unit_may_stand_in_the_question_or_above(book: NoticeBook) -> None:
    fact = next(one for one in book.of("tea-garden") if one.kind == "amount")
    (claim,) = SlotReader(Sheet("补助800元")).read()

    def per(asked: str = "", above: str = "", is_factor: bool = False) -> str:
        around = Around("补助800元", "补助800元", asked, frozenset(), is_factor, "", above)
        return entails(fact, claim, around).slots["per"]

    assert per() == "contradicts"
    assert [per(asked="一亩补多少"), per(above="按亩计算："), per(is_factor=True)] == ["equal", "equal", "equal"]
