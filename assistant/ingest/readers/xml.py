"""Parse the XML of Office documents, with nothing fetched and nothing expanded."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parse_xml(data: bytes) -> etree._Element:
    """Parse one part; entities are not expanded, nothing is fetched."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements in an element, without comments and the like."""
    for child in parent:
        if isinstance(child.tag, str):
            yield child


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute of Word's namespace."""
    return element.get(f"{W}{name}")
