"""A document as read from its file, before anything is made of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.models import Model

Format = Literal["docx", "pdf", "html", "md", "txt"]


class SourceParagraph(Model):
    """A paragraph or, in text and PDF, a line: where it stands in the original text and on which page (from 1).

    `indented` where the first line is set in, which begins a paragraph; `heading` is the level of a heading, else 0.
    """

    start: int
    end: int
    page: int | None = None
    indented: bool = False
    heading: int = 0


class SourceTable(Model):
    """A table as a grid in which a merged cell stands in every place that it covers; its rows' span in the text."""

    rows: tuple[tuple[str, ...], ...]
    start: int
    end: int
    page: int | None = None


class Omission(Model):
    """Something printed that is no text of the policy, and why it was left out."""

    text: str
    reason: str
    page: int | None = None


class SourceText(Model):
    """The text of a file with its paragraphs; a row of a table is a paragraph `| cell | cell |`."""

    name: str
    format: Format
    text: str = Field(repr=False)
    paragraphs: tuple[SourceParagraph, ...] = Field(repr=False)
    tables: tuple[SourceTable, ...] = ()
    omissions: tuple[Omission, ...] = ()
    notes: tuple[str, ...] = ()
    title: str = ""


class SourceBuilder:
    """Collects the paragraphs of one file into one text, a line break between them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.paragraphs: list[SourceParagraph] = []
        self.tables: list[SourceTable] = []
        self.omissions: list[Omission] = []
        self.notes: list[str] = []

    @property
    def text(self) -> str:
        """All that was added, a line break after each paragraph."""
        return "".join(self._pieces)

    def add(self, text: str, *, page: int | None = None, indented: bool = False, heading: int = 0) -> None:
        """Add a paragraph; a line break within it begins a line of its own."""
        for i, line in enumerate(text.split("\n")):
            if line.strip():
                start = self._length
                self._pieces.append(f"{line}\n")
                self._length += len(line) + 1
                self.paragraphs.append(
                    SourceParagraph(
                        start=start,
                        end=start + len(line),
                        page=page,
                        indented=not i and (indented or line[:1] in "\u3000 \t"),
                        heading=heading,
                    )
                )

    def add_table(self, rows: list[list[str]], *, page: int | None = None) -> None:
        """Add a table, a paragraph a row."""
        grid = tuple(tuple(" ".join(cell.split()).replace("|", "｜") for cell in row) for row in rows)
        grid = tuple(row for row in grid if any(row))
        if not grid:
            return
        start = self._length
        for row in grid:
            self.add(f"| {' | '.join(row)} |", page=page)
        self.tables.append(SourceTable(rows=grid, start=start, end=self._length - 1, page=page))

    def leave_out(self, text: str, reason: str, page: int | None = None) -> None:
        """Tell of something that is left out."""
        if text.strip():
            self.omissions.append(Omission(text=text.strip(), reason=reason, page=page))

    def build(self, name: str, kind: Format, title: str = "") -> SourceText:
        """Return what was collected."""
        return SourceText(
            name=name,
            format=kind,
            text=self.text,
            paragraphs=tuple(self.paragraphs),
            tables=tuple(self.tables),
            omissions=tuple(self.omissions),
            notes=tuple(self.notes),
            title=title,
        )
