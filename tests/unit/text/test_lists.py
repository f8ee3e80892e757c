"""Lists of words kept as rows: read in order, joined as alternatives, faults named; none is kept that nothing reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.text import lists
from assistant.text.lists import either, read_lists
from assistant.text.shared import SHARED

ASSISTANT = Path(lists.__file__).parents[1]
TABLES = sorted(path for path in ASSISTANT.rglob("words.tsv"))


def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "fruit.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lists, "files", lambda package: tmp_path)


def test_rows_of_one_list_are_read_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, monkeypatch, "# 果\nfruit\t梨 桃\nplace\t园\nfruit\t杏子?\n")
    found = read_lists("any", "fruit")
    assert found == {"fruit": ("梨", "桃", "杏子?"), "place": ("园",)}
    assert re.findall(either(found["place"], found["fruit"]), "园里的杏子和桃") == ["园", "杏子", "桃"]


@pytest.mark.parametrize("row", ["fruit\t梨", "fruit", "fruit\t "])
def test_a_row_without_new_words_is_named(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, monkeypatch, f"fruit\t梨 桃\n{row}\n")
    with pytest.raises(ValueError, match=r"fruit\.tsv:2"):
        read_lists("any", "fruit")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.parent.name)
def test_each_list_is_used_beside_its_table(path: Path) -> None:
    found = read_lists(".".join(path.parent.relative_to(ASSISTANT.parent).parts), "words", SHARED)
    code = "\n".join(module.read_text("utf-8") for module in path.parent.glob("*.py"))
    assert {name for name in found if f'["{name}"]' not in code and f"['{name}']" not in code} == set()
    assert all(re.compile(word) for words in found.values() for word in words)
    assert [row for row in path.read_text("utf-8").splitlines() if len(row) > 200] == []
