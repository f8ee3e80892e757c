"""Score every place of an index for a text: what chat and benchmarks search with, whatever the corpus."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable
from assistant.retrieval.artifacts import REMEDY, Artifacts, Passages
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.embedding import Embedding, Vectors
from assistant.retrieval.fusion import Scores
from assistant.retrieval.lexical import LexicalIndex
from assistant.text.tokens import Tokenizer

Place = tuple[str, str]  # policy and clause


class Engine:
    """Dense and lexical indexes over the same passages, one lexical index over the whole texts; thread-safe."""

    def __init__(
        self,
        passages: Passages,
        tokenizer: Tokenizer,
        embedding: Embedding,
        dense: DenseIndex,
        lexical: LexicalIndex,
        wholes: LexicalIndex,
    ) -> None:
        """`passages` in the order of the indexes: of `dense` and `lexical`, and of `wholes`."""
        self.places: tuple[Place, ...] = tuple((whole.policy, whole.clause) for whole in passages.wholes)
        number = {place: i for i, place in enumerate(self.places)}
        owners = [number[p.policy, p.clause] for p in passages.passages]
        self._owners: NDArray[np.intp] = np.array(owners, dtype=np.intp)
        self._tokenizer = tokenizer
        self._embedding = embedding
        self._dense = dense
        self._lexical = lexical
        self._wholes = wholes

    @classmethod
    def open(cls, artifacts: Artifacts, tokenizer: Tokenizer, embedding: Embedding) -> Engine:
        """Read the indexes; raise `IndexUnavailable` when they can't be read or do not belong together."""
        passages = artifacts.read_passages()
        dense = DenseIndex.open(artifacts.vectors)
        lexical, wholes = LexicalIndex(artifacts.lexical), LexicalIndex(artifacts.wholes)
        expected = (len(passages.passages), len(passages.passages), len(passages.wholes))
        if (dense.size, lexical.size, wholes.size) != expected:
            raise IndexUnavailable(f"索引已损坏：向量、词汇索引与段落的数量不一致。{REMEDY}。")
        return cls(passages, tokenizer, embedding, dense, lexical, wholes)

    def score(self, text: str) -> Scores:
        """Return the scores of every place: of its best passage by each method, and of its whole text."""
        terms = self._tokenizer.weigh(text)
        return Scores(
            dense=self._best(self._dense.score(self._embedding.encode_queries([text])[0])),
            passage=self._best(self._lexical.cover(terms)),
            whole=np.clip(self._wholes.cover(terms), 0, 1),
        )

    def _best(self, scores: Vectors) -> Vectors:
        best = np.zeros(len(self.places), dtype=np.float32)
        np.maximum.at(best, self._owners, np.clip(scores, 0, 1))
        return best
