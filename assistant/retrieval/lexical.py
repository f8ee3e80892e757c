"""The lexical index: BM25 over characters and bigrams, as the share of the query that a passage accounts for.

`index/lexical.py` writes it in the form of bm25s, whose import would take a third of a second at every start. A test
proves the scores equal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from math import log1p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable
from assistant.retrieval.artifacts import REMEDY
from assistant.retrieval.embedding import Vectors

METHOD = "lucene"
K1 = 1.2
B_PASSAGES = 0.3  # passages are of like length already
B_WHOLES = 0.7


class LexicalIndex:
    """A saved index (BM25, as Lucene has it): a sparse matrix of scores, a column a term."""

    def __init__(self, folder: Path) -> None:
        try:
            # Mapped, so that workers share the pages; as plain arrays, whose slices take a tenth of the time.
            self._scores: Vectors = np.asarray(np.load(folder / "data.csc.index.npy", mmap_mode="r"))
            self._rows: NDArray[np.int32] = np.asarray(np.load(folder / "indices.csc.index.npy", mmap_mode="r"))
            self._columns: NDArray[np.int64] = np.load(folder / "indptr.csc.index.npy")
            self._terms: dict[str, int] = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
            self._size = int(json.loads((folder / "params.index.json").read_text(encoding="utf-8"))["num_docs"])
        except (OSError, ValueError, KeyError) as error:
            raise IndexUnavailable(f"索引已损坏：词汇索引无法读取（{folder}）。{REMEDY}。") from error

    @property
    def size(self) -> int:
        """How many texts there are."""
        return self._size

    def frequency(self, term: str, alive: NDArray[np.bool_] | None = None) -> int:
        """How many texts have a term; of those alone that are `alive`, where that is given."""
        column = self._column(term)
        return int(column.stop - column.start if alive is None else alive[self._rows[column]].sum())

    def score(self, terms: Mapping[str, float], rarities: Mapping[str, float] | None = None) -> Vectors:
        """Return the BM25 score of every passage for terms that weigh as given.

        `rarities` are those of the terms in a collection that these texts are only part of.
        """
        rows, said = [self._rows[:0]], [self._scores[:0]]
        for term, weight in terms.items():
            column = self._column(term)
            if rarities is not None and column.stop > column.start:
                weight *= rarities[term] / rarity(self._size, column.stop - column.start)
            rows.append(self._rows[column])
            said.append(np.float32(weight) * self._scores[column])
        # Added up at once: one by one, each term would pass over the scores by itself.
        total = np.bincount(np.concatenate(rows), np.concatenate(said), self._size)
        scores: Vectors = total.astype(np.float32)
        return scores

    def cover(self, terms: Mapping[str, float], rarities: Mapping[str, float] | None = None) -> Vectors:
        """Return BM25 over its least upper bound, the sum of the terms' weights: in [0, 1], comparable across queries.

        A term that no passage has weighs as much as the rarest, so a query about something else scores low.
        """
        if rarities is None:
            rarities = {term: rarity(self._size, self.frequency(term)) for term in terms}
        bound = sum(weight * rarities[term] for term, weight in terms.items())
        covered: Vectors = self.score(terms, rarities) / np.float32(bound or 1)
        return covered

    def _column(self, term: str) -> slice:
        i = self._terms.get(term)
        return slice(0, 0) if i is None else slice(self._columns[i], self._columns[i + 1])


def mean_length(folder: Path) -> float | None:
    """Return the mean length of the texts of an index, in terms; None where it was not kept."""
    said: dict[str, float] = json.loads((folder / "params.index.json").read_text(encoding="utf-8"))
    return said.get("mean_length")


def number_term(term: str) -> int:
    """Return the number of a term, the same in every process: of 2³¹, so that two hardly ever share one.

    >>> number_term("奖励") == number_term("奖励") != number_term("补助")
    True
    """
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=4).digest(), "big") >> 1


def rarity(size: int, frequency: int) -> float:
    """Return the inverse document frequency, as Lucene defines it."""
    return log1p((size - frequency + 0.5) / (frequency + 0.5))
