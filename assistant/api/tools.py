"""The assistant as tools of the Model Context Protocol, at `/mcp`; nothing else of the app is offered there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field
from starlette.datastructures import MutableHeaders
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answering.worksheet import WorkedSum
from assistant.api.schemas import HISTORY_LIMIT, RowKind
from assistant.api.sums import MOST_ITEMS, Amount, CalculateRequest, work_out_request
from assistant.errors import HuiqiError
from assistant.models import TEXT_LIMIT, Answer, GuardResult, Model, Turn
from assistant.policy.selection import Measure
from assistant.text.entries import MoneyUnit
from assistant.views import ClauseView, RewardRow, clause_view

if TYPE_CHECKING:
    from assistant.records import Records
    from assistant.service import Assistant

PATH = "/mcp"
INSTRUCTIONS = (
    "惠企政策问答。企业或坐席问政策，用 ask，把 text 原样转达；要写答复的，写好后用 check_text 核验金额，"
    "findings 不为空的不要发出。金额、比例、对象、期限一律以工具返回的为准，不得自行推算。"
)
READING = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Name = Annotated[str | None, Field(max_length=100)]


class ClauseList(Model):
    """Clauses, the best first where words were searched for."""

    clauses: tuple[ClauseView, ...]


class RewardList(Model):
    """Rows of the reward table, one a tier."""

    rewards: tuple[RewardRow, ...]


def mount_tools(app: FastAPI, assistant: Assistant, records: Records) -> None:
    """Serve the tools at `/mcp` of `app`: streamable HTTP without sessions, answered in JSON."""
    server = MCPServer("huiqi", title=app.title, instructions=INSTRUCTIONS, version=app.version, log_level="WARNING")
    _add_answers(server, assistant, records)
    _add_tables(server, assistant)
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        # Who may call is for the gate and the gateway to say; there is no browser session to be ridden on.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    app.router.routes.append(Route(PATH, endpoint=_NamedCharset(inner)))
    outer = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(of: FastAPI) -> AsyncIterator[Mapping[str, Any]]:
        async with server.session_manager.run(), outer(of) as state:
            yield state or {}

    app.router.lifespan_context = lifespan


def _add_answers(server: MCPServer, assistant: Assistant, records: Records) -> None:
    @server.tool(title="提问", description="按政策原文回答一个问题，注明依据；text 是完整答复。", annotations=READING)
    def ask(
        question: Annotated[str, Field(description="企业的问题，用原话")],
        history: Annotated[tuple[Turn, ...], Field(max_length=HISTORY_LIMIT, description="此前的对话")] = (),
        as_of: Annotated[date | None, Field(description="按哪一天答复，默认为今天")] = None,
    ) -> Annotated[CallToolResult, Answer]:
        answer = records.journal.ask(assistant, question, history, as_of, "mcp").answer
        if answer.status == "error":
            raise ToolError(answer.text)
        return _result(answer, answer.text)

    @server.tool(title="核验答复", description="核对答复里的金额、比例、对象和期限。", annotations=READING)
    def check_text(
        text: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT, description="要核验的答复")],
        question: Annotated[str, Field(max_length=TEXT_LIMIT, description="所答复的问题")] = "",
    ) -> Annotated[CallToolResult, GuardResult]:
        result = assistant.check(text, question)
        faults = [f"“{finding.surface}”：{finding.message}" for finding in result.findings]
        return _result(result, "\n".join(faults) or "未发现问题。")

    @server.tool(title="测算", description="测算一项奖补；reward 用 list_rewards 给出的编号。", annotations=READING)
    def calculate(
        reward: Annotated[str, Field(max_length=100, description="奖补项目编号")],
        tier: Annotated[str | None, Field(max_length=40, description="级别、资金来源，或“合计”")] = None,
        figures: Annotated[tuple[Amount, ...], Field(max_length=MOST_ITEMS, description="金额，如 300万元")] = (),
        unit: Annotated[MoneyUnit, Field(description="金额没有写单位时按什么单位计")] = "元",
        years: Annotated[int | None, Field(description="年数，贴息用")] = None,
        as_of: Annotated[date | None, Field(description="按哪一天测算，默认为今天")] = None,
    ) -> Annotated[CallToolResult, WorkedSum]:
        asked = CalculateRequest(reward=reward, tier=tier, figures=figures, unit=unit, years=years, as_of=as_of)
        with _told():
            worked = work_out_request(assistant, asked)
        return _result(worked, worked.text or worked.headline)


def _add_tables(server: MCPServer, assistant: Assistant) -> None:
    @server.tool(title="检索条款", description="按词检索条款；不给检索词则按原文顺序列出。", annotations=READING)
    def search_clauses(
        words: Annotated[str, Field(max_length=500, description="检索词")] = "",
        department: Annotated[Name, Field(description="责任单位")] = None,
        level: Annotated[Name, Field(description="级别，如 省级")] = None,
        policy: Annotated[Name, Field(description="政策文件编号")] = None,
        region: Annotated[Name, Field(description="地区")] = None,
        valid_on: Annotated[date | None, Field(description="只看这一天已施行、未被替代的文件")] = None,
        measure: Annotated[Measure | None, Field(description="措施类别")] = None,
    ) -> Annotated[CallToolResult, ClauseList]:
        with _told():
            found = assistant.find_clauses(words, department, level, policy, region, valid_on, measure)
        return _result(ClauseList(clauses=found), "\n\n".join(map(_print, found)) or "没有找到条款。")

    @server.tool(title="取条款", description="取一条的全文。", annotations=READING)
    def get_clause(
        clause: Annotated[str, Field(max_length=100, description="条款号，如 二（一）")],
        policy: Annotated[Name, Field(description="政策文件编号；只收录一份文件时可不写")] = None,
    ) -> Annotated[CallToolResult, ClauseView]:
        label = clause.translate(FULL_WIDTH).replace(" ", "")
        found = [c for c in assistant.corpus.clauses if c.label == label and policy in (None, c.policy)]
        if len(found) != 1:
            raise ToolError(
                "几份文件都有这一条，请写明 policy。" if found else "没有这一条，请用 search_clauses 查找。"
            )
        view = clause_view(found[0])
        return _result(view, _print(view))

    @server.tool(title="奖补表", description="列出经过复核的奖补表，一档一行。", annotations=READING)
    def list_rewards(
        kind: Annotated[RowKind, Field(description="award 奖补，target 目标，threshold 门槛，all 全部")] = "award",
        policy: Annotated[Name, Field(description="只列这份政策文件的")] = None,
    ) -> Annotated[CallToolResult, RewardList]:
        rows = tuple(row for row in assistant.reward_rows(kind) if policy in (None, row.policy))
        said = (f"{row.reward} {row.name} {row.level or ''}（{row.clause}）：{row.quote}" for row in rows)
        return _result(RewardList(rewards=rows), "\n".join(said) or "没有这样的行。")


FULL_WIDTH = str.maketrans("()", "（）")


def _result(value: Model, text: str) -> CallToolResult:
    """Return a value for programs with what it says to people."""
    content = [TextContent(type="text", text=text)]
    return CallToolResult(content=content, structured_content=value.model_dump(mode="json"))


def _print(clause: ClauseView) -> str:
    return f"{clause.policy} {clause.clause}　{clause.text}"


@contextmanager
def _told() -> Iterator[None]:
    """Tell an error of ours to the caller in its own words."""
    try:
        yield
    except HuiqiError as error:
        raise ToolError(str(error)) from error


class _NamedCharset:
    """ASGI app that names the character set of JSON: clients on Chinese systems otherwise guess GBK."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type") == "application/json":
                    headers["content-type"] = "application/json; charset=utf-8"
            await send(message)

        await self._app(scope, receive, send_named)
