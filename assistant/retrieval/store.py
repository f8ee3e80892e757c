"""The seam between what is searched for and where passages are kept: in files beside the process, or in Milvus."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from assistant.retrieval.embedding import Vectors
from assistant.retrieval.fusion import Scores
from assistant.retrieval.places import Place

__all__ = ["Found", "Place", "Sought", "Store"]


@dataclass(frozen=True, slots=True)
class Sought:
    """A text as stores search for it: its unit vector, and its terms with the weight of each."""

    vector: Vectors
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """Places and, in their order, the scores of each by every method: all places of a store, or the best ones."""

    places: tuple[Place, ...]
    scores: Scores


class Store(Protocol):
    """Where passages are kept and searched; safe to share between threads."""

    def search(self, sought: Sought, policies: Collection[str] | None = None) -> Found:
        """Return what is nearest; of these policies alone where they are given."""

    @property
    def size(self) -> int:
        """How many places there are."""
