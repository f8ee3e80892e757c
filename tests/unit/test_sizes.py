"""Files stay within 250 lines, functions within 40, and patterns within 200 characters unless rows hold their words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("assistant", "index", "benchmarks", "tests", "docs")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_PATTERN, LONGEST_README = 250, 40, 200, 130
PROSE = {  # what people or a model read
    "assistant/answering/model/prompt.py",
    "assistant/api/descriptions.py",
    "assistant/web.py",
}
ROWS = ("ActRow", "rule")  # each with examples, which tests run


def sources() -> Iterator[tuple[str, str]]:
    for path in (*(path for room in ROOMS for path in ROOT.glob(f"{room}/**/*.py")), ROOT / "app.py"):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def functions() -> Iterator[tuple[str, int]]:
    for name, text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    lines = {name: text.count("\n") for name, text in sources()}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_the_readme_is_short() -> None:
    assert (ROOT / "README.md").read_text("utf-8").count("\n") <= LONGEST_README


def test_functions_are_short() -> None:
    assert {name: count for name, count in functions() if count > LONGEST_FUNCTION} == {}


def literals(node: ast.AST) -> Iterator[tuple[int, int]]:
    """Yield the line and the length of each string below a node; one that is put together counts as one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ROWS:
        return
    if (length := written(node)) is not None:
        yield getattr(node, "lineno", 0), length
        return
    body = getattr(node, "body", None)
    told = [one for one in body if isinstance(one, ast.Expr)] if isinstance(body, list) else []
    for child in ast.iter_child_nodes(node):
        if child not in told or not isinstance(child.value, ast.Constant):
            yield from literals(child)


def written(node: ast.AST) -> int | None:
    """Return how many characters a string expression writes out; None where it is none."""
    match node:
        case ast.Constant(value=str() as text):
            return len(text)
        case ast.JoinedStr(values=values):
            return sum(written(value) or 0 for value in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            found = [length for length in (written(left), written(right)) if length is not None]
            return sum(found) if found else None
    return None


def test_long_patterns_are_rows() -> None:
    told = ((name, text) for name, text in sources() if name not in PROSE and name.startswith(("assistant/", "index/")))
    sizes = ((name, literals(ast.parse(text))) for name, text in told)
    assert [(name, line, size) for name, found in sizes for line, size in found if size > LONGEST_PATTERN] == []


def test_a_string_put_together_counts_as_one() -> None:
    tree = ast.parse('"""Told."""\nA = f"{X}' + "一" * 150 + '" + "' + "二" * 60 + '"\nB = ("' + "三" * 9 + '", "四")')
    assert sorted(size for _, size in literals(tree)) == [1, 9, 210]
