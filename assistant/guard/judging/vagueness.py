"""Judge vague money (数千万元) and denied caps (上不封顶)."""

from __future__ import annotations

import re

from assistant.guard.judging.reading import Reading
from assistant.guard.judging.reasons import describe
from assistant.guard.table.book import FactBook
from assistant.guard.words.bases import BASE_BEFORE
from assistant.guard.words.denials import DENY_AFTER, DENY_BEFORE
from assistant.guard.words.grants import AWARD
from assistant.guard.words.users import USER_NAMED
from assistant.models import Finding

_LACK = re.compile(r"没有?|无|不设")


class VagueJudge:
    """Finds words that promise money without a number."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def findings(self, reading: Reading) -> list[Finding]:
        """Return a finding for each vague promise and each denied cap."""
        found = []
        for vague, start, end in reading.sheet.vague:
            if vague.kind == "no_cap":
                if not self._denies_cap(reading, start, end):
                    continue
                reason = "cap_dropped"
            elif not self._promises(reading, start, end):
                continue
            else:
                reason = "vague_invention"
            message = describe(reason, vague.surface, "", None)
            found.append(
                Finding(surface=vague.surface, start=vague.start, end=vague.end, reason=reason, message=message)
            )
        return found

    def _promises(self, reading: Reading, start: int, end: int) -> bool:
        if _is_denied(reading, start, end):
            return False
        first, _ = reading.sheet.clause(start, end)
        before = reading.sheet.text[first:start]
        if BASE_BEFORE.search(before) and not AWARD.search(before):
            return False
        return not (USER_NAMED.search(before) and not AWARD.search(before))

    def _denies_cap(self, reading: Reading, start: int, end: int) -> bool:
        """Whether the words say that an award has no cap, where the policy doesn't leave that open."""
        if _is_denied(reading, start, end):
            return False
        last = reading.marked.topics.last_before(start)
        topics = (last.value,) if last else reading.asked.topics
        awards = [fact for topic in topics for fact in self._book.awards(topic)]
        capless = awards and all(fact.kind == "rate" and fact.cap is None for fact in awards)
        return not (capless and _LACK.match(reading.sheet.text, start))


def _is_denied(reading: Reading, start: int, end: int) -> bool:
    first, _ = reading.sheet.clause(start, end)
    if any(left <= start < right for left, right in reading.sheet.quoted_wrong):
        return True
    return bool(DENY_BEFORE.search(reading.sheet.text, first, start) or DENY_AFTER.match(reading.sheet.text, end))
