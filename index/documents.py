"""Any collection of documents, without questions: cut it into passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.models import Model
from assistant.retrieval.passages import Passage, Passages

SENTENCE_END = re.compile(r"(?<=[。；！？!?;\n])")
WINDOW = 250
"""Characters of a passage."""


class Document(Model):
    """A document of a collection."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """Title and text; texts that open with their title are left alone."""
        return self.text if self.text.startswith(self.title[:10]) else f"{self.title} {self.text}"


def cut_documents(documents: Iterable[Document], size: int = WINDOW) -> Passages:
    """Return overlapping windows of about `size` characters, each under its document's title, and the whole texts."""
    passages, wholes = [], []
    for document in documents:
        wholes.append(Passage(policy="", clause=document.id, kind="clause", text=document.whole))
        for window in cut_windows(document.whole, size):
            text = f"{document.title} {window}".strip()
            passages.append(Passage(policy="", clause=document.id, kind="window", text=text))
    return Passages(passages=tuple(passages), wholes=tuple(wholes))


def cut_windows(text: str, size: int) -> Iterator[str]:
    """Yield whole sentences of at most `size` characters together, from every half window on; longer ones are cut.

    >>> list(cut_windows("一二三。四五六。七八九。", 8))
    ['一二三。四五六。', '四五六。七八九。']
    """
    parts = [s[i : i + size] for s in SENTENCE_END.split(text) if s.strip() for i in range(0, len(s), size)] or [""]
    start = 0
    while True:
        end, length = start, 0
        while end < len(parts) and length + len(parts[end]) <= size:
            length += len(parts[end])
            end += 1
        yield "".join(parts[start:end])
        if end >= len(parts):
            return
        passed = 0
        while start < end and passed < size // 2:
            passed += len(parts[start])
            start += 1
