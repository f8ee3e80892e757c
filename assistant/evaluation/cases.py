"""Question cases: what was asked, and what a right answer must and must not say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import UsageError
from assistant.models import Bound, Status
from assistant.validation import read_errors


class _Part(BaseModel):
    """A part of a case file; keys that scoring doesn't need are left to those who write cases."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldAmount(_Part):
    """An amount that the answer must state."""

    yuan: Decimal | None = None
    percent: Decimal | None = None
    bound: Bound


class Case(_Part):
    """One case; of each group in `must_mention` at least one string stands in a right answer."""

    id: str
    kind: str
    turns: Annotated[tuple[str, ...], Field(min_length=1)]
    status: Status
    clauses: tuple[str, ...] = ()
    amounts: tuple[GoldAmount, ...] = ()
    must_mention: tuple[tuple[str, ...], ...] = ()
    must_not_mention: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read_look_up(cls, data: object) -> object:
        """Take a look-up, `{"id", "text", "clauses"}`, for a case of one turn."""
        if not isinstance(data, dict) or "text" not in data or "turns" in data:
            return data
        status = "answered" if data.get("clauses") else "not_covered"
        return {"kind": "lookup", "status": status} | data | {"turns": [data["text"]]}


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read a JSONL file of cases, or all of a folder; raise `UsageError` naming the first line that can't be used."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    cases = tuple(case for file in files for case in _read_file(file))
    if not cases:
        raise UsageError(f"文件中没有案例：{path}")
    return cases


def _read_file(path: Path) -> Iterator[Case]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise UsageError(f"文件不存在：{path}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"文件无法读取，应为 UTF-8 编码的 JSONL：{path}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_case(path, number, line)


def _read_case(path: Path, number: int, line: str) -> Case:
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        faults = "；".join(map(str, read_errors(error)))
        raise UsageError(f"{path} 第{number}行无法使用：{faults}") from error
