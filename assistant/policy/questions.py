"""Questions that people ask about a policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import Field

from assistant.errors import Fault
from assistant.models import Clause, Model


class Questions(Model):
    """Questions that people ask about one policy: training data, examples on the page, and what it doesn't cover."""

    policy: str
    examples: tuple[str, ...] = Field(min_length=1)
    clauses: dict[str, tuple[str, ...]]
    uncovered: tuple[str, ...] = ()


def find_question_faults(files: Iterable[Questions], clauses: Iterable[Clause]) -> Iterator[Fault]:
    """Yield the clauses of question files that the policies don't have."""
    labels = {(clause.policy, clause.label) for clause in clauses}
    for questions in files:
        for label in questions.clauses:
            if (questions.policy, label) not in labels:
                yield Fault(f"questions/{questions.policy}.yaml", label, "clauses", "政策中没有这一条款")
