"""The written cases of `tests/cases`: a folder for each part they test, a file for each rule or kind."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "cases"
Cases = tuple[dict[str, Any], ...]


@cache
def read_file(name: str) -> Cases:
    """Return the cases of one file, `folder/stem`."""
    return tuple(json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines())


@cache
def read_folder(name: str) -> dict[str, Cases]:
    """Return the cases of one folder by the stem of their file."""
    return {path.stem: read_file(f"{name}/{path.stem}") for path in sorted((FOLDER / name).glob("*.jsonl"))}


def read_sets(folder: str, *sets: str) -> list[dict[str, Any]]:
    """Return the cases of a folder that were written in these sets, in the order of their ids."""
    found = [case for cases in read_folder(folder).values() for case in cases if case["set"] in sets]
    return sorted(found, key=lambda case: (sets.index(case["set"]), case["id"]))


def read_vocabulary() -> dict[str, Any]:
    """Return what cases may be said to test."""
    vocabulary: dict[str, Any] = yaml.safe_load((FOLDER / "vocabulary.yaml").read_text("utf-8"))
    return vocabulary
