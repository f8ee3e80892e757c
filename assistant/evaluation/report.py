"""Ask all cases and count what was right, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.evaluation.cases import Case
from assistant.evaluation.scoring import Score, score
from assistant.models import Answer, Model, Turn

Ask = Callable[[str, Sequence[Turn], date | None], Answer]


class Tally(Model):
    """How many answers of a group were right, by metric."""

    cases: int
    status: int
    clauses: int
    amounts: int
    mentions: int
    no_stray: int
    focus: int
    unrefuted: int
    all_ok: int


class Failure(Model):
    """A case that was not answered right in everything, and in what not."""

    id: str
    kind: str
    wrong: tuple[str, ...]


class Report(Model):
    """The counts by kind and over all, and the failures in the order of the cases."""

    kinds: dict[str, Tally]
    total: Tally
    failures: tuple[Failure, ...]


METRICS = ("status", "clauses", "amounts", "mentions", "no_stray", "focus", "unrefuted", "all_ok")


def evaluate(cases: Iterable[Case], ask: Ask, as_of: date | None = None) -> Report:
    """Put each case to the assistant, its earlier turns first, and score the answer to its last turn."""
    return summarize([score(case, _answer(case, ask, as_of)) for case in cases])


def _answer(case: Case, ask: Ask, as_of: date | None) -> Answer:
    return ask(case.turns[-1], [Turn(role="user", content=turn) for turn in case.turns[:-1]], as_of)


def summarize(scores: Sequence[Score]) -> Report:
    """Count the scores."""
    kinds = sorted({one.kind for one in scores})
    return Report(
        kinds={kind: _tally([one for one in scores if one.kind == kind]) for kind in kinds},
        total=_tally(scores),
        failures=tuple(_failure(one) for one in scores if not one.all_ok),
    )


def _tally(scores: Sequence[Score]) -> Tally:
    counts = {metric: sum(bool(getattr(one, metric)) for one in scores) for metric in METRICS}
    return Tally(cases=len(scores), **counts)


def _failure(one: Score) -> Failure:
    wrong = tuple(metric for metric in METRICS if metric != "all_ok" and not getattr(one, metric))
    return Failure(id=one.id, kind=one.kind, wrong=wrong)
