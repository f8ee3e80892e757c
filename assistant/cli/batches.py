"""Batches: a JSON object a line in, a JSON object a line out, unreadable lines told in their place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import UsageError
from assistant.models import TEXT_LIMIT
from assistant.validation import read_errors

UNREADABLE = 2


class Line(BaseModel):
    """What all batch lines share; keys that we don't know are the caller's own."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: str | None = None


class Question(Line):
    """A line of `ask --batch`: the user's messages in order, the last one to be answered."""

    turns: Annotated[tuple[str, ...], Field(min_length=1)]


class Draft(Line):
    """A line of `check --batch`: a text that someone else wrote, and the question it replies to."""

    question: Annotated[str, Field(max_length=TEXT_LIMIT)] = ""
    draft: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that can't be used, and why."""

    text: str


T = TypeVar("T", bound=Line)


def open_batch(path: Path) -> BinaryIO:
    """Open a batch file; raise `UsageError` where it can't be read."""
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise UsageError(f"文件不存在：{path}") from error
    except OSError as error:
        raise UsageError(f"文件无法读取：{path}") from error


def read_lines(file: BinaryIO, model: type[T]) -> Iterator[tuple[int, T | Unreadable]]:
    """Yield each line's number and content; blank lines are passed over."""
    for number, raw in enumerate(file, start=1):
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if raw.strip():
            yield number, _read_line(raw, model)


def _read_line(raw: bytes, model: type[T]) -> T | Unreadable:
    try:
        return model.model_validate_json(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Unreadable("不是有效的 UTF-8 文字")
    except ValidationError as error:
        return Unreadable("；".join(map(str, read_errors(error))))


def answer_lines(file: BinaryIO, model: type[T], answer: Callable[[T], BaseModel]) -> int:
    """Print the answer to each line as it is ready; return 0, or 2 where a line was unreadable."""
    code = 0
    for number, line in read_lines(file, model):
        if isinstance(line, Unreadable):
            code = UNREADABLE
            result = {"id": None, "line": number, "status": "error", "text": f"第{number}行无法使用：{line.text}"}
        else:
            named = {} if line.id is None else {"id": line.id}
            result = named | answer(line).model_dump(mode="json")
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return code
