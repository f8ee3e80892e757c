"""Rank metrics: what of the right places a ranking holds, and how high."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log2

from assistant.models import Model

CUTS = (1, 3, 5, 10, 100)
DEPTH = 10
"""Ranks that MRR and nDCG look at."""


class RankScores(Model):
    """Means over cases: share of cases with a right place among the first k, share of right places found, MRR, nDCG."""

    cases: int
    recall: dict[int, float]
    found: dict[int, float]
    mrr: float
    ndcg: float


def score_rankings(rankings: Sequence[tuple[Sequence[str], Collection[str]]]) -> RankScores:
    """Score rankings, each with its right places (at least one).

    >>> score_rankings([(["a", "b"], {"b"})]).recall[1], score_rankings([(["a", "b"], {"b"})]).mrr
    (0.0, 0.5)
    """
    hits = [([one in right for one in ranking], len(set(right))) for ranking, right in rankings]
    return RankScores(
        cases=len(hits),
        recall={k: _mean([float(any(hit[:k])) for hit, _ in hits]) for k in CUTS},
        found={k: _mean([sum(hit[:k]) / count for hit, count in hits]) for k in CUTS},
        mrr=_mean([next((1 / rank for rank, right in enumerate(hit[:DEPTH], 1) if right), 0.0) for hit, _ in hits]),
        ndcg=_mean([_gain(hit[:DEPTH]) / _gain([True] * min(count, DEPTH)) for hit, count in hits]),
    )


def _gain(hits: Sequence[bool]) -> float:
    return sum(1 / log2(rank + 1) for rank, right in enumerate(hits, 1) if right)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return how often a score of the first kind is above one of the second, ties counting half; nan without either.

    >>> auroc([0.9, 0.4], [0.4, 0.1])
    0.875
    """
    if not positive or not negative:
        return float("nan")
    wins = sum((p > n) + (p == n) / 2 for p in positive for n in negative)
    return wins / (len(positive) * len(negative))
