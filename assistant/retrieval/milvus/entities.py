"""A passage or whole text as Milvus keeps it: dense vector, and terms as a sparse one."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.retrieval.embedding import Vectors
from assistant.retrieval.lexical import B_PASSAGES, B_WHOLES, K1, number_term
from assistant.retrieval.passages import Passage

PASSAGE, WHOLE = "passage", "whole"
B = {PASSAGE: B_PASSAGES, WHOLE: B_WHOLES}


@dataclass(frozen=True, slots=True)
class Row:
    """A passage or whole text as it is kept: its vector, and its terms with how often each stands there."""

    part: str
    policy: str
    clause: str
    kind: str
    text: str
    vector: Vectors
    terms: Mapping[str, int]

    @property
    def key(self) -> str:
        """The digest of what it says and of how it is seen."""
        said = json.dumps([self.part, self.policy, self.clause, self.kind, self.text], ensure_ascii=False)
        return hashlib.sha256(said.encode() + self.vector.tobytes()).hexdigest()


def make_rows(passages: Sequence[Passage], part: str, vectors: Vectors, terms: Iterable[Sequence[str]]) -> list[Row]:
    """Return passages as rows of a part."""
    return [
        Row(part, p.policy, p.clause, p.kind, p.text, vector, Counter(said))
        for p, vector, said in zip(passages, vectors, terms, strict=True)
    ]


def write_row(row: Row, lengths: Mapping[str, float]) -> dict[str, Any]:
    """Return a row as Milvus takes it: of each term what BM25 makes of it, its rarity left out."""
    norm = K1 * (1 - B[row.part] + B[row.part] * sum(row.terms.values()) / lengths[row.part])
    terms: dict[int, float] = {}
    for term, count in row.terms.items():
        number = number_term(term)
        terms[number] = terms.get(number, 0.0) + count / (count + norm)
    return {
        "key": row.key,
        "part": row.part,
        "policy": row.policy,
        "clause": row.clause,
        "place": f"{row.policy}#{row.clause}",
        "kind": row.kind,
        "vector": row.vector.tolist(),
        "terms": terms or {0: 1e-9},  # a sparse vector of nothing is refused
    }


def mean_length(rows: Iterable[Row], part: str) -> float:
    lengths = [sum(row.terms.values()) for row in rows if row.part == part]
    return sum(lengths) / len(lengths) if lengths else 1.0
