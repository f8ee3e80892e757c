"""The ONNX backend, in the environment of `make test-onnx`: optimum-onnx and transformers 5 exclude each other."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable
from assistant.policy.corpus import Corpus
from assistant.retrieval.hub_models import NamedEmbedding
from assistant.retrieval.retriever import Retriever
from index.build import build
from tests.unit.retrieval.conftest import TEXTS, named

# What the exporter of this backend says about itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning"),
]


@pytest.fixture(scope="module")
def exported(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the model with its ONNX form beside it, as the README says how to make it."""
    from sentence_transformers import SentenceTransformer

    folder = tmp_path_factory.mktemp("onnx") / "model"
    SentenceTransformer(str(model), backend="onnx", device="cpu").save_pretrained(str(folder))
    shutil.copytree(model, folder, dirs_exist_ok=True)
    return folder


def test_vectors_are_those_of_torch(exported: Path) -> None:
    assert (exported / "onnx" / "model.onnx").is_file()
    by_torch, by_onnx = (NamedEmbedding(named(exported, embedding_backend=name)) for name in ("torch", "onnx"))
    np.testing.assert_allclose(by_onnx.encode_queries(TEXTS), by_torch.encode_queries(TEXTS), atol=1e-5)
    np.testing.assert_allclose(by_onnx.encode_passages(TEXTS), by_torch.encode_passages(TEXTS), atol=1e-5)


def test_the_onnx_file_is_what_answers(exported: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "model"
    shutil.copytree(exported, spoilt)
    (spoilt / "onnx" / "model.onnx").write_bytes(b"no model")
    NamedEmbedding(named(spoilt)).encode_queries(TEXTS)
    with pytest.raises(ModelUnavailable, match="无法加载"):
        NamedEmbedding(named(spoilt, embedding_backend="onnx")).encode_queries(TEXTS)


def test_a_model_without_onnx_file_is_exported_on_loading(model: Path, exported: Path) -> None:
    fresh, ready = (NamedEmbedding(named(folder, embedding_backend="onnx")) for folder in (model, exported))
    np.testing.assert_allclose(fresh.encode_queries(TEXTS), ready.encode_queries(TEXTS), atol=1e-5)


def test_an_index_serves_with_either_backend(exported: Path, corpus: Corpus, tmp_path: Path) -> None:
    settings = named(exported, embedding_backend="onnx")
    build(corpus, tmp_path, settings)
    question = "新认定省级企业技术中心奖励多少？"
    by_onnx, by_torch = (
        Retriever.open(tmp_path, corpus, chosen).search(question) for chosen in (settings, named(exported))
    )
    assert [hit.clause for hit in by_onnx.hits] == [hit.clause for hit in by_torch.hits]
    assert [hit.score for hit in by_onnx.hits] == pytest.approx([hit.score for hit in by_torch.hits], abs=1e-4)
