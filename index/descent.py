"""What both trainings share: texts as rows of a sparse matrix over pieces, and steps down the gradient.

Loss and gradient are written out for the mean of static vectors: several times as fast as automatic differentiation,
and only the vectors of the pieces at hand move, so large vocabularies cost little.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from assistant.retrieval.embedding import Vectors

Ids = NDArray[np.int64]
BLOCK = 128  # rows


def stack(texts: Sequence[Ids]) -> tuple[csr_matrix, Ids]:
    """Return the texts as rows of shares over the pieces that any of them has, and those pieces."""
    lengths = np.array([len(ids) for ids in texts])
    pieces, columns = np.unique(np.concatenate(texts), return_inverse=True)
    shares = np.repeat(1 / np.maximum(lengths, 1), lengths).astype(np.float32)
    ends = np.concatenate([[0], np.cumsum(lengths)])
    return csr_matrix((shares, columns, ends), shape=(len(texts), len(pieces))), pieces


def softmax(scores: Vectors, scale: float, axis: int) -> Vectors:
    """Return the scores, times `scale`, of each row (axis 1) or column (axis 0) as shares of 1."""
    exponents = np.exp(np.float32(scale) * (scores - scores.max(axis=axis, keepdims=True)))
    shares: Vectors = exponents / exponents.sum(axis=axis, keepdims=True)
    return shares


def embed(texts: csr_matrix, vectors: Vectors) -> tuple[Vectors, Vectors]:
    """Return the unit vectors of the texts, and how long their means were (a column)."""
    means = texts @ vectors
    norms = np.linalg.norm(means, axis=1, keepdims=True) + np.float32(1e-9)
    return means / norms, norms


def trace_back(by_units: Vectors, texts: csr_matrix, units: Vectors, norms: Vectors) -> Vectors:
    """Return the gradient by the vectors, one row a piece, from that by the unit vectors of the texts."""
    by_means = (by_units - units * (by_units * units).sum(axis=1, keepdims=True)) / norms
    gradient: Vectors = texts.T @ by_means
    return gradient


class Adam:
    """Adam (Kingma & Ba 2015), over all rows or only those that a batch touches, the others' moments standing still."""

    def __init__(self, vectors: Vectors, decay: float = 0.9, square_decay: float = 0.999) -> None:
        """Hold on to `vectors`, which are changed in place."""
        self._vectors = vectors
        self._first = np.zeros_like(vectors)
        self._second = np.zeros_like(vectors)
        self._decay, self._square_decay = decay, square_decay
        self._steps = 0

    def step(self, rows: Ids | slice, gradient: Vectors, rate: float) -> None:
        """Move the rows against their gradient; all rows go by blocks that the processor's cache holds."""
        self._steps += 1
        size = rate * np.sqrt(1 - self._square_decay**self._steps) / (1 - self._decay**self._steps)
        if isinstance(rows, slice):
            for start in range(0, len(self._vectors), BLOCK):
                block = slice(start, start + BLOCK)
                held = self._first[block], self._second[block], self._vectors[block]
                self._move(*held, gradient[block], np.float32(size))
            return
        first, second, vectors = self._first[rows], self._second[rows], self._vectors[rows]
        self._move(first, second, vectors, gradient, np.float32(size))
        self._first[rows], self._second[rows], self._vectors[rows] = first, second, vectors

    def _move(self, first: Vectors, second: Vectors, vectors: Vectors, gradient: Vectors, size: np.float32) -> None:
        """Move vectors and their moments in place."""
        change, share = gradient - first, np.square(gradient)
        change *= np.float32(1 - self._decay)
        first += change
        share -= second
        share *= np.float32(1 - self._square_decay)
        second += share
        np.sqrt(second, out=share)
        share += np.float32(1e-8)
        np.multiply(size, first, out=change)
        change /= share
        vectors -= change
