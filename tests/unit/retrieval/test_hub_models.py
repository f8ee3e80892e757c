"""A named model: a tiny real transformer."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnavailable, ModelUnavailable
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.hub_models import NamedEmbedding
from assistant.retrieval.retriever import Retriever
from index.__main__ import main
from index.build import build
from tests.unit.retrieval.conftest import PROMPT, TEXTS, named


def test_vectors_have_length_one_and_depend_on_the_prompt(model: Path) -> None:
    own, none = NamedEmbedding(named(model)), NamedEmbedding(named(model, query_prompt=""))
    passages = own.encode_passages(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(none.encode_queries(TEXTS), passages, atol=1e-5)
    assert not np.allclose(own.encode_queries(TEXTS), passages, atol=1e-3)
    set_by_us = NamedEmbedding(named(model, query_prompt="", passage_prompt=PROMPT)).encode_passages(TEXTS)
    np.testing.assert_allclose(set_by_us, own.encode_queries(TEXTS), atol=1e-5)


def test_the_batch_size_changes_no_vector(model: Path) -> None:
    one, many = (NamedEmbedding(named(model, embedding_batch=size)).encode_passages(TEXTS) for size in (1, 32))
    np.testing.assert_allclose(one, many, atol=1e-5)


def test_an_index_is_tied_to_its_model_and_prompts(model: Path, corpus: Corpus, tmp_path: Path) -> None:
    settings = named(model)
    build(corpus, tmp_path, settings)
    assert not Artifacts.open(tmp_path).model.exists()
    found = Retriever.open(tmp_path, corpus, settings).search("新认定省级企业技术中心奖励多少？")
    assert "二（一）" in [hit.clause for hit in (*found.hits, *(hit for hit, _ in found.rejected))]
    with pytest.raises(IndexUnavailable, match="提示语"):
        Retriever.open(tmp_path, corpus, named(model, passage_prompt="文："))
    with pytest.raises(IndexUnavailable, match="static"):
        Retriever.open(tmp_path, corpus)
    assert main(["check", "--index", str(tmp_path)]) == 1


def test_a_missing_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"离线.*HUIQI_EMBEDDING_MODEL"):
        NamedEmbedding(named(tmp_path / "none")).encode_queries(["问"])


def test_a_missing_backend_is_named_with_its_extra(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optimum", None)
    with pytest.raises(ModelUnavailable, match=r"\.\[onnx\]"):
        NamedEmbedding(named(model, embedding_backend="onnx")).encode_queries(["问"])
