"""What users of a chat said before: the platforms send one message at a time, and 那市级呢 needs the one before."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from assistant.models import Turn

KEPT_SECONDS = 1800
MOST_KEPT = 20_000
ANEW = frozenset({"新对话", "重新开始", "清空对话"})
"""Messages that begin a new conversation."""


class Dialogues:
    """The last turns by user, in memory, for half an hour after the last; who a user is is not kept."""

    def __init__(self, turns: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`turns` is how many messages of a user are remembered."""
        self._turns = turns
        self._clock = clock
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[float, tuple[str, ...]]] = OrderedDict()

    def turn(self, user: str, message: str) -> tuple[Turn, ...]:
        """Return what the user said before this message, and remember it."""
        key = hashlib.sha256(user.encode()).hexdigest()
        with self._lock:
            at, earlier = self._kept.pop(key, (0.0, ()))
            if self._clock() - at > KEPT_SECONDS or message.strip() in ANEW:
                earlier = ()
            if self._turns and message.strip() not in ANEW:
                self._kept[key] = self._clock(), (*earlier, message)[-self._turns :]
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return tuple(Turn(role="user", content=said) for said in earlier)
