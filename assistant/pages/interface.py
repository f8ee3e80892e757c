"""The page for those who write programs: the OpenAPI description, put in order to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.pages.rendering import read_asset, render

HIDDEN = ("工作台", "运维")
JSON_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "键值",
    "null": "",
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a request or reply; `depth` says how far inside others it is."""

    name: str
    kind: str
    text: str
    required: bool
    depth: int


@dataclass(frozen=True, slots=True)
class OperationView:
    """A call: where, what for, what goes in and what comes out."""

    method: str
    path: str
    summary: str
    tag: str
    asked: tuple[FieldView, ...]
    told: tuple[FieldView, ...]


def build_interface_router(root: str, describe: Callable[[], dict[str, Any]]) -> APIRouter:
    """Return the page over the description, which is asked for when the page first is."""
    router = APIRouter(include_in_schema=False)

    @router.get("/api")
    def interface() -> HTMLResponse:
        schema = describe()
        operations = tuple(_operations(schema))
        page = render(
            "interface.html",
            title="接口说明",
            style=Markup(read_asset("site.css")),
            root=root,
            paragraphs=[
                part.replace("**", "").replace("`", "") for part in schema["info"]["description"].split("\n\n")
            ],
            tags=[tag for tag in schema["tags"] if any(o.tag == tag["name"] for o in operations)],
            operations=operations,
        )
        return HTMLResponse(page)

    return router


def _operations(schema: dict[str, Any]) -> Iterator[OperationView]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            tag = operation["tags"][0]
            if tag in HIDDEN:
                continue
            parameters = [
                FieldView(p["name"], _kind(p["schema"]), p.get("description", ""), p.get("required", False), 0)
                for p in operation.get("parameters", ())
            ]
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            content = operation["responses"].get("200", {}).get("content", {})
            reply = content.get("application/json", {}).get("schema", {})
            asked = (*parameters, *_fields(schema, body))
            yield OperationView(method.upper(), path, operation["summary"], tag, asked, tuple(_fields(schema, reply)))


def _fields(
    schema: dict[str, Any], of: dict[str, Any], depth: int = 0, seen: tuple[str, ...] = ()
) -> Iterator[FieldView]:
    """Yield the fields of a schema, those of the schemas in it behind each."""
    for name in _references(of):
        if name in seen:
            continue
        model = schema["components"]["schemas"][name]
        for field, told in model.get("properties", {}).items():
            required = field in model.get("required", ())
            yield FieldView(field, _kind(told), told.get("description", ""), required, depth)
            yield from _fields(schema, told, depth + 1, (*seen, name))


def _references(of: dict[str, Any]) -> Iterator[str]:
    if "$ref" in of:
        yield of["$ref"].rpartition("/")[2]
    for inner in (*of.get("anyOf", ()), *([of["items"]] if "items" in of else ()), *of.get("prefixItems", ())):
        yield from _references(inner)


def _kind(of: dict[str, Any]) -> str:
    """Say what a value is: 文字, 列表, or the words to choose from."""
    if "enum" in of or "const" in of:
        return "、".join(map(str, of.get("enum", [of.get("const")])))
    if "anyOf" in of:
        return " 或 ".join(dict.fromkeys(filter(None, map(_kind, of["anyOf"]))))
    if of.get("format") == "date":
        return "日期"
    return JSON_TYPES.get(of.get("type", "object"), "")
