"""The command line run in this process, and as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.cli import main
from assistant.policy.corpus import Corpus
from assistant.settings import ROOT

QUESTION = "省级企业技术中心奖励多少"


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


@pytest.fixture
def call_many(many_corpus: Corpus, many_index: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Call:
    """Run a command over several policies."""
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(many_corpus.directory))
    monkeypatch.setenv("HUIQI_INDEX_DIR", str(many_index))
    return call
