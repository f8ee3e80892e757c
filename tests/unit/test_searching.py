"""What is searched for is what a message means, however it puts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.searching import ClauseSearch


@pytest.fixture(scope="module")
def clauses(corpus: Corpus, built_index: Path) -> ClauseSearch:
    return ClauseSearch(corpus, Retriever.open(built_index, corpus))


@pytest.mark.parametrize(
    ("message", "meant", "clause"),
    [
        ("qiye jishu zhongxin jiangli duoshao", "企业技术中心", "二（一）"),
        ("QIYEJISHUZHONGXIN 奖多少", "企业技术中心", "二（一）"),
        ("首太套奖多少", "首台套", "三（二）"),
        ("dxgj奖多少，单项冠钧", "单项冠军", "二（五）"),
        ("想把同行的厂买下来，兼并有支持吗", "并购重组", "二（三）"),
        ("单项冠军省级国家级两笔都要，行吗", "从优不重复", "附则"),
        ("单项冠军最晚哪天前评上才算数", "资格认定截止", "附则"),
    ],
)
def test_what_a_message_means_is_searched_for(clauses: ClauseSearch, message: str, meant: str, clause: str) -> None:
    assert meant in clauses.reader.read(message).sought
    found = clauses.search(message)
    assert clause in [hit.clause for hit in found.hits[:2]]


def test_what_says_nothing_of_the_subject_is_not_searched_for(clauses: ClauseSearch) -> None:
    sought = clauses.reader.read("宁政办〔2021〕68号里技术中心奖多少，我电话13905930000").sought
    assert "68号" not in sought and "13905930000" not in sought
    assert "技术中心" in sought


def test_plain_words_are_searched_for_as_they_are(clauses: ClauseSearch) -> None:
    assert clauses.reader.read("省级企业技术中心奖多少").sought == "省级企业技术中心奖多少"
