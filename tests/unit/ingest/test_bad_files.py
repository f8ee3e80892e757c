"""A file that can't be taken in is refused with a message that says what to do, and the corpus is left as it was."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from assistant.cli import main
from assistant.errors import UsageError
from assistant.ingest.ingestion import ingest_file
from assistant.ingest.readers import files
from tests.unit.ingest import notices

MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def write_bomb(path: Path) -> None:
    """Write a docx whose text unpacks to 300 MB."""
    notices.write_docx(path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/media/image1.bin", "w") as file,
    ):
        for _ in range(300):
            file.write(bytes(2**20))


def write_lying_bomb(path: Path) -> None:
    """Write a docx one part of which unpacks to more than any text."""
    notices.write_docx(path)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist() if name != "word/document.xml"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        with archive.open("word/document.xml", "w") as file:
            for _ in range(30):
                file.write(b" " * 2**20)


def write_scan(path: Path) -> None:
    """Write a PDF that holds nothing but pictures of pages."""
    printed = path.with_name("printed.pdf")
    notices.write_pdf(printed)
    with pypdfium2.PdfDocument(printed) as document:
        pictures: list[Image.Image] = [page.render(scale=1).to_pil().convert("RGB") for page in document]
    pictures[0].save(path, save_all=True, append_images=pictures[1:])


def write_damaged(path: Path) -> None:
    notices.write_docx(path)
    path.write_bytes(path.read_bytes()[:-400])


def write_damaged_pdf(path: Path) -> None:
    notices.write_pdf(path)
    path.write_bytes(path.read_bytes()[:700])


def write_entities(path: Path) -> None:
    """Write a docx whose XML refers to a file and to an entity that grows."""
    notices.write_docx(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    text = parts["word/document.xml"].decode()
    text = text.replace("<w:document", f"{head}<w:document", 1).replace(notices.OPENING, f"{notices.OPENING}&b;&f;")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, text if name == "word/document.xml" else data)


BAD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "empty": ("a.txt", lambda path: path.write_bytes(b""), "空的"),
    "blank": ("a.txt", lambda path: path.write_text(" \n\n "), "空的"),
    "binary": ("a.txt", lambda path: path.write_bytes(bytes(range(256)) * 20), "不是能识别的政策文件"),
    "picture": ("a.pdf", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), "图片"),
    "old Word": (
        "a.docx",
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        "另存为 docx",
    ),
    "spreadsheet": ("a.docx", lambda path: _zip(path, "xl/workbook.xml"), "电子表格"),
    "archive": ("a.docx", lambda path: _zip(path, "notes.txt"), "压缩包"),
    "no archive at all": ("a.docx", lambda path: path.write_bytes(b"PK\x03\x04 nothing"), "已损坏"),
    "damaged docx": ("a.docx", write_damaged, "已损坏"),
    "zip bomb": ("a.docx", write_bomb, "异常巨大"),
    "one part too large": ("a.docx", write_lying_bomb, "异常巨大"),
    "encrypted PDF": ("a.pdf", lambda path: notices.write_pdf(path, password="secret"), "已加密"),
    "damaged PDF": ("a.pdf", write_damaged_pdf, "已损坏"),
    "scan": ("a.pdf", write_scan, "扫描件"),
    "page without text": ("a.html", lambda path: path.write_text("<html><script>1</script></html>"), "没有文字"),
}


def _zip(path: Path, part: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_plain_words(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "scan":
        monkeypatch.setitem(__import__("sys").modules, "rapidocr", None)  # as where the extra is not installed
    file, write, says = BAD[name]
    path, out = tmp_path / file, tmp_path / "corpus"
    write(path)
    assert main(["ingest", str(path), "--out", str(out)]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert "Traceback" not in told.err
    assert not told.out
    assert not out.exists()


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    with pytest.raises(UsageError, match="文件过大"):
        ingest_file(path)


@pytest.mark.parametrize("missing", ["none.docx", "."])
def test_what_is_no_file_is_told(tmp_path: Path, missing: str) -> None:
    with pytest.raises(UsageError, match=r"不存在|不是文件"):
        ingest_file(tmp_path / missing)


def write_macros(path: Path) -> None:
    """Write a Word document with macros."""
    notices.write_docx(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", MACRO.encode()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (parts | {"[Content_Types].xml": types, "word/vbaProject.bin": b"Sub AutoOpen()"}).items():
            archive.writestr(name, data)


def test_the_macros_of_a_document_are_told_of_and_nothing_more(tmp_path: Path) -> None:
    path = tmp_path / "a.docm"
    write_macros(path)
    ingested = ingest_file(path)
    assert len(ingested.policy.clauses) == 6
    assert any("宏" in doubt for doubt in ingested.doubts)


def test_entities_are_neither_fetched_nor_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_entities(path)
    text = ingest_file(path).file_text
    assert "aaaaaaaaaa" not in text
    assert Path("/etc/hostname").read_text().strip() not in text


def test_a_script_in_the_text_is_only_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("某县若干措施\n一、奖励\n<script>alert(1)</script>对企业给予10万元奖励。\n{{ 7 * 7 }}给予补助。")
    ingested = ingest_file(path)
    assert "{{ 7 * 7 }}" in ingested.file_text
    assert ingested.policy.clauses[0].label == "一"
