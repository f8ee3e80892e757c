"""Criteria are checked at load: every fault names file, row and field."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.policy.corpus import Corpus, load_corpus
from assistant.settings import ROOT

NAME = "criteria/ningde-2021-68.yaml"


@dataclass(frozen=True)
class Break:
    """A change of one place in the file, and the fault it must be told as."""

    old: str
    new: str
    row: str
    field: str
    says: str


REVENUE = "{field: revenue, operator: above, yuan: 10000000000,"
DATED = "{field: revenue-date, operator: in_window, label: 在资格认定期限内认定, clause: 附则"
BREAKS = {
    "unknown key": Break(
        "reviewed: true\n    outside: 由各地",
        "reviewed: true\n    colour: red\n    outside: 由各地",
        "-",
        "awards.14.colour",
        "没有这一项",
    ),
    "unknown row": Break(
        "- award: technology-center\n",
        "- award: technology-centre\n",
        "technology-centre",
        "award",
        "奖补表中没有这一行",
    ),
    "row left out": Break(
        "- award: technology-center\n", "- award: technology-centre\n", "technology-center", "criteria", "没有写条件"
    ),
    "row given twice": Break(
        "- award: single-champion\n", "- award: specialized-sme\n", "specialized-sme", "award", "写了两次"
    ),
    "not reviewed": Break(
        "- award: first-set\n    reviewed: true",
        "- award: first-set\n    reviewed: false",
        "first-set",
        "reviewed",
        "尚未复核",
    ),
    "quote not in the clause": Break(
        "quote: 推动供应链核心企业支持供应链",
        "quote: 推动供应链龙头企业支持供应链",
        "receivables-financing[0]",
        "quote",
        "引文不在条款 六（一） 中",
    ),
    "figure not in the quote": Break(
        REVENUE, REVENUE.replace("10000000000", "1000000000"), "revenue-ten-billion[0]", "yuan", "1000000000"
    ),
    "year not in the quote": Break(
        "operator: in_year, year: 2021", "operator: in_year, year: 2022", "above-scale[1]", "year", "2022"
    ),
    "value not in the quote": Break(
        "operator: holds, values: [省级]",
        "operator: holds, values: [市级]",
        "upgrade-loan-interest[0]",
        "values",
        "市级",
    ),
    "unknown option": Break(
        "operator: one_of, values: [新投产纳统, 规下转规上]",
        "operator: one_of, values: [新投产纳统, 规下]",
        "above-scale[0]",
        "values",
        "没有这一选项",
    ),
    "missing value": Break("operator: in_year, year: 2021", "operator: in_year", "above-scale[1]", "year", "缺少"),
    "unknown field": Break(
        "{field: first-ten-billion, operator",
        "{field: first-billion, operator",
        "revenue-ten-billion[1]",
        "field",
        "没有这一项",
    ),
    "operator of another kind": Break(
        "{field: revenue-date, operator: in_window",
        "{field: revenue, operator: in_window",
        "revenue-ten-billion[2]",
        "operator",
        "不能用于",
    ),
    "unknown clause": Break(DATED, DATED.replace("附则", "附录"), "revenue-ten-billion[2]", "clause", "附录"),
    "unused field": Break(
        "{field: revenue-date, operator: in_window",
        "{field: scale-date, operator: in_window",
        "revenue-date",
        "id",
        "没有任何条件用到",
    ),
    "window of another day": Break("until: 2021-12-31", "until: 2021-12-30", "window", "until", "2021-12-30"),
    "no tier": Break("    tier: single-champion\n", "", "single-champion", "tier", "几个级别"),
    "no base": Break("    base: receivables-financing\n", "", "receivables-financing", "base", "按比例计算"),
    "striven for": Break(
        "    outside: 由各地开展活动并争取省级补助，补助对象不是企业\n    quote: 鼓励各地围绕“全闽乐购”主题\n",
        "    base: revenue\n    criteria:\n"
        "      - {field: export-producer, operator: holds, label: 各地, quote: 鼓励各地围绕“全闽乐购”主题}\n",
        "consumption-promotion",
        "outside",
        "争取",
    ),
    "neither criteria nor reason": Break(
        "    outside: 条款只提出加快建设，没有写明企业可以享受的补贴\n", "", "charging-piles", "criteria", "二者取一"
    ),
    "unknown topic": Break("topic: first-set}", "topic: first-sets}", "first-set", "topic", "词表中没有主题"),
    "unknown group": Break(
        "group: market, kind: title, levels: [国内, 省内]",
        "group: markets, kind: title, levels: [国内, 省内]",
        "first-set",
        "group",
        "没有这一组",
    ),
    "another policy": Break("policy: ningde-2021-68", "policy: ningde-2021-69", "-", "policy", "没有这份政策"),
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "corpus", tmp_path / "corpus"))


@pytest.mark.parametrize("name", BREAKS)
def test_every_fault_names_file_row_and_field(copied: Path, name: str) -> None:
    fault = BREAKS[name]
    path = copied / NAME
    text = path.read_text(encoding="utf-8")
    assert text.count(fault.old) >= 1
    path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    with pytest.raises(CorpusError) as raised:
        load_corpus(copied)
    found = [f for f in raised.value.faults if (f.file, f.row, f.field) == (NAME, fault.row, fault.field)]
    assert any(fault.says in f.message for f in found), str(raised.value)


def test_a_corpus_without_criteria_is_fit_to_be_served(copied: Path) -> None:
    shutil.rmtree(copied / "criteria")
    assert load_corpus(copied).criteria == ()


def test_every_award_row_is_judged_or_said_to_be_outside(corpus: Corpus) -> None:
    for criteria in corpus.criteria:
        rows = {r.id for r in corpus.rewards if r.policy == criteria.policy and r.kind == "award"}
        assert {award.award for award in criteria.awards} == rows
        for award in criteria.awards:
            row = corpus.reward(award.award)
            if row.modality == "争取" or row.beneficiary == "各地":
                assert award.outside
