"""Read a file by what it holds, whatever it is called."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import UsageError
from assistant.ingest.readers.plain import read_plain
from assistant.ingest.source import SourceText

LARGEST = 50 * 1024 * 1024
"""Largest file, in bytes: hundreds of times the longest notice."""

KNOWN = "能读取的是 docx、pdf、html、md、txt"
HTML = re.compile(rb"<!doctype html|<html|<body|<div|<p[ >]", re.I)
OFFICE = (("xl/", "电子表格"), ("ppt/", "演示文稿"), ("META-INF/", "其他格式的文档"), ("OFD.xml", "OFD 版式文件"))
BINARIES = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "这是旧版 Word（.doc、.wps）或加了密码的文档，请用 WPS 或 Word 去除密码并另存为 docx 后重试",
    ),
    (b"{\\rtf", "这是 RTF 文档，请另存为 docx 后重试"),
    (b"\x89PNG", "这是图片，请提供文字版，或转成 PDF 后用文字识别"),
    (b"\xff\xd8\xff", "这是图片，请提供文字版，或转成 PDF 后用文字识别"),
    (b"Rar!", f"这是压缩包，{KNOWN}"),
    (b"7z\xbc\xaf", f"这是压缩包，{KNOWN}"),
    (b"\x1f\x8b", f"这是压缩包，{KNOWN}"),
)


def read_source(path: Path) -> SourceText:
    """Read a document; raise `UsageError`, saying what to do, where it can't be."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UsageError(f"{path.name}：不是文件")
        if size > LARGEST:
            raise UsageError(
                f"{path.name}：文件过大（{size // 2**20} MB），最大 {LARGEST // 2**20} MB；请只保留政策正文后重试"
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
    """Read by the file's first bytes; only of texts does the name say more."""
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        from assistant.ingest.readers.pdf import read_pdf  # takes longer to import than a text to read

        return read_pdf(path.name, data)
    if data.startswith(b"PK"):
        return _read_archive(path, data)
    for magic, advice in BINARIES:
        if data.startswith(magic):
            raise UsageError(f"{path.name}：{advice}")
    suffix = path.suffix.lower()
    if suffix in (".html", ".htm", ".xhtml") or HTML.search(data[:2048]):
        from assistant.ingest.readers.web_pages import read_web

        return read_web(path.name, data)
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError(f"{path.name}：不是能识别的政策文件，{KNOWN}")
    return read_plain(path.name, data, "md" if suffix in (".md", ".markdown") else "txt")


def _read_archive(path: Path, data: bytes) -> SourceText:
    from assistant.ingest.readers.archives import open_archive
    from assistant.ingest.readers.word import read_word

    with open_archive(path.name, data) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return read_word(path.name, data)
    other = next((said for start, said in OFFICE if any(name.startswith(start) for name in names)), "压缩包")
    raise UsageError(f"{path.name}：这是{other}，{KNOWN}")
