"""`clauses` and `rewards`, over one policy and several, and the region served."""

from __future__ import annotations

import json

import pytest

from tests.functional.cli.conftest import QUESTION, Call


def test_lists_and_finds_clauses(call: Call) -> None:
    everything = json.loads(call("clauses", "--json").out)
    assert len(everything) == 21
    assert list(everything[0]) == ["policy", "clause", "section", "title", "text", "departments", "score", "matched"]
    assert everything[0]["score"] is None
    found = json.loads(call("clauses", "首台套", "--json").out)
    assert found[0]["clause"] == "三（二）" and found[0]["score"] > 0
    assert [row["clause"] for row in json.loads(call("clauses", "--department", "人社局", "--json").out)] == [
        "六（三）",
        "六（四）",
    ]
    assert {row["clause"] for row in json.loads(call("clauses", "--level", "国家级", "--json").out)} == {
        "二（一）",
        "二（五）",
        "二（六）",
    }
    nothing = call("clauses", "--policy", "fuzhou-2021")
    assert (nothing.code, nothing.out) == (0, "")
    assert "没有找到" in nothing.err


def test_the_reward_table_is_readable_as_text(call: Call) -> None:
    lines = call("rewards").out.splitlines()
    assert len(lines) == 35
    assert lines[0].split() == ["二（一）", "企业技术中心", "国家级", "一次性500万元"]
    assert "200万吨" in call("rewards", "--kind", "target").out


def test_clauses_of_a_region_on_a_day(call_many: Call) -> None:
    found = call_many("clauses", "--region", "福州", "--json")
    assert {row["policy"] for row in json.loads(found.out)} == {"fuzhou-2022-955"}
    found = call_many("clauses", "--valid-on", "2022-01-01", "--json")
    assert {row["policy"] for row in json.loads(found.out)} == {"ningde-2021-68"}
    found = call_many("clauses", "企业技术中心", "--region", "宁德", "--measure", "award", "--json")
    rows = json.loads(found.out)
    assert {row["policy"] for row in rows} >= {"ningde-2021-68", "ningde-2023-990"}
    assert all(list(row) == list(rows[0]) for row in rows)


def test_clauses_of_several_policies_say_whose_they_are(call_many: Call) -> None:
    printed = call_many("clauses", "--measure", "none", "--valid-on", "2026-11-23").out
    assert "[ningde-2023-990] 二（三） 开展节能诊断服务" in printed
    assert "[fuzhou-2022-955] 第四条 人才公寓配租" in printed


@pytest.mark.parametrize(
    ("option", "value", "said"), [("--valid-on", "明天", "应为日期"), ("--measure", "money", "不能是")]
)
def test_bad_filters_are_told(call: Call, option: str, value: str, said: str) -> None:
    result = call("clauses", option, value)
    assert result.code == 2
    assert said in result.err


def test_the_region_served_is_a_setting(call_many: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "请说明您问的是哪个地区" in call_many("ask", QUESTION, "--as-of", "2026-11-23").out
    monkeypatch.setenv("HUIQI_REGION", "福州")
    assert "**30万元**" in call_many("ask", QUESTION, "--as-of", "2026-11-23").out
    monkeypatch.setenv("HUIQI_REGION", "厦门")
    refused = call_many("ask", QUESTION)
    assert (refused.code, refused.out) == (2, "")
    assert "HUIQI_REGION" in refused.err


def test_the_reward_table_of_several_policies_says_whose_rows_they_are(call_many: Call) -> None:
    lines = call_many("rewards").out.splitlines()
    assert any(line.startswith("ningde-2023-990") and "绿色工厂" in line and "120万元" in line for line in lines)
