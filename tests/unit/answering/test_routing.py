"""The kind of answer follows what is asked: what the text says, several firms' awards, one firm's two levels."""

import pytest

from assistant.answering.routing import choose_route, sums_firms
from assistant.answering.scope import find_scope
from assistant.answering.subjects import find_subjects
from assistant.models import ResultSet
from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader
from tests.unit.answering.test_evidence import TODAY

NOTHING = ResultSet(hits=())


@pytest.mark.parametrize(
    ("question", "route"),
    [
        ("首台套推广，文件点的是哪些企业的产品", "measures"),
        ("技改这条，有没有要求银行加快的话", "measures"),
        ("专精特新哪些企业能申请", "awards"),
        ("全闽乐购主推哪些土特产，算不算白茶", "measures"),
        ("两家企业评上省级设计中心，奖励合计多少", "awards"),
        ("省级市级设计中心合计能拿多少", "stacking"),
        ("5月评市级设计中心，9月升省级，两档加在一起给吗", "stacking"),
        ("两家企业合并了，设计中心省级国家级能同时拿吗", "stacking"),
    ],
)
def test_routes(corpus: Corpus, question: str, route: str) -> None:
    query = Reader(corpus).read(question)
    found = find_subjects(query, NOTHING, corpus, find_scope(query, corpus, TODAY, home=None))
    assert choose_route(query, found.subjects) == route


def test_a_total_over_firms_needs_firms(corpus: Corpus) -> None:
    reader = Reader(corpus)
    for question, summed in (("三家企业评上省级设计中心一共奖多少", True), ("省级设计中心一共奖多少", False)):
        query = reader.read(question)
        found = find_subjects(query, NOTHING, corpus, find_scope(query, corpus, TODAY, home=None))
        assert sums_firms(query, found.subjects) == summed
