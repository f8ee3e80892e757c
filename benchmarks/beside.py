"""What users would pick instead, over the same made-up clauses and questions."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from assistant.models import Model
from benchmarks.clauses import make_clauses
from benchmarks.growing import ASKED, choose, peak_memory
from benchmarks.outside import Data
from benchmarks.rivals import build_ensemble, build_words
from index.documents import Document

BUILDERS = {"bm25s over jieba's words": build_words, "LangChain EnsembleRetriever": build_ensemble}
UP_TO = {"bm25s over jieba's words": 300_000, "LangChain EnsembleRetriever": 30_000}
"""Clauses beyond which a rival is not run: a million for bm25s takes more memory to build than there is here, and
LangChain's BM25 (rank-bm25) walks through every text in Python for each question."""
PATIENCE = 120.0
"""Seconds of the processor after which no further question is put to one."""


class Rival(Model):
    """What a system took, and how often it found the right clause."""

    build_seconds: float
    p50_ms: float
    p95_ms: float
    recall_1: float
    recall_5: float
    peak_bytes: int


def measure_rival(name: str, number: int) -> Rival | None:
    """Build it over so many clauses and put the questions to it; None where its libraries are missing."""
    texts = tuple(Document(id=f"{m.policy}#{m.label}", title="", text=m.text) for m in make_clauses(number))
    began = time.process_time()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            search = BUILDERS[name](Data(documents=texts, queries={}, relevant={}), Path(scratch))
        except ImportError:
            return None
        built = time.process_time() - began
        taken, right = [], [0, 0]
        for made in choose(number, ASKED):
            began = time.process_time()
            found = search(made.question)
            taken.append((time.process_time() - began) * 1000)
            right[0] += f"{made.policy}#{made.label}" in found[:1]
            right[1] += f"{made.policy}#{made.label}" in found[:5]
            if sum(taken) > PATIENCE * 1000:
                break
    return Rival(
        build_seconds=built,
        p50_ms=statistics.median(taken),
        p95_ms=float(np.quantile(taken, 0.95)),
        recall_1=right[0] / len(taken),
        recall_5=right[1] / len(taken),
        peak_bytes=peak_memory(),
    )
