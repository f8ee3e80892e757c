"""A collection without questions is indexed by itself, through the same engine as the policies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.engine import Engine
from assistant.retrieval.fusion import Fusion
from assistant.retrieval.retriever import open_embedding
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from index.build import write_index
from index.cloze import Cloze, learn, rank
from index.documents import Document, cut_documents, cut_windows
from index.templates import generate_questions

QUICK = Cloze(dimensions=32, batches=30, batch_size=16)


def test_windows_hold_the_whole_text_in_bounds() -> None:
    text = "第一句话。" * 30 + "没有标点的长句" * 20
    windows = list(cut_windows(text, 50))
    assert all(0 < len(window) <= 50 for window in windows)
    assert windows[0] == text[: len(windows[0])] and text.endswith(windows[-1])
    assert list(cut_windows("", 50)) == [""]


@pytest.fixture(scope="module")
def documents(corpus: Corpus) -> tuple[Document, ...]:
    return tuple(Document(id=c.label, title=c.title, text=c.body) for c in corpus.clauses)


def test_documents_are_found_by_what_they_say(documents: tuple[Document, ...], tmp_path: Path) -> None:
    tokenizer, settings, artifacts = Tokenizer(), Settings(), Artifacts(tmp_path)
    passages = cut_documents(documents)
    learn([passage.text for passage in passages.passages], tokenizer, artifacts.model, QUICK)
    write_index(passages, tokenizer, artifacts, settings)
    engine = Engine.open(artifacts, tokenizer, open_embedding(settings, artifacts, tokenizer))
    fusion = Fusion.of(settings, taught=False)
    for document in documents:
        found = engine.search(document.text[:40])
        assert found.places[int(np.argmax(fusion.mean(found.scores)))] == ("", document.id)


def test_learning_twice_gives_the_same_bytes(documents: tuple[Document, ...], tmp_path: Path) -> None:
    texts = [document.whole for document in documents]
    for name in ("first", "second"):
        learn(texts, Tokenizer(), tmp_path / name, QUICK)
    first, second = ((tmp_path / name / "model.safetensors").read_bytes() for name in ("first", "second"))
    assert first == second


def test_questions_are_made_for_every_clause_with_a_heading(corpus: Corpus) -> None:
    made = list(generate_questions(corpus))
    assert {place for _, place in made} >= {(c.policy, c.label) for c in corpus.clauses if c.title and c.departments}
    assert len({question for question, _ in made}) > 500
    assert any("2022年" in question and label == "附则" for question, (_, label) in made)


def test_the_gradient_of_the_cloze_is_that_of_its_loss() -> None:
    rng = np.random.default_rng(1)
    texts = csr_matrix(rng.random((6, 5)).astype(np.float32))
    vectors = rng.normal(size=(5, 4)).astype(np.float32)
    _, gradient = rank(texts, vectors, 10.0)
    for row, column in ((0, 0), (3, 2), (4, 3)):
        moved = [vectors.copy(), vectors.copy()]
        moved[0][row, column] += 1e-2
        moved[1][row, column] -= 1e-2
        higher, lower = (rank(texts, one, 10.0)[0] for one in moved)
        assert gradient[row, column] == pytest.approx((higher - lower) / 2e-2, rel=0.05, abs=0.01)
