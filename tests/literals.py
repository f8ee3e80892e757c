"""The words that modules write out in patterns and in collections of words, and the texts that show words."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

from assistant.settings import ROOT

HAN = "\u4e00"
SHORTEST = 2
SHOWN = ("holds", "passes", "example", "reads")
"""Columns of tables in which examples stand."""
MARKS = re.compile("[‹› ]")


def words(parsed: Any) -> Iterator[str]:
    """Yield the runs of characters that a parsed pattern writes out."""
    run = ""
    for code, value in parsed:
        if code is codes.LITERAL and chr(value) >= HAN:
            run += chr(value)
            continue
        yield run
        run = ""
        for part in _within(code, value):
            yield from words(part)
    yield run


def whole_words(parsed: Any, before: str = "") -> Iterator[str]:
    """Yield the same with what alternatives begin with before each of them: 后一个 and 后面那个 share their first."""
    run = before
    for code, value in parsed:
        if code is codes.LITERAL and chr(value) >= HAN:
            run += chr(value)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from whole_words(branch, run)
            run = ""
        else:
            yield run
            run = ""
            for part in _within(code, value):
                yield from whole_words(part)
    yield run


def _within(code: Any, value: Any) -> Iterator[Any]:
    """Yield the parts of a parsed step."""
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        yield value[2]
    elif code is codes.SUBPATTERN:
        yield value[3]
    elif code is codes.BRANCH:
        yield from value[1]
    elif code in (codes.ASSERT, codes.ASSERT_NOT):
        yield value[1]


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that a value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from patterns(one)
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from patterns(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from patterns(getattr(value, field.name))


def collected(value: object) -> Collection[str]:
    """Return the words of a value that is a collection of words; none of any other."""
    is_collection = isinstance(value, tuple | frozenset)
    return [one for one in value if isinstance(one, str)] if is_collection else []  # type: ignore[attr-defined]


def literals(package: str) -> Iterator[tuple[str, str]]:
    """Yield each word of two characters or more that a package writes out, with the name of what has it."""
    for module in _modules(package):
        for name in _assigned(module):
            value = vars(module).get(name)
            found = {word for one in patterns(value) for word in whole_words(parser.parse(one.pattern, one.flags))}
            found.update(word for word in collected(value) if all(char >= HAN for char in word))
            for word in found:
                if len(word) >= SHORTEST:
                    yield f"{module.__name__.removeprefix(f'assistant.{package}.')}.{name}", word


def _modules(package: str) -> Iterator[ModuleType]:
    root = importlib.import_module(f"assistant.{package}")
    for found in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
        yield importlib.import_module(found.name)


def _assigned(module: ModuleType) -> Iterator[str]:
    """Yield the names that a module gives to values of its own."""
    for node in ast.parse(Path(str(module.__file__)).read_text("utf-8")).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            yield from (name.id for name in names if isinstance(name, ast.Name))


@cache
def shown() -> str:
    """Return all texts that show words in use: cases, notices, sentences of tests, examples of tables; no lists."""
    paths = [
        *(path for path in (ROOT / "tests" / "data").rglob("*") if path.suffix in {".md", ".yaml", ".jsonl"}),
        *(ROOT / "tests" / "cases").rglob("*.jsonl"),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "tests").rglob("literals.tsv"),
        *(ROOT / "corpus").rglob("*.*"),
    ]
    tables = (example for path in (ROOT / "assistant").rglob("*.tsv") for example in _examples(path))
    return "\n".join(MARKS.sub("", text) for text in (*(path.read_text("utf-8") for path in paths), *tables))


def _examples(path: Path) -> Iterator[str]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    head = rows[0] if rows else []
    for row in rows[1:] if set(head) & set(SHOWN) else []:
        yield from (cell for name, cell in zip(head, row, strict=True) if name in SHOWN)
