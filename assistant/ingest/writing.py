"""Write a document that was taken in as part of a corpus folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from assistant.errors import UsageError
from assistant.ingest.admission import DraftedRow, write_table
from assistant.ingest.ingestion import Ingested
from assistant.ingest.shared_files import SHARED, default_corpus
from assistant.models import Model


class Written(Model):
    """What was written: the files, and how many reviewed rows were kept."""

    files: tuple[Path, ...]
    kept: int = 0


def write_corpus(ingested: Ingested, directory: Path) -> Written:
    """Write the policy and its draft table into a corpus folder; raise `UsageError` where it can't be written."""
    identifier = ingested.policy.meta.id
    rows: tuple[DraftedRow, ...] = ingested.rows
    files = []
    try:
        for part in ("policies", "rewards"):
            (directory / part).mkdir(parents=True, exist_ok=True)
        for name in SHARED:
            if not (directory / name).exists():
                with tempfile.NamedTemporaryFile(dir=directory, prefix=f".{name}.", delete=False) as copy:
                    shutil.copyfile(default_corpus() / name, copy.name)
                os.chmod(copy.name, 0o644)
                os.replace(copy.name, directory / name)
                files.append(directory / name)
        files.append(replace_file(directory / "policies" / f"{identifier}.md", ingested.file_text))
        files.append(replace_file(directory / "rewards" / f"{identifier}.yaml", write_table(identifier, rows)))
    except OSError as error:
        raise UsageError(f"无法写入 {directory}：{error.strerror}") from error
    return Written(files=tuple(files))


def replace_file(path: Path, text: str) -> Path:
    """Put a file in place at once: whoever reads sees the old one or the new one, whole."""
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=f".{path.name}.", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)
    return path
