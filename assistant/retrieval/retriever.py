"""Search the index: dense and lexical scores, fused and calibrated, one hit a clause."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable
from assistant.models import Hit, ResultSet
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import BUILTIN, REMEDY, Artifacts, Passage
from assistant.retrieval.calibration import CALIBRATION, Calibration
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.embedding import Embedding, Vectors
from assistant.retrieval.lexical import LexicalIndex
from assistant.text.tokens import Tokenizer, fold

Place = tuple[str, str]  # policy and clause
REJECTED = 5  # nearest misses that are kept for whoever asks why nothing was found


class Retriever:
    """Finds the clauses that a text is about; safe to share between threads."""

    def __init__(
        self,
        passages: Sequence[Passage],
        texts: dict[Place, str],
        tokenizer: Tokenizer,
        embedding: Embedding,
        dense: DenseIndex,
        lexical: LexicalIndex,
        calibration: Calibration = CALIBRATION,
    ) -> None:
        """`passages` in the order of both indexes; `texts` is where the matched words of each clause are looked for."""
        self._places: tuple[Place, ...] = tuple(dict.fromkeys((p.policy, p.clause) for p in passages))
        number = {place: i for i, place in enumerate(self._places)}
        self._owners: NDArray[np.intp] = np.array([number[p.policy, p.clause] for p in passages], dtype=np.intp)
        self._texts = {place: fold(text) for place, text in texts.items()}
        self._tokenizer = tokenizer
        self._embedding = embedding
        self._dense = dense
        self._lexical = lexical
        self._calibration = calibration

    @classmethod
    def open(cls, index_dir: Path, corpus: Corpus, embedding_model: str | None = None) -> Retriever:
        """Open the index in use; raise `IndexUnavailable` when it is missing, damaged, or older than `corpus`."""
        artifacts = Artifacts.open(index_dir)
        manifest = artifacts.read_manifest()
        artifacts.check(manifest, corpus, embedding_model or BUILTIN)
        passages = artifacts.read_passages()
        tokenizer = Tokenizer(manifest.words, cache_dir=artifacts.folder)
        dense = DenseIndex.open(artifacts.vectors)
        if dense.size != len(passages):
            raise IndexUnavailable(f"索引已损坏：向量与段落数量不一致。{REMEDY}。")
        texts = {(c.policy, c.label): f"{c.section}{c.text}{'、'.join(c.departments)}" for c in corpus.clauses}
        embedding = open_embedding(embedding_model, artifacts, tokenizer)
        return cls(passages, texts, tokenizer, embedding, dense, LexicalIndex(artifacts.lexical))

    def search(self, text: str, limit: int = 5, within: Collection[Place] | None = None) -> ResultSet:
        """Return at most `limit` clauses, best first, and only of those `within` where that is given."""
        dense, lexical = self.score(text)
        scores = self._calibration.score(dense, lexical)
        allowed = [i for i, place in enumerate(self._places) if within is None or place in within]
        ranked = sorted(allowed, key=lambda i: (-scores[i], i))
        floor = self._calibration.floor
        words = tuple(dict.fromkeys(word for word in self._tokenizer.words(text) if len(word) > 1))
        hits = [self._hit(i, scores, dense, lexical, words) for i in ranked[: limit + REJECTED]]
        low = [hit for hit in hits if hit.score < floor]
        return ResultSet(
            hits=tuple(hit for hit in hits[:limit] if hit.score >= floor),
            rejected=tuple((hit, f"相关度 {hit.score:.2f} 低于下限 {floor:.2f}") for hit in low[:REJECTED]),
        )

    def score(self, text: str) -> tuple[Vectors, Vectors]:
        """Return the dense and the lexical score of every clause, each that of its best passage, in [0, 1]."""
        vector = self._embedding.encode_queries([text])[0]
        terms = self._tokenizer.terms(text)
        return self._best(self._dense.score(vector)), self._best(self._lexical.cover(terms))

    @property
    def places(self) -> tuple[Place, ...]:
        """Policy and clause that the scores of `score` belong to, in their order."""
        return self._places

    def _best(self, scores: Vectors) -> Vectors:
        best = np.zeros(len(self._places), dtype=np.float32)
        np.maximum.at(best, self._owners, np.clip(scores, 0, 1))
        return best

    def _hit(self, i: int, scores: Vectors, dense: Vectors, lexical: Vectors, words: tuple[str, ...]) -> Hit:
        policy, clause = self._places[i]
        text = self._texts.get((policy, clause), "")
        return Hit(
            policy=policy,
            clause=clause,
            score=round(float(scores[i]), 6),
            dense=round(float(dense[i]), 6),
            lexical=round(float(lexical[i]), 6),
            matched=tuple(word for word in words if word in text),
        )


def open_embedding(name: str | None, artifacts: Artifacts, tokenizer: Tokenizer) -> Embedding:
    """Return the built-in embedding of these artifacts, or the named one."""
    if name:
        from assistant.retrieval.named import NamedEmbedding

        return NamedEmbedding(name)
    from assistant.retrieval.static import StaticEmbedding

    return StaticEmbedding(artifacts.model, tokenizer)
