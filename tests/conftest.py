"""Fixtures that all tests share: the real corpus, and one index built from it for the whole run."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock
from hypothesis import settings

from assistant.policy.corpus import Corpus, load_corpus
from assistant.retrieval.artifacts import POINTER
from assistant.settings import ROOT

DATA = Path(__file__).parent / "data"
REQUIRE_ALL = "HUIQI_REQUIRE_ALL"
"""Set where a test that can't run must fail, not be skipped."""
NEEDS = "needs the Debian package "

collect_ignore = [] if find_spec("optimum") else ["unit/retrieval/test_onnx.py"]  # `make test-onnx` has it

settings.register_profile("patient", deadline=None)  # how long a test takes is no fault
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what shares a server or a browser on one worker."""
    for item in items:
        shared = {"site", "embeddable", "site_behind_gateway", "site_of_many", "site_with_keys", "browser"}
        if set(getattr(item, "fixturenames", ())) & shared:
            item.add_marker(pytest.mark.xdist_group("pages"))


def need(program: str, is_there: bool) -> None:
    """Skip what needs a program that this machine lacks; fail where nothing may be skipped."""
    if not is_there:
        leave_out(f"{NEEDS}{program}")


def leave_out(reason: str) -> NoReturn:
    """Skip a test that this machine can't run; fail where nothing may be skipped."""
    assert REQUIRE_ALL not in os.environ, reason
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was skipped: in one line for want of programs and how to have them, in one for each other reason."""
    reports = terminalreporter.getreports("skipped")
    reasons = [str(report.longrepr[2]).removeprefix("Skipped: ") for report in reports if report.longrepr]
    lacking = Counter(reason.partition(NEEDS)[2] for reason in reasons if NEEDS in reason)
    if lacking:
        told = ", ".join(f"{number} for want of {program}" for program, number in sorted(lacking.items()))
        terminalreporter.write_line(f"Skipped: {told}. To run them: apt-get install {' '.join(sorted(lacking))}")
    for reason, number in sorted(Counter(reason for reason in reasons if NEEDS not in reason).items()):
        terminalreporter.write_line(f"Skipped: {number}: {reason}")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the one folder of this run that parallel workers share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def corpus(shared_folder: Path) -> Corpus:
    """Return the real corpus, from a copy: an edit during the run does not make the index of the run stale."""
    folder = shared_folder / "corpus"
    with FileLock(shared_folder / "corpus.lock"):
        if not folder.exists():
            shutil.copytree(ROOT / "corpus", folder)
    return load_corpus(folder)


@pytest.fixture(scope="session")
def built_index(corpus: Corpus, shared_folder: Path) -> Path:
    """Return the folder of an index of the real corpus, one for all workers; copy it before you change it."""
    return _build_once(corpus, shared_folder / "built-index")


@pytest.fixture(scope="session")
def many_corpus(corpus: Corpus, shared_folder: Path) -> Corpus:
    """Return the real corpus with the invented policies of `tests/data`, which have no topics, questions or terms."""
    folder = shared_folder / "many-corpus"
    with FileLock(shared_folder / "many-corpus.lock"):
        if not folder.exists():
            shutil.copytree(corpus.directory, folder)
            shutil.copytree(DATA, folder, dirs_exist_ok=True)
    return load_corpus(folder)


@pytest.fixture(scope="session")
def many_index(many_corpus: Corpus, shared_folder: Path) -> Path:
    """Return the folder of an index of `many_corpus`, one for all workers."""
    return _build_once(many_corpus, shared_folder / "many-index")


def _build_once(corpus: Corpus, folder: Path) -> Path:
    from index.build import build

    with FileLock(folder.with_suffix(".lock")):
        if not (folder / POINTER).exists():
            build(corpus, folder)
    return folder
