"""How build, search, start and memory grow with the number of clauses: `python -m benchmarks.growth [--most N]`.

Each size is built and searched in processes of their own. Times are seconds and milliseconds of the processor, as other
work on the machine would make those of the clock meaningless; `floor` is the same search with nothing around it: the
bare FAISS index, the bare arrays of the lexical index, and JSON of the answer. Recall@10 is that of the vectors found
against an exact search over the same vectors. `--plot FILE` draws it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from assistant.models import Model
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.engine import Engine
from assistant.retrieval.fusion import Fusion
from assistant.retrieval.passages import Passage, Passages
from assistant.retrieval.retriever import open_embedding
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from benchmarks.clauses import make_clauses
from index.build import write_segment
from index.cloze import Cloze, learn

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
LEARNT_FROM, LEARNT_BY = 2_000, 60  # clauses and batches: what is measured is time
ASKED = 200


class Growth(Model):
    """What a size took: seconds of the processor, milliseconds a search, bytes a clause."""

    clauses: int
    build_seconds: float
    open_seconds: float
    p50_ms: float
    p95_ms: float
    floor_ms: float
    stages_ms: dict[str, float]
    recall_1: float
    recall_5: float
    dense_recall_10: float
    disk_bytes: int
    resident_bytes: int


def learn_model(folder: Path) -> None:
    """Learn the embedding that all sizes share."""
    learn([made.text for made in make_clauses(LEARNT_FROM)], Tokenizer(), folder, Cloze(batches=LEARNT_BY))


def build(model: Path, folder: Path, number: int) -> float:
    """Build an index of so many clauses; return the seconds of the processor."""
    began = time.process_time()
    artifacts = Artifacts(folder)
    shutil.copytree(model, artifacts.model)
    passages = tuple(
        Passage(policy=made.policy, clause=made.label, kind="clause", text=made.text) for made in make_clauses(number)
    )
    tokenizer = Tokenizer(cache_dir=folder)
    embedding = open_embedding(Settings(), artifacts, tokenizer)
    write_segment(Passages(passages=passages, wholes=passages), tokenizer, artifacts, embedding)
    return time.process_time() - began


def search(folder: Path, number: int) -> dict[str, object]:
    """Open the index, put questions to it, and compare with the bare indexes."""
    before = _resident()
    began = time.process_time()
    artifacts = Artifacts(folder)
    tokenizer = Tokenizer(cache_dir=folder)
    embedding = open_embedding(Settings(), artifacts, tokenizer)
    engine = Engine.open(artifacts, tokenizer, embedding)
    engine.search("企业")
    opened = time.process_time() - began
    fusion = Fusion.of(Settings(), taught=False)
    chosen = random.Random(1).sample(range(number), min(ASKED, number))
    asked = {i: made for i, made in enumerate(make_clauses(number)) if i in set(chosen)}
    taken, stages, right = [], [], [0, 0]
    for made in asked.values():
        timings: dict[str, float] = {}
        began = time.process_time()
        found = engine.search(made.question, timings=timings)
        mean = fusion.mean(found.scores)
        best = np.argpartition(-mean, min(10, len(mean) - 1))[:10]
        best = best[np.argsort(-mean[best], kind="stable")]
        taken.append((time.process_time() - began) * 1000)
        stages.append(timings)
        places = [found.places[i] for i in best]
        right[0] += (made.policy, made.label) in places[:1]
        right[1] += (made.policy, made.label) in places[:5]
    resident = _resident() - before
    questions = [made.question for made in asked.values()]
    vectors = embedding.encode_queries(questions)
    return {
        "open_seconds": opened,
        "p50_ms": statistics.median(taken),
        "p95_ms": float(np.quantile(taken, 0.95)),
        "floor_ms": _floor(artifacts, tokenizer, vectors, questions),
        "stages_ms": {name: statistics.median(one[name] for one in stages) for name in stages[0]},
        "recall_1": right[0] / len(asked),
        "recall_5": right[1] / len(asked),
        "dense_recall_10": _dense_recall(artifacts, vectors),
        "resident_bytes": resident // number,
    }


def _floor(artifacts: Artifacts, tokenizer: Tokenizer, vectors: Vectors, questions: Sequence[str]) -> float:
    """Return the median milliseconds of bare FAISS (ten), bare BM25 over passages, and JSON of ten ids."""
    import faiss

    index = faiss.read_index(str(artifacts.vectors), faiss.IO_FLAG_MMAP_IFC)
    faiss.omp_set_num_threads(1)
    scores = np.asarray(np.load(artifacts.lexical / "data.csc.index.npy", mmap_mode="r"))
    rows = np.asarray(np.load(artifacts.lexical / "indices.csc.index.npy", mmap_mode="r"))
    starts = np.load(artifacts.lexical / "indptr.csc.index.npy")
    numbers = json.loads((artifacts.lexical / "vocab.index.json").read_text("utf-8"))
    taken = []
    for vector, question in zip(vectors, questions, strict=True):
        terms = [numbers[term] for term in set(tokenizer.terms(question)) if term in numbers]
        began = time.process_time()
        _, near = index.search(vector[None], 10)
        total = np.zeros(index.ntotal, np.float32)
        for term in terms:
            column = slice(starts[term], starts[term + 1])
            total[rows[column]] += scores[column]
        best = np.argpartition(-total, min(10, len(total) - 1))[:10]
        json.dumps([near[0].tolist(), best.tolist()])
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def _dense_recall(artifacts: Artifacts, vectors: Vectors) -> float:
    """Return how much of the ten nearest vectors the index in use finds, against an exact search of the same."""
    import faiss

    index = DenseIndex.open(artifacts.vectors)
    if index.is_exact:
        return 1.0
    exact = faiss.IndexFlatIP(index.dimensions)
    exact.add(index.vectors())
    exact.search(vectors[:1], 10)
    _, true = exact.search(vectors, 10)
    found = [np.argsort(-index.score(vector), kind="stable")[:10] for vector in vectors]
    return float(np.mean([len(set(one) & set(other)) / 10 for one, other in zip(found, true, strict=True)]))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def measure(model: Path, number: int) -> Growth:
    """Build and search one size."""
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as pool:
            built = pool.submit(build, model, folder, number).result()
            found = pool.submit(search, folder, number).result()
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // number
        return Growth.model_validate({"clauses": number, "build_seconds": built, "disk_bytes": disk, **found})


def describe(grown: Sequence[Growth]) -> str:
    """Return the sizes as a Markdown table."""
    lines = [
        "| clauses | build, s | open, s | p50, ms | p95, ms | floor, ms | p50 / floor | R@1 | R@5 | vectors, R@10 "
        "| disk, B a clause | memory, B a clause |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for g in grown:
        lines.append(
            f"| {g.clauses:,} | {g.build_seconds:.1f} | {g.open_seconds:.2f} | {g.p50_ms:.2f} | {g.p95_ms:.2f} "
            f"| {g.floor_ms:.2f} | {g.p50_ms / g.floor_ms:.1f} | {g.recall_1:.3f} | {g.recall_5:.3f} "
            f"| {g.dense_recall_10:.3f} | {g.disk_bytes:,} | {g.resident_bytes:,} |"
        )
    return "\n".join(lines)


def plot(grown: Sequence[Growth], file: Path) -> None:
    """Draw how search, build and memory grow."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 3, figsize=(12, 3.6), constrained_layout=True)
    sizes = [g.clauses for g in grown]
    axes[0].loglog(sizes, [g.p95_ms for g in grown], "o-", label="search, 95th percentile")
    axes[0].loglog(sizes, [g.p50_ms for g in grown], "o-", label="search, median")
    axes[0].loglog(sizes, [g.floor_ms for g in grown], "o--", label="bare FAISS + BM25 + JSON")
    axes[0].set(title="milliseconds a search", xlabel="clauses")
    axes[1].loglog(sizes, [g.build_seconds for g in grown], "o-", label="build")
    axes[1].loglog(sizes, [g.open_seconds for g in grown], "o-", label="open")
    axes[1].set(title="seconds of the processor", xlabel="clauses")
    axes[2].semilogx(sizes, [g.disk_bytes / 1000 for g in grown], "o-", label="on disk")
    axes[2].semilogx(sizes, [g.resident_bytes / 1000 for g in grown], "o-", label="resident after 200 searches")
    axes[2].set(title="kilobytes a clause", xlabel="clauses", ylim=(0, None))
    for axis in axes:
        axis.grid(alpha=0.3)
        axis.legend(fontsize=8)
    figure.savefig(file, dpi=110)


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
        plot(grown, options.plot)


if __name__ == "__main__":
    main()
