"""A draft while it is judged: whose words stand nearest to a figure, which sizes it may be worked out from."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.claims.draft import wide, with_tiers
from tests.unit.guard.conftest import Drafts


def test_a_figure_is_said_of_the_row_whose_words_stand_nearest(drafts: Drafts) -> None:
    draft = drafts.read("茶叶龙头企业省级15万元，参加县外展销会每个展位3000元。")
    assert [draft.scope(at)[0] for at in range(2)] == ["tea-leader", "tea-fair"]


def test_a_rate_and_its_cap_are_said_of_the_row_that_has_both(fishery: Drafts) -> None:
    draft = fishery.read("按4%算，最高不超过90万元。", "投了3000万，能拿120万吗")
    assert [draft.scope(at)[0] for at in range(2)] == [draft.scope(0)[0]] * 2
    assert [ruling.reason for ruling in draft.rulings] == [None, None]


def test_sizes_are_those_before_and_of_the_question(drafts: Drafts) -> None:
    draft = drafts.read("改造120亩，可得96000元。", "补多少，面积200亩")
    at = next(n for n, quantity in enumerate(draft.quantities) if quantity.is_money)
    assert {size.value for size in draft.sizes(at) if size.counter == "亩"} == {Decimal(120), Decimal(200)}


def test_a_sum_written_out_is_found_by_its_result(drafts: Drafts) -> None:
    draft = drafts.read("800元×120=96000元。")
    (at,) = draft.given
    assert draft.quantities[at].value == Decimal(96000)
    assert draft.given[at].value() == Decimal(96000)


def test_a_level_beside_a_figure_is_its_tier(drafts: Drafts) -> None:
    draft = drafts.read("市级茶叶龙头企业奖励5万元。")
    assert with_tiers(draft, 0, draft.claims[0], ("tea-leader",)).tier == {"tea-leader": frozenset([2])}


def test_rows_bring_their_clauses(drafts: Drafts) -> None:
    draft = drafts.read("市级茶叶龙头企业奖励5万元。")
    assert len(wide(draft, ("tea-leader",))) == 2


def test_what_a_total_behind_it_adds_up(drafts: Drafts) -> None:
    draft = drafts.read("省级龙头企业15万元，市级龙头企业5万元，共20万元。")
    assert draft.addends == frozenset((0, 1))
    assert drafts.read("省级龙头企业15万元，市级龙头企业5万元，最高20万元。").addends == frozenset()


def test_what_a_sentence_has_said_before(drafts: Drafts) -> None:
    draft = drafts.read("省级茶叶龙头企业奖励15万元，另有5万元。")
    assert [fact.clause for fact in draft.facts_before(1)] == ["第三条"]
