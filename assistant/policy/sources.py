"""Read corpus files into models, turning every fault into one with a file, a row and a field."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from assistant.errors import CorpusError, Fault
from assistant.models import Model
from assistant.validation import read_errors

T = TypeVar("T", bound=Model)


class _DuplicateKey(yaml.MarkedYAMLError):
    """A key given twice in one mapping."""


class _UniqueKeys(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A YAML loader that refuses a key given twice, which PyYAML would silently drop; in C where that is installed."""


def _construct_mapping(loader: _UniqueKeys, node: yaml.MappingNode) -> dict[object, object]:
    seen: set[object] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise _DuplicateKey(problem=str(key), problem_mark=key_node.start_mark)
        seen.add(key)
    return dict(loader.construct_pairs(node))


_UniqueKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)


def read_text(path: Path) -> str:
    """Read a corpus file; raise `CorpusError` where it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CorpusError(Fault(path.name, "-", "-", f"文件不存在：{path}")) from error
    except UnicodeDecodeError as error:
        raise CorpusError(Fault(path.name, "-", "-", "文件不是 UTF-8 编码")) from error
    except OSError as error:
        raise CorpusError(Fault(path.name, "-", "-", f"文件无法读取：{path}")) from error


def read_yaml(path: Path) -> dict[str, object]:
    """Read a YAML mapping; raise `CorpusError` where the file is missing, unreadable or of another shape."""
    return parse_yaml(path.name, read_text(path))


def parse_yaml(file: str, text: str, before: int = 0) -> dict[str, object]:
    """Parse a YAML mapping that stands in a file after so many lines."""
    try:
        data = yaml.load(text, Loader=_UniqueKeys)  # a SafeLoader
    except _DuplicateKey as error:
        raise CorpusError(Fault(file, _line(error, before), str(error.problem), "键重复")) from error
    except yaml.MarkedYAMLError as error:
        raise CorpusError(Fault(file, _line(error, before), "-", f"YAML 无法解析：{error.problem}")) from error
    except (yaml.YAMLError, ValueError) as error:  # impossible dates are plain ValueErrors
        raise CorpusError(Fault(file, "-", "-", f"YAML 无法解析：{error}")) from error
    if not isinstance(data, dict):
        raise CorpusError(Fault(file, "-", "-", "文件应为键值结构"))
    return data


def _line(error: yaml.MarkedYAMLError, before: int) -> str:
    return f"第{before + error.problem_mark.line + 1}行" if error.problem_mark else "-"


def read_model(path: Path, model: type[T]) -> T:
    """Read a YAML file as one model."""
    return parse_model(path.name, "-", read_yaml(path), model)


def parse_model(file: str, row: str, data: object, model: type[T]) -> T:
    """Validate `data` as `model`; every fault names file, row and field."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = (Fault(file, _row(row, data, e.location), e.field or "-", e.message) for e in read_errors(error))
        raise CorpusError(*faults) from error


def _row(row: str, data: object, location: tuple[int | str, ...]) -> str:
    """Name the row of a list by its id where the fault lies inside one."""
    for part in location:
        if isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        if isinstance(data, Mapping) and isinstance(data.get("id"), str):
            row = str(data["id"])
    return row
