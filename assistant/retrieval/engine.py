"""Search a store for a text: what chat and benchmarks search with, whatever the corpus."""

from __future__ import annotations

import time
from collections.abc import Collection

from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.embedding import Embedding
from assistant.retrieval.segments import SegmentStore
from assistant.retrieval.store import Found, Place, Sought, Store
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer

__all__ = ["Engine", "Place"]


class Engine:
    """Tokens, vectors and a store; thread-safe."""

    def __init__(self, tokenizer: Tokenizer, embedding: Embedding, store: Store) -> None:
        self._tokenizer = tokenizer
        self._embedding = embedding
        self.store = store

    @classmethod
    def open(cls, artifacts: Artifacts, tokenizer: Tokenizer, embedding: Embedding) -> Engine:
        """Read the indexes; raise `IndexUnavailable` when they can't be read or do not belong together."""
        return cls(tokenizer, embedding, SegmentStore.open(artifacts))

    def search(
        self, text: str, policies: Collection[str] | None = None, timings: dict[str, float] | None = None
    ) -> Found:
        """Return what is nearest to a text; `timings` takes the milliseconds of each stage."""
        began = time.perf_counter()
        terms = self._tokenizer.weigh(text)
        cut = time.perf_counter()
        vector = self._embedding.encode_queries([text])[0]
        encoded = time.perf_counter()
        found = self.store.search(Sought(vector, terms), policies)
        if timings is not None:
            stages = {"cut": cut - began, "embed": encoded - cut, "search": time.perf_counter() - encoded}
            timings.update({name: round(seconds * 1000, 3) for name, seconds in stages.items()})
        return found


def open_store(settings: Settings, artifacts: Artifacts) -> Store:
    """Return the store of the settings: Milvus where they name one, else the files of this version."""
    if settings.milvus_uri:
        from assistant.retrieval.milvus.store import MilvusStore

        return MilvusStore.open(settings)
    return SegmentStore.open(artifacts)
