"""How the scores by method become one score: shares and a curve, all of them settings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.retrieval.embedding import Vectors
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of every place for one text, each in [0, 1], by method."""

    dense: Vectors
    passage: Vectors
    whole: Vectors


@dataclass(frozen=True, slots=True)
class Fusion:
    """A weighted mean of calibrated scores, then a logistic curve; hits below `floor` are rejected."""

    dense_share: float
    whole_share: float
    slope: float
    intercept: float
    floor: float

    @classmethod
    def of(cls, settings: Settings, *, taught: bool = True) -> Fusion:
        """Return the fusion that the settings describe; an embedding that no questions taught is trusted less."""
        return cls(
            dense_share=settings.dense_share if taught else settings.untaught_share,
            whole_share=settings.whole_share,
            slope=settings.relevance_slope,
            intercept=settings.relevance_intercept,
            floor=settings.relevance_floor,
        )

    def lexical(self, scores: Scores) -> Vectors:
        """Return the lexical score: that of the whole text and that of its best passage, by their shares."""
        return self.whole_share * scores.whole + (1 - self.whole_share) * scores.passage

    def mean(self, scores: Scores) -> Vectors:
        """Return the weighted mean of all methods, in [0, 1]."""
        return self.dense_share * scores.dense + (1 - self.dense_share) * self.lexical(scores)

    def calibrate(self, mean: Vectors) -> Vectors:
        """Return how probably each place, were it the best, is right: logistic(slope · mean + intercept)."""
        score: Vectors = (1 / (1 + np.exp(-(self.slope * mean + self.intercept)))).astype(np.float32)
        return score
