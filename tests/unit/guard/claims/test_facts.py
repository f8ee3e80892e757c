"""What a notice says of each figure, read from its text and completed by its row."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.claims.facts import facts_of_clause, find_span, told_by
from assistant.models import Clause, Reward, Tier

TEXT = "对新建茶叶交易市场的企业，按建筑面积每平方米90元给予补助，最高不超过45万元。"
ROW = Reward(
    id="market", policy="p", kind="award", name="茶叶交易市场", clause="一", modality="给予",
    tiers=(
        Tier(
            yuan=Decimal(90), bound="exact", per="平方米", cap_yuan=Decimal(450000),
            quote="按建筑面积每平方米90元给予补助，最高不超过45万元",
        ),
    ),
)  # fmt: skip
CLAUSE = Clause(policy="p", label="一", section="", title="", body=TEXT, start=0, end=len(TEXT))


def test_a_row_tells_its_sum_and_its_cap() -> None:
    assert [(one.kind, one.value) for one in told_by(ROW.tiers[0], True)] == [
        ("amount", Decimal(90)), ("cap", Decimal(450000)),
    ]  # fmt: skip


def test_figures_of_the_text_are_those_of_the_row() -> None:
    found = {fact.figure.value: fact for fact in facts_of_clause(CLAUSE, [ROW])}
    assert (found[Decimal(90)].kind, found[Decimal(90)].claim.units) == ("amount", frozenset(["平方米"]))
    assert (found[Decimal(450000)].kind, found[Decimal(450000)].claim.bound) == ("cap", "at_most")


def test_a_quote_is_found_though_blanks_differ() -> None:
    assert find_span("甲，按 建筑面积 补助", "按建筑面积补助") is not None
    assert find_span("甲，按建筑面积补助", "按厂房面积补助") is None
