"""The callback addresses: `/wecom` for 企业微信, `/wechat` for a 公众号.

The platforms wait five seconds for a reply, then send the message again, three times in all. An answer that is late,
or too long for one message, is sent when it is ready, and the call answered `success`; an account
that may not send has its reply on a later call.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool

from assistant.access import records_of
from assistant.api.once import answer_once, name_message
from assistant.api.problems import problem
from assistant.api.wechat.bubbles import cut, make_plain, shorten
from assistant.api.wechat.delivery import Delivery
from assistant.api.wechat.messages import MOST_BYTES, Incoming, read_fields, read_incoming, write_envelope, write_reply
from assistant.api.wechat.platforms import Account
from assistant.api.wechat.sealing import verify
from assistant.errors import HuiqiError

if TYPE_CHECKING:
    from assistant.records import Records
    from assistant.records.journal import Logged
    from assistant.service import Assistant
    from assistant.settings import Settings

LOG = logging.getLogger(__name__)
REPLY_SECONDS = 4.5
"""How long an answer may take to be a reply."""
GONE_SECONDS = 1.0
"""How long after that the platform has given a call up."""
CALLS = 3
"""How often a platform sends one message."""
SUCCESS = "success"
ANEW = frozenset({"新对话", "重新开始", "清空对话"})
"""Messages that begin a new conversation."""
GREETING = "你好"
GREETED = frozenset({"subscribe", "enter_agent"})
NOT_TEXT = "目前只能看懂文字，请把问题用文字发来。"
BEGUN_ANEW = "已开始新的对话，请直接提问。"
FAILED = "暂时无法答复，请稍后再试。"
LATE = "这个问题还没有整理好，请稍后再发一次。"
REST = "内容较长，其余请到网页提问查看：{site}"


def build_wechat_router(assistant: Assistant, settings: Settings, accounts: tuple[Account, ...]) -> APIRouter:
    """Return the callback addresses of the accounts."""
    router = APIRouter(include_in_schema=False)
    for account in accounts:
        _add(router, account, Callback(assistant, account))
    return router


def _add(router: APIRouter, account: Account, callback: Callback) -> None:
    @router.get(f"/{account.platform}")
    def verify_address(request: Request) -> Response:
        """Show the platform, when the address is entered there, that it is ours."""
        asked = request.query_params
        stamp = asked.get("timestamp", ""), asked.get("nonce", "")
        echo = asked.get("echostr", "")
        if account.platform == "wecom" and account.seal:
            return PlainTextResponse(account.seal.open(asked.get("msg_signature", ""), *stamp, echo))
        verify(asked.get("signature", ""), account.token, *stamp)
        return PlainTextResponse(echo)

    @router.post(f"/{account.platform}")
    async def receive(request: Request) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return problem(413, f"消息超过{MOST_BYTES}字节。")
        incoming = read_incoming(_open(account, request, bytes(body)))
        text = await callback.answer(incoming, records_of(request), str(request.base_url))
        if text is None:
            return PlainTextResponse(SUCCESS)
        return Response(_close(account, incoming, text), media_type="application/xml; charset=utf-8")


def _open(account: Account, request: Request, body: bytes) -> dict[str, str]:
    """Return the fields of a message that is really the platform's; raise `NotAllowed` where it is not."""
    asked = request.query_params
    stamp = asked.get("timestamp", ""), asked.get("nonce", "")
    if account.seal is None:
        verify(asked.get("signature", ""), account.token, *stamp)
        return read_fields(body)
    sealed = read_fields(body).get("Encrypt", "")
    return read_fields(account.seal.open(asked.get("msg_signature", ""), *stamp, sealed).encode())


def _close(account: Account, incoming: Incoming, text: str) -> str:
    now, nonce = str(int(time.time())), secrets.token_hex(8)
    reply = write_reply(incoming, text, now)
    if account.seal is None:
        return reply
    sealed = account.seal.close(reply)
    return write_envelope(sealed, account.seal.sign(now, nonce, sealed), now, nonce)


class Callback:
    """Answers the messages of one account, each once however often it is sent, to whichever process."""

    def __init__(self, assistant: Assistant, account: Account) -> None:
        self._assistant = assistant
        self._account = account
        self._sending: set[asyncio.Task[None]] = set()

    async def answer(self, incoming: Incoming, records: Records, site: str) -> str | None:
        """Return the reply to a message; None where there is none, or it is sent later."""
        if incoming.kind != "text":
            return await run_in_threadpool(self._greet, incoming)
        if incoming.text.strip() in ANEW:
            await run_in_threadpool(records.dialogues.forget, self._name(incoming))
            return BEGUN_ANEW
        name = name_message(incoming.id, incoming)
        calls, late = await run_in_threadpool(records.repeats.call, name)
        if late:
            return None
        working = asyncio.create_task(run_in_threadpool(self._ask, incoming, records))
        await asyncio.wait((working,), timeout=REPLY_SECONDS)
        if self._account.delivery is not None:
            if working.done() and len(cut(working.result())) == 1:
                return working.result()
            if await run_in_threadpool(records.repeats.delay, name):
                self._send_later(self._account.delivery, incoming, working)
            return None
        if not working.done() and calls < CALLS:
            await asyncio.wait((working,), timeout=GONE_SECONDS)  # nobody reads this reply; the next call has it
        return shorten(working.result(), REST.format(site=site)) if working.done() else LATE

    def _name(self, incoming: Incoming) -> str:
        return f"{self._account.platform} {incoming.sender}"

    def _greet(self, incoming: Incoming) -> str | None:
        if incoming.kind == "event":
            return make_plain(self._assistant.ask(GREETING).text) if incoming.event in GREETED else None
        return NOT_TEXT

    def _ask(self, incoming: Incoming, records: Records) -> str:
        platform = self._account.platform

        def ask() -> Logged:
            history = records.dialogues.turn(self._name(incoming), incoming.text)
            return records.journal.ask(self._assistant, incoming.text, history, None, platform)

        try:
            logged = answer_once(records.repeats, incoming.id, incoming, incoming.text, ask)
            return make_plain(logged.answer.text)
        except HuiqiError as error:
            LOG.error("a message of %s was not answered: %s", platform, type(error).__name__)
            return FAILED

    def _send_later(self, delivery: Delivery, incoming: Incoming, working: asyncio.Task[str]) -> None:
        """Send the answer when it is ready."""

        async def send() -> None:
            await run_in_threadpool(delivery.send, incoming.sender, cut(await working))

        task = asyncio.create_task(send())
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
