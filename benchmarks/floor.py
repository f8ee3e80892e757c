"""The bare indexes with nothing around them, and a search that looks at everything: what ours is held against."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

import faiss
import numpy as np

from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.fusion import Scores
from assistant.retrieval.lexical import LexicalIndex, rarity
from assistant.retrieval.segments import is_large
from assistant.retrieval.store import Sought
from assistant.retrieval.word_index import WordIndex

TOGETHER = 50_000
"""Texts that an exact search of a large segment scores at a time."""


def time_floor(artifacts: Artifacts, sought: Sequence[Sought]) -> float:
    """Return the median milliseconds of bare FAISS (ten), bare BM25 over passages (ten), and JSON of their numbers.

    BM25 is that of bare arrays, as bm25s has it; of a large segment, that of tantivy with every term.
    """
    index = faiss.read_index(str(artifacts.vectors), faiss.IO_FLAG_MMAP_IFC)
    faiss.omp_set_num_threads(1)
    find = _bare_words(artifacts) if is_large(artifacts) else _bare_arrays(artifacts)
    taken = []
    for one in sought:
        began = time.process_time()
        _, near = index.search(one.vector[None], 10)
        json.dumps([near[0].tolist(), find(one)])
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def _bare_arrays(artifacts: Artifacts) -> Callable[[Sought], list[int]]:
    scores = np.asarray(np.load(artifacts.lexical / "data.csc.index.npy", mmap_mode="r"))
    rows = np.asarray(np.load(artifacts.lexical / "indices.csc.index.npy", mmap_mode="r"))
    starts = np.load(artifacts.lexical / "indptr.csc.index.npy")
    numbers = json.loads((artifacts.lexical / "vocab.index.json").read_text("utf-8"))
    size = json.loads((artifacts.lexical / "params.index.json").read_text("utf-8"))["num_docs"]

    def find(sought: Sought) -> list[int]:
        total = np.zeros(size, np.float32)
        for number in [numbers[term] for term in sought.terms if term in numbers]:
            column = slice(starts[number], starts[number + 1])
            total[rows[column]] += scores[column]
        best = np.argpartition(-total, min(10, size - 1))[:10]
        return [int(i) for i in best]

    return find


def _bare_words(artifacts: Artifacts) -> Callable[[Sought], list[int]]:
    import tantivy

    index = tantivy.Index.open(str(artifacts.lexical / "tantivy"))
    searcher, schema = index.searcher(), index.schema

    def find(sought: Sought) -> list[int]:
        said = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "terms", term, index_option="freq"))
            for term in sought.terms
        ]
        hits = searcher.search(tantivy.Query.boolean_query(said), 10, count=False).hits
        return [int(row) for row in searcher.fast_field_values("row", [address for _, address in hits])]  # type: ignore[arg-type]

    return find


def exact_scores(artifacts: Artifacts, sought: Sequence[Sought]) -> Iterator[Scores]:
    """Yield the scores of every place, in order; each place is one passage and its own whole text."""
    if not is_large(artifacts):
        lexical, wholes = LexicalIndex(artifacts.lexical), LexicalIndex(artifacts.wholes)
        vectors = DenseIndex.open(artifacts.vectors).vectors()
        for one in sought:
            yield Scores(np.clip(vectors @ one.vector, 0, 1), lexical.cover(one.terms), wholes.cover(one.terms))
        return
    indexes = WordIndex(artifacts.lexical), WordIndex(artifacts.wholes)
    dense = DenseIndex.open(artifacts.vectors)
    dense.locate()
    for one in sought:
        parts = []
        rarities = [{t: rarity(words.size, words.frequency(t)) for t in one.terms} for words in indexes]
        for start in range(0, dense.size, TOGETHER):
            rows = np.arange(start, min(start + TOGETHER, dense.size))
            said = [words.cover(rows, one.terms, rare) for words, rare in zip(indexes, rarities, strict=True)]
            parts.append((np.clip(dense.cosines(one.vector, rows), 0, 1), *said))
        yield Scores(*(np.concatenate(column) for column in zip(*parts, strict=True)))
