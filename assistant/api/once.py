"""A message that is sent again is answered and written down once, for bridges call again till they are answered."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel

from assistant.records.journal import Logged
from assistant.records.repeats import Repeats

WAIT_SECONDS = 0.1

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
    if message_id is None:
        return answer()
    name = name_message(message_id, asked)
    while True:
        mine, kept = repeats.take(name)
        if kept is not None:
            return _with_question(Logged.model_validate_json(kept), question)
        if mine:
            break
        time.sleep(WAIT_SECONDS)
    try:
        logged = answer()
    except BaseException:
        repeats.give_up(name)  # what failed may be tried again
        raise
    repeats.keep(name, _with_question(logged, "").model_dump_json())
    return logged


def _with_question(logged: Logged, question: str) -> Logged:
    return logged.model_copy(update={"answer": logged.answer.model_copy(update={"question": question})})
