"""What one size of a corpus takes, measured in processes of their own: build, search, memory, additions."""

from __future__ import annotations

import json
import multiprocessing
import random
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from assistant.models import Model
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.engine import Engine
from assistant.retrieval.fusion import Fusion
from assistant.retrieval.passages import Passage
from assistant.retrieval.retriever import open_embedding
from assistant.retrieval.segments import SegmentStore, open_segment
from assistant.retrieval.store import Sought
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from benchmarks.clauses import MadeClause, make_clauses
from benchmarks.floor import exact_scores, time_floor
from index.segments import write_segment

ASKED, COMPARED = 200, 40
BEST = 10
ADDED = 1_000
WORKERS = 2
PATIENCE = 600  # seconds until a worker that failed is given up


class Built(Model):
    """A build: seconds of the processor and of the clock, and the memory at its peak."""

    build_seconds: float
    build_wall_seconds: float
    build_peak_bytes: int


class Asked(Model):
    """Questions put to an index: seconds to open it, milliseconds a search, how often the right clause was found."""

    open_seconds: float
    p50_ms: float
    p95_ms: float
    stages_ms: dict[str, float]
    recall_1: float
    recall_5: float


class Compared(Model):
    """The floor, and how much of the ten best of a search that looks at everything is found."""

    floor_ms: float
    exact_recall_10: float


class Shared(Model):
    """Bytes of processes that serve one index side by side: of each all, its share, and what is its own alone."""

    resident_bytes: int
    share_bytes: int
    own_bytes: int


class Changed(Model):
    """A thousand clauses added, and a notice taken away, without a rebuild: seconds of the clock, opening included."""

    add_seconds: float
    delete_seconds: float


def run(task: Callable[..., Model], *arguments: object) -> Model:
    """Run a measurement in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as pool:
        return pool.submit(task, *arguments).result()


def build(model: Path, folder: Path, number: int) -> Built:
    """Build an index of so many clauses."""
    clock, began = time.monotonic(), time.process_time()
    artifacts = Artifacts(folder)
    shutil.copytree(model, artifacts.model)
    tokenizer = Tokenizer(cache_dir=folder)
    embedding = open_embedding(Settings(), artifacts, tokenizer)
    write_segment(passages(number), passages(number), tokenizer, artifacts, embedding)
    return Built(
        build_seconds=time.process_time() - began,
        build_wall_seconds=time.monotonic() - clock,
        build_peak_bytes=peak_memory(),
    )


def peak_memory() -> int:
    """Return the bytes that this process had resident at most."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def passages(number: int) -> Iterator[Passage]:
    """Yield the made-up clauses as passages; each is its own whole text, too."""
    return (Passage(policy=m.policy, clause=m.label, kind="clause", text=m.text) for m in make_clauses(number))


def open_engine(folder: Path) -> tuple[Engine, Tokenizer]:
    """Open what was built."""
    tokenizer = Tokenizer(cache_dir=folder)
    embedding = open_embedding(Settings(), Artifacts(folder), tokenizer)
    return Engine.open(Artifacts(folder), tokenizer, embedding), tokenizer


def ask(folder: Path, number: int) -> Asked:
    """Open the index and put questions to it."""
    began = time.process_time()
    engine, _ = open_engine(folder)
    engine.search("企业")
    opened = time.process_time() - began
    fusion = Fusion.of(Settings(), taught=False)
    taken, stages, right = [], [], [0, 0]
    asked = choose(number, ASKED)
    for made in asked:
        timings: dict[str, float] = {}
        began = time.process_time()
        found = engine.search(made.question, timings=timings)
        places = [found.places[i] for i in best_of(fusion.mean(found.scores))]
        json.dumps(places)
        taken.append((time.process_time() - began) * 1000)
        stages.append(timings)
        right[0] += (made.policy, made.label) in places[:1]
        right[1] += (made.policy, made.label) in places[:5]
    return Asked(
        open_seconds=opened,
        p50_ms=statistics.median(taken),
        p95_ms=float(np.quantile(taken, 0.95)),
        stages_ms={name: statistics.median(one[name] for one in stages) for name in stages[0]},
        recall_1=right[0] / len(asked),
        recall_5=right[1] / len(asked),
    )


def choose(number: int, most: int) -> list[MadeClause]:
    """Return some of the clauses, always the same ones."""
    chosen = set(random.Random(1).sample(range(number), min(most, number)))
    return [made for i, made in enumerate(make_clauses(number)) if i in chosen]


def best_of(mean: Vectors) -> list[int]:
    """Return the numbers of the ten highest, highest first."""
    best = np.argpartition(-mean, min(BEST, len(mean) - 1))[:BEST]
    return [int(i) for i in best[np.argsort(-mean[best], kind="stable")]]


def compare(folder: Path, number: int) -> Compared:
    """Put some questions to the bare indexes, and to a search that looks at every clause."""
    engine, tokenizer = open_engine(folder)
    embedding = open_embedding(Settings(), Artifacts(folder), tokenizer)
    fusion = Fusion.of(Settings(), taught=False)
    questions = [made.question for made in choose(number, COMPARED)]
    vectors = embedding.encode_queries(questions)
    sought = [Sought(vector, tokenizer.weigh(q)) for vector, q in zip(vectors, questions, strict=True)]
    share = []
    for one, scores in zip(sought, exact_scores(Artifacts(folder), sought), strict=True):
        mean = fusion.mean(scores)
        lowest = mean[best_of(mean)[-1]] - 1e-4
        found = fusion.mean(engine.store.search(one).scores)
        share.append(float((found[best_of(found)] >= lowest).mean()))
    return Compared(floor_ms=time_floor(Artifacts(folder), sought), exact_recall_10=float(np.mean(share)))


def serve(folder: Path, number: int) -> Shared:
    """Have two processes ask the same index, then read what memory each has."""
    spawn = multiprocessing.get_context("spawn")
    done, go = spawn.Barrier(WORKERS + 1, timeout=PATIENCE), spawn.Event()
    workers = [spawn.Process(target=_work, args=(folder, number, done, go)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    done.wait()
    read = [_memory(worker.pid) for worker in workers]
    go.set()
    for worker in workers:
        worker.join()
    rss, pss, own = (int(statistics.mean(values)) for values in zip(*read, strict=True))
    return Shared(resident_bytes=rss, share_bytes=pss, own_bytes=own)


def _work(folder: Path, number: int, done: object, go: object) -> None:
    engine, _ = open_engine(folder)
    for made in choose(number, ASKED):
        engine.search(made.question)
    done.wait()  # type: ignore[attr-defined]
    go.wait()  # type: ignore[attr-defined]


def _memory(process: int | None) -> tuple[int, int, int]:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    kept = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines}
    return kept["Rss"], kept["Pss"], kept["Private_Clean"] + kept["Private_Dirty"]


def change(folder: Path, number: int) -> Changed:
    """Add clauses in a segment of their own, and take a notice away; both are seen by the next search."""
    _, tokenizer = open_engine(folder)
    first, delta = Artifacts(folder), Artifacts(folder / "delta-1")
    delta.folder.mkdir()
    made = [m._replace(policy=f"new-{m.policy}") for m in make_clauses(ADDED, seed=99)]
    new = [Passage(policy=m.policy, clause=m.label, kind="clause", text=m.text) for m in made]
    embedding = open_embedding(Settings(), first, tokenizer)
    began = time.monotonic()
    write_segment(new, new, tokenizer, delta, embedding, first=first)
    store = SegmentStore([open_segment(first), open_segment(delta)])
    added = time.monotonic() - began
    assert store.size == number + ADDED
    began = time.monotonic()
    less = SegmentStore([open_segment(first, {"notice-0"}), open_segment(delta)])
    deleted = time.monotonic() - began
    for place, engine in (((made[7].policy, made[7].label), store), (("notice-0", "1"), less)):
        found = Engine(tokenizer, embedding, engine).search(made[7].question)
        assert (place in found.places) == (engine is store)
    shutil.rmtree(delta.folder)
    return Changed(add_seconds=added, delete_seconds=deleted)
