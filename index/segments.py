"""Write a segment pass by pass over its texts, which lie in files, so that memory hardly grows with their number."""

from __future__ import annotations

import hashlib
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from tqdm import tqdm

from assistant.retrieval.artifacts import Artifacts, read_texts
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.embedding import Embedding, Vectors
from assistant.retrieval.lexical import B_PASSAGES, B_WHOLES, mean_length
from assistant.retrieval.passages import Passage
from assistant.retrieval.places import Names, Numbers, Owned, Place
from assistant.retrieval.shortlist import LARGE
from assistant.text.tokens import Tokenizer
from index.lexical import write_lexical
from index.words import write_words

ENCODED = 5_000
"""Passages that are encoded at a time."""


def write_segment(
    passages: Iterable[Passage],
    wholes: Iterable[Passage],
    tokenizer: Tokenizer,
    artifacts: Artifacts,
    embedding: Embedding,
    first: Artifacts | None = None,
    large: int | None = None,
) -> int:
    """Write passages, whole texts, vectors and lexical indexes to a folder; return a vector's length.

    Lengths of texts are seen against those of the `first` segment, where there is one. Of more passages than `large`
    (by default `LARGE`), a search will see the nearest only.
    """
    places = _Placing()
    _write(artifacts.whole_texts, _count(wholes, "全文"), places.add_whole)
    _write(artifacts.passages, _count(passages, "段落"), places.add_passage)
    owned = places.close()
    owned.save(artifacts.places)
    with tempfile.TemporaryDirectory(dir=artifacts.folder, prefix=".") as scratch:
        dense = DenseIndex.build(_encode(artifacts.passages, len(owned.owners), embedding, Path(scratch)))
        dense.save(artifacts.vectors)
    own, whole = (mean_length(first.lexical), mean_length(first.wholes)) if first else (None, None)
    policies = owned.places.policies
    for file, folder, b, length, policy in (
        (artifacts.passages, artifacts.lexical, B_PASSAGES, own, policies[owned.owners]),
        (artifacts.whole_texts, artifacts.wholes, B_WHOLES, whole, policies),
    ):
        terms = (tokenizer.terms(one.text) for one in _count(read_texts(file), "词汇", len(policy)))
        if len(owned.owners) > (LARGE if large is None else large):
            write_words(terms, folder, b, policy, length)
        else:
            write_lexical(terms, folder, b, length)
    return dense.dimensions


class _Placing:
    """Numbers places, and by policy digests what is said of them."""

    def __init__(self) -> None:
        self._policies: dict[str, int] = {}
        self._labels: dict[str, int] = {}
        self._numbers: dict[Place, int] = {}
        self._places, self._owners = array("i"), array("i")
        self._digests: list[hashlib._Hash] = []

    def add_whole(self, whole: Passage, line: bytes) -> None:
        policy = self._policies.setdefault(whole.policy, len(self._policies))
        self._numbers[whole.policy, whole.clause] = len(self._numbers)
        self._places.extend((policy, self._labels.setdefault(whole.clause, len(self._labels))))
        if policy == len(self._digests):
            self._digests.append(hashlib.sha256())
        self._digests[policy].update(line)

    def add_passage(self, passage: Passage, line: bytes) -> None:
        self._owners.append(self._numbers[passage.policy, passage.clause])
        self._digests[self._policies[passage.policy]].update(line)

    def close(self) -> Owned:
        names = Names(
            policies=tuple(self._policies),
            labels=tuple(self._labels),
            digests=tuple(digest.hexdigest() for digest in self._digests),
        )
        places: Numbers = np.array(self._places, dtype=np.int32).reshape(-1, 2)
        return Owned.of(names, places, np.array(self._owners, dtype=np.int32))


def digest_policies(passages: Iterable[Passage], wholes: Iterable[Passage]) -> dict[str, str]:
    """Return by policy the digest of its passages, as a segment of them would have it."""
    places = _Placing()
    for add, texts in ((places.add_whole, wholes), (places.add_passage, passages)):
        for text in texts:
            add(text, _line(text))
    return places.close().places.names.by_policy()


def _line(passage: Passage) -> bytes:
    return passage.model_dump_json().encode() + b"\n"


def _write(file: Path, passages: Iterable[Passage], add: Callable[[Passage, bytes], None]) -> None:
    with file.open("wb") as out:
        for passage in passages:
            line = _line(passage)
            add(passage, line)
            out.write(line)


def _encode(file: Path, size: int, embedding: Embedding, scratch: Path) -> Vectors:
    """Return the vectors of passages, in a file where they are many."""
    texts = (passage.text for passage in _count(read_texts(file), "向量", size))
    raw = scratch / "vectors"
    dimensions = 0
    with raw.open("wb") as out:
        while chunk := list(islice(texts, ENCODED)):
            vectors = embedding.encode_passages(chunk).astype(np.float32)
            dimensions = vectors.shape[1]
            out.write(np.ascontiguousarray(vectors).tobytes())
    return np.memmap(raw, dtype=np.float32, mode="r", shape=(size, dimensions))


def _count(passages: Iterable[Passage], what: str, size: int | None = None) -> Iterator[Passage]:
    """Yield passages, with a bar of progress where there is a terminal."""
    yield from tqdm(passages, desc=f"建立索引：{what}", unit="段", total=size, disable=None, leave=False)
