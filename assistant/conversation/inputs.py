"""Which of what is sent can be read: the question, and the user's messages before it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assistant.models import Turn
from assistant.policy.messages import Messages


class Inputs:
    """Judges what is sent by the limits of the settings: characters of a question, messages before it."""

    def __init__(self, messages: Messages, longest: int, most: int) -> None:
        self._messages, self._longest, self._most = messages, longest, most

    def find_fault(self, question: str) -> str | None:
        """Return what is wrong with a question; None where it can be read."""
        readable = "".join(c for c in question if unicodedata.category(c)[0] not in "CZ")
        if not readable:
            return self._messages.empty
        if len(question) > self._longest:
            return self._messages.too_long.format(length=len(question), limit=self._longest)
        return None

    def earlier(self, history: Sequence[Turn]) -> tuple[str, ...]:
        """Return the user's last messages; what the assistant is said to have said is never evidence."""
        said = [turn.content for turn in history if turn.role == "user" and not self.find_fault(turn.content)]
        return tuple(said[-self._most :]) if self._most else ()
