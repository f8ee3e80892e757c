import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import IndexUnavailable
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.retriever import Retriever
from assistant.settings import ROOT, Settings

QUESTION = "新认定省级企业技术中心奖励多少？"


@pytest.fixture(scope="module")
def retriever(built_index: Path, corpus: Corpus) -> Retriever:
    return Retriever.open(built_index, corpus)


def test_the_right_clause_comes_first_with_its_words(retriever: Retriever) -> None:
    best = retriever.search(QUESTION).hits[0]
    assert (best.policy, best.clause) == ("ningde-2021-68", "二（一）")
    assert "企业技术中心" in best.matched
    assert all(0 <= score <= 1 for score in (best.score, best.dense, best.lexical))


def test_hits_fall_and_misses_say_why(retriever: Retriever) -> None:
    found = retriever.search(QUESTION)
    scores = [hit.score for hit in (*found.hits, *(hit for hit, _ in found.rejected))]
    assert scores == sorted(scores, reverse=True)
    assert all("低于下限" in reason for _, reason in found.rejected)


@pytest.mark.parametrize("text", ["", "？", "今天天气怎么样", "\x00", "A" * 10_000])
def test_texts_about_nothing_find_nothing(retriever: Retriever, text: str) -> None:
    found = retriever.search(text)
    assert not found.hits
    assert found.rejected


def test_search_is_limited_and_filtered(retriever: Retriever) -> None:
    assert len(retriever.search("市级奖励", limit=2).hits) <= 2
    assert not retriever.search(QUESTION, within=()).hits
    found = retriever.search(QUESTION, within={("ningde-2021-68", "二（六）")})
    assert [hit.clause for hit in (*found.hits, *(h for h, _ in found.rejected))] == ["二（六）"]


def test_most_training_questions_find_their_clause(retriever: Retriever, corpus: Corpus) -> None:
    asked = [(label, q) for label, questions in corpus.questions[0].clauses.items() for q in questions]
    right = sum([hit.clause for hit in retriever.search(q, limit=1).hits] == [label] for label, q in asked)
    assert right / len(asked) > 0.95


def test_opening_imports_nothing_heavy(built_index: Path, corpus: Corpus) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.policy.corpus import load_corpus\n"
        "from assistant.retrieval.retriever import Retriever\n"
        f"corpus = load_corpus(Path({str(corpus.directory)!r}))\n"
        f"Retriever.open(Path({str(built_index)!r}), corpus).search('技改')\n"
        "sys.exit(bool({'torch', 'sentence_transformers', 'bm25s', 'scipy', 'index'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_missing_index_says_what_to_run(tmp_path: Path, corpus: Corpus) -> None:
    with pytest.raises(IndexUnavailable, match="python -m index build"):
        Retriever.open(tmp_path, corpus)


@pytest.mark.parametrize(
    "file", ["vectors.faiss", "passages.jsonl", "manifest.json", "model/model.safetensors", "lexical/vocab.index.json"]
)
def test_a_damaged_index_is_not_served(tmp_path: Path, built_index: Path, corpus: Corpus, file: str) -> None:
    copy = shutil.copytree(built_index, tmp_path / "index")
    (Artifacts.open(copy).folder / file).write_bytes(b"{")
    with pytest.raises(IndexUnavailable, match=r"已损坏|格式"):
        Retriever.open(copy, corpus)


def test_a_changed_corpus_makes_the_index_stale(tmp_path: Path, built_index: Path, corpus: Corpus) -> None:
    directory = shutil.copytree(corpus.directory, tmp_path / "corpus")
    copied = corpus.model_copy(update={"directory": directory})
    Retriever.open(built_index, copied)
    (directory / "messages.yaml").write_text("# wording alone needs no new index\n", encoding="utf-8")
    Retriever.open(built_index, copied)
    with (directory / "lexicon.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    with pytest.raises(IndexUnavailable, match=r"lexicon\.yaml.*python -m index build"):
        Retriever.open(built_index, copied)


def test_another_embedding_model_makes_the_index_stale(built_index: Path, corpus: Corpus) -> None:
    with pytest.raises(IndexUnavailable, match="other/model"):
        Retriever.open(built_index, corpus, Settings(embedding_model="other/model"))


def test_the_order_is_kept_where_the_curve_is_flat(built_index: Path, corpus: Corpus) -> None:
    """Cosines of general models are all high: by the curve of another one, all that is found is equally probable."""
    flat = Settings(relevance_slope=1e4, relevance_intercept=0)
    usual, found = (Retriever.open(built_index, corpus, one).search(QUESTION, limit=5) for one in (Settings(), flat))
    assert {hit.score for hit in found.hits} == {1.0}
    assert [hit.clause for hit in found.hits] == [hit.clause for hit in usual.every][:5]
