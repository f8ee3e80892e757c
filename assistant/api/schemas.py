"""What the HTTP interface accepts, and the shape of its faults."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from assistant.models import TEXT_LIMIT, Kind, Model, Turn

HISTORY_LIMIT = 200
"""Most turns in one request; how many of them are read is a setting of the assistant."""

RowKind = Kind | Literal["all"]


class AskRequest(Model):
    """A question with the conversation before it; `as_of` is the date for which to answer, today if absent."""

    question: str = Field(examples=["省级的奖励多少"])
    history: Annotated[tuple[Turn, ...], Field(max_length=HISTORY_LIMIT)] = ()
    as_of: date | None = Field(None, examples=["2021-09-01"])


class CheckRequest(Model):
    """A text that someone else wrote, and the question it replies to."""

    text: str = Field(min_length=1, max_length=TEXT_LIMIT)
    question: str = Field("", max_length=TEXT_LIMIT)


class OpinionRequest(Model):
    """An opinion on an answer; without one an earlier opinion is taken back."""

    answer_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    opinion: Literal["like", "dislike"] | None
    comment: str | None = Field(None, max_length=500)


class FieldFault(Model):
    """One field of a request that can't be used."""

    field: str
    message: str


class ErrorNote(Model):
    """A fault in the form that OpenAI's clients read."""

    message: str
    type: str
    code: int


class Problem(Model):
    """A fault as RFC 9457 has it; `detail` says what to do next, `error` repeats it for OpenAI's clients."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: tuple[FieldFault, ...] = ()
    error: ErrorNote | None = None
