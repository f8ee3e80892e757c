"""How build, search, start and memory grow with the number of clauses: `python -m benchmarks.growth [--sizes N …]`.

Each measurement runs in a process of its own. Milliseconds of a search are those of the processor, as other work on the
machine would make those of the clock meaningless. What is put beside ours in the same run, up to the sizes named in
`UP_TO`: bare bm25s over jieba's words, and LangChain's EnsembleRetriever over FAISS and BM25 (extra `bench`).
`--plot FILE` draws it all.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.models import Model
from assistant.text.tokens import Tokenizer
from benchmarks.beside import UP_TO, Rival, measure_rival
from benchmarks.clauses import make_clauses
from benchmarks.drawing import draw
from benchmarks.growing import Asked, Built, Changed, Compared, Shared, ask, build, change, compare, run, serve
from index.cloze import Cloze, learn

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
LEARNT_FROM, LEARNT_BY = 2_000, 60  # clauses and batches: what is measured is time


class Growth(Model):
    """What a size took."""

    clauses: int
    disk_bytes: int
    built: Built
    asked: Asked
    compared: Compared
    shared: Shared
    changed: Changed
    rivals: dict[str, Rival]


def learn_model(folder: Path) -> None:
    """Learn the embedding that all sizes share."""
    learn([made.text for made in make_clauses(LEARNT_FROM)], Tokenizer(), folder, Cloze(batches=LEARNT_BY))


def measure(model: Path, number: int) -> Growth:
    """Build and search one size."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        built = run(build, model, folder, number)
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        found = {task.__name__: run(task, folder, number) for task in (ask, compare, change)}
        shared = serve(folder, number)
    rivals = {name: run(measure_rival, name, number) for name, most in UP_TO.items() if number <= most}
    return Growth.model_validate(
        {
            "clauses": number,
            "disk_bytes": disk,
            "built": built,
            "asked": found["ask"],
            "compared": found["compare"],
            "changed": found["change"],
            "shared": shared,
            "rivals": {name: rival for name, rival in rivals.items() if rival},
        }
    )


def describe(grown: Sequence[Growth]) -> str:
    """Return the sizes as Markdown tables."""
    return "\n\n".join(["\n".join(part(grown)) for part in (_describe_search, _describe_memory, _describe_rivals)])


def _describe_search(grown: Sequence[Growth]) -> Iterator[str]:
    yield (
        "| clauses | build, s | of the clock, s | peak, MB | open, s | p50, ms | p95, ms | floor, ms | p50 / floor "
        "| R@1 | R@5 | of the exact ten |"
    )
    yield "|" + "---|" * 12
    for g in grown:
        b, a, c = g.built, g.asked, g.compared
        yield (
            f"| {g.clauses:,} | {b.build_seconds:.1f} | {b.build_wall_seconds:.1f} | {b.build_peak_bytes / 1e6:,.0f} "
            f"| {a.open_seconds:.2f} | {a.p50_ms:.2f} | {a.p95_ms:.2f} | {c.floor_ms:.2f} "
            f"| {a.p50_ms / c.floor_ms:.1f} | {a.recall_1:.3f} | {a.recall_5:.3f} | {c.exact_recall_10:.3f} |"
        )


def _describe_memory(grown: Sequence[Growth]) -> Iterator[str]:
    yield (
        "| clauses | disk, B a clause | resident, MB | B a clause | share of one of two, MB | its own, MB "
        "| 1,000 added, s | a notice taken away, s | cut, embed, search, ms |"
    )
    yield "|" + "---|" * 9
    for g in grown:
        s, stages = g.shared, g.asked.stages_ms
        yield (
            f"| {g.clauses:,} | {g.disk_bytes / g.clauses:,.0f} | {s.resident_bytes / 1e6:,.0f} "
            f"| {s.resident_bytes / g.clauses:,.0f} | {s.share_bytes / 1e6:,.0f} | {s.own_bytes / 1e6:,.0f} "
            f"| {g.changed.add_seconds:.1f} | {g.changed.delete_seconds:.2f} "
            f"| {', '.join(f'{stages[name]:.2f}' for name in ('cut', 'embed', 'search'))} |"
        )


def _describe_rivals(grown: Sequence[Growth]) -> Iterator[str]:
    yield "| clauses | system | build, s | p50, ms | p95, ms | R@1 | R@5 | peak, MB |"
    yield "|" + "---|" * 8
    for g in grown:
        own = Rival(
            build_seconds=g.built.build_seconds,
            p50_ms=g.asked.p50_ms,
            p95_ms=g.asked.p95_ms,
            recall_1=g.asked.recall_1,
            recall_5=g.asked.recall_5,
            peak_bytes=g.built.build_peak_bytes,
        )
        for name, one in {"huiqi": own, **g.rivals}.items():
            yield (
                f"| {g.clauses:,} | {name} | {one.build_seconds:.1f} | {one.p50_ms:.2f} | {one.p95_ms:.2f} "
                f"| {one.recall_1:.3f} | {one.recall_5:.3f} | {one.peak_bytes / 1e6:,.0f} |"
            )


def main() -> None:
    """Measure each size up to the given one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES[:3], help=f"of {', '.join(map(str, SIZES))}")
    parser.add_argument("--into", type=Path, metavar="FILE", help="add each size to this file, a line of JSON each")
    parser.add_argument("--plot", type=Path, metavar="PNG", help="draw all sizes of that file (needs the extra bench)")
    options = parser.parse_args()
    grown = []
    if options.into and options.into.exists():
        grown = [Growth.model_validate_json(line) for line in options.into.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as scratch:
        model = Path(scratch) / "model"
        if options.sizes:
            learn_model(model)
        for number in options.sizes:
            grown.append(measure(model, number))
            if options.into:
                options.into.parent.mkdir(parents=True, exist_ok=True)
                with options.into.open("a", encoding="utf-8") as file:
                    file.write(grown[-1].model_dump_json() + "\n")
    grown = sorted({g.clauses: g for g in grown}.values(), key=lambda g: g.clauses)
    print(describe(grown))
    if options.plot:
        draw([json.loads(g.model_dump_json()) for g in grown], options.plot)


if __name__ == "__main__":
    main()
