"""The passages that are searched for."""

from __future__ import annotations

from typing import Literal

from assistant.models import Model


class Passage(Model):
    """A piece of text that is searched for, and the clause that it leads to."""

    policy: str
    clause: str
    kind: Literal["clause", "sentence", "heading", "reward", "window"]
    text: str


class Passages(Model):
    """The passages of a segment; `wholes` has one text a place: what its passages are cut from."""

    passages: tuple[Passage, ...]
    wholes: tuple[Passage, ...]
