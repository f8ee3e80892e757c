"""How dense and lexical scores become one score: the probability that a best hit is right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.retrieval.embedding import Vectors


@dataclass(frozen=True, slots=True)
class Calibration:
    """Parameters of the fusion: a weighted mean, then a logistic curve; hits below `floor` are rejected."""

    dense_share: float
    slope: float
    intercept: float
    floor: float

    def score(self, dense: Vectors, lexical: Vectors) -> Vectors:
        """Fuse the scores of clauses, each in [0, 1], into one in [0, 1]: logistic(slope · mean + intercept)."""
        fused = self.dense_share * dense + (1 - self.dense_share) * lexical
        score: Vectors = (1 / (1 + np.exp(-(self.slope * fused + self.intercept)))).astype(np.float32)
        return score


# Measured by `python -m index measure` (1,063 questions of 21 clauses and 357 uncovered ones, each searched for by a
# model not trained on its fold): R@1 .953, R@3 .983, MRR .969; the top score tells covered from uncovered with AUROC
# .922. Dense alone: .946, .982, .966, .922; lexical alone: .873, .942, .912, .845. Shares from .2 to .6 do not differ.
# The floor keeps 97.5% of the right clauses and leaves 34% of the uncovered questions without any hit: it only drops
# what is certainly beside the point; whether a question is covered takes more signals.
CALIBRATION = Calibration(dense_share=0.4, slope=21.96, intercept=-5.91, floor=0.08)
