"""Approved answers after an upgrade: a release may read their questions otherwise, and they go on serving them."""

from __future__ import annotations

import logging
from threading import Thread
from typing import TYPE_CHECKING

from assistant.errors import HuiqiError
from assistant.models import Turn

if TYPE_CHECKING:
    from assistant.records import Records
    from assistant.service import Assistant

LOG = logging.getLogger(__name__)


def follow_keys(records: Records, assistant: Assistant) -> int:
    """Give each answer in use the key that its question has now, where the guard passes it; return how many."""
    followed = 0
    for answer in records.approvals.list(assistant.is_current):
        if answer.state != "approved":
            continue
        turns = [Turn(role="user", content=turn) for turn in answer.earlier]
        found = assistant.examine(answer.text, answer.question, turns)
        if not (found.findings or found.faults) and found.key != records.approvals.key(answer.id):
            followed += records.approvals.follow(answer.id, found.key)
    return followed


def follow_beside(records: Records, assistant: Assistant) -> None:
    """Do so while questions are answered already."""

    def run() -> None:
        try:
            if followed := follow_keys(records, assistant):
                LOG.info("%d approved answers follow their questions", followed)
        except HuiqiError:
            LOG.error("approved answers could not be compared with their questions")

    Thread(target=run, daemon=True, name="following").start()
