"""A notice of which there is no more than text and table: findings with span, clause and what it says instead."""

from __future__ import annotations

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.checking import NoticeGuard, write


def test_a_wrong_sum_is_found_where_it_stands(notices: NoticeGuard) -> None:
    text = "您好，省级茶叶龙头企业奖励16万元。"
    (finding,) = notices.check(text).findings
    assert text[finding.start : finding.end] == finding.surface == "16万元"
    assert (finding.reason, finding.clause, finding.reward) == ("wrong_value", "第三条", "tea-leader")


def test_a_right_text_has_no_findings_and_each_figure_a_verdict(notices: NoticeGuard) -> None:
    result = notices.check("按设备购置额的30%给予补助，最高不超过60万元。", "买茶叶初制加工设备补多少")
    assert result.ok
    assert [figure.verdict for figure in result.figures] == ["supported", "supported"]


def test_facts_are_written_with_bound_unit_and_base(book: NoticeBook) -> None:
    written = {write(fact) for row in ("tea-equipment", "tea-garden", "tea-leader") for fact in book.of(row)}
    assert {"设备购置额的30%", "每亩800元", "省级15万元", "不超过60万元"} <= written
