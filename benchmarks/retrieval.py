"""Retrieval over an outside corpus: `python benchmarks/retrieval.py --data DIR [--json]`.

DIR holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`), either also as `.gz`, and
`qrels.tsv` (query, document, score). The corpus is indexed with the project's own passages, embedding, indexes and
fusion; nothing is learnt from the queries. Beside it stands what a user would try first: BM25 over jieba's words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.evaluation.ranking import RankScores, score_rankings
from assistant.models import Model
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.engine import Engine
from assistant.retrieval.fusion import Fusion
from assistant.retrieval.retriever import open_embedding
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from index.build import write_index
from index.cloze import learn
from index.documents import Document, cut_documents

DEEPEST = 100
Search = Callable[[str], Sequence[str]]


class Data(Model):
    """A corpus with its questions and, by question, the documents that answer it."""

    documents: tuple[Document, ...]
    queries: dict[str, str]
    relevant: dict[str, frozenset[str]]


class Result(Model):
    """What one system found, and what it took: seconds to build, milliseconds a query."""

    system: str
    documents: int
    scores: RankScores
    build_seconds: float
    p50_ms: float
    p95_ms: float


def read_data(folder: Path) -> Data:
    """Read the three files; a first line of the judgements without a number as score is a header."""
    documents = tuple(
        Document(id=str(row["_id"]), title=str(row.get("title") or ""), text=str(row["text"]))
        for row in _rows(folder, "corpus.jsonl")
    )
    queries = {str(row["_id"]): str(row["text"]) for row in _rows(folder, "queries.jsonl")}
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8-sig").splitlines():
        query, document, score = line.split("\t")[:3]
        if score.lstrip("-").replace(".", "", 1).isdigit() and float(score) > 0:
            relevant.setdefault(query, set()).add(document)
    judged = {query: frozenset(found) for query, found in relevant.items() if query in queries}
    return Data(documents=documents, queries={q: queries[q] for q in judged}, relevant=judged)


def _rows(folder: Path, name: str) -> Iterator[dict[str, object]]:
    packed = folder / f"{name}.gz"
    with (
        gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else (folder / name).open(encoding="utf-8") as file
    ):
        yield from (json.loads(line) for line in file if line.strip())


def build_own(data: Data, folder: Path) -> Search:
    """Index the documents as a policy without questions would be, and search them as the chat does."""
    settings = Settings()
    artifacts = Artifacts(folder)
    tokenizer = Tokenizer()
    passages = cut_documents(data.documents)
    learn([passage.text for passage in passages.passages], tokenizer, artifacts.model)
    write_index(passages, tokenizer, artifacts, settings)
    engine = Engine.open(artifacts, tokenizer, open_embedding(settings, artifacts, tokenizer))
    fusion = Fusion.of(settings)

    def search(text: str) -> list[str]:
        scores = fusion.mean(engine.score(text))
        return [engine.places[i][1] for i in np.argsort(-scores, kind="stable")[:DEEPEST]]

    return search


def build_words(data: Data, _folder: Path) -> Search:
    """Index the documents with bm25s over jieba's words, everything else as it comes."""
    import bm25s
    import jieba

    index = bm25s.BM25()
    index.index([jieba.lcut(document.whole) for document in data.documents], show_progress=False)
    ids = [document.id for document in data.documents]

    def search(text: str) -> list[str]:
        words = [word for word in jieba.lcut(text) if word in index.vocab_dict]
        found, _ = index.retrieve([words], k=min(DEEPEST, len(ids)), show_progress=False)
        return [ids[i] for i in found[0]]

    return search


SYSTEMS: dict[str, Callable[[Data, Path], Search]] = {"huiqi": build_own, "bm25s-jieba": build_words}


def measure(name: str, data: Data) -> Result:
    """Build one system and put every question to it."""
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
        p95_ms=round(statistics.quantiles(taken, n=20)[-1], 2) if len(taken) > 1 else round(taken[0], 2),
    )


def describe(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| system | R@1 | R@5 | R@10 | R@100 | MRR@10 | build, s | p50, ms | p95, ms |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for r in results:
        figures = (*(r.scores.recall[k] for k in (1, 5, 10, 100)), r.scores.mrr)
        shown = " | ".join(f"{figure:.3f}" for figure in figures)
        lines.append(f"| {r.system} | {shown} | {r.build_seconds:.1f} | {r.p50_ms:.2f} | {r.p95_ms:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure each system on the corpus of the given folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the corpus")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), help="default: all")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    data = read_data(options.data)
    results = [measure(name, data) for name in options.systems]
    if options.json:
        print(json.dumps([result.model_dump(mode="json") for result in results], indent=1))
    else:
        print(f"{len(data.documents):,} documents, {len(data.queries):,} questions\n\n{describe(results)}")


if __name__ == "__main__":
    main()
