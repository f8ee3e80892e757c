import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.lexical import B_PASSAGES, B_WHOLES, K1, METHOD, LexicalIndex
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


@pytest.mark.parametrize("whole", [False, True])
def test_lexical_scores_equal_those_of_bm25s(corpus: Corpus, built_index: Path, whole: bool) -> None:
    import bm25s

    artifacts = Artifacts.open(built_index)
    tokenizer = Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder)
    read = artifacts.read_passages()
    original = bm25s.BM25(method=METHOD, k1=K1, b=B_WHOLES if whole else B_PASSAGES)
    documents = [list(tokenizer.terms(passage.text)) for passage in (read.wholes if whole else read.passages)]
    original.index(documents, show_progress=False)
    lexical = LexicalIndex(artifacts.wholes if whole else artifacts.lexical)
    for question in corpus.questions[0].examples:
        terms = tokenizer.terms(question)  # a test of the one code path, too: the build has cut with another object
        known = [term for term in terms if term in original.vocab_dict]
        np.testing.assert_allclose(lexical.score(Counter(terms)), original.get_scores(known), atol=1e-4)
        assert 0 < lexical.cover(tokenizer.weigh(question)).max() <= 1


def test_lexical_cover_of_nothing_is_zero(built_index: Path) -> None:
    lexical = LexicalIndex(Artifacts.open(built_index).lexical)
    assert not lexical.cover({}).any()
    assert not lexical.cover({"无此词": 1.0}).any()


def test_every_store_is_built_from_the_tokens_of_queries(corpus: Corpus, built_index: Path) -> None:
    import faiss

    artifacts = Artifacts.open(built_index)
    tokenizer = Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder)
    embedding = StaticEmbedding(artifacts.model, tokenizer)
    read = artifacts.read_passages()
    texts = [passage.text for passage in read.passages]
    vectors = faiss.read_index(str(artifacts.vectors)).reconstruct_n(0, len(texts))
    np.testing.assert_array_equal(vectors, embedding.encode_queries(texts))
    for folder, stored in ((artifacts.lexical, texts), (artifacts.wholes, [whole.text for whole in read.wholes])):
        vocabulary = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
        assert {term for text in stored for term in tokenizer.terms(text)} == set(vocabulary) - {""}
