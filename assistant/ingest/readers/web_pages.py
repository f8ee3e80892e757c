"""Read web pages: the main text without scripts, menus and footers; tables with merged cells expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from assistant.errors import UsageError
from assistant.ingest.readers.plain import decode
from assistant.ingest.source import SourceBuilder, SourceText

CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.I)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DROPPED = {
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "nav", "form", "button",
    "select", "input", "textarea", "head", "footer", "aside", "audio", "video", "del",
}  # fmt: skip
BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "figcaption",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "tbody",
    "td", "th", "thead", "tr", "ul", "caption",
}  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
PUNCTUATION = re.compile("[，。；、]")
MAIN_SHARE = 0.85
TITLES = ("ArticleTitle", "title", "og:title")
DEEPEST = 200


def read_web(name: str, data: bytes) -> SourceText:
    """Read a web page; raise `UsageError` where it holds no text."""
    try:
        root = html.document_fromstring(DECLARATION.sub("", _decode(data)))
    except (etree.ParserError, ValueError) as error:
        raise UsageError(f"{name}：网页中没有文字") from error
    title = _title(root)
    builder = SourceBuilder()
    _drop(root)
    body = root.find("body")
    main = _find_main(body if body is not None else root)
    for heading in (body if body is not None else root).iter("h1"):
        text = "".join(map(str, heading.itertext())).strip()
        if (
            text
            and heading not in set(main.iter())
            and not any(text in "".join(map(str, p.itertext())) for p in main.iter("p"))
        ):
            builder.add(" ".join(text.split()), heading=1)
            break
    _read(main, builder)
    return builder.build(name, "html", title)


def _decode(data: bytes) -> str:
    """Decode by the page's own word, else as any text of ours."""
    if found := CHARSET.search(data[:4096]):
        named = found[1].decode("ascii").lower()
        try:
            return data.decode("gb18030" if named in ("gb2312", "gbk") else named)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _title(root: html.HtmlElement) -> str:
    for wanted in TITLES:
        for meta in root.iter("meta"):
            if (meta.get("name") or meta.get("property")) == wanted and (meta.get("content") or "").strip():
                return str(meta.get("content")).strip()
    found = root.find(".//title")
    return re.split(r"[-_|—–]", (found.text or "").strip())[0].strip() if found is not None else ""


def _drop(root: html.HtmlElement) -> None:
    """Take out what is no text or not shown; what follows it stays."""
    for element in list(root.iter()):
        hides = isinstance(element.tag, str) and (
            element.tag in DROPPED or element.get("hidden") is not None or HIDDEN.search(element.get("style") or "")
        )
        if not isinstance(element.tag, str) or hides:
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()


def _find_main(body: html.HtmlElement) -> html.HtmlElement:
    """Return the innermost element that holds nearly all sentences of the page."""
    total = _weight(body)
    here = body
    for _ in range(DEEPEST):
        inner = next((e for e in here if isinstance(e.tag, str) and _weight(e) >= MAIN_SHARE * total), None)
        if inner is None or inner.tag in ("p", "table", "tbody", "tr") or total == 0:
            break
        here = inner
    return here


def _weight(element: html.HtmlElement) -> int:
    return sum(len(PUNCTUATION.findall(text)) for text in element.itertext())


def _read(parent: html.HtmlElement, builder: SourceBuilder) -> None:
    """Add the paragraphs of an element: its blocks, and the text between them."""
    pending: list[str] = []

    def flush(heading: int = 0) -> None:
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(pending))
        pending.clear()
        if text.strip():
            builder.add(text.strip("\n"), heading=heading)

    def walk(element: html.HtmlElement, depth: int) -> None:
        if depth > DEEPEST:
            pending.append(str(element.text_content()))
            return
        pending.append(_plain(element.text))
        for child in element:
            if child.tag == "br":
                pending.append("\n")
            elif child.tag == "table":
                flush()
                _read_table(child, builder)
            elif child.tag in BLOCKS:
                flush()
                walk(child, depth + 1)
                flush(1 if child.tag == "h1" else 0)
            else:
                walk(child, depth + 1)
            pending.append(_plain(child.tail))

    walk(parent, 0)
    flush()


def _plain(text: str | None) -> str:
    """Return text with the line breaks of the source as the blanks that they are in HTML."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _read_table(table: html.HtmlElement, builder: SourceBuilder) -> None:
    rows = list(_rows(table))
    widest = max((len(list(_cells(row))) for row in rows), default=0)
    nested = any(True for cell in table.iter("td") for _ in cell.iter("table"))
    if widest <= 1 or nested:  # a frame around text
        for row in rows:
            for cell in _cells(row):
                _read(cell, builder)
        return
    caption = table.find("caption")
    if caption is not None:
        builder.add(" ".join(caption.text_content().split()))
    builder.add_table(expand_grid(rows))


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def expand_grid(rows: list[html.HtmlElement]) -> list[list[str]]:
    """Return the table as a grid: a merged cell stands in every place that it covers."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []

        def take(line: list[str] = line) -> None:
            while (over := hanging.get(len(line))) is not None:
                if over[0] > 1:
                    hanging[len(line)] = (over[0] - 1, over[1])
                else:
                    del hanging[len(line)]
                line.append(over[1])

        for cell in _cells(row):
            take()
            text = " ".join(cell.text_content().split())
            for _ in range(_span(cell, "colspan")):
                if (height := _span(cell, "rowspan")) > 1:
                    hanging[len(line)] = (height - 1, text)
                line.append(text)
        take()
        grid.append(line)
    return grid


def _span(cell: html.HtmlElement, name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(max(int(said), 1), 500) if said.isdigit() else 1
