"""One notice, written as docx, pdf, html, Markdown and text by real writers, gives the same clauses and rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from assistant.errors import UsageError
from assistant.ingest.ingestion import Ingested, ingest_file
from assistant.ingest.readers import read_source
from assistant.policy.table import squeeze
from tests.unit.ingest import notices

TITLE_PAGE = "云溪市政务公开"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ingested]:
    folder = tmp_path_factory.mktemp("forms")
    found = {}
    for kind, write in notices.WRITERS.items():
        path = folder / f"notice.{kind}"
        write(path)
        found[kind] = ingest_file(path)
    return found


def test_the_clauses_are_those_of_the_notice(taken: dict[str, Ingested]) -> None:
    clauses = {c.label: c for c in taken["docx"].policy.clauses}
    assert list(clauses) == ["导语", "一（一）", "一（二）", "二（一）", "二（二）", "附则"]
    assert clauses["一（二）"].departments == ("市工业和信息化局", "市财政局")
    assert clauses["一（二）"].section == "支持企业发展"
    assert clauses["二（二）"].title == "建设起降场"
    assert "| 起降场 | 大型 | 100万元 |" in clauses["二（二）"].body


def test_the_metadata_is_what_the_notice_prints(taken: dict[str, Ingested]) -> None:
    meta = taken["docx"].policy.meta
    assert (meta.id, meta.title, meta.number) == ("yunxi-2025-17", notices.TITLE, notices.NUMBER)
    assert (meta.issuer, meta.region) == (notices.SIGNATURE, "云溪市")
    assert (meta.issued, meta.effective, meta.valid_to) == (date(2025, 2, 18), date(2025, 3, 1), date(2027, 12, 31))
    assert (meta.interpreter, meta.interpreter_short) == ("云溪市工业和信息化局", "云溪市工信局")


@pytest.mark.parametrize("kind", [kind for kind in notices.WRITERS if kind != "docx"])
def test_every_form_says_the_same(taken: dict[str, Ingested], kind: str) -> None:
    def told(ingested: Ingested) -> Any:
        clauses = [(c.label, c.section, c.title, c.body, c.departments) for c in ingested.policy.clauses]
        return clauses, ingested.policy.meta.model_dump(exclude={"source"}), [row.row for row in ingested.rows]

    assert told(taken[kind]) == told(taken["docx"])


@pytest.mark.parametrize("kind", notices.WRITERS)
def test_every_quote_is_found_in_the_original(taken: dict[str, Ingested], kind: str) -> None:
    ingested = taken[kind]
    assert {reward.kind for reward in ingested.rewards} >= {"award"}
    for row in ingested.rows:
        start, end = ingested.source_span(row.start, row.end)
        original = ingested.source.text[start:end].replace("**", "").replace("|---|---|---|", "")
        assert squeeze(original) == squeeze(str(row.row["quote"]))


@pytest.mark.parametrize("kind", notices.WRITERS)
def test_what_is_no_text_is_left_out_and_told(taken: dict[str, Ingested], kind: str) -> None:
    ingested = taken[kind]
    assert any(omission.reason == "抄送" for omission in ingested.omissions)
    for words in ("抄送", "999", "版权所有", "内部资料", "— 1 —"):
        assert words not in ingested.file_text
    assert ingested.lost == ()


def test_pages_are_told_and_what_is_printed_on_each_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    notices.write_pdf(path, repeated=(TITLE_PAGE,))
    source = read_source(path)
    assert {paragraph.page for paragraph in source.paragraphs} >= {1}
    assert source.tables[0].rows == notices.TABLE


def change_of(text: str, deleted: str, inserted: str) -> Callable[[Any], None]:
    """Track a change: `deleted` after the text gives way to `inserted`."""

    def change(document: Any) -> None:
        paragraph = next(p for p in document.paragraphs if p.text.startswith(text))
        for name, run_text, said in (("del", "delText", deleted), ("ins", "t", inserted)):
            tracked, run, words = (OxmlElement(f"w:{n}") for n in (name, "r", run_text))
            tracked.set(qn("w:id"), "1")
            tracked.set(qn("w:author"), "a")
            words.text = said
            run.append(words)
            tracked.append(run)
            paragraph._p.append(tracked)

    return change


def test_tracked_insertions_are_text_and_deletions_are_not(tmp_path: Path) -> None:
    path = tmp_path / "notice.docx"
    notices.write_docx(path, change_of("为加快培育", "删去的话。", "补入的话。"))
    text = ingest_file(path).file_text
    assert "补入的话" in text
    assert "删去的话" not in text


def test_a_text_box_is_read(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        run = document.paragraphs[0].add_run()
        box, content, inner = OxmlElement("w:pict"), OxmlElement("w:txbxContent"), OxmlElement("w:p")
        words, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "框中的文字"
        words.append(text)
        inner.append(words)
        content.append(inner)
        box.append(content)
        run._r.append(box)

    path = tmp_path / "notice.docx"
    notices.write_docx(path, change)
    assert "框中的文字" in read_source(path).text


def test_a_document_without_numbers_of_its_own_needs_no_numbering_part(tmp_path: Path) -> None:
    document = Document()
    for text in ("某县若干措施", "一、研发补助", "对研发投入，给予10万元补助。"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "plain.docx"))
    assert [c.label for c in ingest_file(tmp_path / "plain.docx").policy.clauses] == ["一"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes("某县若干措施\r\n一、研发补助\r\n对企业给予１０万元补助。".encode(encoding))
    assert [c.body for c in ingest_file(path).policy.clauses] == ["对企业给予１０万元补助。"]


def test_a_name_without_the_right_ending_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    notices.write_docx(path)
    assert read_source(path).format == "docx"


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "empty.docx"))
    with pytest.raises(UsageError, match="没有文字"):
        ingest_file(tmp_path / "empty.docx")


GRID = (
    ("类别", "标准", "标准"),
    ("类别", "新建", "改建"),
    ("冷库", "40万元", "16万元"),
    ("保鲜库", "25万元", "25万元"),
)
"""A table as it reads once every merged cell stands in each place that it covers."""
MERGED = (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((3, 1), (3, 2)))
"""Its merged cells: first and last place, down or across."""


def write_grid_docx(path: Path) -> None:
    document = Document()
    document.add_paragraph("某县冷链补助标准")
    document.add_paragraph("一、补助标准")
    table = document.add_table(len(GRID), len(GRID[0]))
    for i, row in enumerate(GRID):
        for j, cell in enumerate(row):
            table.cell(i, j).text = cell
    for first, last in MERGED:
        table.cell(*last).text = ""
        table.cell(*first).merge(table.cell(*last))
    document.save(str(path))


def write_grid_html(path: Path) -> None:
    rows = (
        "<tr><th rowspan='2'>类别</th><th colspan='2'>标准</th></tr><tr><th>新建</th><th>改建</th></tr>"
        "<tr><td>冷库</td><td>40万元</td><td>16万元</td></tr><tr><td>保鲜库</td><td colspan='2'>25万元</td></tr>"
    )
    body = f"<p>某县冷链补助标准</p><p>一、补助标准</p><table>{rows}</table>"
    path.write_text(f"<html><meta charset='utf-8'><body>{body}</body></html>", "utf-8")


def write_grid_pdf(path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(notices.FONT))
    style = ParagraphStyle("plain", fontName=notices.FONT, fontSize=14, leading=24, wordWrap="CJK")
    cells = [list(row) for row in GRID]
    spans: list[tuple[object, ...]] = [("FONT", (0, 0), (-1, -1), notices.FONT, 12)]
    spans.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    for (top, left), (bottom, right) in MERGED:
        cells[bottom][right] = ""
        spans.append(("SPAN", (left, top), (right, bottom)))
    text = [Paragraph("某县冷链补助标准", style), Paragraph("一、补助标准", style)]
    SimpleDocTemplate(str(path), pagesize=A4).build([*text, Table(cells, style=TableStyle(spans))])


@pytest.mark.parametrize("write", [write_grid_docx, write_grid_html, write_grid_pdf])
def test_cells_merged_down_and_across_are_read_the_same(write: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / f"notice.{write.__name__.rpartition('_')[2]}"
    write(path)
    assert read_source(path).tables[0].rows == GRID
    assert "| 保鲜库 | 25万元 | 25万元 |" in ingest_file(path).policy.clauses[0].body
