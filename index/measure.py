"""Measure retrieval by cross-validation: each question is searched for by a model that was not trained on it."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata
from sklearn.linear_model import LogisticRegression

from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.retriever import Place, Retriever, open_embedding
from assistant.text.tokens import Tokenizer
from index.build import write_artifacts
from index.train import TRAINING

FOLDS = 5
SHARES = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
LOST = 0.025  # share of right clauses that the floor may cost

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Scores of every clause (columns) for each question (rows); `gold` is the right column, -1 for uncovered."""

    dense: Floats
    lexical: Floats
    gold: NDArray[np.intp]

    def fuse(self, share: float) -> Floats:
        """Return the fused, uncalibrated scores."""
        fused: Floats = share * self.dense + (1 - share) * self.lexical
        return fused


def measure(corpus: Corpus, embedding_model: str | None = None) -> str:
    """Return a table over the share of the dense score, and the calibration that fits the best share."""
    outcome = cross_validate(corpus, embedding_model)
    lines = ["| dense | R@1 | R@3 | MRR | AUROC |", "|---|---|---|---|---|"]
    for share in SHARES:
        lines.append(f"| {share:.1f} | " + " | ".join(f"{value:.3f}" for value in rate(outcome, share)) + " |")
    lines += [_describe_calibration(outcome, share) for share in SHARES[2:6]]
    return "\n".join(lines)


def cross_validate(corpus: Corpus, embedding_model: str | None, folds: int = FOLDS) -> Outcome:
    """Score every question of the corpus with its fold left out of the training."""
    covered = [(q, (qs.policy, label)) for qs in corpus.questions for label, asked in qs.clauses.items() for q in asked]
    cases: list[tuple[str, Place | None]] = [*covered, *((q, None) for qs in corpus.questions for q in qs.uncovered)]
    random.Random(TRAINING.seed).shuffle(cases)
    parts = [_score(corpus, embedding_model, cases[fold::folds]) for fold in range(folds)]
    return Outcome(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))


def _score(
    corpus: Corpus, embedding_model: str | None, cases: list[tuple[str, Place | None]]
) -> tuple[Floats, Floats, NDArray[np.intp]]:
    with tempfile.TemporaryDirectory() as scratch:
        artifacts = Artifacts(Path(scratch))
        write_artifacts(corpus, artifacts, embedding_model, held_out=frozenset(question for question, _ in cases))
        tokenizer = Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder)
        embedding = open_embedding(embedding_model, artifacts, tokenizer)
        dense, lexical = DenseIndex.open(artifacts.vectors), LexicalIndex(artifacts.lexical)
        retriever = Retriever(artifacts.read_passages(), {}, tokenizer, embedding, dense, lexical)
        scores = [retriever.score(question) for question, _ in cases]
    gold = [-1 if place is None else retriever.places.index(place) for _, place in cases]
    return np.array([d for d, _ in scores], float), np.array([s for _, s in scores], float), np.array(gold, np.intp)


def rate(outcome: Outcome, share: float) -> tuple[float, float, float, float]:
    """Return R@1, R@3 and MRR of the covered questions, and how well the top score tells them from the uncovered."""
    fused, covered = outcome.fuse(share), outcome.gold >= 0
    right = fused[covered, outcome.gold[covered]]
    rank = (fused[covered] > right[:, None]).sum(axis=1)
    order = rankdata(fused.max(axis=1))
    n, m = int(covered.sum()), int((~covered).sum())
    auroc = (order[covered].sum() - n * (n + 1) / 2) / (n * m) if n and m else float("nan")
    return float((rank < 1).mean()), float((rank < 3).mean()), float((1 / (rank + 1)).mean()), float(auroc)


def _describe_calibration(outcome: Outcome, share: float) -> str:
    """Fit the probability that the best hit is right, and the floor that loses few right ones."""
    fused = outcome.fuse(share)
    covered = outcome.gold >= 0
    best, right = fused.max(axis=1), fused.argmax(axis=1) == outcome.gold
    model = LogisticRegression(C=1e3).fit(best[:, None], right)
    slope, intercept = float(model.coef_[0, 0]), float(model.intercept_[0])
    scores = 1 / (1 + np.exp(-(slope * fused + intercept)))
    floor = float(np.quantile(scores[covered, outcome.gold[covered]], LOST))
    silent = float((scores[~covered].max(axis=1) < floor).mean())
    curve = f"slope {slope:.2f}, intercept {intercept:.2f}"
    return f"dense {share:.1f}: {curve}, floor {floor:.3f} (leaves {silent:.1%} of the uncovered without a hit)"
