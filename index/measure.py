"""Measure retrieval by cross-validation: each question is searched for by a model that was not trained on it."""

from __future__ import annotations

import random
import tempfile
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from assistant.evaluation.ranking import auroc
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.coverage import Coverage, Signals, TermWeights
from assistant.retrieval.engine import Engine, Place
from assistant.retrieval.fusion import Fusion, Scores
from assistant.retrieval.retriever import open_embedding
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from index.build import write_artifacts
from index.train import TRAINING

FOLDS = 5
SHARES = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
LOST = 0.025  # share of right clauses that the floor may cost

Floats = NDArray[np.float64]
Case = tuple[str, Place | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Scores of every clause (columns) for each question (rows); `gold` is the right column, -1 for uncovered.

    `signals` has a row a question: what `assistant.retrieval.coverage` reads, with the nearness left at 0.
    """

    scores: Scores
    gold: NDArray[np.intp]
    signals: Floats


def measure(corpus: Corpus, settings: Settings) -> str:
    """Return tables over the share of the dense score, and the calibrations that fit the settings."""
    outcome = cross_validate(corpus, settings)
    fusion = Fusion.of(settings)
    lines = ["| dense | R@1 | R@3 | MRR | AUROC |", "|---|---|---|---|---|"]
    for share in SHARES:
        rates = rate(replace(fusion, dense_share=share).mean(outcome.scores), outcome.gold)
        lines.append(f"| {share:.1f} | " + " | ".join(f"{value:.3f}" for value in rates) + " |")
    means = fusion.mean(outcome.scores)
    return "\n".join([*lines, describe_calibration(means, outcome.gold), *describe_coverage(means, outcome)])


def cross_validate(corpus: Corpus, settings: Settings, folds: int = FOLDS) -> Outcome:
    """Score every question of the corpus with its fold left out of the training."""
    covered = [(q, (qs.policy, label)) for qs in corpus.questions for label, asked in qs.clauses.items() for q in asked]
    cases: list[Case] = [*covered, *((q, None) for qs in corpus.questions for q in qs.uncovered)]
    random.Random(TRAINING.seed).shuffle(cases)
    parts = [_score(corpus, settings, cases[fold::folds]) for fold in range(folds)]
    joined = (np.concatenate([getattr(p.scores, field.name) for p in parts]) for field in fields(Scores))
    return Outcome(Scores(*joined), np.concatenate([p.gold for p in parts]), np.concatenate([p.signals for p in parts]))


def _score(corpus: Corpus, settings: Settings, cases: list[Case]) -> Outcome:
    with tempfile.TemporaryDirectory() as scratch:
        artifacts = Artifacts(Path(scratch))
        write_artifacts(corpus, artifacts, settings, held_out=frozenset(question for question, _ in cases))
        tokenizer = Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder)
        engine = Engine.open(artifacts, tokenizer, open_embedding(settings, artifacts, tokenizer))
        coverage = Coverage(TermWeights.open(artifacts.coverage), corpus.lexicon, corpus.policies, tokenizer.split)
        found = [engine.search(question) for question, _ in cases]
    signals = [astuple(coverage.read(question, tokenizer.terms(question), 0.0)) for question, _ in cases]
    gold = [-1 if place is None else one.places.index(place) for one, (_, place) in zip(found, cases, strict=True)]
    by_method = [np.array([getattr(one.scores, field.name) for one in found]) for field in fields(Scores)]
    return Outcome(Scores(*by_method), np.array(gold, np.intp), np.array(signals, float))


def rate(means: NDArray[np.float32], gold: NDArray[np.intp]) -> tuple[float, float, float, float]:
    """Return R@1, R@3 and MRR of the covered questions, and how well the top score tells them from the uncovered."""
    covered = gold >= 0
    right = means[covered, gold[covered]]
    rank = (means[covered] > right[:, None]).sum(axis=1)
    best = means.max(axis=1)
    told = auroc(best[covered].tolist(), best[~covered].tolist())
    return float((rank < 1).mean()), float((rank < 3).mean()), float((1 / (rank + 1)).mean()), told


def describe_calibration(means: NDArray[np.float32], gold: NDArray[np.intp]) -> str:
    """Fit the probability that the best hit is right, and the floor that loses few right ones."""
    covered = gold >= 0
    best, right = means.max(axis=1), means.argmax(axis=1) == gold
    model = LogisticRegression(C=1e3).fit(best[:, None], right)
    slope, intercept = float(model.coef_[0, 0]), float(model.intercept_[0])
    scores = 1 / (1 + np.exp(-(slope * means + intercept)))
    floor = float(np.quantile(scores[covered, gold[covered]], LOST))
    silent = float((scores[~covered].max(axis=1) < floor).mean())
    curve = f"slope {slope:.2f}, intercept {intercept:.2f}"
    return f"relevance: {curve}, floor {floor:.3f} (leaves {silent:.1%} of the uncovered without a hit)"


def describe_coverage(means: NDArray[np.float32], outcome: Outcome) -> list[str]:
    """Fit the weights of the signals of coverage; AUROC by a second cross-validation over the held-out signals."""
    covered = outcome.gold >= 0
    names = [field.name for field in fields(Signals)]
    signals = outcome.signals.copy()
    signals[:, names.index("nearness")] = means.max(axis=1)
    lines = []
    for label, kept in (("taught", names), ("untaught", [name for name in names if name != "terms"])):
        values = signals[:, [names.index(name) for name in kept]]
        model = LogisticRegression()
        odds = cross_val_predict(model, values, covered, cv=FOLDS, method="decision_function")
        model.fit(values, covered)
        weights = ", ".join(f"{name} {weight:.2f}" for name, weight in zip(kept, model.coef_[0], strict=True))
        told = auroc(odds[covered].tolist(), odds[~covered].tolist())
        lines.append(f"coverage, {label}: {weights}, intercept {model.intercept_[0]:.2f}; AUROC {told:.3f}")
    return lines
