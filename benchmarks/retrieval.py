"""Retrieval over an outside corpus: `python benchmarks/retrieval.py --data DIR [--tune] [--json]`.

DIR holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`), either also as `.gz`, and
`qrels.tsv` (query, document, score). The corpus is indexed with the project's own passages, embedding, indexes and
fusion; nothing is learnt from the queries. Beside it stands what a user would try first: BM25 over jieba's words.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.evaluation.ranking import RankScores, score_rankings
from assistant.models import Model
from benchmarks.outside import Data, Search, read_data
from benchmarks.own import build_own
from benchmarks.rivals import build_ensemble, build_words
from benchmarks.tuning import describe_halves, tune_halves


class Result(Model):
    """What one system found, and what it took: seconds to build, milliseconds a query, memory."""

    system: str
    documents: int
    scores: RankScores
    build_seconds: float
    p50_ms: float
    p95_ms: float
    peak_mb: int


SYSTEMS: dict[str, Callable[[Data, Path], Search]] = {
    "huiqi": build_own,
    "bm25s-jieba": build_words,
    "langchain-ensemble": build_ensemble,
}
NEEDED = {"langchain-ensemble": "langchain_community"}


def measure(name: str, folder: Path) -> Result:
    """Build one system and put every question to it; in a process of its own, for its peak memory."""
    data = read_data(folder)
    with tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        search = SYSTEMS[name](data, Path(scratch))
        built = time.perf_counter() - start
        found, taken = {}, []
        for query, text in data.queries.items():
            start = time.perf_counter()
            found[query] = search(text)
            taken.append((time.perf_counter() - start) * 1000)
    return Result(
        system=name,
        documents=len(data.documents),
        scores=score_rankings([(found[query], data.relevant[query]) for query in data.queries]),
        build_seconds=round(built, 1),
        p50_ms=round(statistics.median(taken), 2),
        p95_ms=round(float(np.quantile(taken, 0.95)), 2),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    )


def describe(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| system | R@1 | R@5 | R@10 | R@100 | MRR@10 | build, s | p50, ms | p95, ms | peak, MB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for r in results:
        figures = (*(r.scores.recall[k] for k in (1, 5, 10, 100)), r.scores.mrr)
        shown = " | ".join(f"{figure:.3f}" for figure in figures)
        times = f"{r.build_seconds:.1f} | {r.p50_ms:.2f} | {r.p95_ms:.2f} | {r.peak_mb:,}"
        lines.append(f"| {r.system} | {shown} | {times} |")
    return "\n".join(lines)


def main() -> None:
    """Measure each system on the corpus of the given folder, one after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the corpus")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), help="default: all")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--tune", action="store_true", help="choose weights and shares on each half of the questions, ask the other"
    )
    options = parser.parse_args()
    if options.tune:
        halves = tune_halves(read_data(options.data))
        print(halves.model_dump_json(indent=1) if options.json else describe_halves(halves))
        return
    for name in [name for name in options.systems if name in NEEDED and find_spec(NEEDED[name]) is None]:
        print(f"{name} is left out: it needs pip install -c constraints.txt -e '.[bench]'", file=sys.stderr)
        options.systems.remove(name)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn, max_tasks_per_child=1) as pool:
        results = list(pool.map(measure, options.systems, [options.data] * len(options.systems)))
    if options.json:
        print(json.dumps([result.model_dump(mode="json") for result in results], indent=1))
    else:
        print(describe(results))


if __name__ == "__main__":
    main()
