"""OpenAI's chat completions as far as an assistant with one model speaks them, and what it says beside."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.models import Citation, GuardResult, Model, StatedAmount, Status

MOST_MESSAGES = 500


def _is_none(value: object) -> bool:
    return value is None


class Lenient(BaseModel):
    """Base of what clients send: they send much that means nothing here (temperature, tools, seed)."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ContentPart(Lenient):
    """A piece of a message; only text can be read."""

    type: str = Field(max_length=40, examples=["text"])
    text: str | None = None


class ChatMessage(Lenient):
    """A message; only what the user says counts."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | tuple[ContentPart, ...] | None = None


class StreamOptions(Lenient):
    """What the end of a stream tells."""

    include_usage: bool | None = None


class ChatRequest(Lenient):
    """A conversation whose last user message is the question; `as_of` is ours."""

    model: str = Field("huiqi", max_length=200)
    messages: Annotated[tuple[ChatMessage, ...], Field(min_length=1, max_length=MOST_MESSAGES)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    as_of: date | None = None


class UrlCitation(Model):
    """Where a cited clause can be read, and the span of the answer that names it."""

    start_index: int
    end_index: int
    url: str
    title: str


class Annotation(Model):
    """A citation as OpenAI's clients read it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class GuardNote(Model):
    """What the guard found in the answer, and how many drafts it held up before."""

    ok: bool
    blocked: int
    result: GuardResult


class Extension(Model):
    """What an answer of ours has beyond its text; the fields are those of `/api/v1/ask`."""

    status: Status
    citations: tuple[Citation, ...]
    amounts: tuple[StatedAmount, ...]
    notices: tuple[str, ...]
    suggestions: tuple[str, ...]
    guard: GuardNote
    answer_id: str | None


class Usage(Model):
    """How much was read and written, in characters: there is no tokenizer."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ReplyMessage(Model):
    """The answer."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: tuple[Annotation, ...] = ()


class Choice(Model):
    """The only choice."""

    index: int = 0
    message: ReplyMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Completion(Model):
    """A whole answer."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: tuple[Choice, ...]
    usage: Usage
    huiqi: Extension


class Delta(Model):
    """A piece of the answer."""

    role: Literal["assistant"] | None = Field(None, exclude_if=_is_none)
    content: str | None = Field(None, exclude_if=_is_none)
    annotations: tuple[Annotation, ...] | None = Field(None, exclude_if=_is_none)


class ChunkChoice(Model):
    """The only choice of a chunk."""

    index: int = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None
    logprobs: None = None


class Chunk(Model):
    """One event of a stream; the last but the usage has `finish_reason` and what there is beyond the text."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: tuple[ChunkChoice, ...]
    usage: Usage | None = Field(None, exclude_if=_is_none)
    huiqi: Extension | None = Field(None, exclude_if=_is_none)


class ModelCard(Model):
    """The model that this assistant passes for."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str = "huiqi"


class ModelList(Model):
    """All models: one."""

    object: Literal["list"] = "list"
    data: tuple[ModelCard, ...]
