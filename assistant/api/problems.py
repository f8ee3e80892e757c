"""Faults of requests, told as problem+json in Chinese."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.access import lead_to_login, root_of
from assistant.api.schemas import ErrorNote, FieldFault, Problem
from assistant.errors import Conflict, HuiqiError, LoginRequired, NotAllowed, NotFound, UsageError
from assistant.validation import say_error

log = logging.getLogger(__name__)

TITLES = {
    400: "请求有误",
    401: "需要登录",
    403: "无权办理",
    404: "没有这个地址",
    405: "不支持这种请求方法",
    409: "内容已有变化",
    413: "内容过大",
    415: "不支持这种内容类型",
    422: "请求内容无法使用",
    429: "请求过于频繁",
    500: "服务内部出错",
    503: "服务暂不可用",
}

STATUSES: dict[type[HuiqiError], int] = {
    UsageError: 422,
    LoginRequired: 401,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
}
"""HTTP status by error; all others are faults of ours (503)."""

DETAILS = {
    400: "请求内容无法解析，请核对格式后重新提交。",
    404: "请核对地址；接口说明见 /api。",
    405: "此地址不支持这种请求方法；接口说明见 /api。",
    500: "请稍后再试；多次出现请联系系统维护人员。",
}
"""What to do next, where a library reports a fault in its own words."""

MEDIA = "application/problem+json"
INTERFACES = ("/api/", "/v1/", "/mcp")


def _told(*statuses: int) -> dict[int | str, dict[str, Any]]:
    schema = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"model": Problem, "description": TITLES[status], "content": schema} for status in statuses}


LOOKED_UP = _told(401, 422, 429)
"""What routes say of themselves that read no body."""

UNUSABLE = _told(400, 401, 413, 415, 422, 429)
"""What routes say of themselves that refuse a body they can't use."""


def problem(status: int, detail: str, *faults: FieldFault, headers: Mapping[str, str] | None = None) -> Response:
    """Return the fault as a problem+json response; `error` repeats it as OpenAI's clients read it."""
    title = TITLES.get(status, TITLES[400])
    error = ErrorNote(message=f"{title}：{detail}", type=_kind(status), code=status)
    body = Problem(title=title, status=status, detail=detail, errors=faults, error=error)
    return JSONResponse(
        body.model_dump(), status_code=status, media_type=MEDIA, headers=None if headers is None else dict(headers)
    )


def _kind(status: int) -> str:
    named = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}
    return named.get(status, "invalid_request_error" if status < 500 else "server_error")


def install_problem_handlers(app: FastAPI) -> None:
    """Answer faults of requests, and our own errors, as problem+json."""
    app.add_exception_handler(RequestValidationError, _tell_invalid_fields)
    app.add_exception_handler(HuiqiError, _tell_own_error)
    app.add_exception_handler(HTTPException, _tell_http_fault)
    app.add_exception_handler(500, _tell_server_error)


def _tell_invalid_fields(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem(422, "请按 errors 逐项改正后重新提交。", *map(_field_fault, error.errors()))


def _tell_own_error(request: Request, error: Exception) -> Response:
    if isinstance(error, LoginRequired) and not _is_api(request):
        return lead_to_login(request)
    return problem(STATUSES.get(type(error), 503) if isinstance(error, HuiqiError) else 503, str(error))


def _tell_http_fault(request: Request, error: Exception) -> Response:
    """Tell a fault that a library raised; our own words for it, if they are not Chinese."""
    assert isinstance(error, HTTPException)
    detail = str(error.detail)
    if detail.isascii():
        detail = DETAILS.get(error.status_code, DETAILS[400])
    return problem(error.status_code, detail, headers=error.headers)


def _is_api(request: Request) -> bool:
    return request.url.path.removeprefix(root_of(request)).startswith(INTERFACES)


def _tell_server_error(request: Request, error: Exception) -> Response:
    log.error("%s %s failed: %s", request.method, request.url.path, type(error).__name__)
    return problem(500, DETAILS[500])


def _field_fault(error: Mapping[str, Any]) -> FieldFault:
    """Return one of pydantic's errors in Chinese, its field without the place (body, query) it came in."""
    location = () if error["type"] == "json_invalid" else error["loc"][1:]
    return FieldFault(
        field=".".join(str(part) for part in location), message=say_error(error["type"], error.get("ctx"))
    )
