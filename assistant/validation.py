"""Faults of validated input, told in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

WORDING = {
    "missing": "缺少此项",
    "extra_forbidden": "没有这一项，请删去或核对名称",
    "string_type": "应为文字",
    "string_unicode": "含有无法识别的字符",
    "string_too_short": "不能为空",
    "string_too_long": "过长，最多 {max_length} 个字符",
    "too_short": "过少，至少 {min_length} 项",
    "too_long": "过多，最多 {max_length} 项",
    "tuple_type": "应为列表",
    "dict_type": "应为键值结构",
    "model_type": "应为键值结构",
    "model_attributes_type": "应为键值结构",
    "literal_error": "应为以下之一：{expected}",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不应小于 {ge}",
    "less_than_equal": "不应大于 {le}",
    "root_path": "应以 / 开头、不以 / 结尾，如 /huiqi；没有网关前缀的不设",
    "json_invalid": "不是有效的 JSON",
}
"""Wording by pydantic's error type; dates, numbers and everything rarer fall back on a general sentence."""

GENERAL = (
    ("date", "应为日期，如 2021-09-01"),
    ("int", "应为整数"),
    ("decimal", "应为数字"),
    ("float", "应为数字"),
    ("bool", "应为 true 或 false"),
)


@dataclass(frozen=True, slots=True)
class FieldError:
    """One value that can't be used: the keys and positions that lead to it, and what is wrong."""

    location: tuple[int | str, ...]
    message: str

    @property
    def field(self) -> str:
        """The place as one word; empty for the whole value."""
        return ".".join(map(str, self.location))

    def __str__(self) -> str:
        return f"{self.field}：{self.message}" if self.location else self.message


def read_errors(error: ValidationError) -> Iterator[FieldError]:
    """Yield pydantic's errors in Chinese."""
    for item in error.errors(include_url=False):
        yield FieldError(
            () if item["type"] == "json_invalid" else item["loc"], say_error(item["type"], item.get("ctx"))
        )


def say_error(kind: str, context: dict[str, object] | None = None) -> str:
    """Say one of pydantic's error types.

    >>> say_error("string_too_long", {"max_length": 5})
    '过长，最多 5 个字符'
    """
    wording = WORDING.get(kind)
    if wording is None:
        wording = next((words for prefix, words in GENERAL if kind.startswith(prefix)), "格式不对")
    return wording.format_map(context or {})
