"""Sizes that a draft says: those of the notice, those of another measure, brackets that do not hold them."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ("集中连片改造茶园面积须达到50亩以上，每亩补助800元。", "condition"),
        ("集中连片改造茶园面积须达到80亩以上，每亩补助800元。", "condition wrong_target"),
        ("年冷藏周转量达到1000吨以上不足3000吨的仓储企业奖励6万元。", "condition"),
    ],
)
def test_conditions_are_those_of_the_notice(drafts: Drafts, text: str, ruling: str) -> None:
    assert drafts.rulings(text)[0] == ruling


def test_a_size_is_not_put_into_a_bracket_that_does_not_hold_it(drafts: Drafts) -> None:
    text = "年冷藏周转量4000吨属于1000吨以上不足3000吨这一档，奖励6万元。"
    assert drafts.rulings(text)[0] == "placed wrong_tier"


def test_a_firms_own_size_is_the_users(drafts: Drafts) -> None:
    assert drafts.rulings("贵公司改造了80亩茶园。", "我们改造80亩茶园能补吗") == ["user"]
