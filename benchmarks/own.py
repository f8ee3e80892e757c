"""The project's own retrieval over an outside corpus."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.engine import Engine, Place
from assistant.retrieval.fusion import Fusion
from assistant.retrieval.retriever import open_embedding
from assistant.settings import Settings
from assistant.text.emphasis import EMPHASIS, Emphasis
from assistant.text.tokens import Tokenizer
from benchmarks.outside import DEEPEST, Data, Search
from index.build import write_index
from index.cloze import learn
from index.documents import cut_documents


def build_own(data: Data, folder: Path) -> Search:
    """Index the documents as a policy without questions would be, and search them as the chat does."""
    engine = open_engine(index_documents(data, folder))
    fusion = Fusion.of(Settings(), taught=False)

    def search(text: str) -> list[str]:
        found = engine.search(text)
        return rank(found.places, fusion.mean(found.scores))

    return search


def index_documents(data: Data, folder: Path) -> Artifacts:
    """Learn the embedding from the documents alone and write the index to `folder`."""
    artifacts = Artifacts(folder)
    tokenizer = Tokenizer()
    passages = cut_documents(data.documents)
    learn([passage.text for passage in passages.passages], tokenizer, artifacts.model)
    write_index(passages, tokenizer, artifacts, Settings())
    return artifacts


def open_engine(artifacts: Artifacts, emphasis: Emphasis = EMPHASIS) -> Engine:
    """Open the index; the words of questions weigh as `emphasis` has it."""
    tokenizer = Tokenizer(emphasis=emphasis)
    return Engine.open(artifacts, tokenizer, open_embedding(Settings(), artifacts, tokenizer))


def rank(places: Sequence[Place], scores: Vectors) -> list[str]:
    """Return the best documents, best first."""
    return [places[i][1] for i in np.argsort(-scores, kind="stable")[:DEEPEST]]
