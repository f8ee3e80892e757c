"""Read Word documents (.docx, .docm; WPS writes the same): paragraphs with their automatic numbers, tables, text boxes.

Insertions that are tracked are text, deletions are not; macros are never looked at; headers, footers and footnotes are
left out and told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

from assistant.errors import UsageError
from assistant.ingest.readers.archives import open_archive, read_member
from assistant.ingest.readers.numbering import Numbering, Styles
from assistant.ingest.readers.xml import W, attribute, children, parse_xml
from assistant.ingest.source import SourceBuilder, SourceText

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE_DOCUMENT = "/officeDocument"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DELETED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText"}
WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}


def read_word(name: str, data: bytes) -> SourceText:
    """Read a Word document; raise `UsageError` where it is none."""
    with open_archive(name, data) as archive:
        try:
            document = parse_xml(read_member(archive, _main_part(archive)))
            styles = Styles(_optional(archive, "word/styles.xml"))
            numbering = Numbering(_optional(archive, "word/numbering.xml"), styles)
            reader = _Reader(numbering, styles)
            body = document.find(f"{W}body")
            if body is None:
                raise UsageError(f"{name}：不是 Word 文档")
            reader.read(body)
            _leave_out(archive, reader.builder)
            if any(part.endswith("vbaProject.bin") for part in archive.namelist()):
                reader.builder.notes.append("文件带有宏，宏没有读取，也不会运行")
        except (KeyError, ValueError, RecursionError, etree.XMLSyntaxError) as error:
            raise UsageError(f"{name}：Word 文档已损坏，请用 WPS 或 Word 打开后另存再试") from error
        return reader.builder.build(name, "docx", _title(archive))


def _main_part(archive: ZipFile) -> str:
    for relation in parse_xml(read_member(archive, "_rels/.rels")).iter(f"{PACKAGE}Relationship"):
        if relation.get("Type", "").endswith(OFFICE_DOCUMENT):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    raise KeyError(OFFICE_DOCUMENT)


def _optional(archive: ZipFile, part: str) -> etree._Element | None:
    return parse_xml(read_member(archive, part)) if part in archive.namelist() else None


def _title(archive: ZipFile) -> str:
    core = _optional(archive, "docProps/core.xml")
    found = core.find("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
    return (found.text or "").strip() if found is not None else ""


def _leave_out(archive: ZipFile, builder: SourceBuilder) -> None:
    """Tell of what is printed on every page, and of the footnotes."""
    told: set[str] = set()
    for part in sorted(archive.namelist()):
        base = posixpath.basename(part)
        reason = next(
            (
                r
                for start, r in (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"))
                if base.startswith(start)
            ),
            "",
        )
        if not part.startswith("word/") or not part.endswith(".xml") or not reason:
            continue
        for paragraph in parse_xml(read_member(archive, part)).iter(f"{W}p"):
            text = "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip()
            if text and text not in told:
                told.add(text)
                builder.leave_out(text, reason)


@dataclass(slots=True)
class _Reader:
    """Walks through a document and collects its paragraphs."""

    numbering: Numbering
    styles: Styles
    builder: SourceBuilder
    page: int = 1

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.numbering, self.styles, self.builder = numbering, styles, SourceBuilder()
        self.page = 1

    def read(self, parent: etree._Element) -> None:
        for child in children(parent):
            if child.tag == f"{W}p":
                self._read_paragraph(child)
            elif child.tag == f"{W}tbl":
                self._read_table(child)
            elif child.tag in WRAPPERS:
                self.read(child)
            elif child.tag == f"{MC}AlternateContent":
                self.read(_chosen(child))

    def _read_paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        text = "".join(self._texts(paragraph, boxes))
        mark = self.numbering.mark(paragraph)
        if text.strip():
            indent = paragraph.find(f"{W}pPr/{W}ind")
            indented = indent is not None and any(
                attribute(indent, name) not in (None, "0") for name in ("firstLine", "firstLineChars")
            )
            heading = self.styles.heading(paragraph)
            self.builder.add(f"{mark}{text.strip()}", page=self.page, indented=indented, heading=heading)
        for box in boxes:
            self.read(box)

    def _texts(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in children(element):
            tag = child.tag
            if tag in DELETED or tag in (f"{W}pPr", f"{W}rPr"):
                continue
            if tag == f"{W}t":
                yield child.text or ""
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield " "
            elif tag in (f"{W}br", f"{W}cr"):
                if attribute(child, "type") == "page":
                    self.page += 1
                yield "\n"
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{MC}AlternateContent":
                yield from self._texts(_chosen(child), boxes)
            elif tag == f"{W}r" and _is_hidden(child):
                continue
            else:
                yield from self._texts(child, boxes)

    def _read_table(self, table: etree._Element) -> None:
        rows = [row for row in _within(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        cells = [list(_within(row, f"{W}tc")) for row in rows]
        if all(len(row) <= 1 for row in cells):  # a frame around text
            for row in cells:
                for cell in row:
                    self.read(cell)
            return
        grid: list[list[str]] = []
        for row in cells:
            line: list[str] = []
            for cell in row:
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                width = int(attribute(span, "val") or 1) if span is not None else 1
                text = self._cell_text(cell)
                if merge is not None and attribute(merge, "val") != "restart" and grid and len(line) < len(grid[-1]):
                    text = grid[-1][len(line)]
                line += [text] * min(width, 64)
            grid.append(line)
        self.builder.add_table(grid, page=self.page)

    def _cell_text(self, cell: etree._Element) -> str:
        parts = []
        for paragraph in cell.iter(f"{W}p"):
            boxes: list[etree._Element] = []
            text = "".join(self._texts(paragraph, boxes)).strip()
            if text:
                parts.append(f"{self.numbering.mark(paragraph)}{text}")
        return " ".join(parts)


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also where they are wrapped in a content control."""
    for child in children(parent):
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _within(child, tag)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the first way in which something is drawn; the others say the same once more."""
    return next(iter(children(alternatives)), alternatives)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false")
