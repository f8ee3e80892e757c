"""The command line as a process: what it prints, in which encoding, and what it imports."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.settings import ROOT
from tests.functional.cli.conftest import QUESTION, start


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
        "print(sorted({'faiss', 'torch', 'gradio', 'sentence_transformers', 'numpy', 'jieba', 'fastapi', 'openpyxl',"
        " 'sqlalchemy', 'pypinyin', 'assistant.ingest.ingestion'} & set(sys.modules)), file=sys.stderr)"
    )
    assert start(*arguments, python=("-c", code)).err == "[]\n"


def test_answers_without_torch(environment: None) -> None:
    code = (
        "import sys; from assistant.cli import main; main(sys.argv[1:]); "
        "print(sorted({'torch', 'gradio', 'sentence_transformers', 'fastapi'} & set(sys.modules)), file=sys.stderr)"
    )
    assert start("ask", QUESTION, python=("-c", code)).err == "[]\n"
