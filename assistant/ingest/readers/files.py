"""Read a file by what it holds, whatever it is called."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import UsageError
from assistant.ingest.readers.plain import read_plain
from assistant.ingest.source import SourceText

LARGEST = 50 * 1024 * 1024
"""Largest file, in bytes: hundreds of times the longest notice."""


def read_source(path: Path) -> SourceText:
    """Read a document; raise `UsageError`, saying what to do, where it can't be."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UsageError(f"{path.name}：不是文件")
        if size > LARGEST:
            raise UsageError(
                f"{path.name}：文件过大（{size // 1024 // 1024} MB），最大 {LARGEST // 1024 // 1024} MB；请只保留政策正文后重试"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"文件不存在：{path}") from error
    except OSError as error:
        raise UsageError(f"文件无法读取：{path}（{error.strerror}）") from error
    if not data.strip():
        raise UsageError(f"{path.name}：文件是空的")
    source = _read(path, data)
    if not source.text.strip():
        raise UsageError(f"{path.name}：文件中没有文字")
    return source


def _read(path: Path, data: bytes) -> SourceText:
    return read_plain(path.name, data, "md" if path.suffix.lower() in (".md", ".markdown") else "txt")
