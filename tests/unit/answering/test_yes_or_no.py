"""A question that wants a yes or no gets it first: thresholds, days, sums."""

from __future__ import annotations

import pytest

from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader
from tests.unit.answering.composed import answer


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        (
            ("首次营收超百亿的奖，我们年营收60亿能拿吗",),
            "不符合：您所说的60亿元没有达到“首次年营业收入超百亿元”的条件。",
        ),
        (("首次营收超百亿，年营收刚好100亿能拿吗",), "不符合：您所说的100亿元没有达到"),
        (("首次营收超百亿，今年做到130亿，有奖吗",), "您所说的130亿元达到了"),
        (("2022年5月认定的省级技术中心有奖吗",), "不在认定期限内："),
        (("2021年9月认定的省级技术中心还算数吗",), "在认定期限内："),
        (("省级技术中心奖50万对吗",), "是的。"),
        (("国家级单项冠军奖100万吗",), "您说的数额是下限，不是固定或封顶的数额。"),
        (("省级工业设计中心奖50万是吗",), "您说的数额是上限，不是固定或保底的数额。"),
        (("省级技术中心有奖励吗",), "有。"),
        (("省级技术中心奖多少",), "新认定的**省级企业技术中心**"),
    ],
)
def test_first_words(corpus: Corpus, reader: Reader, turns: tuple[str, ...], first: str) -> None:
    draft = answer(corpus, reader, *turns)
    line = next(paragraph for paragraph in draft.paragraphs if not paragraph.startswith(">"))
    assert line.startswith(first)


def test_a_closed_window_is_a_clause_of_later_answers(corpus: Corpus, reader: Reader) -> None:
    first, later = answer(corpus, reader, "省级技术中心奖多少"), answer(corpus, reader, "省级技术中心奖多少", "市级呢")
    assert first.text.startswith(f"> {first.notices[0]}")
    assert later.paragraphs[0].startswith("新认定的**市级企业技术中心**")
    assert later.notices[0] in later.paragraphs


@pytest.mark.parametrize(
    "turns",
    [
        ("年营收80亿能拿首次超百亿的奖吗",),
        ("技改设备投资5000万，省里厂房补贴那边给了200万，市重点能补多少",),
        ("应收账款融资核心企业，年化融资额3亿", "能奖多少", "如果只有1亿呢"),
        ("省级技术中心奖80万对吗", "市级呢"),
    ],
)
def test_a_right_figure_is_never_called_wrong(corpus: Corpus, reader: Reader, turns: tuple[str, ...]) -> None:
    assert "与文件规定不一致" not in answer(corpus, reader, *turns).text


def test_a_sum_that_cannot_be_read_is_asked_back(corpus: Corpus, reader: Reader) -> None:
    draft = answer(corpus, reader, "设备投资4,60万，市重点技改补多少")
    assert (draft.status, draft.amounts) == ("clarify", ())
    assert "4,60万" in draft.text


def test_a_range_is_worked_out_at_both_ends(corpus: Corpus, reader: Reader) -> None:
    draft = answer(corpus, reader, "设备投资约七八百万，市重点技改补多少")
    assert {(a.yuan, a.bound) for a in draft.amounts if a.source == "computed"} == {
        (700_000, "at_most"), (800_000, "at_most")
    }  # fmt: skip
