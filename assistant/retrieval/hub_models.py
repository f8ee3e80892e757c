"""Any sentence-transformers model, by hub name or folder (setting `HUIQI_EMBEDDING_MODEL`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import ModelUnavailable
from assistant.retrieval.embedding import Vectors
from assistant.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

EXTRAS = {"torch": "pip install -e .", "onnx": "pip install -e '.[onnx]'（或 make onnx，见 README）"}


class NamedEmbedding:
    """A sentence-transformers model, loaded on first use, with the prompts of the settings or else its own."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.embedding_model or ""
        self._settings = settings

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, under the query prompt."""
        return self._encode(texts, self._settings.query_prompt, ("query",))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, under the passage prompt."""
        return self._encode(texts, self._settings.passage_prompt, ("passage", "document"))

    def _encode(self, texts: Sequence[str], prompt: str | None, names: tuple[str, ...]) -> Vectors:
        if prompt is None:
            prompt = next((self._model.prompts[name] for name in names if self._model.prompts.get(name)), "")
        encoded = self._model.encode(
            list(texts),
            prompt=prompt,
            batch_size=self._settings.embedding_batch,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        vectors: Vectors = np.asarray(encoded, dtype=np.float32)
        return vectors

    @cached_property
    def _model(self) -> SentenceTransformer:
        settings = self._settings
        try:
            from sentence_transformers import SentenceTransformer

            if settings.embedding_backend == "onnx":
                import_module("optimum.onnxruntime")  # or else sentence-transformers raises a bare Exception
            return SentenceTransformer(
                self.name,
                device=settings.embedding_device,
                backend=settings.embedding_backend,
                local_files_only=settings.embedding_offline,
            )
        except ImportError as error:
            raise ModelUnavailable(
                f"使用向量模型 {self.name}（{settings.embedding_backend}）还缺少程序库，请先安装："
                f"{EXTRAS[settings.embedding_backend]}。"
            ) from error
        except Exception as error:  # each library below has kinds of its own, ONNX Runtime without a common one
            where = "离线模式下只读本机" if settings.embedding_offline else "也不能从模型库取得"
            raise ModelUnavailable(
                f"向量模型 {self.name} 无法加载：不是本机的模型文件夹，{where}，"
                f"或不支持设备 {settings.embedding_device}。请检查 HUIQI_EMBEDDING_MODEL 等设置，留空则使用内置模型。"
            ) from error
