"""An invented notice, written as docx, pdf, html, Markdown and text by the writers that people use."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONT = "STSong-Light"
TITLE = "云溪市人民政府办公室关于支持低空经济发展若干措施的通知"
NUMBER = "云政办规〔2025〕17号"
ADDRESS = "各县（市、区）人民政府，市直有关单位："
OPENING = "为加快培育低空经济，结合我市实际，现提出如下措施。"
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "支持企业发展",
        (
            "引进整机企业。对新引进的整机制造企业，实缴注册资本达到2000万元的，一次性给予80万元奖励。",
            "培育骨干企业。对年营业收入首次达到1亿元、5亿元的低空经济企业，分别给予30万元、150万元的一次性奖励。"
            "（责任单位：市工业和信息化局、市财政局）",
        ),
    ),
    (
        "支持应用推广",
        (
            "开通航线。对新开通的载货航线，按照每架次不超过200元的标准给予补贴，单个企业每年最高不超过60万元。",
            "建设起降场。按照实际投入的20%给予补助，最高不超过100万元。具体标准见下表：",
        ),
    ),
)
TABLE = (("类别", "规模", "补助上限"), ("起降场", "小型", "30万元"), ("起降场", "大型", "100万元"))
CLOSING = "本措施自2025年3月1日起施行，有效期至2027年12月31日，由云溪市工业和信息化局负责解释。"
SIGNATURE = "云溪市人民政府办公室"
DATE = "2025年2月18日"
COPIES = "抄送：市委办公室，市人大常委会办公室。"
HAN = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the notice: what kind it is, its number and its text."""

    kind: str
    text: str
    mark: str = ""

    @property
    def printed(self) -> str:
        """The paragraph as printed."""
        return f"{self.mark}{self.text}"


def lines() -> list[Line]:
    """Return the notice's paragraphs; the table stands after the last item."""
    said = [Line("number", NUMBER), Line("title", TITLE), Line("address", ADDRESS), Line("text", OPENING)]
    for i, (heading, items) in enumerate(SECTIONS):
        said.append(Line("section", heading, f"{HAN[i]}、"))
        said += [Line("item", item, f"（{HAN[j]}）") for j, item in enumerate(items)]
    said.append(Line("table", ""))
    said += [Line("text", CLOSING), Line("signature", SIGNATURE), Line("date", DATE), Line("text", COPIES)]
    return said


def write_text(path: Path) -> None:
    """Write plain text, in lines of 30 characters as a mail program breaks them, in GB18030."""
    out: list[str] = []
    for line in lines():
        if line.kind == "table":
            out += [f"| {' | '.join(row)} |" for row in TABLE]
            continue
        text = f"\u3000\u3000{line.printed}" if line.kind in ("text", "item", "section") else line.printed
        out += [text[i : i + 30] for i in range(0, len(text), 30)]
    path.write_bytes("\r\n".join(out).encode("gb18030"))


def write_markdown(path: Path) -> None:
    """Write Markdown."""
    out: list[str] = []
    for line in lines():
        if line.kind == "table":
            rows = [f"| {' | '.join(row)} |" for row in TABLE]
            out.append("\n".join([rows[0], "|---|---|---|", *rows[1:]]))
        elif line.kind == "title":
            out.append(f"# {line.text}")
        elif line.kind == "section":
            out.append(f"## {line.printed}")
        else:
            out.append(line.printed)
    path.write_text("\n\n".join(out), encoding="utf-8")


def write_html(path: Path) -> None:
    """Write a web page as a government site has it: a menu, scripts, a merged cell."""
    rows = (
        "<tr><th>类别</th><th>规模</th><th>补助上限</th></tr>"
        "<tr><td rowspan='2'>起降场</td><td>小型</td><td>30万元</td></tr><tr><td>大型</td><td>100万元</td></tr>"
    )
    body = [
        f"<table>{rows}</table>" if line.kind == "table" else f"<p>&emsp;&emsp;{html.escape(line.printed)}</p>"
        for line in lines()
    ]
    path.write_text(
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>政策_云溪市政府</title>"
        "<script>document.write('一次性给予999万元')</script></head><body><nav><a href='/'>首页，政务公开</a></nav>"
        f"<div class='wrap'><div id='zoom'>{''.join(body)}</div></div>"
        "<footer>版权所有，联系电话略。</footer></body></html>",
        encoding="utf-8",
    )


def write_docx(path: Path, change: Callable[[Document], None] | None = None) -> None:
    """Write a Word document whose sections and items are numbered by Word itself, with a merged cell."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    numbers = _number_format(document)
    for line in lines():
        if line.kind == "table":
            table = document.add_table(len(TABLE), len(TABLE[0]))
            for i, row in enumerate(TABLE):
                for j, cell in enumerate(row):
                    table.cell(i, j).text = cell
            table.cell(2, 0).text = ""
            table.cell(1, 0).merge(table.cell(2, 0))
        elif line.mark:
            paragraph = document.add_paragraph(line.text)
            _number(paragraph, numbers, 0 if line.kind == "section" else 1)
        else:
            document.add_paragraph(line.text)
    if change is not None:
        change(document)
    document.save(str(path))


def _number_format(document: Document) -> str:
    """Add a list 一、（一） to the document; return its id."""
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for level, text in enumerate(("%1、", "（%2）")):
        entry = OxmlElement("w:lvl")
        entry.set(qn("w:ilvl"), str(level))
        for name, value in (("start", "1"), ("numFmt", "chineseCounting"), ("lvlText", text)):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            entry.append(child)
        abstract.append(entry)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "90")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "90")
    number.append(reference)
    root.append(number)
    return "90"


def _number(paragraph: WordParagraph, number: str, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbered = OxmlElement("w:numPr")
    for name, value in (("ilvl", str(level)), ("numId", number)):
        child = OxmlElement(f"w:{name}")
        child.set(qn("w:val"), value)
        numbered.append(child)
    properties.append(numbered)


def write_pdf(path: Path, password: str | None = None, repeated: Sequence[str] = ()) -> None:
    """Write a PDF with page numbers and a merged cell; `repeated` is printed at the top of each page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    plain = ParagraphStyle("plain", fontName=FONT, fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK")
    centred = ParagraphStyle("centred", parent=plain, alignment=1, firstLineIndent=0)
    story: list[object] = []
    for line in lines():
        if line.kind == "table":
            rows = [list(row) for row in TABLE]
            rows[2][0] = ""
            grid = TableStyle(
                [
                    ("FONT", (0, 0), (-1, -1), FONT, 14),
                    ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                    ("SPAN", (0, 1), (0, 2)),
                ]
            )
            story += [Spacer(1, 6), Table(rows, style=grid), Spacer(1, 6)]
        else:
            story.append(Paragraph(line.printed, centred if line.kind in ("number", "title") else plain))

    def decorate(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 12)
        for text in repeated:
            canvas.drawString(30 * mm, 287 * mm, text)
        canvas.drawCentredString(105 * mm, 12 * mm, f"— {document.page} —")

    document = SimpleDocTemplate(str(path), pagesize=A4, encrypt=password)
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)


WRITERS: dict[str, Callable[[Path], None]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "html": write_html,
    "md": write_markdown,
    "txt": write_text,
}
