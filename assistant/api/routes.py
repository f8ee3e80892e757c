"""The routes of the HTTP interface: each a call of the assistant, nothing more."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.routing import APIRoute

from assistant.access import records_of, root_of
from assistant.api.bodies import JsonRoute
from assistant.api.completions import add_completions
from assistant.api.once import MessageId, answer_once
from assistant.api.problems import DETAILS, LOOKED_UP, UNUSABLE, problem
from assistant.api.schemas import AskRequest, CheckRequest, OpinionRequest, RowKind
from assistant.api.staff import add_staff_routes
from assistant.api.sums import add_sum_routes
from assistant.guard.claims.explanation import ExplainedResult
from assistant.models import Answer, GuardResult
from assistant.observation import CONTENT_TYPE, Meter
from assistant.policy.selection import Measure
from assistant.views import ClauseView, RewardRow

if TYPE_CHECKING:
    from assistant.service import Assistant
    from assistant.settings import Settings

ANSWER_ID = "X-Answer-Id"
"""The header that names an answer, for opinions on it."""

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

Words = Annotated[str, Query(max_length=500, description="检索词，空则列出全部条款")]
Filter = Annotated[str | None, Query(max_length=100)]
ValidOn = Annotated[date | None, Query(description="只看这一天已施行、未被替代的文件")]


def build_router(assistant: Assistant, meter: Meter, settings: Settings) -> APIRouter:
    """Return the routes over `assistant`, whose metrics `meter` has."""
    router = APIRouter(route_class=JsonRoute)
    _add_questions(router, assistant)
    _add_tables(router, assistant)
    add_sum_routes(router, assistant)
    add_completions(router, assistant)
    _add_probes(router, assistant, meter)
    add_staff_routes(router, assistant, settings)
    _add_unknown(router)
    return router


def _add_questions(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/api/v1/ask", response_model=Answer, responses=UNUSABLE, tags=["问答"], summary="回答一个问题")
    def ask(asked: AskRequest, request: Request, response: Response, message_id: MessageId = None) -> Answer | Response:
        records, question = records_of(request), (asked.question, asked.history, asked.as_of)
        ask = partial(records.journal.ask, assistant, *question, "api")
        logged = answer_once(records.repeats, message_id, asked, asked.question, ask)
        if logged.answer.status == "error":
            return problem(422, logged.answer.text)
        if logged.answer_id:
            response.headers[ANSWER_ID] = logged.answer_id
        return logged.answer

    @router.post("/api/v1/opinions", status_code=204, responses=UNUSABLE, tags=["问答"], summary="评价一条答复")
    def judge(opinion: OpinionRequest, request: Request) -> None:
        records_of(request).journal.judge(opinion.answer_id, opinion.opinion, opinion.comment)

    @router.post("/api/v1/check", responses=UNUSABLE, tags=["核验"], summary="核验一段答复")
    def check(request: CheckRequest, explain: bool = False) -> ExplainedResult | GuardResult:
        if explain:
            return assistant.explain(request.text, request.question)
        return assistant.check(request.text, request.question)


def _add_tables(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/api/v1/clauses", responses=LOOKED_UP, tags=["查询"], summary="检索条款")
    def clauses(
        words: Words = "",
        department: Filter = None,
        level: Filter = None,
        policy: Filter = None,
        region: Filter = None,
        valid_on: ValidOn = None,
        measure: Measure | None = None,
    ) -> tuple[ClauseView, ...]:
        return assistant.find_clauses(words, department, level, policy, region, valid_on, measure)

    @router.get("/api/v1/rewards", responses=LOOKED_UP, tags=["查询"], summary="列出奖补、目标和门槛")
    def rewards(kind: RowKind = "award") -> tuple[RewardRow, ...]:
        return assistant.reward_rows(kind)


def _add_probes(router: APIRouter, assistant: Assistant, meter: Meter) -> None:
    @router.get("/healthz", tags=["运维"], summary="进程是否在运行")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz", tags=["运维"], summary="是否可以接收请求")
    def readyz(request: Request) -> dict[str, str | int]:
        # The assistant is built, index and all, before the server listens; the database may go at any time.
        records_of(request).database.ping()
        return {"status": "ready", "policies": len(assistant.corpus.policies)}

    @router.get("/metrics", response_class=PlainTextResponse, tags=["运维"], summary="运行指标（Prometheus 格式）")
    def metrics() -> Response:
        return Response(meter.expose(), media_type=CONTENT_TYPE)


def _add_unknown(router: APIRouter) -> None:
    known: dict[str, set[str]] = {}
    for route in router.routes:
        if isinstance(route, APIRoute):
            known.setdefault(route.path, set()).update(route.methods or ())

    # Without this the chat, which is mounted at "/", would answer for every address we don't know.
    @router.api_route("/api/{rest:path}", methods=METHODS, include_in_schema=False)
    @router.api_route("/v1/{rest:path}", methods=METHODS, include_in_schema=False)
    def unknown(request: Request, rest: str) -> Response:
        if allowed := known.get(request.url.path.removeprefix(root_of(request))):
            return problem(405, DETAILS[405], headers={"Allow": ", ".join(sorted(allowed))})
        return problem(404, DETAILS[404])
