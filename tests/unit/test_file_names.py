"""Files of one name hold one idea: docs/words.md lists which are called alike, and why."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from assistant.settings import ROOT

TITLE = "## Files of one name"


def listed() -> list[str]:
    """Return the names that the list of words allows more than one file to have."""
    rows = (ROOT / "docs" / "words.md").read_text("utf-8").partition(TITLE)[2].splitlines()
    cells = [row.split("|")[1] for row in rows if row.startswith("|")]
    return [name for cell in cells[2:] for name in re.findall("[a-z_]+", cell)]


def test_files_are_called_alike_only_where_the_list_says_why() -> None:
    names = Counter(path.stem for path in (ROOT / "assistant").rglob("*.py") if not path.stem.startswith("__"))
    alike = {name for name, number in names.items() if number > 1}
    assert sorted(alike) == sorted(listed())


def test_no_file_is_named_after_nothing() -> None:
    """Names that say nothing of what a file holds."""
    empty = {"utils", "helpers", "manager", "misc", "common", "core"}
    assert not empty & {path.stem for path in Path(ROOT / "assistant").rglob("*.py")}
