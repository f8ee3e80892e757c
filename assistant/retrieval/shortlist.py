"""A segment of so many places that a search does not look at all of them.

Passages, whole texts and vectors each propose their nearest, and what any of them proposes is scored by all three,
just as a small segment would; how much of the best ten of an exact search is found is told in benchmarks/README.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.dense import EXACT, DenseIndex
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.fusion import Scores
from assistant.retrieval.places import Owned
from assistant.retrieval.store import Found, Sought
from assistant.retrieval.word_index import WordIndex

LARGE = EXACT
"""Passages beyond which a segment is written as a large one: vectors are compared with all up to there."""

NEAREST = 200
"""Places that each method proposes."""
PASSAGES = 2
"""Times as many passages are asked for, as several may be of one place."""
FEW = 2_000
"""Places of the policies asked for up to which all of them are scored."""

Rarities = Mapping[str, float]


class LargeSegment:
    """Places of which each method proposes some."""

    def __init__(
        self, owned: Owned, dense: DenseIndex, lexical: WordIndex, wholes: WordIndex, replaced: Collection[str] = ()
    ) -> None:
        """`replaced` are the policies that a later segment has anew."""
        self._owned, self._dense, self._lexical, self._wholes = owned, dense, lexical, wholes
        self._numbers = {policy: i for i, policy in enumerate(owned.places.names.policies)}
        self._alive: NDArray[np.bool_] | None = None
        if gone := [self._numbers[policy] for policy in replaced if policy in self._numbers]:
            self._alive = ~np.isin(owned.places.policies, gone)
            places = np.flatnonzero(~self._alive)
            lexical.leave_out(owned.passages(places)[0])
            wholes.leave_out(places)

    @classmethod
    def open(cls, owned: Owned, artifacts: Artifacts, replaced: Collection[str] = ()) -> LargeSegment:
        """Read a segment; raise `IndexUnavailable` when it can't be read or its parts do not belong together."""
        dense = DenseIndex.open(artifacts.vectors)
        lexical, wholes = WordIndex(artifacts.lexical), WordIndex(artifacts.wholes)
        dense.locate()
        owned.check(dense.size, lexical.size, wholes.size)
        return cls(owned, dense, lexical, wholes, replaced)

    @property
    def size(self) -> int:
        return len(self._owned.places) if self._alive is None else int(self._alive.sum())

    @property
    def texts(self) -> tuple[int, int]:
        return self._lexical.counted, self._wholes.counted

    def frequency(self, term: str) -> tuple[int, int]:
        return self._lexical.frequency(term), self._wholes.frequency(term)

    def search(self, sought: Sought, passage: Rarities, whole: Rarities, policies: Collection[str] | None) -> Found:
        """Return the places that some method puts among its nearest; of these policies alone where they are given."""
        chosen = self._choose(sought, passage, whole, policies)
        rows, of = self._owned.passages(chosen)
        scores = Scores(
            dense=_best(self._dense.cosines(sought.vector, rows), of, len(chosen)),
            passage=_best(self._lexical.cover(rows, sought.terms, passage), of, len(chosen)),
            whole=np.clip(self._wholes.cover(chosen, sought.terms, whole), 0, 1),
        )
        return Found(self._owned.places.take(chosen), scores)

    def _choose(
        self, sought: Sought, passage: Rarities, whole: Rarities, policies: Collection[str] | None
    ) -> NDArray[np.intp]:
        owners, among, wanted = self._owned.owners, None, None
        if policies is not None:
            wanted = [self._numbers[policy] for policy in policies if policy in self._numbers]
            allowed = np.isin(self._owned.places.policies, wanted)
            if self._alive is not None:
                allowed &= self._alive
            if allowed.sum() <= FEW:
                return np.flatnonzero(allowed)
            among = allowed[owners]
        many = NEAREST * PASSAGES
        proposed = np.concatenate(
            [
                owners[self._dense.nearest(sought.vector, many, among)],
                owners[self._lexical.propose(sought.terms, passage, many, wanted)],
                self._wholes.propose(sought.terms, whole, NEAREST, wanted),
            ]
        )
        chosen: NDArray[np.intp] = np.unique(proposed).astype(np.intp)
        return chosen if self._alive is None else chosen[self._alive[chosen]]


def _best(scores: Vectors, of: NDArray[np.intp], places: int) -> Vectors:
    best = np.zeros(places, dtype=np.float32)
    np.maximum.at(best, of, np.clip(scores, 0, 1))
    return best
