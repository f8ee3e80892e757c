"""A named model: a tiny real transformer that is made, trained a little, saved and loaded here."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnavailable, ModelUnavailable
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.named import NamedEmbedding
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from index.__main__ import main
from index.build import build

PROMPT = "为这个句子生成表示："
TEXTS = ["省级企业技术中心奖励多少", "设备投资补助比例", "首台套重大技术装备"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """Make a one-layer BERT over characters, and train it on a few questions with their clauses."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast, set_seed

    set_seed(1)
    folder = tmp_path_factory.mktemp("bert")
    clauses = {clause.label: clause.text for clause in corpus.clauses}
    characters = sorted(set("".join([*clauses.values(), *TEXTS, PROMPT])) - set(" \n"))
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    bert = BertModel(BertConfig(vocab_size=len(vocabulary), max_position_embeddings=128, **sizes))
    bert.save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    transformer = Transformer(str(folder), max_seq_length=96)
    model = SentenceTransformer(modules=[transformer, Pooling(32)], device="cpu", prompts={"query": PROMPT})
    loss = MultipleNegativesRankingLoss(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    labels = [label for label in corpus.questions[0].clauses if label in clauses][:8]
    for step in range(10):
        asked = [corpus.questions[0].clauses[label][step] for label in labels]
        features = [model.preprocess(asked), model.preprocess([clauses[label] for label in labels])]
        optimizer.zero_grad()
        loss(features, torch.empty(0)).backward()
        optimizer.step()
    saved = tmp_path_factory.mktemp("named") / "model"
    model.save(str(saved), create_model_card=False)
    return saved


def named(model: Path, **changes: object) -> Settings:
    return Settings.model_validate({"embedding_model": str(model), "embedding_offline": True} | changes)


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


def test_a_missing_backend_is_named_with_its_package(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optimum", None)
    with pytest.raises(ModelUnavailable, match=r"sentence-transformers\[onnx\]"):
        NamedEmbedding(named(model, embedding_backend="onnx")).encode_queries(["问"])
