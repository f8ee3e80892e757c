"""The command line as a user meets it: results, exit codes, and what it says to bad input."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.cli import main
from assistant.policy.corpus import Corpus
from assistant.settings import ROOT

QUESTION = "省级企业技术中心奖励多少"
ANSWER_FIELDS = ["question", "status", "text", "citations", "amounts", "notices", "suggestions"]


class Run(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON objects that were printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Run]


@pytest.fixture
def environment(corpus: Corpus, built_index: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings of the corpus and index that the tests of this run share, and of records that are not there yet."""
    monkeypatch.setenv("HUIQI_DATABASE_URL", f"sqlite:///{tmp_path / 'records.sqlite3'}")
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(corpus.directory))
    monkeypatch.setenv("HUIQI_INDEX_DIR", str(built_index))


@pytest.fixture
def call(environment: None, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command in this process."""

    def run(*arguments: str) -> Run:
        code = main(arguments)
        printed = capsys.readouterr()
        return Run(code, printed.out, printed.err)

    return run


def start(*arguments: str, python: Sequence[str] = ("-m", "assistant"), **more: str) -> Run:
    """Run a command as a process of its own, from the checkout."""
    done = subprocess.run(
        [sys.executable, *python, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"} | more,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


# ---------------------------------------------------------------- as processes


def test_answers_as_a_process_with_nothing_but_the_answer_on_stdout(environment: None) -> None:
    run = start("ask", QUESTION)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("> **提示：")
    assert "50万元" in run.out and "二（一）" in run.out


def test_writes_utf8_whatever_the_locale(environment: None) -> None:
    run = start("clauses", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert run.code == 0
    assert run.out.startswith("导语\n")


def test_whoever_stops_reading_gets_no_traceback(environment: None) -> None:
    command = f"{sys.executable} -m assistant rewards --json --kind all | head -c 10"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert done.stderr == b""


@pytest.mark.parametrize("arguments", [["validate"], ["rewards", "--json"], ["clauses"]])
def test_imports_only_what_it_uses(arguments: list[str]) -> None:
    code = (
        "import sys; from assistant.cli import main; main(sys.argv[1:]); "
        "print(sorted({'faiss', 'torch', 'gradio', 'sentence_transformers', 'numpy', 'jieba', 'fastapi', 'openpyxl'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    assert start(*arguments, python=("-c", code)).err == "[]\n"


def test_answers_without_torch(environment: None) -> None:
    code = (
        "import sys; from assistant.cli import main; main(sys.argv[1:]); "
        "print(sorted({'torch', 'gradio', 'sentence_transformers', 'fastapi'} & set(sys.modules)), file=sys.stderr)"
    )
    assert start("ask", QUESTION, python=("-c", code)).err == "[]\n"


# ---------------------------------------------------------------- ask


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少参数：命令"),
        (["answer"], "参数 命令 不能是 'answer'"),
        (["ask"], "以下参数须给出一个：问题 --batch"),
        (["ask", QUESTION, "--batch", "x"], "不能与"),
        (["ask", QUESTION, "--loud"], "没有这些参数：--loud"),
        (["ask", QUESTION, "--as-of"], "参数 --as-of 缺少值"),
        (["check"], "以下参数须给出一个：--text --batch"),
        (["rewards", "--kind", "gift"], "参数 --kind 不能是 'gift'"),
        (["rewards", "--json", "--csv"], "不能与"),
        (["evaluate"], "缺少参数：文件"),
    ],
)
def test_bad_usage_is_told_in_chinese(call: Call, arguments: list[str], said: str) -> None:
    run = call(*arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert "用法：" in run.err


# ---------------------------------------------------------------- batches


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


# ---------------------------------------------------------------- check


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


# ---------------------------------------------------------------- look-ups, corpus, index


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


def test_a_missing_index_is_told_with_what_to_run(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_INDEX_DIR", str(tmp_path))
    for arguments in (["ask", QUESTION], ["clauses", "首台套"]):
        run = call(*arguments)
        assert (run.code, run.out) == (2, "")
        assert "python -m index build" in run.err
    for arguments in (["clauses"], ["rewards"], ["validate"]):
        assert call(*arguments).code == 0


def test_a_missing_corpus_file_is_told(
    call: Call, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(corpus.directory, tmp_path / "corpus")
    (folder / "lexicon.yaml").unlink()
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(folder))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HUIQI_PORT", str(free.getsockname()[1]))
    for arguments in (["ask", QUESTION], ["rewards"], ["check", "--text", "奖励5万元"], ["serve"]):
        run = call(*arguments)
        assert (run.code, run.out) == (2, "")
        assert run.err.startswith("lexicon.yaml:-:-: 文件不存在：")
    assert call("validate").code == 1


def test_a_bad_setting_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_PORT", "many")
    run = call("rewards")
    assert (run.code, run.out) == (2, "")
    assert run.err == "环境变量 HUIQI_PORT：应为整数\n"


# ---------------------------------------------------------------- evaluate


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


@pytest.fixture
def call_many(many_corpus: Corpus, many_index: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Call:
    """Run a command over several policies."""
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(many_corpus.directory))
    monkeypatch.setenv("HUIQI_INDEX_DIR", str(many_index))
    return call


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
