"""A tiny real transformer, made, trained a little and saved here: what a user's own model is to the retriever."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus
from assistant.settings import Settings

PROMPT = "为这个句子生成表示："
TEXTS = ["省级企业技术中心奖励多少", "设备投资补助比例", "首台套重大技术装备"]


@pytest.fixture(scope="session")
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
    """Return settings that name the model, for use without network."""
    return Settings.model_validate({"embedding_model": str(model), "embedding_offline": True} | changes)
