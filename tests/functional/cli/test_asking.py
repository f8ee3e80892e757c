"""`ask`: one answer or a batch, its date, and questions that can not be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.functional.cli.conftest import QUESTION, Call

ANSWER_FIELDS = ["question", "status", "text", "citations", "amounts", "notices", "suggestions"]


def test_an_answer_as_json_has_numbers_and_nulls(call: Call) -> None:
    run = call("ask", QUESTION, "--json")
    (answer,) = run.lines
    assert run.code == 0
    assert list(answer) == ANSWER_FIELDS
    amount = next(one for one in answer["amounts"] if one["yuan"] == 500_000)
    assert isinstance(amount["yuan"], int)
    assert (amount["percent"], amount["bound"], amount["source"]) == (None, "exact", "table")
    assert {"policy": "ningde-2021-68", "clause": "二（一）"}.items() <= answer["citations"][0].items()


def test_the_date_of_asking_decides_on_the_notice(call: Call) -> None:
    (closed,) = call("ask", QUESTION, "--json", "--as-of", "2022-01-01").lines
    assert closed["notices"] and "2021年12月31日" in closed["text"]
    for day in ("2021-09-01", "2021-12-31"):
        (opened,) = call("ask", QUESTION, "--json", "--as-of", day).lines
        assert opened["notices"] == []
        assert "截止" not in opened["text"]


@pytest.mark.parametrize("day", ["昨天", "2021-13-01", "2021-2-3", "20210901", "", "２０２１-09-01"])
def test_a_bad_date_is_told(call: Call, day: str) -> None:
    run = call("ask", QUESTION, "--as-of", day)
    assert (run.code, run.out) == (2, "")
    assert "参数 --as-of：应为日期，如 2021-09-01" in run.err


@pytest.mark.parametrize("question", ["", "   ", "\u3000\n\t", "\x07\x1b\x00", "奖" * 10_000])
def test_an_unusable_question_is_an_error(call: Call, question: str) -> None:
    run = call("ask", question)
    assert (run.code, run.out) == (2, "")
    assert "请输入" in run.err or "请缩短到2000字以内" in run.err
    run = call("ask", question, "--json")
    assert run.code == 2
    assert run.lines[0]["status"] == "error"


def test_control_characters_do_not_hide_a_question(call: Call) -> None:
    run = call("ask", "省级\x07企业技术\x00中心\x1b[31m奖励多少", "--json")
    assert run.code == 0
    assert run.lines[0]["status"] != "error"


def test_broken_bytes_are_no_question(call: Call) -> None:
    run = call("ask", "奖励\udcff")
    assert run.code == 2
    assert "不是有效的 UTF-8 文字" in run.err


BATCH = (
    b'\xef\xbb\xbf{"id": "a", "turns": ["%s"], "kind": "amount"}\n' % QUESTION.encode(),
    b"{broken\n",
    b"\n",
    b'{"id": 5, "turns": ["x"]}\n',
    b'{"id": "b", "turns": []}\n',
    b'{"id": "c", "turns": [1]}\n',
    b'{"id": "d"}\n',
    b'{"id": "e", "turns": ["\xff"]}\n',
    b'{"id": "f", "turns": ["\\ud800"]}\n',
    b"[" * 100_000 + b"\n",
    b'["x"]\n',
    b'{"id": "g", "turns": ["\xe4\xbc\x81\xe4\xb8\x9a\xe6\x8a\x80\xe6\x9c\xaf\xe4\xb8\xad\xe5\xbf\x83'
    b'\xe5\xa5\x96\xe5\x8a\xb1\xe5\xa4\x9a\xe5\xb0\x91", "\xe9\x82\xa3\xe5\xb8\x82\xe7\xba\xa7\xe5\x91\xa2"]}',
)


def test_a_batch_answers_what_it_can_read_and_tells_the_rest(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"".join(BATCH))
    run = call("ask", "--batch", str(path))
    assert run.code == 2
    first, *broken, last = run.lines
    assert list(first) == ["id", *ANSWER_FIELDS]
    assert (first["id"], first["status"]) == ("a", "answered")
    assert [line["line"] for line in broken] == [2, 4, 5, 6, 7, 8, 9, 10, 11]
    for line in broken:
        assert list(line) == ["id", "line", "status", "text"]
        assert (line["id"], line["status"]) == (None, "error")
        assert line["text"].startswith(f"第{line['line']}行无法使用：")
    assert last["id"] == "g"
    assert "5万元" in last["text"]


def test_a_batch_of_readable_lines_is_done_whatever_the_answers(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    cases = [{"id": "a", "turns": ["今天天气怎么样"]}, {"turns": [""]}, {"id": "c", "turns": [QUESTION]}]
    path.write_text("".join(json.dumps(case) + "\r\n" for case in cases), encoding="utf-8")
    run = call("ask", "--batch", str(path), "--as-of", "2021-09-01")
    assert run.code == 0
    assert [line["status"] for line in run.lines] == ["not_covered", "error", "answered"]
    assert [line.get("id") for line in run.lines] == ["a", None, "c"]
    assert run.lines[2]["notices"] == []


@pytest.mark.parametrize("command", ["ask", "check"])
def test_a_missing_batch_is_told(call: Call, tmp_path: Path, command: str) -> None:
    run = call(command, "--batch", str(tmp_path / "none.jsonl"))
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("文件不存在：")
    run = call(command, "--batch", str(tmp_path))
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("文件无法读取：")
