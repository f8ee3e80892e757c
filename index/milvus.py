"""Write what was built to Milvus, where the settings name one."""

from __future__ import annotations

import numpy as np

from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.milvus.connection import connect
from assistant.retrieval.milvus.entities import PASSAGE, WHOLE, Row, make_rows
from assistant.retrieval.milvus.store import MilvusStore
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer


def write_milvus(artifacts: Artifacts, tokenizer: Tokenizer, settings: Settings) -> None:
    """Fill a new collection with the passages of a version and move the alias to it."""
    MilvusStore(connect(settings), settings.milvus_collection).rebuild(read_rows(artifacts, tokenizer))


def read_rows(artifacts: Artifacts, tokenizer: Tokenizer) -> list[Row]:
    """Return the passages and whole texts of a version as rows; whole texts have no vector."""
    kept = artifacts.read_passages()
    vectors = DenseIndex.open(artifacts.vectors).vectors()
    none = np.zeros((len(kept.wholes), vectors.shape[1]), dtype=np.float32)
    return [
        *make_rows(kept.passages, PASSAGE, vectors, (tokenizer.terms(p.text) for p in kept.passages)),
        *make_rows(kept.wholes, WHOLE, none, (tokenizer.terms(whole.text) for whole in kept.wholes)),
    ]
