"""Put cases to the retriever alone: does it find the clauses, and does it know what is not covered?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.evaluation.cases import Case
from assistant.evaluation.ranking import RankScores, auroc, score_rankings
from assistant.models import Model, ResultSet

Search = Callable[[str, int], ResultSet]
DEPTH = 100


class Found(Model):
    """What retrieval made of one case."""

    id: str
    kind: str
    right: tuple[str, ...]
    ranking: tuple[str, ...]
    confidence: float | None
    covered: bool


class RetrievalReport(Model):
    """Rank metrics by kind and over all, and how well the confidence tells covered cases from uncovered ones.

    `auroc` is over all cases that were asked: `positives` covered and `negatives` uncovered ones; null without either.
    """

    kinds: dict[str, RankScores]
    total: RankScores
    auroc: float | None
    positives: int
    negatives: int
    skipped: int
    misses: tuple[str, ...]


def evaluate_retrieval(cases: Iterable[Case], search: Search) -> RetrievalReport:
    """Search for the question of each case of a single turn; what follows earlier turns can't be judged alone."""
    asked = list(cases)
    found = [_find(case, search) for case in asked if len(case.turns) == 1]
    ranked = [one for one in found if one.right]
    kinds = sorted({one.kind for one in ranked})
    told = [(one.confidence, one.covered) for one in found if one.confidence is not None]
    positive = [confidence for confidence, covered in told if covered]
    negative = [confidence for confidence, covered in told if not covered]
    return RetrievalReport(
        kinds={kind: _score([one for one in ranked if one.kind == kind]) for kind in kinds},
        total=_score(ranked),
        auroc=auroc(positive, negative) if positive and negative else None,
        positives=len(positive),
        negatives=len(negative),
        skipped=len(asked) - len(found),
        misses=tuple(one.id for one in ranked if not {*one.ranking[:1]} & {*one.right}),
    )


def _find(case: Case, search: Search) -> Found:
    results = search(case.turns[-1], DEPTH)
    # What lies below the floor is still ranked: the metrics judge the order, the confidence judges the silence.
    hits = sorted(results.every, key=lambda hit: -hit.score)
    return Found(
        id=case.id,
        kind=case.kind,
        right=case.clauses,
        ranking=tuple(dict.fromkeys(hit.clause for hit in hits)),
        confidence=results.confidence,
        covered=case.status == "answered",
    )


def _score(found: Sequence[Found]) -> RankScores:
    return score_rankings([(one.ranking, one.right) for one in found])
