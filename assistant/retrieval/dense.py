"""The dense index: FAISS, inner product over unit vectors; exact up to where that is fast, then by cells.

Beyond `EXACT` vectors are kept in one byte a number, in cells by k-means, of which a search looks into the nearest
`PROBES`. Graphs (HNSW) were tried and not kept: see benchmarks/README.md. Files are mapped, so that workers share them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable
from assistant.retrieval.artifacts import REMEDY
from assistant.retrieval.embedding import Vectors

EXACT = 20_000
CELLS = 4.0  # times the root of the number of vectors
PROBES = 64
TRAINED_ON = 40  # vectors a cell
ADDED = 20_000  # vectors at a time: those of a large corpus are in a file


class DenseIndex:
    """A FAISS index of passage vectors, one a passage."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def open(cls, path: Path) -> DenseIndex:
        """Read the index; raise `IndexUnavailable` when FAISS can't."""
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise IndexUnavailable(f"索引已损坏：{path.name} 无法读取。{REMEDY}。") from error

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Index unit vectors."""
        size, dimensions = vectors.shape
        index: Any  # FAISS types each kind of its own
        if size <= EXACT:
            index = faiss.IndexFlatIP(dimensions)
        else:
            cells = int(CELLS * size**0.5)
            index = faiss.index_factory(dimensions, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
            sample = np.sort(np.random.default_rng(0).permutation(size)[: cells * TRAINED_ON])
            index.train(np.ascontiguousarray(vectors[sample]))
            index.nprobe = PROBES
        for start in range(0, size, ADDED):
            index.add(np.ascontiguousarray(vectors[start : start + ADDED]))
        return cls(index)

    @property
    def is_exact(self) -> bool:
        """Whether a search compares with every vector."""
        return not hasattr(self._index, "nprobe")

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        faiss.write_index(self._index, str(path))

    def locate(self) -> None:
        """Note where each vector lies, where that has to be known."""
        if not self.is_exact:
            self._index.make_direct_map()

    def vectors(self) -> Vectors:
        """Return the vectors as they are kept."""
        self.locate()
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

    def nearest(self, vector: Vectors, limit: int, among: NDArray[np.bool_] | None) -> NDArray[np.intp]:
        """Return the passages nearest to a unit vector, of those alone that are `among`, where that is given."""
        faiss.omp_set_num_threads(1)
        library: Any = faiss  # whose types do not know what its Python names take
        bits = None if among is None else library.IDSelectorBitmap(np.packbits(among, bitorder="little"))
        kind, own = (
            (library.SearchParameters, {})
            if self.is_exact
            else (library.SearchParametersIVF, {"nprobe": self._index.nprobe})
        )
        options = kind(sel=bits, **own)
        _, ids = self._index.search(vector[np.newaxis], min(limit, self.size), params=options)
        near: NDArray[np.intp] = ids[0][ids[0] >= 0]
        return near

    def cosines(self, vector: Vectors, rows: NDArray[np.intp]) -> Vectors:
        """Return the cosine of these passages to a unit vector; `locate` comes first."""
        faiss.omp_set_num_threads(1)
        kept: Vectors = self._index.reconstruct_batch(rows)
        cosines: Vectors = kept @ vector
        return cosines

    def score(self, vector: Vectors) -> Vectors:
        """Return the cosine of every passage to a unit vector, of an exact index.

        All are wanted, so nothing is sorted: FAISS' search would put them into the order of their scores first.
        """
        library: Any = faiss
        cosines = np.empty(self.size, dtype=np.float32)
        query = np.ascontiguousarray(vector, dtype=np.float32)
        kept = self._index.get_xb()
        library.fvec_inner_products_ny(
            library.swig_ptr(cosines), library.swig_ptr(query), kept, *query.shape, self.size
        )
        return cosines
