"""Read plain text and Markdown, in UTF-8 or GB18030, with or without a byte order mark."""

from __future__ import annotations

import re

from assistant.errors import UsageError
from assistant.ingest.source import Format, SourceParagraph, SourceText

LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---\r?\n", re.S)
HASHES = re.compile(r"(#{1,6}) +")
RULE = re.compile(r"[-|: ]+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_plain(name: str, data: bytes, kind: Format) -> SourceText:
    """Read a text file; raise `UsageError` where it is no text."""
    text = decode(data)
    if len(CONTROL.findall(text)) > len(text) // 200:
        raise UsageError(f"{name}：不是文字文件")
    head = FRONT_MATTER.match(text) if kind == "md" else None
    paragraphs = tuple(
        _paragraph(found, kind)
        for found in LINE.finditer(text, head.end() if head else 0)
        if found[0].strip() and not (kind == "md" and RULE.fullmatch(found[0]))
    )
    return SourceText(name=name, format=kind, text=text, paragraphs=paragraphs)


def _paragraph(line: re.Match[str], kind: Format) -> SourceParagraph:
    hashes = HASHES.match(line[0]) if kind == "md" else None
    start = line.start() + (hashes.end() if hashes else 0)
    heading = len(hashes[1]) if hashes else 0
    return SourceParagraph(start=start, end=line.end(), indented=line[0][:1] in "\u3000 \t", heading=heading)


def decode(data: bytes) -> str:
    """Decode a file of Chinese text; raise `UsageError` where it is in neither encoding."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError("文件编码无法识别，请另存为 UTF-8 编码的文本")
