"""A message that is sent again is answered and written down once, for bridges call again till they are answered."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel

from assistant.records.journal import Logged

KEPT_SECONDS = 600
MOST_KEPT = 10_000

MessageId = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        description="消息编号；同一编号的同一问题在十分钟内重发，得到同一答复，只记录一次",
    ),
]


class Once:
    """Answers by message id and contents, for ten minutes, in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._answers: OrderedDict[str, tuple[float, Future[Logged]]] = OrderedDict()

    def run(self, message_id: str | None, asked: BaseModel, answer: Callable[[], Logged]) -> Logged:
        """Return what `answer` returned for this message, or returns now; a message without an id is always new."""
        if message_id is None:
            return answer()
        key = hashlib.sha256(f"{message_id}\n{asked.model_dump_json()}".encode()).hexdigest()
        with self._lock:
            self._forget()
            _, known = self._answers.get(key, (0.0, None))
            if known is None:
                mine: Future[Logged] = Future()
                self._answers[key] = (self._clock(), mine)
        if known is not None:
            return known.result()
        try:
            mine.set_result(answer())
        except BaseException as error:
            with self._lock:
                self._answers.pop(key, None)  # what failed may be tried again
            mine.set_exception(error)
        return mine.result()

    def _forget(self) -> None:
        while self._answers:
            key, (at, _) = next(iter(self._answers.items()))
            if self._clock() - at < KEPT_SECONDS and len(self._answers) < MOST_KEPT:
                return
            del self._answers[key]
