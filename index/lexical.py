"""Write a lexical index: BM25 as Lucene has it, in the form of bm25s (a test holds the two equal).

bm25s itself sees each text against the mean length of its own collection, and an added segment must be seen against
that of the first.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from assistant.retrieval.lexical import K1


def write_lexical(documents: Iterable[Sequence[str]], folder: Path, b: float, mean_length: float | None = None) -> None:
    """Write an index over the terms of each document; `b` says how much a document's length matters."""
    numbers: dict[str, int] = {}
    columns, rows, counts, lengths = array("i"), array("i"), array("i"), array("i")
    for row, terms in enumerate(documents):
        said = Counter(numbers.setdefault(term, len(numbers)) for term in terms)
        lengths.append(len(terms))
        columns.extend(said.keys())
        counts.extend(said.values())
        rows.extend([row] * len(said))
    size, mean = len(lengths), mean_length or (sum(lengths) / max(len(lengths), 1) or 1.0)
    column, row_of, count = (np.frombuffer(one, dtype=np.int32) for one in (columns, rows, counts))
    order = np.argsort(column, kind="stable")
    column, row_of, count = column[order], row_of[order], count[order].astype(np.float32)
    frequency = np.bincount(column, minlength=len(numbers)).astype(np.float64)
    rarity = np.log1p((size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    long = K1 * (1 - b + b * np.frombuffer(lengths, dtype=np.int32).astype(np.float32) / mean)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "data.csc.index.npy", (rarity[column] * (count / (count + long[row_of]))).astype(np.float32))
    np.save(folder / "indices.csc.index.npy", row_of)
    np.save(folder / "indptr.csc.index.npy", np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64))
    (folder / "vocab.index.json").write_text(json.dumps(numbers, ensure_ascii=False), encoding="utf-8")
    write_parameters(folder, size, b, mean)


def write_parameters(folder: Path, size: int, b: float, mean_length: float) -> None:
    """Write how many texts there are, their mean length and BM25's constants."""
    said = {"num_docs": size, "k1": K1, "b": b, "mean_length": mean_length}
    (folder / "params.index.json").write_text(json.dumps(said), encoding="utf-8")
