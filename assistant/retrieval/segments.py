"""The store of files: FAISS and a lexical index over the same passages, in segments.

The build writes one segment, an update one more with what is new; what a later one replaces is masked. Segments are
never changed, so workers share their pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable
from assistant.retrieval.artifacts import REMEDY, Artifacts
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.fusion import Scores
from assistant.retrieval.lexical import LexicalIndex, rarity
from assistant.retrieval.passages import Owned
from assistant.retrieval.store import Found, Place, Sought

Counted = NDArray[np.bool_] | None
"""Which texts count where how often a term is said is asked; None for all."""


class Segment:
    """Passages with their indexes, and the places that they lead to."""

    def __init__(
        self,
        owned: Owned,
        dense: DenseIndex,
        lexical: LexicalIndex,
        wholes: LexicalIndex,
        replaced: Collection[str] = (),
    ) -> None:
        """`replaced` are the policies that a later segment has anew."""
        self.places = owned.places
        self._owners: NDArray[np.intp] = np.array(owned.owners, dtype=np.intp)
        self._order = np.argsort(self._owners, kind="stable")
        self._first, self._begin = np.unique(self._owners[self._order], return_index=True)
        self.alive: NDArray[np.intp] = np.array(
            [i for i, (policy, _) in enumerate(self.places) if policy not in replaced], dtype=np.intp
        )
        self.dense, self.lexical, self.wholes = dense, lexical, wholes
        whole = len(self.alive) == len(self.places)
        counted = np.isin(np.arange(len(self.places)), self.alive)
        self.counted: tuple[Counted, Counted] = (None, None) if whole else (counted[self._owners], counted)

    @classmethod
    def open(cls, artifacts: Artifacts, replaced: Collection[str] = ()) -> Segment:
        """Read a segment; raise `IndexUnavailable` when it can't be read or its parts do not belong together."""
        owned = artifacts.read_owned()
        dense = DenseIndex.open(artifacts.vectors)
        lexical, wholes = LexicalIndex(artifacts.lexical), LexicalIndex(artifacts.wholes)
        expected = (len(owned.owners), len(owned.owners), len(owned.places))
        if (dense.size, lexical.size, wholes.size) != expected:
            raise IndexUnavailable(f"索引已损坏：向量、词汇索引与段落的数量不一致。{REMEDY}。")
        return cls(owned, dense, lexical, wholes, replaced)

    def score(self, sought: Sought, passage: Mapping[str, float], whole: Mapping[str, float]) -> Scores:
        """Return the scores of its places alive; `passage` and `whole` are the terms' rarities over all segments."""
        return Scores(
            dense=self._best(self.dense.score(sought.vector)),
            passage=self._best(self.lexical.cover(sought.terms, passage)),
            whole=np.clip(self.wholes.cover(sought.terms, whole), 0, 1)[self.alive],
        )

    def _best(self, scores: Vectors) -> Vectors:
        best = np.zeros(len(self.places), dtype=np.float32)
        if len(self._begin):
            best[self._first] = np.maximum.reduceat(np.clip(scores, 0, 1)[self._order], self._begin)
        return best[self.alive]


class SegmentStore:
    """Every place of some segments, scored exactly."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self.places: tuple[Place, ...] = tuple(s.places[i] for s in self._segments for i in s.alive)

    @classmethod
    def open(cls, artifacts: Artifacts) -> SegmentStore:
        """Read the segments of a version."""
        manifest = artifacts.read_manifest() if artifacts.manifest.is_file() else None
        deltas = manifest.deltas if manifest else ()
        replaced = manifest.replaced if manifest else {}
        folders = {"": artifacts.folder, **{name: Path(artifacts.folder / name) for name in deltas}}
        return cls([Segment.open(Artifacts(folder), replaced.get(name, ())) for name, folder in folders.items()])

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.places)

    def search(self, sought: Sought, policies: Collection[str] | None = None) -> Found:
        """Return all places with their scores."""
        passage = _rarities(sought.terms, [(segment.lexical, segment.counted[0]) for segment in self._segments])
        whole = _rarities(sought.terms, [(segment.wholes, segment.counted[1]) for segment in self._segments])
        parts = [segment.score(sought, passage, whole) for segment in self._segments]
        found = Found(self.places, join(parts))
        if policies is None:
            return found
        kept = np.array([i for i, place in enumerate(self.places) if place[0] in policies], dtype=np.intp)
        return Found(tuple(self.places[i] for i in kept), take(found.scores, kept))


def join(parts: Sequence[Scores]) -> Scores:
    """Return the scores of several lists of places as those of one."""
    if len(parts) == 1:
        return parts[0]
    return Scores(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("dense", "passage", "whole")))


def take(scores: Scores, kept: NDArray[np.intp]) -> Scores:
    """Return the scores at these numbers."""
    return Scores(scores.dense[kept], scores.passage[kept], scores.whole[kept])


def _rarities(terms: Mapping[str, float], indexes: Sequence[tuple[LexicalIndex, Counted]]) -> dict[str, float]:
    size = sum(index.size if counted is None else int(counted.sum()) for index, counted in indexes)
    return {term: rarity(size, sum(index.frequency(term, counted) for index, counted in indexes)) for term in terms}
