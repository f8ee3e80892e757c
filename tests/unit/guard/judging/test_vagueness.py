"""Promises without a number, and denied caps."""

from __future__ import annotations

import pytest

from assistant.guard.judging.vagueness import VagueJudge
from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("省级单项冠军能拿好几十万元。", ["vague_invention"]),
        ("设备投资好几百万元。", []),
        ("市重点技改补助上不封顶。", ["cap_dropped"]),
        ("市重点技改补助不是上不封顶。", []),
    ],
)
def test_vague_words(table: Table, text: str, reasons: list[str]) -> None:
    found = VagueJudge(table.judges.book).findings(table.lay(text).reading)
    assert [finding.reason for finding in found] == reasons
    assert all(text[finding.start : finding.end] == finding.surface for finding in found)
