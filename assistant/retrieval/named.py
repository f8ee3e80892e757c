"""Any sentence-transformers model, by hub name or folder (setting `HUIQI_EMBEDDING_MODEL`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import ModelUnavailable
from assistant.retrieval.embedding import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class NamedEmbedding:
    """A sentence-transformers model, loaded on first use; its own prompts `query` and `document` or `passage` apply."""

    def __init__(self, name: str) -> None:
        self.name = name

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, under the model's query prompt."""
        return self._encode(texts, ("query",))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, under the model's passage prompt."""
        return self._encode(texts, ("passage", "document"))

    def _encode(self, texts: Sequence[str], prompts: tuple[str, ...]) -> Vectors:
        prompt = next((self._model.prompts[name] for name in prompts if self._model.prompts.get(name)), None)
        encoded = self._model.encode(list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        vectors: Vectors = np.asarray(encoded, dtype=np.float32)
        return vectors

    @cached_property
    def _model(self) -> SentenceTransformer:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelUnavailable(
                f"使用向量模型 {self.name} 需要 sentence-transformers，请先安装：pip install sentence-transformers。"
            ) from error
        try:
            return SentenceTransformer(self.name, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"向量模型 {self.name} 无法加载：既不是本机的模型文件夹，也不能从模型库取得。"
                "请检查 HUIQI_EMBEDDING_MODEL 的设置，留空则使用内置模型。"
            ) from error
