"""Rows whose sum is paid in parts, or whose heads name several sizes."""

from __future__ import annotations

from decimal import Decimal

from assistant.ingest.drafting.clause_walk import ClauseReader


def test_a_later_part_may_tell_its_condition() -> None:
    text = "对首次入库的服务业企业，给予9万元奖励，首年兑付6万元，次年仍在册的兑付3万元。"
    (row,) = ClauseReader(text, "第一条", "").read()
    assert [(case, int(value)) for case, value in row.tiers[0].parts] == [("首年", 60000), ("次年仍在册", 30000)]


def test_tiers_are_told_apart_by_the_size_that_all_have() -> None:
    text = (
        "举办赛程不少于2天的赛事，场馆面积800平方米(含)至2000平方米的，给予6万元补贴；"
        "2000平方米(含)以上的，给予9万元补贴。"
    )
    (row,) = (draft for draft in ClauseReader(text, "第一条", "").read() if draft.kind == "award")
    found = [tier.bracket for tier in row.tiers if tier.bracket]
    assert {bracket.counter for bracket in found} == {"平方米"}
    assert [(b.from_, b.below) for b in found] == [(Decimal(800), Decimal(2000)), (Decimal(2000), None)]
