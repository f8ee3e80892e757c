"""What a firm becomes that an award is asked for, and whether the policies have one for it."""

from __future__ import annotations

import re

import pytest

from assistant.answering.rowwise import events

KNOWN = {"going_public": events._EVENTS[0][0], "above_scale": events._EVENTS[1][0]}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("going_public", "我们计划明年去科创板，奖多少", "科创板"),
        ("going_public", "上市公司的子公司买设备补多少", None),
        ("above_scale", "刚升规的商贸企业奖多少", "升规"),
        ("above_scale", "规模以上企业技改补多少", None),
    ],
)
def test_what_a_firm_becomes(name: str, text: str, said: str | None) -> None:
    found = KNOWN[name].search(text)
    assert (found[0] if found else None) == said


@pytest.mark.parametrize(
    ("text", "is_said"),
    [("新认定瞪羚企业给多少", True), ("我们是瞪羚企业，贷款贴息多少", False), ("通过了高企认定奖多少", False)],
)
def test_a_title_is_asked_for_where_it_is_come_by(text: str, is_said: bool) -> None:
    said = [pattern for pattern, known in events._TITLES if known.search("瞪羚")]
    assert len(said) == 1 and bool(re.search(said[0], text)) is is_said
