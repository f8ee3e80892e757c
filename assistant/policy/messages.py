"""Fixed wording of answers, kept outside the code."""

from __future__ import annotations

from assistant.models import Model


class ActMessages(Model):
    """What is replied to messages that are no question on a policy."""

    greeting: str
    thanks: str
    farewell: str
    anger: str
    handover: str
    complaint: str
    despair: str
    identity: str
    full_text: str
    progress: str
    issued: str
    issued_open: str
    document: str
    no_document: str
    no_clause: str
    section: str
    profile: str
    table: str
    recall: str
    recall_none: str
    rephrase_none: str
    shorter: str
    english: str
    english_uncovered: str


class Messages(Model):
    """The texts of `corpus/messages.yaml`; braces are filled with `str.format`."""

    window_closed: str
    window_closed_briefly: str
    contradicted: str
    unclear: str
    vague: str
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
    pending: str
    empty: str
    too_long: str
    acts: ActMessages
