"""Files stay within 250 lines and functions within 40."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 250, 40


def sources() -> Iterator[tuple[str, str]]:
    for path in (*ROOT.glob("assistant/**/*.py"), *ROOT.glob("index/**/*.py"), ROOT / "app.py"):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def functions() -> Iterator[tuple[str, int]]:
    for name, text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    lines = {name: text.count("\n") for name, text in sources()}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    assert {name: count for name, count in functions() if count > LONGEST_FUNCTION} == {}
