"""What is done within or for a number of days, months or years: shown to the public, paid out, let off, barred."""

from __future__ import annotations

import re

from assistant.guard.claims.frames import Frames
from assistant.text.lists import either, read_lists
from assistant.text.shared import SHARED

REACH = 16
_LISTS = read_lists(__package__, "words", SHARED)
_BEFORE = {
    act: re.compile(f"(?:{either(words)})$")
    for act, words in (
        ("shown", _LISTS["shown_before"]), ("let off", _LISTS["let_off_before"]), ("halved", _LISTS["halved_before"]),
    )
}  # fmt: skip
_BEHIND = {
    act: re.compile(either(words))
    for act, words in (
        ("barred", _LISTS["barred_behind"]), ("shown", _LISTS["shown_behind"]), ("examined", _LISTS["examined_behind"]),
        ("paid", _LISTS["paid_behind"]), ("registered", _LISTS["registered_behind"]),
    )
}  # fmt: skip


def read_act(frames: Frames, at: int) -> str | None:
    """Return what is done for as long as a size says, by the words right before or behind it."""
    quantity, frame, text = frames.quantities[at], frames.frame(at), frames.text
    if quantity.is_judged:
        return None
    start = max(frame.floor, quantity.start - REACH)
    for act, pattern in _BEFORE.items():
        if pattern.search(text, start, quantity.start):
            return act
    end = min(frame.sentence[1], quantity.end + REACH)
    found = [(m.end(), act) for act, pattern in _BEHIND.items() if (m := pattern.match(text, quantity.end, end))]
    return min(found)[1] if found else None
