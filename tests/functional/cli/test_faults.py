"""What the command line says to bad usage and to what is missing."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus
from tests.functional.cli.conftest import QUESTION, Call


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
