"""Learn which terms speak for a question's being covered: from what the corpus covers and what people else write of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits

from assistant.policy.corpus import Corpus
from assistant.retrieval.coverage import TermWeights
from index.passages import pair_examples

NEGATIVES_FILE = "negatives.txt"
STRENGTH = 10.0  # inverse of the regularisation; from 3 to 30 nothing changes by more than .002
FOLDS = 5
SILENT = 0.93  # share of messages on other matters that the terms alone must tell to be such


@cache
def read_negatives() -> tuple[str, ...]:
    """Return letters and messages to a city's hotline on matters of every field but incentives for firms."""
    text = files(__package__).joinpath(NEGATIVES_FILE).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def learn_terms(
    corpus: Corpus, cut: Callable[[str], Sequence[str]], held_out: frozenset[str] = frozenset()
) -> TermWeights:
    """Fit the model to all that the policies are asked and say, but `held_out`, and find where to be silent.

    That point is where, asked of models that didn't see them, so many of the general negatives lie below.
    """
    taught = any(questions.clauses for questions in corpus.questions)
    covered = [q for qs in corpus.questions for asked in qs.clauses.values() for q in asked if q not in held_out]
    asked_of = {questions.policy for questions in corpus.questions if questions.clauses}
    if any(policy.meta.id not in asked_of for policy in corpus.policies):
        covered = list(dict.fromkeys(asked for asked, _ in pair_examples(corpus, held_out).pairs))
    general = read_negatives()
    uncovered = [q for qs in corpus.questions for q in qs.uncovered if q not in held_out]
    texts = [cut(text) for text in (*covered, *uncovered, *general)]
    labels = np.repeat([1, 0], [len(covered), len(uncovered) + len(general)])
    vectorizer = TfidfVectorizer(analyzer=tuple, sublinear_tf=True)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced")
    pipeline = Pipeline([("vectors", vectorizer), ("model", model)])
    with threadpool_limits(1):  # several add in another order, which moves the last digits
        odds = cross_val_predict(pipeline, texts, labels, cv=FOLDS, method="decision_function")
        pipeline.fit(texts, labels)
    weights = zip(vectorizer.get_feature_names_out(), vectorizer.idf_, model.coef_[0], strict=True)
    return TermWeights(
        terms={str(term): (round(float(idf), 5), round(float(weight), 5)) for term, idf, weight in weights},
        intercept=float(model.intercept_[0]),
        silent_below=round(float(np.quantile(odds[-len(general) :], SILENT)), 5),
        taught=taught and bool(uncovered),
    )
