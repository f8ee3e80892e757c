from pathlib import Path

from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.coverage import TAUGHT, UNTAUGHT, Coverage, TermWeights
from assistant.retrieval.retriever import Retriever
from assistant.text.tokens import Tokenizer
from index.coverage import learn_terms


def test_confidence_tells_covered_from_uncovered(built_index: Path, corpus: Corpus) -> None:
    retriever = Retriever.open(built_index, corpus)
    covered = retriever.search("新认定省级企业技术中心奖励多少？").confidence
    assert covered is not None and covered > 0.9
    for question in ("厦门市的省级企业技术中心奖励多少？", "高新技术企业奖励多少？", "今天天气怎么样"):
        confidence = retriever.search(question).confidence
        assert confidence is not None
        assert confidence < covered - 0.3


def test_confidence_does_not_depend_on_where_is_looked(built_index: Path, corpus: Corpus) -> None:
    retriever = Retriever.open(built_index, corpus)
    alone = retriever.search("技改补助多少", within={("ningde-2021-68", "附则")})
    assert alone.confidence == retriever.search("技改补助多少").confidence


def test_terms_are_those_of_the_index(built_index: Path, corpus: Corpus) -> None:
    artifacts = Artifacts.open(built_index)
    tokenizer = Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder)
    assert TermWeights.open(artifacts.coverage) == learn_terms(corpus, tokenizer.terms)


def test_held_out_questions_are_not_learnt_from(corpus: Corpus) -> None:
    everything = frozenset(q for questions in corpus.questions for q in questions.uncovered)
    weights = learn_terms(corpus, Tokenizer(corpus.lexicon.words).terms, everything)
    assert weights.terms and not weights.taught
    assert TermWeights().judge(["奖"]) == 0


def test_every_signal_weighs_as_it_should(corpus: Corpus) -> None:
    coverage = Coverage(TermWeights(), corpus.lexicon, corpus.policies)
    plain = coverage.read("技改补助多少", (), 0.5)
    assert coverage.read("厦门技改补助多少", (), 0.5).elsewhere and not plain.elsewhere
    assert coverage.read("绿色工厂补助多少", (), 0.5).uncovered and not plain.uncovered
    for curve in (TAUGHT, UNTAUGHT):
        near, far = curve.weigh(plain), curve.weigh(coverage.read("技改补助多少", (), 0.1))
        assert far < near
        assert curve.weigh(coverage.read("厦门技改补助多少", (), 0.5)) < near
