"""A message that is sent again is answered and written down once, for bridges call again till they are answered."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel

from assistant.records.journal import Logged
from assistant.records.resent import Repeats

WAIT_SECONDS = 0.1

Piece = str | Logged

MessageId = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        description="消息编号；同一编号的同一问题在十分钟内重发，得到同一答复，只记录一次",
    ),
]


def name_message(message_id: str, asked: BaseModel) -> str:
    """Return the name under which a message is known: the digest of its id and contents."""
    return hashlib.sha256(f"{type(asked).__name__} {message_id}\n{asked.model_dump_json()}".encode()).hexdigest()


def answer_once(
    repeats: Repeats, message_id: str | None, asked: BaseModel, question: str, answer: Callable[[], Logged]
) -> Logged:
    """Return what was answered to this message, by whichever process, or what `answer` returns now.

    A message without an id is always new; one that is being answered is waited for.
    """
    pieces = stream_once(repeats, message_id, asked, question, lambda: iter([answer()]))
    return next(piece for piece in pieces if isinstance(piece, Logged))


def stream_once(
    repeats: Repeats, message_id: str | None, asked: BaseModel, question: str, answer: Callable[[], Iterator[Piece]]
) -> Iterator[Piece]:
    """Yield what `answer` yields now, its last piece being the whole, or else in one piece what was answered before."""
    if message_id is None:
        yield from answer()
        return
    name = name_message(message_id, asked)
    while True:
        mine, kept = repeats.take(name)
        if kept is not None:
            yield from _again(_with_question(Logged.model_validate_json(kept), question))
            return
        if mine:
            break
        time.sleep(WAIT_SECONDS)
    done = False
    try:
        for piece in answer():
            if isinstance(piece, Logged):
                repeats.keep(name, _with_question(piece, "").model_dump_json())
                done = True
            yield piece
    finally:
        if not done:
            repeats.give_up(name)  # what failed, or was left by its reader, may be tried again


def _again(logged: Logged) -> Iterator[Piece]:
    if logged.answer.status != "error":  # which has no pieces
        yield logged.answer.text
    yield logged


def _with_question(logged: Logged, question: str) -> Logged:
    return logged.model_copy(update={"answer": logged.answer.model_copy(update={"question": question})})
