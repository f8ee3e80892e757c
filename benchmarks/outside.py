"""Outside corpora in the usual three files: documents, questions, judgements."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.models import Model
from index.documents import Document

DEEPEST = 100
"""Documents that a search returns."""

Search = Callable[[str], Sequence[str]]


class Data(Model):
    """A corpus with its questions and, by question, the documents that answer it."""

    documents: tuple[Document, ...]
    queries: dict[str, str]
    relevant: dict[str, frozenset[str]]


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
