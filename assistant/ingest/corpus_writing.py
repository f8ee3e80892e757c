"""Write a document that was taken in into a corpus folder, so that a kill at any moment leaves the folder whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import CorpusError, UsageError
from assistant.ingest.admission import DraftedRow, write_table
from assistant.ingest.ingestion import Ingested
from assistant.ingest.merging import merge
from assistant.ingest.shared_files import SHARED, default_corpus
from assistant.models import Model
from assistant.policy.pending import FOLDER, PLACES, settle

LOCK = ".ingest.lock"
STAGE = ".ingest-"
PATIENCE = 30
"""Seconds to wait for another document that is being written."""
BUSY = "{directory} 正在写入另一份文件，请稍后再试"
UNWRITABLE = "无法写入 {directory}：{reason}"


class Written(Model):
    """What was written: the document as merged with what the folder had, the files, and how many rows were kept."""

    ingested: Ingested
    files: tuple[Path, ...]
    kept: int


def write_corpus(ingested: Ingested, directory: Path) -> Written:
    """Write the policy and its draft table; raise `UsageError` where the folder can't be written or is at fault."""
    try:
        for place in PLACES.values():
            (directory / place).mkdir(parents=True, exist_ok=True)
        with FileLock(directory / LOCK, timeout=PATIENCE):
            _tidy(directory)
            copied = [_copy(directory, name) for name in SHARED if not (directory / name).exists()]
            merged = merge(ingested, directory)
            identifier = merged.policy.meta.id
            files = _commit(identifier, merged.file_text, write_table(identifier, merged.rows), directory)
            settle(directory)
    except Timeout as error:
        raise UsageError(BUSY.format(directory=directory)) from error
    except CorpusError as error:
        raise UsageError(f"{directory} 中已有的文件有误，没有写入：\n{error}") from error
    except OSError as error:
        raise UsageError(UNWRITABLE.format(directory=directory, reason=error.strerror or error)) from error
    return Written(ingested=merged, files=(*copied, *files), kept=sum(row.reviewed for row in merged.rows))


def place_policy(identifier: str, text: str, rows: Sequence[DraftedRow] | None, directory: Path) -> tuple[Path, ...]:
    """Put a reviewed policy and its table into a corpus folder as they are; raise `UsageError` where it can't be.

    Without `rows` the table that the folder has stays, to the letter.
    """
    try:
        with FileLock(directory / LOCK, timeout=PATIENCE):
            _tidy(directory)
            table = None if rows is None else write_table(identifier, rows)
            files = _commit(identifier, text, table, directory)
            settle(directory)
    except Timeout as error:
        raise UsageError(BUSY.format(directory=directory)) from error
    except OSError as error:
        raise UsageError(UNWRITABLE.format(directory=directory, reason=error.strerror or error)) from error
    return tuple(files)


def _tidy(directory: Path) -> None:
    """End or take away what a kill has left."""
    for left in directory.glob(f"{STAGE}*/"):
        shutil.rmtree(left)
    settle(directory)


def _copy(directory: Path, name: str) -> Path:
    """Copy a shared file from the default corpus, whole or not at all."""
    with tempfile.TemporaryDirectory(dir=directory, prefix=STAGE) as stage:
        os.replace(shutil.copyfile(default_corpus() / name, Path(stage) / name), directory / name)
    return directory / name


def _commit(identifier: str, text: str, table: str | None, directory: Path) -> list[Path]:
    """Put text and table in one folder and make it count by one renaming."""
    texts = {".md": text} | ({} if table is None else {".yaml": table})
    (directory / FOLDER).mkdir(exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=directory, prefix=STAGE))
    try:
        for suffix, content in texts.items():
            with (stage / f"{identifier}{suffix}").open("w", encoding="utf-8", newline="\n") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        os.rename(stage, directory / FOLDER / identifier)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [directory / PLACES[suffix] / f"{identifier}{suffix}" for suffix in texts]
