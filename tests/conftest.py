"""Fixtures that all tests share: the real corpus, and one index built from it for the whole run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.policy.corpus import Corpus, load_corpus
from assistant.retrieval.artifacts import POINTER
from assistant.settings import ROOT

REQUIRE_ALL = "HUIQI_REQUIRE_ALL"
"""Set where a test that can't run must fail, not be skipped."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what shares a server or a browser on one worker, and skip browser tests where there is no browser."""
    has_browser = shutil.which("chromium") is not None or REQUIRE_ALL in os.environ
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & {"site", "site_behind_gateway", "browser"}:
            item.add_marker(pytest.mark.xdist_group("pages"))
        if "browser" in fixtures and not has_browser:
            item.add_marker(pytest.mark.skip(reason="needs chromium"))


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
    from index.build import build

    folder = shared_folder / "built-index"
    with FileLock(shared_folder / "built-index.lock"):
        if not (folder / POINTER).exists():
            build(corpus, folder)
    return folder
