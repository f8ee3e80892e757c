"""The tools at /mcp, called by the official client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from mcp import Client
from mcp.types import CallToolResult, Tool

from tests.functional.conftest import run_apart

TOOLS = {"ask", "search_clauses", "get_clause", "list_rewards", "calculate", "check_text"}
QUESTION = "省级企业技术中心奖励多少"


def with_client(site: str, use: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with Client(f"{site}/mcp") as client:
            return await use(client)

    return run_apart(run())


def call(site: str, tool: str, **arguments: Any) -> CallToolResult:
    async def use(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result: CallToolResult = with_client(site, use)
    return result


def said(result: CallToolResult) -> str:
    return "".join(block.text for block in result.content if block.type == "text")


def test_the_tools_and_nothing_else_are_offered_with_schemas(site: str) -> None:
    async def use(client: Client) -> tuple[list[Tool], list[Any], list[Any], str | None]:
        tools, prompts, resources = (
            await client.list_tools(),
            await client.list_prompts(),
            await client.list_resources(),
        )
        return tools.tools, prompts.prompts, resources.resources, client.instructions

    tools, prompts, resources, instructions = with_client(site, use)
    assert {tool.name for tool in tools} == TOOLS
    assert prompts == resources == []
    assert instructions and "check_text" in instructions
    for tool in tools:
        assert tool.description and not tool.description.isascii()
        assert tool.output_schema and tool.output_schema["properties"]
        assert tool.annotations and tool.annotations.read_only_hint
        for name, argument in tool.input_schema["properties"].items():
            assert not argument.get("description", "").isascii(), f"{tool.name}.{name}"


def test_ask_answers_as_the_api_does(site: str) -> None:
    result = call(site, "ask", question=QUESTION)
    answer = httpx.post(f"{site}/api/v1/ask", json={"question": QUESTION}, timeout=30).json()
    assert result.structured_content == answer
    assert said(result) == answer["text"]
    history = [{"role": "user", "content": QUESTION}]
    later = call(site, "ask", question="那市级呢", history=history, as_of="2021-09-01").structured_content
    assert later and 50_000 in [amount["yuan"] for amount in later["amounts"]] and later["notices"] == []


def test_clauses_are_found_and_read(site: str) -> None:
    found = call(site, "search_clauses", words="首台套").structured_content
    assert found and found["clauses"][0]["clause"] == "三（二）"
    whole = call(site, "search_clauses").structured_content
    assert whole and len(whole["clauses"]) == 21
    for label in ("二（一）", "二(一)", "二 （一）"):
        clause = call(site, "get_clause", clause=label)
        assert clause.structured_content and clause.structured_content["clause"] == "二（一）"
        assert clause.structured_content["text"] in said(clause)


def test_rewards_are_listed_and_worked_out(site: str) -> None:
    rows = call(site, "list_rewards").structured_content
    assert rows and {row["kind"] for row in rows["rewards"]} == {"award"}
    assert rows["rewards"] == httpx.get(f"{site}/api/v1/rewards").json()
    body = {"reward": "equipment-upgrade", "tier": "省级", "figures": ["3000万元"]}
    worked = call(site, "calculate", **body)
    assert worked.structured_content == httpx.post(f"{site}/api/v1/calculate", json=body, timeout=30).json()
    assert "3000万元" in said(worked)


def test_a_text_is_checked(site: str) -> None:
    wrong = call(site, "check_text", text="省级企业技术中心奖励600万元。", question=QUESTION)
    assert wrong.structured_content and wrong.structured_content["ok"] is False
    assert "600万元" in said(wrong)
    right = call(site, "check_text", text="省级企业技术中心奖励50万元。")
    assert right.structured_content and right.structured_content["ok"] is True


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {"question": " "}, "问题"),
        ("ask", {}, "question"),
        ("ask", {"question": QUESTION, "as_of": "昨天"}, "as_of"),
        ("get_clause", {"clause": "九（九）"}, "没有这一条"),
        ("calculate", {"reward": "none"}, "没有可以测算"),
        ("calculate", {"reward": "equipment-upgrade", "tier": "省级", "figures": ["很多"]}, "金额"),
        ("check_text", {"text": ""}, "text"),
    ],
)
def test_faults_are_told_to_the_caller(site: str, tool: str, arguments: dict[str, Any], told: str) -> None:
    result = call(site, tool, **arguments)
    assert result.is_error
    assert told in said(result)


def test_what_is_sent_is_utf_8_as_it_reads_and_says_so(site: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask"}}
    body["params"] = {"name": "ask", "arguments": {"question": QUESTION}}
    headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
    reply = httpx.post(f"{site}/mcp", json=body, headers=headers, timeout=30)
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/json; charset=utf-8"
    assert "企业技术中心".encode() in reply.content
