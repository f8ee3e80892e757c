"""What must be known of a document before its answer: whether it applies, its window is open, what has replaced it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.answering.evidence import Evidence
from assistant.answering.particulars import chinese_date
from assistant.answering.parts import Parts
from assistant.answering.routing import Route
from assistant.answering.subjects import Subject
from assistant.models import Reward
from assistant.policy.corpus import Corpus
from assistant.policy.validity import find_successor, is_closed

AWARDED: tuple[Route, ...] = ("awards", "deadline", "stacking", "compare", "listing")


class Notices:
    """Writes notices on the documents of one corpus."""

    def __init__(self, corpus: Corpus, parts: Parts) -> None:
        self._corpus = corpus
        self._messages = corpus.messages
        self._parts = parts

    def of(self, evidence: Evidence, as_of: date, awarded: bool = False, briefly: bool = False) -> tuple[str, ...]:
        """Say of each document answered from what must be known first; by number where there are several.

        `awarded` where the answer is known to be about awards, `briefly` where a closed window was said before.
        """
        awarded = (
            awarded or evidence.route in AWARDED or any(s.awards or s.part == "closing" for s in evidence.subjects)
        )
        several = len({*evidence.policies, *(s.policy for s in evidence.parallels)}) > 1
        found = (self.of_policy(policy, as_of, awarded, several, briefly) for policy in evidence.policies)
        rows = (self.of_row(row, as_of) for subject in evidence.subjects for row in subject.awards)
        return tuple(dict.fromkeys(notice for said in (*found, *rows) for notice in said))

    def of_row(self, row: Reward, as_of: date) -> tuple[str, ...]:
        """Say that a row's own validity has not begun or has ended on a day."""
        name = f"“{row.name}”（{row.clause}）"
        if row.valid_from is not None and as_of < row.valid_from:
            return (self._messages.not_in_force.format(policy=name, effective=chinese_date(row.valid_from)),)
        if row.valid_to is None or as_of <= row.valid_to:
            return ()
        end, whom = chinese_date(row.valid_to), self._parts.whom([row.policy])
        return (self._messages.expired.format(policy=name, end=end, interpreter=whom),)

    def first(self, evidence: Evidence, as_of: date, awarded: bool) -> tuple[str, ...]:
        """Return the notices that stand first in every answer: all but that of a closed window."""
        full, brief = self.of(evidence, as_of, awarded), self.of(evidence, as_of, awarded, briefly=True)
        return tuple(notice for notice in full if notice in brief)

    def of_policy(
        self, policy: str, as_of: date, awarded: bool, by_number: bool, briefly: bool = False
    ) -> tuple[str, ...]:
        """Say whether the document is in force on a day, its window open, and what has replaced it."""
        meta = self._parts.meta(policy)
        name = meta.name if by_number else "该政策"
        if meta.effective is not None and as_of < meta.effective:
            return (self._messages.not_in_force.format(policy=name, effective=chinese_date(meta.effective)),)
        said = []
        if successor := find_successor(meta, (p.meta for p in self._corpus.policies), as_of):
            said.append(self._messages.replaced.format(policy=meta.name, successor=successor.name))
        if meta.award_window_end is not None and is_closed(meta, as_of) and awarded:
            end = chinese_date(meta.award_window_end)
            whom = self._parts.whom([policy])
            wording = self._messages.window_closed_briefly if briefly else self._messages.window_closed
            said.append(wording.format(policy=name, end=end, interpreter=whom))
        elif meta.valid_to is not None and meta.valid_to < as_of:
            end, whom = chinese_date(meta.valid_to), self._parts.whom([policy])
            said.append(self._messages.expired.format(policy=name, end=end, interpreter=whom))
        return tuple(said)

    def superseded(self, evidence: Evidence, as_of: date) -> list[str]:
        """Say which document the ones answered from replace, where it spoke of the same."""
        lines = []
        for meta in self._parts.metas(evidence.policies):
            replaced = [other for other in evidence.scope.others if other.id in meta.replaces and meta.since <= as_of]
            spoke = [m for m in replaced if not evidence.subjects or self._speaks(m.id, evidence.subjects)]
            lines += [self._messages.replaces.format(policy=m.name, successor=meta.name) for m in spoke]
        return lines

    def _speaks(self, policy: str, subjects: Iterable[Subject]) -> bool:
        topics = [topic for topic in self._corpus.lexicon.topics if topic.provision(policy)]
        return bool({topic.id for topic in topics} & {subject.topic for subject in subjects})
