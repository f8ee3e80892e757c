"""The figures that a row supports, one fact each, and how they are written."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.table.facts import facts_of, write_fact, write_sum
from assistant.models import Reward, Tier
from assistant.text.figures import Unit


def reward(kind: str, *tiers: Tier) -> Reward:
    return Reward(id="r", policy="p", kind=kind, name="茶厂", clause="一", modality="给予", tiers=tiers)  # type: ignore[arg-type]


def test_a_rate_has_its_cap_and_term_beside_it() -> None:
    tier = Tier(percent=Decimal(30), bound="at_most", base="设备投资", cap_yuan=Decimal(600000), term_years=3, quote="")
    found = list(facts_of(reward("award", tier)))
    assert [(fact.kind, fact.unit, fact.value, fact.bound) for fact in found] == [
        ("rate", Unit.PERCENT, 30, "at_most"),
        ("cap", Unit.YUAN, 600000, "at_most"),
        ("term", Unit.YEARS, 3, "at_most"),
    ]
    assert [write_fact(fact) for fact in found] == ["不超过设备投资30%", "不超过60万元", "最长3年"]


def test_a_target_is_no_award() -> None:
    (fact,) = facts_of(reward("target", Tier(count=Decimal(120), counter="家", bound="at_least", quote="")))
    assert (fact.kind, fact.is_award, write_fact(fact)) == ("target", False, "120家以上")


def test_levels_and_payers_go_by_one_name() -> None:
    found = facts_of(reward("award", Tier(yuan=Decimal(5), payer="省级", level="省级", quote="")))
    assert [(fact.payer, fact.level) for fact in found] == [("省级财政", "省级")]


def test_no_money_is_written_as_none() -> None:
    assert write_sum(None) is None
    assert write_sum(Decimal("15000.5")) == "15000.5元"
