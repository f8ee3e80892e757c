from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from scipy.sparse import csr_matrix

from assistant.policy.corpus import Corpus
from assistant.retrieval.embedding import Vectors, unit
from assistant.retrieval.static import StaticEmbedding
from assistant.text.tokens import Tokenizer
from index.passages import Examples, pair_examples
from index.train import Training, rank, train

QUICK = Training(models=2, dimensions=32, epochs=1)


def test_held_out_questions_are_not_trained_on(corpus: Corpus) -> None:
    questions = corpus.questions[0]
    held_out = frozenset([*questions.clauses["二（一）"][:3], *questions.uncovered[:3]])
    examples = pair_examples(corpus, held_out)
    assert not held_out & {*examples.uncovered, *(asked for asked, _ in examples.pairs)}


def test_ways_of_saying_a_topic_are_trained_on(corpus: Corpus) -> None:
    asked = {asked for asked, _ in pair_examples(corpus).pairs}
    ways = {way for topic in corpus.lexicon.topics for said in topic.spoken.values() for way in said}
    assert ways and {way.replace("…", " ") for way in ways} <= asked


def test_training_twice_gives_the_same_bytes(corpus: Corpus, tmp_path: Path) -> None:
    tokenizer = Tokenizer(corpus.lexicon.words)
    for name in ("first", "second"):
        train(pair_examples(corpus), tokenizer, tmp_path / name, QUICK)
    for file in ("model.safetensors", "tokenizer.json"):
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()


def test_several_models_score_as_the_mean_of_theirs(corpus: Corpus, tmp_path: Path) -> None:
    tokenizer = Tokenizer(corpus.lexicon.words)
    examples = pair_examples(corpus)
    train(examples, tokenizer, tmp_path, QUICK)
    vectors = load_file(tmp_path / "model.safetensors")["embedding.weight"]
    assert vectors.shape[1] == QUICK.models * QUICK.dimensions
    texts = [text for pair in examples.pairs[:40] for text in pair]
    model = StaticEmbedding(tmp_path, tokenizer)
    whole = _cosines(model.encode_queries(texts))
    model._vectors = vectors[:, : QUICK.dimensions]
    first = _cosines(model.encode_queries(texts))
    model._vectors = vectors[:, QUICK.dimensions :]
    second = _cosines(model.encode_queries(texts))
    assert np.abs(whole - (first + second) / 2).mean() < 0.02


def test_examples_without_uncovered_questions_or_without_pieces_can_be_trained_on(tmp_path: Path) -> None:
    examples = Examples((("补贴多少", "给予补贴"), ("归谁管", "责任单位"), ("？", "给予补贴")), ())
    train(examples, Tokenizer(), tmp_path, QUICK)
    assert np.isfinite(load_file(tmp_path / "model.safetensors")["embedding.weight"]).all()


def test_the_gradient_is_that_of_the_loss() -> None:
    rng = np.random.default_rng(1)
    texts = csr_matrix(rng.random((7, 5)).astype(np.float32))
    vectors = rng.normal(size=(5, 4)).astype(np.float32)
    right = np.array([1, 0, 1])
    _, gradient = rank(texts, vectors, right, 10.0)
    for row, column in ((0, 0), (3, 2), (4, 3)):
        moved = [vectors.copy(), vectors.copy()]
        moved[0][row, column] += 1e-2
        moved[1][row, column] -= 1e-2
        higher, lower = (rank(texts, one, right, 10.0)[0] for one in moved)
        assert gradient[row, column] == pytest.approx((higher - lower) / 2e-2, rel=0.05, abs=0.01)


def _cosines(vectors: Vectors) -> Vectors:
    units = unit(vectors)
    return units @ units.T
