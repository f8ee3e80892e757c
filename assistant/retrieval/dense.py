"""The dense index: FAISS, inner product over unit vectors, exact."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np

from assistant.errors import IndexUnavailable
from assistant.retrieval.artifacts import REMEDY
from assistant.retrieval.embedding import Vectors

# Passages beyond the nearest ones have no say in what is found; they score 0.
NEAREST = 4096


class DenseIndex:
    """A FAISS index of passage vectors, one a passage."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def open(cls, path: Path) -> DenseIndex:
        """Read the index; raise `IndexUnavailable` when FAISS can't."""
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise IndexUnavailable(f"索引已损坏：{path.name} 无法读取。{REMEDY}。") from error

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Index unit vectors."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        faiss.write_index(self._index, str(path))

    def vectors(self) -> Vectors:
        """Return the vectors as they are kept."""
        kept: Vectors = self._index.reconstruct_n(0, self.size)
        return kept

    @property
    def size(self) -> int:
        """How many passages there are."""
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """How long a vector is."""
        return int(self._index.d)

    def score(self, vector: Vectors) -> Vectors:
        """Return the cosine of every passage to a unit vector; 0 beyond the nearest 4096."""
        # OpenMP's other threads have no part in a single query, but waiting for one takes five times the work. The
        # number holds for the calling thread only.
        faiss.omp_set_num_threads(1)
        near, ids = self._index.search(vector[np.newaxis], min(NEAREST, self.size))
        scores = np.zeros(self.size, dtype=np.float32)
        scores[ids[0]] = near[0]
        return scores
