"""Vectors from an OpenAI-compatible endpoint (setting `HUIQI_EMBEDDING_URL`): Ollama, Xinference, vLLM, TEI."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import ModelUnavailable
from assistant.retrieval.embedding import Vectors, unit
from assistant.settings import Settings

if TYPE_CHECKING:
    from openai import OpenAI


class ServedEmbedding:
    """The model that the settings name, behind their endpoint; safe to share between threads."""

    def __init__(self, settings: Settings, dimensions: int | None = None) -> None:
        """`dimensions` is how long the vectors of the index are, where there is one."""
        self.name = settings.embedding_model or ""
        self._settings = settings
        self._dimensions = dimensions

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, under the query prompt."""
        return self._encode(texts, self._settings.query_prompt or "")

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, under the passage prompt."""
        return self._encode(texts, self._settings.passage_prompt or "")

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        size = self._settings.embedding_batch
        batches = [[prompt + text for text in texts[i : i + size]] for i in range(0, len(texts), size)]
        return unit(np.concatenate([self._request(batch) for batch in batches]))

    def _request(self, batch: list[str]) -> Vectors:
        """Return the vectors of a batch in its order; raise `ModelUnavailable` where there are none that fit."""
        from openai import OpenAIError

        try:
            reply = self._client.embeddings.create(model=self.name, input=batch, encoding_format="float")
            rows = sorted(reply.data, key=lambda row: row.index)
            vectors: Vectors = np.asarray([row.embedding for row in rows], dtype=np.float32)
        except (OpenAIError, AttributeError, TypeError, ValueError) as error:
            raise ModelUnavailable(
                f"向量服务 {self._settings.embedding_url} 没有返回模型 {self.name} 的向量（{type(error).__name__}）。"
                "请检查 HUIQI_EMBEDDING_URL、HUIQI_EMBEDDING_MODEL、HUIQI_EMBEDDING_KEY 和服务是否在运行。"
            ) from error
        wanted = (len(batch), self._dimensions or (vectors.shape[1] if vectors.ndim == 2 else 0))
        if vectors.shape != wanted or not np.isfinite(vectors).all():
            raise ModelUnavailable(
                f"向量服务 {self._settings.embedding_url} 返回的向量不合要求：应为{wanted[0]}个{wanted[1]}维，"
                f"实为{vectors.shape}。换过模型的，请运行 python -m index build。"
            )
        return vectors

    @cached_property
    def _client(self) -> OpenAI:
        try:
            from openai import OpenAI
        except ImportError as error:
            raise ModelUnavailable("使用向量服务还缺少程序库，请先安装：pip install -e '.[llm]'。") from error
        settings = self._settings
        return OpenAI(
            base_url=settings.embedding_url,
            api_key=settings.embedding_key.get_secret_value() or "none",
            timeout=settings.embedding_seconds,
            max_retries=settings.embedding_retries,
        )
