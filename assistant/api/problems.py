"""Faults of requests, told as problem+json in Chinese."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from assistant.access import lead_to_login, root_of
from assistant.api.schemas import FieldFault, Problem
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
    413: "文件过大",
    422: "请求内容无法使用",
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

UNUSABLE: dict[int | str, dict[str, Any]] = {422: {"model": Problem, "description": TITLES[422]}}
"""What routes say of themselves that refuse what they can't use."""


def problem(status: int, detail: str, *faults: FieldFault) -> Response:
    """Return the fault as a problem+json response."""
    body = Problem(title=TITLES.get(status, TITLES[400]), status=status, detail=detail, errors=faults)
    return JSONResponse(body.model_dump(), status_code=status, media_type="application/problem+json")


def install_problem_handlers(app: FastAPI) -> None:
    """Answer faults of requests, and our own errors, as problem+json."""
    app.add_exception_handler(RequestValidationError, _tell_invalid_fields)
    app.add_exception_handler(HuiqiError, _tell_own_error)
    app.add_exception_handler(500, _tell_server_error)


def _tell_invalid_fields(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem(422, "请按 errors 逐项改正后重新提交。", *map(_field_fault, error.errors()))


def _tell_own_error(request: Request, error: Exception) -> Response:
    if isinstance(error, LoginRequired) and not _is_api(request):
        return lead_to_login(request)
    return problem(STATUSES.get(type(error), 503) if isinstance(error, HuiqiError) else 503, str(error))


def _is_api(request: Request) -> bool:
    return request.url.path.removeprefix(root_of(request)).startswith("/api/")


def _tell_server_error(request: Request, error: Exception) -> Response:
    log.error("%s %s failed: %s", request.method, request.url.path, type(error).__name__)
    return problem(500, "请稍后再试；多次出现请联系系统维护人员。")


def _field_fault(error: Mapping[str, Any]) -> FieldFault:
    """Return one of pydantic's errors in Chinese, its field without the place (body, query) it came in."""
    location = () if error["type"] == "json_invalid" else error["loc"][1:]
    return FieldFault(
        field=".".join(str(part) for part in location), message=say_error(error["type"], error.get("ctx"))
    )
