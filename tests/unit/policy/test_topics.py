"""Topics that nobody wrote down are made from rows and headings; those that somebody did come first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus, load_corpus

NEW, FUZHOU = "ningde-2023-990", "fuzhou-2022-955"


@pytest.mark.parametrize(
    ("topic", "policy", "clause", "awards"),
    [
        ("technology-center", NEW, "一（一）", ("ningde-2023-technology-center",)),
        ("technology-center", FUZHOU, "第二条", ("fuzhou-technology-center",)),
        ("specialized-sme", FUZHOU, "第五条", ("fuzhou-specialized",)),
        ("equipment-upgrade", NEW, "二（二）", ("ningde-2023-equipment",)),
        ("ningde-2023-green-factory", NEW, "二（一）", ("ningde-2023-green-factory",)),
        ("window", FUZHOU, "第六条", ()),
        ("basis", FUZHOU, "第一条", ()),
    ],
)
def test_rows_join_the_programme_of_their_name(
    many_corpus: Corpus, topic: str, policy: str, clause: str, awards: tuple[str, ...]
) -> None:
    provision = many_corpus.lexicon.topic(topic).provision(policy)
    assert provision is not None
    assert (provision.clause, provision.awards) == (clause, awards)


def test_award_and_target_of_one_name_are_one_topic(many_corpus: Corpus) -> None:
    provision = many_corpus.lexicon.topic("ningde-2023-green-factory").provision(NEW)
    assert provision is not None
    assert provision.targets == ("ningde-2023-green-factory-target",)


def test_a_clause_without_rows_goes_by_its_heading(many_corpus: Corpus) -> None:
    topic = many_corpus.lexicon.topic(f"{NEW}:二（三）")
    assert topic.terms == ("开展节能诊断服务", "节能诊断服务")


def test_every_clause_has_a_topic(many_corpus: Corpus) -> None:
    named = {(p.policy, p.clause) for topic in many_corpus.lexicon.topics for p in topic.provisions}
    assert named == {(clause.policy, clause.label) for clause in many_corpus.clauses}


def test_topics_by_hand_come_first(many_corpus: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(many_corpus.directory, folder)
    (folder / "topics" / f"{NEW}.yaml").write_text(
        f"policy: {NEW}\ntopics:\n"
        "  - {id: green-factory, clause: 二（一）, awards: [ningde-2023-green-factory], terms: [绿色工厂, 生态工厂]}\n"
        "  - {id: technology-center, clause: 一（一）, awards: [ningde-2023-technology-center]}\n",
        encoding="utf-8",
    )
    lexicon = load_corpus(folder).lexicon
    assert lexicon.topic("green-factory").terms[:2] == ("绿色工厂", "生态工厂")
    assert lexicon.topic("green-factory").targets == ()
    assert [p.policy for p in lexicon.topic("technology-center").provisions][:2] == ["ningde-2021-68", NEW]
    assert "企业技术中心" in lexicon.topic("technology-center").terms


def test_a_policy_without_questions_is_introduced_by_what_only_it_awards(many_corpus: Corpus) -> None:
    written = many_corpus.questions[0].examples
    assert many_corpus.examples([NEW, "ningde-2021-68"], 3) == ("绿色工厂奖补标准是什么？", *written[:2])
    assert many_corpus.examples([FUZHOU], 6) == ("公共充电桩建设奖补标准是什么？",)
