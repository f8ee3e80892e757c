"""The lexical index of many texts: tantivy proposes, the terms kept of each text score what is proposed.

BM25 that looks at every posting takes time in proportion to the texts. tantivy skips what can't be among the best
(block-max WAND) over compressed files that are mapped into memory; but its constants are fixed, so its order is only
near ours. Whatever it proposes is scored anew, exactly as `LexicalIndex` does it: by text, its terms lie side by side,
as numbers that need no vocabulary.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable
from assistant.retrieval.artifacts import REMEDY
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.lexical import number_term
from assistant.retrieval.places import spread

if TYPE_CHECKING:
    import tantivy

SIFT = 1 << 16  # as many as two bytes tell apart

UNASKED = 0.1
"""The commonest terms of a question are left out of what tantivy is asked, up to this share of its whole weight."""


class WordIndex:
    """A saved index of many texts."""

    def __init__(self, folder: Path) -> None:
        try:
            self._terms: NDArray[np.uint32] = np.asarray(np.memmap(folder / "terms.raw", np.uint32, "r"))
            self._counts: NDArray[np.uint8] = np.asarray(np.memmap(folder / "counts.raw", np.uint8, "r"))
            self._starts: NDArray[np.int64] = np.asarray(np.load(folder / "starts.npy", mmap_mode="r"))
            self._norms: Vectors = np.asarray(np.load(folder / "norms.npy", mmap_mode="r"))
            self._searcher, self._schema = _open_searcher(folder / "tantivy")
            self._size = int(json.loads((folder / "params.index.json").read_text(encoding="utf-8"))["num_docs"])
        except (OSError, ValueError, KeyError) as error:
            raise IndexUnavailable(f"索引已损坏：词汇索引无法读取（{folder}）。{REMEDY}。") from error
        self._gone: dict[int, int] = {}
        self._left_out = 0

    @property
    def size(self) -> int:
        """How many texts there are."""
        return self._size

    def leave_out(self, rows: NDArray[np.intp]) -> None:
        """Count these texts no more where how often a term is said is asked."""
        numbers, counts = np.unique(self._terms[self._entries(rows)[0]], return_counts=True)
        self._gone = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
        self._left_out = len(rows)

    @property
    def counted(self) -> int:
        """How many texts are counted."""
        return self._size - self._left_out

    def frequency(self, term: str) -> int:
        """How many texts that are counted have a term."""
        return int(self._searcher.doc_freq("terms", term)) - self._gone.get(number_term(term), 0)

    def propose(
        self, terms: Mapping[str, float], rarities: Mapping[str, float], limit: int, policies: Collection[int] | None
    ) -> NDArray[np.intp]:
        """Return texts near to a question, about the best by BM25; of these policies alone where they are given."""
        from tantivy import Occur, Query

        asked = _weightiest({term: weight * rarities[term] for term, weight in terms.items()})
        parts = [
            (
                Occur.Should,
                Query.boost_query(Query.term_query(self._schema, "terms", term, index_option="freq"), terms[term]),
            )
            for term in asked
        ]
        if not parts:
            return np.zeros(0, dtype=np.intp)
        query = Query.boolean_query(parts)
        if policies is not None:
            among = Query.const_score_query(Query.term_set_query(self._schema, "policy", list(policies)), 0.0)
            query = Query.boolean_query([(Occur.Must, among), (Occur.Must, query)])
        hits = self._searcher.search(query, limit, count=False).hits
        return np.array(self._searcher.fast_field_values("row", [address for _, address in hits]), dtype=np.intp)

    def cover(self, rows: NDArray[np.intp], terms: Mapping[str, float], rarities: Mapping[str, float]) -> Vectors:
        """Return BM25 of these texts over its least upper bound, as `LexicalIndex.cover` does for all."""
        values: dict[int, float] = {}
        for term, weight in terms.items():
            number = number_term(term)
            values[number] = values.get(number, 0.0) + weight * rarities[term]
        bound = sum(values.values())
        if not bound or not len(rows):
            return np.zeros(len(rows), dtype=np.float32)
        sought = np.array(sorted(values), dtype=np.uint32)
        worth = np.array([values[int(number)] for number in sought])
        entries, ends = self._entries(rows)
        said = self._terms[entries]
        sieve = np.zeros(SIFT, dtype=bool)  # most terms of a text are not asked for
        sieve[sought.astype(np.uint16)] = True
        kept = np.flatnonzero(sieve[said.astype(np.uint16)])
        at = np.minimum(np.searchsorted(sought, said[kept]), len(sought) - 1)
        true = sought[at] == said[kept]
        kept, at = kept[true], at[true]
        of = np.searchsorted(ends, kept, side="right")
        counts = self._counts[entries[kept]].astype(np.float32)
        scores = worth[at] * counts / (counts + self._norms[rows[of]])
        covered: Vectors = (np.bincount(of, scores, minlength=len(rows)) / bound).astype(np.float32)
        return covered

    def _entries(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return where the terms of these texts lie, and after how many those of each end."""
        begins = self._starts[rows]
        counts = self._starts[rows + 1] - begins
        return spread(begins, counts), np.cumsum(counts)


def _weightiest(worth: Mapping[str, float]) -> list[str]:
    """Return the terms that are asked for: all but the commonest.

    >>> _weightiest({"宁德": 6.0, "的": 0.1, "奖": 4.0})
    ['宁德', '奖']
    """
    spared = UNASKED * sum(worth.values())
    dropped: set[str] = set()
    for term in sorted(worth, key=lambda term: worth[term]):
        spared -= worth[term]
        if spared < 0:
            break
        dropped.add(term)
    return [term for term in worth if term not in dropped]


def _open_searcher(folder: Path) -> tuple[tantivy.Searcher, tantivy.Schema]:
    """Open the files through links: tantivy writes a lock beside them, and who serves need not be allowed to."""
    import tantivy

    # A thread of tantivy's own may lock once more while the folder is taken away: that is no fault.
    with tempfile.TemporaryDirectory(prefix="huiqi-", ignore_cleanup_errors=True) as links:
        for file in folder.iterdir():
            if file.suffix != ".lock":
                (Path(links) / file.name).symlink_to(file.resolve())
        index = tantivy.Index.open(links)
        index.config_reader(reload_policy="manual")
        return index.searcher(), index.schema
