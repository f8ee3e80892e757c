"""The places of a segment, and which place each passage leads to: numbers in files that are mapped into memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable
from assistant.models import Model

Place = tuple[str, str]  # policy and clause
Numbers = NDArray[np.int32]
FILES = ("places", "owners", "order", "begins")


class Names(Model):
    """The policies and clause labels that places are numbers of, each once; by policy the digest of its passages."""

    policies: tuple[str, ...]
    labels: tuple[str, ...]
    digests: tuple[str, ...]

    def by_policy(self) -> dict[str, str]:
        """Return the digest of each policy."""
        return dict(zip(self.policies, self.digests, strict=True))


class Places(Sequence[Place]):
    """The places of a segment, as numbers that are mapped into memory: a million take none of a process's own."""

    def __init__(self, names: Names, numbers: Numbers) -> None:
        """`numbers` has a row a place: those of its policy and of its label."""
        self.names = names
        self.numbers = numbers

    @property
    def policies(self) -> Numbers:
        """The number of each place's policy."""
        return self.numbers[:, 0]

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Place, ...]: ...
    def __getitem__(self, at: int | slice) -> Place | tuple[Place, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(len(self))[at])
        policy, label = self.numbers[at]
        return self.names.policies[policy], self.names.labels[label]

    def take(self, chosen: NDArray[np.intp]) -> tuple[Place, ...]:
        """Return the places with these numbers."""
        policies, labels = self.names.policies, self.names.labels
        return tuple((policies[policy], labels[label]) for policy, label in self.numbers[chosen].tolist())

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Place]:
        policies, labels = self.names.policies, self.names.labels
        return ((policies[policy], labels[label]) for policy, label in self.numbers.tolist())


class Owned:
    """The places of a segment, and the passages of each: what a search reads of the passages."""

    def __init__(self, places: Places, owners: Numbers, order: Numbers, begins: Numbers) -> None:
        """`owners` has the place of each passage; `order` the passages by place; `begins` where each place's begin."""
        self.places, self.owners, self.order, self.begins = places, owners, order, begins

    @classmethod
    def of(cls, names: Names, numbers: Numbers, owners: Numbers) -> Owned:
        """Return those of places, and of passages that lead to them."""
        order = np.argsort(owners, kind="stable").astype(np.int32)
        begins = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(numbers)))]).astype(np.int32)
        return cls(Places(names, numbers), owners, order, begins)

    @classmethod
    def open(cls, folder: Path) -> Owned:
        """Read those of a folder."""
        numbers, *others = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in FILES)
        return cls(Places(read_names(folder), numbers), *others)

    def save(self, folder: Path) -> None:
        """Write them to a folder."""
        folder.mkdir()
        (folder / "names.json").write_text(self.places.names.model_dump_json(), encoding="utf-8")
        for name, numbers in zip(FILES, (self.places.numbers, self.owners, self.order, self.begins), strict=True):
            np.save(folder / f"{name}.npy", numbers)

    def check(self, vectors: int, passages: int, wholes: int) -> None:
        """Raise `IndexUnavailable` where the indexes do not have as many as there should be."""
        if (vectors, passages, wholes) != (len(self.owners), len(self.owners), len(self.places)):
            raise IndexUnavailable("索引已损坏：向量、词汇索引与段落的数量不一致。请运行 python -m index build。")

    def passages(self, chosen: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the passages of places, and for each which of `chosen` it leads to."""
        begins, counts = self.begins[chosen], self.begins[chosen + 1] - self.begins[chosen]
        return self.order[spread(begins, counts)].astype(np.intp), np.repeat(np.arange(len(chosen)), counts)


def read_names(folder: Path) -> Names:
    """Read the policies and labels alone."""
    return Names.model_validate_json((folder / "names.json").read_bytes())


def spread(begins: NDArray[np.integer], counts: NDArray[np.integer]) -> NDArray[np.intp]:
    """Return the numbers of some ranges, one after the other.

    >>> spread(np.array([5, 20]), np.array([2, 3])).tolist()
    [5, 6, 20, 21, 22]
    """
    before = np.cumsum(counts) - counts
    spread_out: NDArray[np.intp] = np.repeat(begins - before, counts) + np.arange(int(counts.sum()))
    return spread_out
