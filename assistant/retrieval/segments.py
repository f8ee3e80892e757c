"""The store of files: FAISS and a lexical index over the same passages, in segments.

The build writes one segment, an update one more with what is new; what a later one replaces is masked. Segments are
never changed, so workers share their pages. A small segment scores all its places; of a large one
(`assistant/retrieval/shortlist.py`), each method proposes some.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.fusion import Scores
from assistant.retrieval.lexical import LexicalIndex, rarity
from assistant.retrieval.places import Owned
from assistant.retrieval.shortlist import LargeSegment
from assistant.retrieval.store import Found, Place, Sought

Rarities = Mapping[str, float]


class Part(Protocol):
    """A segment as the store sees it."""

    @property
    def size(self) -> int:
        """How many places are alive."""

    @property
    def texts(self) -> tuple[int, int]:
        """How many passages and whole texts count where how often a term is said is asked."""

    def frequency(self, term: str) -> tuple[int, int]:
        """How many of those have a term."""

    def search(self, sought: Sought, passage: Rarities, whole: Rarities, policies: Collection[str] | None) -> Found:
        """Return places alive with their scores; `passage`, `whole` are the terms' rarities over all segments."""


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
        places = tuple(owned.places)
        self._owners: NDArray[np.intp] = owned.owners.astype(np.intp)
        self._order = owned.order
        self._first = np.flatnonzero(np.diff(owned.begins))
        self._begin = owned.begins[self._first]
        self._alive: NDArray[np.intp] = np.array(
            [i for i, (policy, _) in enumerate(places) if policy not in replaced], dtype=np.intp
        )
        self._number = len(places)
        self._places: tuple[Place, ...] = tuple(places[i] for i in self._alive)
        self._dense, self._lexical, self._wholes = dense, lexical, wholes
        self._counted: NDArray[np.bool_] | None = None
        if len(self._alive) < len(places):
            self._counted = np.isin(np.arange(len(places)), self._alive)

    @classmethod
    def open(cls, owned: Owned, artifacts: Artifacts, replaced: Collection[str] = ()) -> Segment:
        """Read a segment; raise `IndexUnavailable` when it can't be read or its parts do not belong together."""
        dense = DenseIndex.open(artifacts.vectors)
        lexical, wholes = LexicalIndex(artifacts.lexical), LexicalIndex(artifacts.wholes)
        owned.check(dense.size, lexical.size, wholes.size)
        return cls(owned, dense, lexical, wholes, replaced)

    @property
    def size(self) -> int:
        return len(self._places)

    @property
    def texts(self) -> tuple[int, int]:
        if self._counted is None:
            return self._lexical.size, self._wholes.size
        return int(self._counted[self._owners].sum()), len(self._alive)

    def frequency(self, term: str) -> tuple[int, int]:
        if self._counted is None:
            return self._lexical.frequency(term), self._wholes.frequency(term)
        return (
            self._lexical.frequency(term, self._counted[self._owners]),
            self._wholes.frequency(term, self._counted),
        )

    def search(self, sought: Sought, passage: Rarities, whole: Rarities, policies: Collection[str] | None) -> Found:
        """Return all places, or all of these policies."""
        scores = Scores(
            dense=self._best(self._dense.score(sought.vector)),
            passage=self._best(self._lexical.cover(sought.terms, passage)),
            whole=np.clip(self._wholes.cover(sought.terms, whole), 0, 1)[self._alive],
        )
        if policies is None:
            return Found(self._places, scores)
        kept = np.array([i for i, place in enumerate(self._places) if place[0] in policies], dtype=np.intp)
        return Found(tuple(self._places[i] for i in kept), take(scores, kept))

    def _best(self, scores: Vectors) -> Vectors:
        best = np.zeros(self._number, dtype=np.float32)
        if len(self._begin):
            best[self._first] = np.maximum.reduceat(np.clip(scores, 0, 1)[self._order], self._begin)
        return best[self._alive]


class SegmentStore:
    """The places of some segments."""

    def __init__(self, segments: Sequence[Part]) -> None:
        self._segments = tuple(segments)

    @classmethod
    def open(cls, artifacts: Artifacts) -> SegmentStore:
        """Read the segments of a version."""
        manifest = artifacts.read_manifest() if artifacts.manifest.is_file() else None
        deltas = manifest.deltas if manifest else ()
        replaced = manifest.replaced if manifest else {}
        folders = {"": artifacts.folder, **{name: artifacts.folder / name for name in deltas}}
        return cls([open_segment(Artifacts(folder), replaced.get(name, ())) for name, folder in folders.items()])

    @property
    def size(self) -> int:
        """How many places there are."""
        return sum(segment.size for segment in self._segments)

    def search(self, sought: Sought, policies: Collection[str] | None = None) -> Found:
        """Return all places with their scores; of a large segment, the best ones."""
        said = {term: [segment.frequency(term) for segment in self._segments] for term in sought.terms}
        texts = [segment.texts for segment in self._segments]
        passage, whole = (
            {term: rarity(sum(n[i] for n in texts), sum(n[i] for n in counts)) for term, counts in said.items()}
            for i in (0, 1)
        )
        return join([segment.search(sought, passage, whole, policies) for segment in self._segments])


def open_segment(artifacts: Artifacts, replaced: Collection[str] = ()) -> Part:
    """Read a segment as what it was written as."""
    owned = artifacts.read_owned()
    kind = LargeSegment if is_large(artifacts) else Segment
    return kind.open(owned, artifacts, replaced)


def is_large(artifacts: Artifacts) -> bool:
    """Tell whether a segment was written as a large one."""
    return (artifacts.lexical / "tantivy").is_dir()


def join(parts: Sequence[Found]) -> Found:
    """Return what several segments found as what one did."""
    if len(parts) == 1:
        return parts[0]
    methods = ("dense", "passage", "whole")
    scores = Scores(*(np.concatenate([getattr(part.scores, name) for part in parts]) for name in methods))
    return Found(tuple(place for part in parts for place in part.places), scores)


def take(scores: Scores, kept: NDArray[np.intp]) -> Scores:
    """Return the scores at these numbers."""
    return Scores(scores.dense[kept], scores.passage[kept], scores.whole[kept])
