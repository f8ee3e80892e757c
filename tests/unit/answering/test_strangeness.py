"""A message is judged by all of its words, not by the covered one that stands in it."""

import pytest

from assistant.answering.strangeness import is_strange, names_nothing_said
from assistant.models import ResultSet
from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader

LETTER = (
    "尊敬的领导，我家菜地去年修路被占了两分，说好给补助三千元，工程队撤走以后再没人提，"
    "村长让找乡里，乡里让等，请问这笔钱什么时候能发到手？"
)


def results(margin: float | None) -> ResultSet:
    return ResultSet(hits=(), margin=margin)


@pytest.mark.parametrize(
    ("question", "margin", "strange"),
    [
        (LETTER, -1.0, True),
        (LETTER, 1.0, False),
        (LETTER, None, False),
        ("省级企业技术中心奖励多少", -1.0, False),
        ("坟山边上的菜园子，省级企业技术中心", -1.0, False),
        ("奖励什么时候截止", -1.0, False),
        ("奖励什么时候截止", -3.0, True),
        ("宁政办〔2021〕68号坟山怎么说", -3.0, False),
    ],
)
def test_words_and_names_are_weighed(
    reader: Reader, corpus: Corpus, question: str, margin: float | None, strange: bool
) -> None:
    assert is_strange(reader.read(question), results(margin), corpus) is strange


def test_a_follow_up_is_judged_by_what_it_follows(reader: Reader, corpus: Corpus) -> None:
    query = reader.read("菜园子呢").model_copy(update={"inherited": ("tech-center",)})
    assert not is_strange(query, results(-5.0), corpus)


@pytest.mark.parametrize(
    ("question", "nothing"),
    [
        ("企业献血有什么奖励", True),
        ("拔河比赛的奖励标准是多少", True),
        ("企业设备有什么奖励", False),
        ("奖励标准是多少", False),
    ],
)
def test_what_is_asked_about_is_looked_for_in_the_policies(
    reader: Reader, corpus: Corpus, question: str, nothing: bool
) -> None:
    assert names_nothing_said(reader.read(question), corpus) is nothing
