"""The built-in embedding: the mean of the vectors of a text's characters and words.

It is trained and saved with sentence-transformers (`index/train.py`) and read here without it, as its import alone
takes several seconds; a test proves the two equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer as Vocabulary

from assistant.errors import IndexUnavailable
from assistant.retrieval.artifacts import BUILTIN, REMEDY
from assistant.retrieval.embedding import Vectors, unit
from assistant.text.tokens import Tokenizer

SEPARATOR = " "


def join_pieces(tokenizer: Tokenizer, text: str) -> str:
    """Return `text` as the model's own tokenizer reads it: pieces set apart by blanks."""
    return SEPARATOR.join(tokenizer.pieces(text))


class StaticEmbedding:
    """The trained static vectors, read from the folder that sentence-transformers wrote."""

    name = BUILTIN

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        try:
            self._vectors: Vectors = load_file(folder / "model.safetensors")["embedding.weight"]
            vocabulary = Vocabulary.from_file(str(folder / "tokenizer.json"))
        except (OSError, KeyError, SafetensorError) as error:
            raise IndexUnavailable(f"索引已损坏：向量模型无法读取（{folder}）。{REMEDY}。") from error
        self._numbers: dict[str, int] = vocabulary.get_vocab()
        self._tokenizer = tokenizer

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text."""
        return unit(np.stack([self._mean(text) for text in texts]))

    encode_passages = encode_queries

    def _mean(self, text: str) -> Vectors:
        ids = [number for piece in self._tokenizer.pieces(text) if (number := self._numbers.get(piece)) is not None]
        mean: Vectors = self._vectors[ids].mean(axis=0) if ids else np.zeros(self._vectors.shape[1], np.float32)
        return mean
