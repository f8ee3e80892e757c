"""Learn from the questions of the corpus which terms speak for a question's being covered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.policy.corpus import Corpus
from assistant.retrieval.coverage import TermWeights

STRENGTH = 10.0  # inverse of the regularisation; from 3 to 30 nothing changes by more than .002


def learn_terms(
    corpus: Corpus, cut: Callable[[str], Sequence[str]], held_out: frozenset[str] = frozenset()
) -> TermWeights:
    """Fit the model to all questions but those `held_out`; it is empty where a corpus has only one kind of them."""
    covered = [q for qs in corpus.questions for asked in qs.clauses.values() for q in asked if q not in held_out]
    uncovered = [q for qs in corpus.questions for q in qs.uncovered if q not in held_out]
    if not covered or not uncovered:
        return TermWeights()
    vectorizer = TfidfVectorizer(analyzer=cut, sublinear_tf=True)
    vectors = vectorizer.fit_transform([*covered, *uncovered])
    labels = np.repeat([1, 0], [len(covered), len(uncovered)])
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(vectors, labels)
    weights = zip(vectorizer.get_feature_names_out(), vectorizer.idf_, model.coef_[0], strict=True)
    terms = {str(term): (round(float(idf), 5), round(float(weight), 5)) for term, idf, weight in weights}
    return TermWeights(terms=terms, intercept=float(model.intercept_[0]))
