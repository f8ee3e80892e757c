"""Change the corpus: checked and indexed on a copy first, and only then done to the live one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import CorpusError, HuiqiError, IndexUnavailable, UsageError
from assistant.intake.editions import begin_edition
from assistant.intake.shelf import LEFT_OUT
from assistant.policy.compiled import open_corpus
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.settings import ROOT, Settings

BUILD_SECONDS = 3600
STAGE, LOCK = ".publish-", ".publish.lock"
Change = Callable[[Path], None]
"""What is done to a corpus folder; it must leave the folder whole wherever it is cut short."""


class Publisher:
    """Changes one corpus and its index, one change at a time, over all processes."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        """`folder` is where the copies are made."""
        self._settings = settings
        self._folder = folder

    def publish(
        self,
        change: Change,
        check: Callable[[Corpus], None] = lambda _: None,
        tell: Callable[[str], None] = lambda _: None,
        rebuild: bool = False,
    ) -> None:
        """Do a change; `check` may refuse what becomes of the corpus, `tell` is told each step.

        Raises `UsageError` where the corpus would be at fault or the index can't be built: corpus and index are then
        as they were. What has changed is a new edition (`editions`). The index of a copy is that of the live corpus as
        soon as the files are in their place; it is built where the present one would no longer do, or where `rebuild`
        says so.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / LOCK, timeout=0):
                for left in self._folder.glob(f"{STAGE}*/"):  # by a kill
                    shutil.rmtree(left)
                self._publish(change, check, tell, rebuild)
        except Timeout as error:
            raise UsageError("另一个进程正在发布，请稍后再试。") from error

    def _publish(
        self, change: Change, check: Callable[[Corpus], None], tell: Callable[[str], None], rebuild: bool
    ) -> None:
        settings = self._settings
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=STAGE) as stage:
            copy = Path(stage) / "corpus"
            shutil.copytree(settings.corpus_dir, copy, ignore=LEFT_OUT)
            change(copy)
            try:
                corpus = open_corpus(copy, settings.cache_dir)
            except CorpusError as error:
                raise UsageError(f"检查没有通过，没有改动：\n{error}") from error
            check(corpus)
            if rebuild or not _serves(settings, corpus):
                tell("建立索引")
                _build(copy, settings.index_dir, rebuild)
            tell("写入语料")
            change(settings.corpus_dir)
            begin_edition(self._folder)


def _serves(settings: Settings, corpus: Corpus) -> bool:
    """Whether the index in use has all that the corpus has."""
    try:
        artifacts = Artifacts.open(settings.index_dir)
        artifacts.check(artifacts.read_manifest(), corpus, settings)
    except IndexUnavailable:
        return False
    return True


def _build(corpus_dir: Path, index_dir: Path, anew: bool) -> None:
    build = [sys.executable, "-m", "index", "build" if anew else "update"]
    command = [*build, "--corpus", str(corpus_dir), "--index", str(index_dir.absolute())]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UsageError("建立索引超时，没有改动。") from error
    if done.returncode:
        raise HuiqiError(f"索引没有建成，没有改动：{done.stderr.strip()[-500:]}")
