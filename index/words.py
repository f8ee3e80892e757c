"""Write the lexical index of many texts: tantivy's, and of each text its terms side by side.

What is counted goes through files, a text at a time; in memory are the terms, each once.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.retrieval.lexical import K1, number_term
from assistant.retrieval.places import Numbers
from index.lexical import write_parameters

if TYPE_CHECKING:
    import tantivy

HEAP = 100_000_000
"""Bytes of texts that tantivy gathers before it writes."""
MOST_SAID = 255
KEPT = 20_000
"""Texts whose terms are gathered before they are written."""


def write_words(
    documents: Iterable[Sequence[str]], folder: Path, b: float, policies: Numbers, mean_length: float | None = None
) -> None:
    """Write an index over the terms of each document; `policies` has the number of each document's own."""
    (folder / "tantivy").mkdir(parents=True)
    size, lengths = len(policies), array("i")
    index = _create(folder / "tantivy")
    writer = index.writer(HEAP, 1)
    with _Kept(folder) as kept:
        for row, terms in enumerate(documents):
            lengths.append(len(terms))
            kept.add(terms)
            writer.add_document(_document(row, int(policies[row]), terms))
    writer.commit()
    writer.wait_merging_threads()
    del writer
    for lock in (folder / "tantivy").glob("*.lock"):
        lock.unlink()
    mean = mean_length or (sum(lengths) / max(size, 1) or 1.0)
    norms = K1 * (1 - b + b * np.array(lengths, dtype=np.float32) / np.float32(mean))
    np.save(folder / "norms.npy", norms.astype(np.float32))
    write_parameters(folder, size, b, mean)


class _Numbers(dict[str, int]):
    """The numbers of terms, each made once."""

    def __missing__(self, term: str) -> int:
        number = self[term] = number_term(term)
        return number


class _Kept:
    """The numbers of the terms of each text, in order, and how often each stands there, written as they come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = _Numbers()
        self._terms, self._counts, self._starts = array("I"), array("B"), array("q", [0])

    def __enter__(self) -> _Kept:
        self._files = [(self._folder / f"{name}.raw").open("wb") for name in ("terms", "counts")]
        return self

    def add(self, terms: Sequence[str]) -> None:
        said = Counter(map(self._numbers.__getitem__, terms))
        self._terms.extend(said)
        most = max(said.values(), default=0)
        self._counts.extend(said.values() if most <= MOST_SAID else (min(n, MOST_SAID) for n in said.values()))
        self._starts.append(self._starts[-1] + len(said))
        if len(self._starts) % KEPT == 0:
            self._flush()

    def _flush(self) -> None:
        for values, file in zip((self._terms, self._counts), self._files, strict=True):
            file.write(values.tobytes())
            del values[:]

    def __exit__(self, *_: object) -> None:
        self._flush()
        for file in self._files:
            file.close()
        np.save(self._folder / "starts.npy", np.array(self._starts, dtype=np.int64))


def _create(folder: Path) -> tantivy.Index:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    schema.add_unsigned_field("policy", indexed=True)
    schema.add_unsigned_field("row", fast=True)
    return tantivy.Index(schema.build(), path=str(folder))


def _document(row: int, policy: int, terms: Sequence[str]) -> tantivy.Document:
    import tantivy

    document = tantivy.Document()
    document.add_text("terms", " ".join(terms))
    document.add_unsigned("policy", policy)
    document.add_unsigned("row", row)
    return document
