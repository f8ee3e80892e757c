"""The store of a cluster: passages in Milvus, dense and sparse vectors side by side (extra `milvus`).

Both stores are to find the same, so the words are cut here and sent as sparse vectors: of a passage what BM25 makes of
each term but for its rarity, of a question the weight of each term times its rarity; their inner product is BM25.
What a question's terms are worth depends on the whole collection, so how many passages have each term is kept beside
it, in a collection of its own (`<name>_terms`), and read once by each process.

A row is a passage or a whole text, its key the digest of all that it says: sent again, it is the same row. A rebuilt
collection is swapped in by moving an alias.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from assistant.errors import IndexUnavailable
from assistant.retrieval.artifacts import REMEDY
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.fusion import Scores
from assistant.retrieval.lexical import number_term
from assistant.retrieval.milvus.connection import connect, create
from assistant.retrieval.milvus.entities import PASSAGE, WHOLE, Row, mean_length, write_row
from assistant.retrieval.milvus.term_counts import Statistics
from assistant.retrieval.store import Found, Place, Sought
from assistant.settings import Settings

NEAREST = 200
"""Places that each method proposes; each of them is then scored by every method."""
BATCH = 500


class MilvusStore:
    """Passages in one collection of Milvus, under an alias; safe to share between threads."""

    def __init__(self, client: Any, alias: str, dimensions: int | None = None) -> None:
        self._client = client
        self._alias = alias
        self._dimensions = dimensions
        self._statistics: Statistics | None = None

    @classmethod
    def open(cls, settings: Settings) -> MilvusStore:
        """Connect; raise `IndexUnavailable` where nothing was built there."""
        store = cls(connect(settings), settings.milvus_collection)
        if not store.exists():
            raise IndexUnavailable(f"Milvus 中没有集合 {settings.milvus_collection}。{REMEDY}。")
        return store

    # ------------------------------------------------------------ search

    @property
    def size(self) -> int:
        """How many places there are."""
        return self._read_statistics().sizes.get(WHOLE, 0)

    def search(self, sought: Sought, policies: Collection[str] | None = None) -> Found:
        """Return the places that some method puts among its nearest, each with its score by every method."""
        limits = "" if policies is None else f" and policy in {json.dumps(sorted(policies), ensure_ascii=False)}"
        if policies is not None and not policies:
            return Found((), Scores(*(np.zeros(0, np.float32) for _ in range(3))))
        queries = self._queries(sought)
        proposed: dict[Place, None] = {}
        for field, part, query in queries.values():
            for place in self._scores(field, part, query, limits, NEAREST * (4 if part == PASSAGE else 1)):
                proposed[place] = None
        places = tuple(proposed)
        scored = {name: self._score(queries[name], places, limits) for name in queries}
        return Found(places, Scores(scored["dense"], scored["passage"], scored["whole"]))

    def _queries(self, sought: Sought) -> dict[str, tuple[str, str, Any]]:
        statistics = self._read_statistics()
        found: dict[str, tuple[str, str, Any]] = {"dense": ("vector", PASSAGE, sought.vector.tolist())}
        for part in (PASSAGE, WHOLE):
            values = {number_term(t): w * statistics.rarity(part, number_term(t)) for t, w in sought.terms.items()}
            bound = sum(values.values())
            found[part] = ("terms", part, {n: v / bound for n, v in values.items()} if bound else {})
        return found

    def _score(self, query: tuple[str, str, Any], places: Sequence[Place], limits: str) -> Vectors:
        """Return the scores of these places by one method: 0 for one that it sees nothing in."""
        field, part, value = query
        if not places:
            return np.zeros(0, np.float32)
        named = json.dumps(sorted({f"{policy}#{clause}" for policy, clause in places}), ensure_ascii=False)
        found = self._scores(field, part, value, f"{limits} and place in {named}", 16_000)
        return np.array([min(1.0, max(0.0, found.get(place, 0.0))) for place in places], dtype=np.float32)

    def _scores(self, field: str, part: str, query: Any, limits: str, limit: int) -> dict[Place, float]:
        """Return the best score of each place by one method."""
        if isinstance(query, dict) and not query:
            return {}
        found = self._client.search(
            self._alias,
            data=[query],
            anns_field=field,
            filter=f'part == "{part}"{limits}',
            limit=min(limit, 16_000),
            output_fields=["policy", "clause"],
            search_params={"metric_type": "IP"},
        )[0]
        best: dict[Place, float] = {}
        for hit in found:
            place = hit["entity"]["policy"], hit["entity"]["clause"]
            best[place] = max(best.get(place, -1.0), float(hit["distance"]))
        return best

    # ------------------------------------------------------------ change

    def exists(self) -> bool:
        """Whether the alias leads to a collection."""
        return bool(self._client.has_collection(self._alias))

    def upsert(self, rows: Sequence[Row]) -> int:
        """Write rows; return how many were new. Rows that are there already stay as they are."""
        statistics = self._read_statistics()
        keys = [row.key for row in rows]
        known: set[str] = set()
        for start in range(0, len(keys), BATCH):
            known |= {
                row["key"]
                for row in self._client.get(self._alias, ids=keys[start : start + BATCH], output_fields=["key"])
            }
        new = list({row.key: row for row in rows if row.key not in known}.values())
        lengths = {part: statistics.lengths.get(part) or mean_length(rows, part) for part in (PASSAGE, WHOLE)}
        for start in range(0, len(new), BATCH):
            self._client.upsert(self._alias, data=[write_row(row, lengths) for row in new[start : start + BATCH]])
        self._count(new, lengths, 1)
        return len(new)

    def delete(self, policies: Collection[str]) -> None:
        """Take the rows of policies away."""
        if not policies:
            return
        condition = f"policy in {json.dumps(sorted(policies), ensure_ascii=False)}"
        fields = ["part", "terms"]
        gone: list[tuple[str, list[int]]] = []
        rows = self._client.query_iterator(self._alias, filter=condition, output_fields=fields, batch_size=BATCH)
        while batch := rows.next():
            gone += [(row["part"], list(row["terms"])) for row in batch]
        rows.close()
        self._client.delete(self._alias, filter=condition)
        self._uncount(gone)

    def rebuild(self, rows: Sequence[Row]) -> None:
        """Write a new collection and move the alias to it; searches go on in the old one until then."""
        if not rows:
            raise IndexUnavailable(f"没有可写入 Milvus 的段落。{REMEDY}。")
        former = self._collection() if self.exists() else None
        name = f"{self._alias}_{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        fresh = MilvusStore(self._client, name)
        create(self._client, name, len(rows[0].vector), len(rows))
        fresh._write_statistics(Statistics({}, {}, {}))
        fresh.upsert(rows)
        self._client.flush(name)
        if former is None:
            self._client.create_alias(name, self._alias)
        else:
            self._client.alter_alias(name, self._alias)
            self._client.drop_collection(former)
            self._client.drop_collection(f"{former}_terms")
        self._statistics = None

    def _collection(self) -> str:
        """Return the collection that the alias leads to."""
        return str(self._client.describe_collection(self._alias)["collection_name"])

    # ------------------------------------------------------------ how often terms are said

    def _read_statistics(self) -> Statistics:
        if self._statistics is None:
            frequencies: dict[str, dict[int, int]] = {PASSAGE: {}, WHOLE: {}}
            sizes: dict[str, int] = {}
            lengths: dict[str, float] = {}
            terms = f"{self._collection()}_terms"
            rows = self._client.query_iterator(terms, filter="id >= 0", output_fields=["id", "counts"], batch_size=5000)
            while batch := rows.next():
                for row in batch:
                    counts = row["counts"]
                    if row["id"] == 0:
                        sizes, lengths = counts["sizes"], counts["lengths"]
                        continue
                    for part, number in counts.items():
                        frequencies[part][row["id"] - 1] = number
            rows.close()
            self._statistics = Statistics(sizes, lengths, frequencies)
        return self._statistics

    def _write_statistics(self, statistics: Statistics, changed: Iterable[int] | None = None) -> None:
        terms = f"{self._collection()}_terms"
        numbers = changed if changed is not None else {n for part in statistics.frequencies.values() for n in part}
        rows: list[dict[str, Any]] = [
            {
                "id": 0,
                "counts": {"sizes": dict(statistics.sizes), "lengths": dict(statistics.lengths)},
                "none": [0.0, 0.0],
            }
        ]
        for number in numbers:
            counts = {part: known[number] for part, known in statistics.frequencies.items() if known.get(number)}
            rows.append({"id": number + 1, "counts": counts, "none": [0.0, 0.0]})
        for start in range(0, len(rows), 5000):
            self._client.upsert(terms, data=rows[start : start + 5000])
        self._statistics = statistics

    def _count(self, rows: Iterable[Row], lengths: Mapping[str, float], by: int) -> None:
        self._change_counts([(row.part, [number_term(term) for term in row.terms]) for row in rows], lengths, by)

    def _uncount(self, gone: Iterable[tuple[str, list[int]]]) -> None:
        self._change_counts(gone, self._read_statistics().lengths, -1)

    def _change_counts(self, rows: Iterable[tuple[str, list[int]]], lengths: Mapping[str, float], by: int) -> None:
        known = self._read_statistics()
        sizes = Counter(known.sizes)
        frequencies = {part: Counter(known.frequencies.get(part, {})) for part in (PASSAGE, WHOLE)}
        changed: set[int] = set()
        for part, numbers in rows:
            sizes[part] += by
            changed |= set(numbers)
            for number in set(numbers):
                frequencies[part][number] += by
        self._write_statistics(Statistics(sizes, dict(lengths), frequencies), changed)
