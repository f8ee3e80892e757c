from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.lexical import K1, METHOD, B, LexicalIndex
from assistant.retrieval.named import NamedEmbedding
from assistant.retrieval.static import StaticEmbedding, join_pieces
from assistant.text.tokens import Tokenizer


def test_static_vectors_equal_those_of_sentence_transformers(corpus: Corpus, built_index: Path) -> None:
    from sentence_transformers import SentenceTransformer

    artifacts = Artifacts.open(built_index)
    tokenizer = Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder)
    texts = [*corpus.questions[0].examples, *(clause.text for clause in corpus.clauses), "未见过的𠮷字 xyz"]
    model = SentenceTransformer(str(artifacts.model), device="cpu")
    expected = model.encode([join_pieces(tokenizer, text) for text in texts], normalize_embeddings=True)
    np.testing.assert_allclose(StaticEmbedding(artifacts.model, tokenizer).encode_queries(texts), expected, atol=1e-6)


def test_a_text_without_known_pieces_is_the_zero_vector(corpus: Corpus, built_index: Path) -> None:
    artifacts = Artifacts.open(built_index)
    embedding = StaticEmbedding(artifacts.model, Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder))
    assert not embedding.encode_queries(["", "？"]).any()


def test_lexical_scores_equal_those_of_bm25s(corpus: Corpus, built_index: Path) -> None:
    import bm25s

    artifacts = Artifacts.open(built_index)
    tokenizer = Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder)
    original = bm25s.BM25(method=METHOD, k1=K1, b=B)
    documents = [list(tokenizer.terms(passage.text)) for passage in artifacts.read_passages()]
    original.index(documents, show_progress=False)
    lexical = LexicalIndex(artifacts.lexical)
    for question in corpus.questions[0].examples:
        terms = tokenizer.terms(question)  # a test of the one code path, too: the build has cut with another object
        known = [term for term in terms if term in original.vocab_dict]
        np.testing.assert_allclose(lexical.score(terms), original.get_scores(known), atol=1e-4)
        assert 0 < lexical.cover(terms).max() <= 1


def test_lexical_cover_of_nothing_is_zero(built_index: Path) -> None:
    lexical = LexicalIndex(Artifacts.open(built_index).lexical)
    assert not lexical.cover(()).any()
    assert not lexical.cover(("无此词",)).any()


def test_a_missing_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="HUIQI_EMBEDDING_MODEL"):
        NamedEmbedding(str(tmp_path / "none")).encode_queries(["问"])
