"""Targets and thresholds, and what is paid."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("首次年营业收入超过100亿元的企业奖励300万元。", "", ["target", "award"]),
        ("首次年营业收入超过80亿元的企业奖励300万元。", "", ["target wrong_target", "award"]),
        ("今年锂电新能源产业产值力争达到3000亿元。", "", ["target wrong_target"]),
        ("今年锂电新能源产业产值力争达到1000亿元。", "", ["target"]),
        ("小升规：全年新增70家。", "今年目标多少家", ["count wrong_target"]),
        ("小升规：市级财政5万元×70家＝350万元。", "今年目标多少家", ["award", "count", "joint"]),
    ],
)
def test_targets(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
