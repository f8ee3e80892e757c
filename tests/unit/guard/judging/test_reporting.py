"""What is told of the judgements of a text."""

from __future__ import annotations

from assistant.guard.judging.reporting import report_figures, report_findings
from tests.unit.guard.laid import Table

TEXT = "省级企业技术中心奖励７０万元，市级5万元。"


def test_a_finding_has_the_source_span_and_what_the_table_says(table: Table) -> None:
    laid = table.lay(TEXT)
    (finding,) = report_findings(laid.reading, table.judges.book)
    assert TEXT[finding.start : finding.end] == finding.surface
    assert "７０万元" in finding.surface
    assert (finding.reason, finding.clause) == ("wrong_value", "二（一）")
    assert "50万元" in (finding.expected or "")


def test_each_figure_has_its_verdict(table: Table) -> None:
    found = report_figures(table.lay(TEXT).reading)
    assert [(one.surface, one.verdict) for one in found] == [("７０万元", "wrong"), ("5万元", "supported")]
