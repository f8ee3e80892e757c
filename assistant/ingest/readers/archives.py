"""Open the zip files that Office documents are, without being blown up by one."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile

from assistant.errors import UsageError

LARGEST = 200 * 1024 * 1024
"""Largest sum of the unpacked parts, in bytes; a part of text is never larger than a tenth of it."""
MOST_PARTS = 5000


def open_archive(name: str, data: bytes) -> ZipFile:
    """Open a zip file; raise `UsageError` where it is damaged, encrypted or unpacks to far more than any document."""
    try:
        archive = ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UsageError(f"{name}：文件已损坏，不是完整的 Office 文档") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
        raise UsageError(f"{name}：文件解压后异常巨大，没有读取；请用 WPS 或 Word 另存为 docx 后重试")
    if any(part.flag_bits & 1 for part in parts):
        raise UsageError(f"{name}：文件已加密，请去除密码后重试")
    return archive


def read_member(archive: ZipFile, part: str) -> bytes:
    """Read one part, no more of it than it says it has; raise `KeyError` where there is none."""
    size = archive.getinfo(part).file_size
    if size > LARGEST // 10:
        raise UsageError(f"文件的 {part} 部分异常巨大，没有读取；请另存为 docx 后重试")
    try:
        with archive.open(part) as file:
            data = file.read(size + 1)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UsageError("文件已损坏，不是完整的 Office 文档") from error
    if len(data) > size:
        raise UsageError("文件解压后与所标大小不符，没有读取")
    return data
