"""Draw how search, build and memory grow (extra `bench`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any


def draw(grown: Sequence[dict[str, Any]], file: Path) -> None:
    """Draw the sizes that `benchmarks.growth` measured."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 3, figsize=(13, 4), constrained_layout=True)
    sizes = [g["clauses"] for g in grown]
    axes[0].loglog(sizes, [g["asked"]["p95_ms"] for g in grown], "o-", label="huiqi, 95th percentile")
    axes[0].loglog(sizes, [g["asked"]["p50_ms"] for g in grown], "o-", label="huiqi, median")
    axes[0].loglog(sizes, [g["compared"]["floor_ms"] for g in grown], "o--", label="bare FAISS + BM25 + JSON")
    for name in sorted({name for g in grown for name in g["rivals"]}):
        with_it = [g for g in grown if name in g["rivals"]]
        p50 = [g["rivals"][name]["p50_ms"] for g in with_it]
        axes[0].loglog([g["clauses"] for g in with_it], p50, "s:", label=f"{name}, median")
    axes[0].axhline(50, color="grey", linewidth=0.8)
    axes[0].set(title="milliseconds a search", xlabel="clauses", ylim=(0.1, 5000))  # its legend takes room
    axes[1].loglog(sizes, [g["built"]["build_seconds"] for g in grown], "o-", label="build")
    axes[1].loglog(sizes, [g["asked"]["open_seconds"] for g in grown], "o-", label="open")
    axes[1].loglog(sizes, [g["changed"]["add_seconds"] for g in grown], "o-", label="add 1,000 clauses")
    axes[1].set(title="seconds", xlabel="clauses")
    for key, label in (
        ("resident_bytes", "resident"),
        ("share_bytes", "share of one of two"),
        ("own_bytes", "its own"),
    ):
        axes[2].loglog(sizes, [g["shared"][key] / 1e6 for g in grown], "o-", label=label)
    axes[2].loglog(sizes, [g["disk_bytes"] / 1e6 for g in grown], "o--", label="on disk")
    axes[2].set(title="megabytes of a process, after 200 searches", xlabel="clauses")
    for axis in axes:
        axis.grid(alpha=0.3)
        axis.legend(fontsize=8)
    figure.savefig(file, dpi=110)
