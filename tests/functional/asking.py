"""Ask the assistant the last of a user's messages, after those before it."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from assistant.models import Turn
from assistant.service import Assistant


class Ask(Protocol):
    """Return what is answered to the last of some messages."""

    def __call__(self, *turns: str) -> str: ...


def ask_turns(assistant: Assistant, day: date, *turns: str) -> str:
    """Return what is answered on a day to the last of some messages."""
    history = [Turn(role="user", content=turn) for turn in turns[:-1]]
    return assistant.ask(turns[-1], history, day).text
