"""Fixed wording of answers, kept outside the code."""

from __future__ import annotations

from assistant.models import Model


class Messages(Model):
    """The texts of `corpus/messages.yaml`; braces are filled with `str.format`."""

    window_closed: str
    expired: str
    not_in_force: str
    replaced: str
    replaces: str
    disclaimer: str
    not_covered: str
    not_covered_plain: str
    not_provided: str
    refused: str
    greeting: str
    clarify: str
    clarify_region: str
    partly_uncovered: str
    details_uncovered: str
    far: str
    blocked: str
    empty: str
    too_long: str
