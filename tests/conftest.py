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
