"""Publish a reviewed draft: checked and indexed on a copy of the corpus, and only then moved into the live one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import CorpusError, HuiqiError, UsageError
from assistant.ingest.writing import place_policy
from assistant.intake.review import Review
from assistant.intake.shelf import LEFT_OUT, Shelf
from assistant.policy.corpus import find_unreviewed, load_corpus
from assistant.settings import ROOT

BUILD_SECONDS = 3600
STAGE, LOCK = ".publish-", ".publish.lock"


def publish(shelf: Shelf, review: Review, index_dir: Path, tell: Callable[[str], None]) -> None:
    """Check, index, and move a draft into the corpus; `tell` is told each step.

    Raises `UsageError` where the corpus would be at fault or the index can't be built: the live corpus is then as it
    was. The index of a copy is that of the live corpus as soon as the files are in their place.
    """
    try:
        with FileLock(shelf.folder / LOCK, timeout=0):
            for left in shelf.folder.glob(f"{STAGE}*/"):  # by a kill
                shutil.rmtree(left)
            _publish(shelf, review, index_dir, tell)
    except Timeout as error:
        raise UsageError("另一个进程正在发布，请稍后再试。") from error


def _publish(shelf: Shelf, review: Review, index_dir: Path, tell: Callable[[str], None]) -> None:
    text = shelf.text(review.id)
    with tempfile.TemporaryDirectory(dir=shelf.folder, prefix=STAGE) as stage:
        copy = Path(stage) / "corpus"
        shutil.copytree(shelf.corpus, copy, ignore=LEFT_OUT)
        place_policy(review.id, text, review.kept, copy)
        _validate(copy, review.id)
        tell("建立索引")
        _build(copy, index_dir)
        tell("写入语料")
        place_policy(review.id, text, review.kept, shelf.corpus)


def _validate(corpus_dir: Path, policy: str) -> None:
    """Run the checks of `validate`; rows of other policies that wait for review are no fault of this one."""
    try:
        corpus = load_corpus(corpus_dir)
    except CorpusError as error:
        raise UsageError(f"检查没有通过，没有发布：\n{error}") from error
    if faults := [str(fault) for fault in find_unreviewed(corpus) if fault.file == f"{policy}.yaml"]:
        raise UsageError("检查没有通过，没有发布：\n" + "\n".join(faults))


def _build(corpus_dir: Path, index_dir: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "index",
        "build",
        "--corpus",
        str(corpus_dir),
        "--index",
        str(index_dir.absolute()),
    ]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UsageError("建立索引超时，没有发布。") from error
    if done.returncode:
        raise HuiqiError(f"索引没有建成，没有发布：{done.stderr.strip()[-500:]}")
