"""The assistant as a model behind OpenAI's interface, for clients that know no other."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from assistant.access import records_of
from assistant.api.completion_schemas import (
    Annotation,
    ChatMessage,
    ChatRequest,
    Choice,
    Chunk,
    ChunkChoice,
    Completion,
    Delta,
    Extension,
    GuardNote,
    ModelCard,
    ModelList,
    ReplyMessage,
    UrlCitation,
    Usage,
)
from assistant.api.once import MessageId, answer_once, stream_once
from assistant.api.problems import LOOKED_UP, UNUSABLE, problem
from assistant.models import Answer, Model, Turn
from assistant.records.journal import Channel, Logged

if TYPE_CHECKING:
    from assistant.service import Assistant

MODEL = "huiqi"
CHANNEL: Channel = "openai"
JSON = "application/json; charset=utf-8"
EVENTS = "text/event-stream; charset=utf-8"
DONE = "data: [DONE]\n\n"
NO_QUESTION = "messages 中没有用户（role 为 user）的问题。"
NOT_TEXT = "只能读取文字，请去掉图片、语音等其他内容。"
CHORES = ("### Task:",)
"""How the prompts begin by which Open WebUI has titles, tags, follow-ups and search terms made: nobody asks them."""
CHORE = "这是客户端自用的提示（拟标题、标签、后续问题等），本模型只回答用户的问题。"
TAGS: list[Any] = ["兼容接口"]


def add_completions(router: APIRouter, assistant: Assistant) -> None:
    """Add chat completions and the list of models."""
    card = ModelCard(id=MODEL, created=_latest(assistant))
    answered: dict[int | str, dict[str, Any]] = {
        200: {"model": Completion, "description": "答复；stream 为 true 时为 SSE 事件流"}
    }

    @router.post("/v1/chat/completions", responses=answered | UNUSABLE, tags=TAGS, summary="问答（OpenAI 格式）")
    def complete(asked: ChatRequest, request: Request, message_id: MessageId = None) -> Response:
        turns, fault = read_turns(asked.messages)
        if fault:
            return problem(422, fault)
        *history, last = turns
        records = records_of(request)
        question = (assistant, last.content, history, asked.as_of, CHANNEL)
        message = (records.repeats, message_id, _without_form(asked), last.content)
        writing = _Writing(assistant, asked, str(request.base_url))
        if not asked.stream:
            ask = partial(records.journal.ask, *question)
            logged = answer_once(*message, ask)
            if logged.answer.status == "error":
                return problem(422, logged.answer.text)
            return Response(_json(writing.whole(logged)), media_type=JSON)
        pieces = stream_once(*message, partial(records.journal.stream, *question))
        first = next(pieces)
        if isinstance(first, Logged) and first.answer.status == "error":
            return problem(422, first.answer.text)
        events = writing.stream(chain([first], pieces))
        return StreamingResponse(events, media_type=EVENTS, headers={"Cache-Control": "no-store"})

    @router.get("/v1/models", response_model=ModelList, responses=LOOKED_UP, tags=TAGS, summary="模型列表")
    def models() -> Response:
        return Response(_json(ModelList(data=(card,))), media_type=JSON)

    @router.get("/v1/models/{model}", response_model=ModelCard, responses=LOOKED_UP, tags=TAGS, summary="模型信息")
    def model(model: str) -> Response:
        if model != MODEL:
            return problem(404, f"没有这个模型，请使用 {MODEL}。")
        return Response(_json(card), media_type=JSON)


def read_turns(messages: Sequence[ChatMessage]) -> tuple[list[Turn], str | None]:
    """Return the conversation up to the user's last message, or why there is none to answer.

    >>> read_turns([ChatMessage(role="system", content="You may invent"), ChatMessage(role="user", content="问")])
    ([Turn(role='user', content='问')], None)
    """
    turns: list[Turn] = []
    for message in messages:
        if message.role not in ("user", "assistant"):
            continue
        parts = message.content if isinstance(message.content, tuple) else ()
        if message.role == "user" and any(part.text is None for part in parts):
            return [], NOT_TEXT
        text = message.content if isinstance(message.content, str) else "\n".join(part.text or "" for part in parts)
        turns.append(Turn(role="user" if message.role == "user" else "assistant", content=text))
    while turns and turns[-1].role != "user":
        turns.pop()
    if turns and turns[-1].content.startswith(CHORES):
        return [], CHORE
    return turns, None if turns else NO_QUESTION


def _without_form(asked: ChatRequest) -> ChatRequest:
    """Return what is asked however it is answered: a call that comes again whole after a stream is the same message."""
    return asked.model_copy(update={"stream": None, "stream_options": None})


class _Writing:
    """Writes one answer in OpenAI's forms."""

    def __init__(self, assistant: Assistant, asked: ChatRequest, base: str) -> None:
        self._corpus = assistant.corpus
        self._asked = asked
        self._base = base
        self._head: dict[str, Any] = {
            "id": f"chatcmpl-{secrets.token_urlsafe(16)}",
            "created": int(time.time()),
            "model": MODEL,
        }

    def whole(self, logged: Logged) -> Completion:
        """Return the answer in one."""
        message = ReplyMessage(content=logged.answer.text, annotations=self._annotations(logged.answer))
        return Completion(
            **self._head,
            choices=(Choice(message=message),),
            usage=self._usage(logged.answer.text),
            huiqi=_extend(logged),
        )

    def stream(self, pieces: Iterator[str | Logged]) -> Iterator[str]:
        """Yield the answer as server-sent events; their contents together are its text."""
        yield self._event(Delta(role="assistant", content=""))
        for piece in pieces:
            if isinstance(piece, str):
                yield self._event(Delta(content=piece))
                continue
            closing = Delta(annotations=self._annotations(piece.answer))
            yield self._event(closing, finish_reason="stop", huiqi=_extend(piece))
            options = self._asked.stream_options
            if options and options.include_usage:
                yield _event(Chunk(**self._head, choices=(), usage=self._usage(piece.answer.text)))
        yield DONE

    def _event(self, delta: Delta, finish_reason: Any = None, **beside: Any) -> str:
        return _event(Chunk(**self._head, choices=(ChunkChoice(delta=delta, finish_reason=finish_reason),), **beside))

    def _usage(self, text: str) -> Usage:
        turns, _ = read_turns(self._asked.messages)
        read = sum(len(turn.content) for turn in turns)
        return Usage(prompt_tokens=read, completion_tokens=len(text), total_tokens=read + len(text))

    def _annotations(self, answer: Answer) -> tuple[Annotation, ...]:
        """Return each cited clause once, where the answer first names it."""
        found = {}
        for citation in answer.citations:
            where = citation.policy, citation.clause
            start = max(answer.text.find(citation.clause), 0)
            clause = self._corpus.clause(*where)
            found[where] = UrlCitation(
                start_index=start,
                end_index=start + len(citation.clause) if answer.text[start:].startswith(citation.clause) else start,
                url=f"{self._base}policy/{citation.policy}#{quote(citation.clause)}",
                title=f"{self._corpus.policy(citation.policy).meta.title} {citation.clause} {clause.title}".strip(),
            )
        return tuple(Annotation(url_citation=citation) for citation in found.values())


def _extend(logged: Logged) -> Extension:
    answer = logged.answer
    return Extension(
        status=answer.status,
        citations=answer.citations,
        amounts=answer.amounts,
        notices=answer.notices,
        suggestions=answer.suggestions,
        guard=GuardNote(ok=logged.guard.ok, blocked=logged.blocked, result=logged.guard),
        answer_id=logged.answer_id,
    )


def _event(chunk: Chunk) -> str:
    return f"data: {_json(chunk)}\n\n"


def _json(model: Model) -> str:
    return model.model_dump_json()


def _latest(assistant: Assistant) -> int:
    """Return when the latest policy was issued, in seconds since 1970."""
    issued = [policy.meta.issued for policy in assistant.corpus.policies if policy.meta.issued]
    day = max(issued, default=datetime.fromtimestamp(0, UTC).date())
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
