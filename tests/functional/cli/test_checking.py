"""`check` and `evaluate`: replies right and wrong, one and many; answers by kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.functional.cli.conftest import QUESTION, Call


def test_a_right_reply_passes_and_a_wrong_one_fails(call: Call) -> None:
    right = call("check", "--text", "新认定的省级企业技术中心一次性给予50万元奖励。", "--question", QUESTION)
    assert right.code == 0
    assert right.lines[0]["ok"] is True
    assert list(right.lines[0]) == ["ok", "findings", "figures", "read"]
    wrong = call("check", "--text", "新认定的省级企业技术中心一次性给予600万元奖励。", "--question", QUESTION)
    assert wrong.code == 1
    finding = wrong.lines[0]["findings"][0]
    assert list(finding) == ["surface", "start", "end", "reason", "message", "expected", "clause", "reward"]
    assert "600万元" in finding["surface"]


@pytest.mark.parametrize("text", ["", "  ", "字" * 20_001])
def test_an_unusable_reply_is_told(call: Call, text: str) -> None:
    run = call("check", "--text", text)
    assert (run.code, run.out) == (2, "")
    assert run.err


def test_a_batch_of_replies_is_checked_line_by_line(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    drafts: list[object] = [
        {"id": "a", "question": QUESTION, "draft": "一次性给予600万元奖励。", "note": 1},
        {"id": "b", "question": QUESTION},
        {"id": "c", "draft": ""},
        {"id": "d", "draft": "请咨询市工业和信息化局。"},
    ]
    path.write_text("\n".join(map(json.dumps, drafts)), encoding="utf-8")
    run = call("check", "--batch", str(path))
    assert run.code == 2
    assert [(line["id"], line.get("ok"), line.get("line")) for line in run.lines] == [
        ("a", False, None),
        (None, None, 2),
        (None, None, 3),
        ("d", True, None),
    ]
    path.write_text(json.dumps(drafts[0]), encoding="utf-8")
    assert call("check", "--batch", str(path)).code == 0


def write_cases(path: Path, *cases: Mapping[str, object]) -> str:
    path.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    return str(path)


def test_evaluates_answers_by_kind(call: Call, tmp_path: Path) -> None:
    right: dict[str, object] = {
        "id": "a",
        "kind": "level",
        "turns": [QUESTION],
        "status": "answered",
        "clauses": ["二（一）"],
        "amounts": [{"yuan": 500000, "bound": "exact"}],
        "must_mention": [["新认定"]],
    }
    wrong = right | {"id": "b", "kind": "condition", "clauses": ["二（二）"], "must_not_mention": ["50万元"]}
    path = write_cases(tmp_path / "cases.jsonl", right, wrong)
    report = json.loads(call("evaluate", path, "--json").out)
    assert report["total"]["cases"] == 2
    assert report["kinds"]["level"]["all_ok"] == 1
    assert report["failures"] == [{"id": "b", "kind": "condition", "wrong": ["clauses", "mentions"]}]
    run = call("evaluate", path)
    assert run.code == 0
    assert "b（condition）：条款、必提" in run.out
    assert run.out.splitlines()[3].split()[:2] == ["合计", "2"]


def test_cases_that_cannot_be_read_are_told(call: Call, tmp_path: Path) -> None:
    path = write_cases(tmp_path / "cases.jsonl", {"id": "a"})
    run = call("evaluate", path)
    assert (run.code, run.out) == (2, "")
    assert "第1行无法使用：kind：缺少此项" in run.err
    assert call("evaluate", str(tmp_path / "none.jsonl")).code == 2
