"""Which policies may speak: those named, those not replaced, those of the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.policy.corpus import Corpus
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wiring import build_assistant
from tests.functional.many_policies.conftest import (
    CENTER,
    FUZHOU,
    NEW,
    NEXT,
    OLD,
    QUESTION,
    REPLACED_SINCE,
    ask,
    policies,
    positions,
    sums,
)


@pytest.mark.parametrize(
    "question",
    [
        "宁政办〔2021〕68号里省级企业技术中心奖励多少",
        "按68号文，省级企业技术中心奖励多少",
        "2021年的省级企业技术中心奖励标准是多少",
        "《关于促进当前全市工业增产增效若干措施的通知》省级企业技术中心奖励多少",
    ],
)
def test_a_named_policy_answers_alone(ningde: Assistant, question: str) -> None:
    answer = ask(ningde, question)
    assert (policies(answer), sums(answer, "省级")) == ([OLD], [CENTER[OLD]])


def test_a_named_policy_stays_named_in_the_next_turn(ningde: Assistant) -> None:
    answer = ask(ningde, "国家级呢", "宁政办〔2021〕68号里省级企业技术中心奖励多少")
    assert policies(answer) == [OLD]
    assert "**500万元**" in answer.text


def test_a_year_without_a_policy_is_not_covered(ningde: Assistant) -> None:
    answer = ask(ningde, "2022年的技术中心补贴政策")
    assert answer.status == "not_covered"
    assert "您问的是2022年的政策" in answer.text


def test_a_replaced_policy_is_named_but_does_not_answer(ningde: Assistant) -> None:
    answer = ask(ningde, QUESTION, on=REPLACED_SINCE)
    assert policies(answer) == [NEXT, OLD]
    assert CENTER[NEW] not in sums(answer, "省级")
    assert "宁政办〔2023〕990号已由宁政办〔2026〕903号替代" in answer.text


@pytest.mark.parametrize(
    "question", ["宁政办〔2023〕990号省级企业技术中心奖励多少", "2023年的省级企业技术中心奖励标准是多少"]
)
def test_a_replaced_policy_answers_where_it_is_asked_for(ningde: Assistant, question: str) -> None:
    answer = ask(ningde, question, on=REPLACED_SINCE)
    assert (policies(answer), sums(answer, "省级")) == ([NEW], [CENTER[NEW]])
    assert answer.notices == ("**提示：宁政办〔2023〕990号已由宁政办〔2026〕903号替代。**",)


def test_what_only_a_replaced_policy_covers_is_offered(ningde: Assistant) -> None:
    answer = ask(ningde, "国家级绿色工厂奖多少", on=REPLACED_SINCE)
    assert (answer.status, answer.amounts) == ("not_covered", ())
    assert answer.suggestions == ("宁政办〔2023〕990号对绿色工厂有什么规定？",)
    followed = ask(ningde, answer.suggestions[0], on=REPLACED_SINCE)
    assert (followed.status, policies(followed)) == ("answered", [NEW])


def test_a_question_about_another_city_is_answered_from_its_policy_alone(ningde: Assistant) -> None:
    answer = ask(ningde, f"福州{QUESTION}")
    assert (policies(answer), sums(answer, "省级")) == ([FUZHOU], [CENTER[FUZHOU]])


@pytest.mark.parametrize("question", ["福安的省级企业技术中心奖励多少", "我们是霞浦的，省级企业技术中心奖励多少"])
def test_a_county_has_the_policies_of_its_city(ningde: Assistant, question: str) -> None:
    assert policies(ask(ningde, question)) == [NEW, OLD, NEXT]


@pytest.mark.parametrize("place", ["厦门", "杭州", "泉州市"])
def test_a_city_without_a_policy_is_not_covered(ningde: Assistant, place: str) -> None:
    answer = ask(ningde, f"{place}的省级企业技术中心奖励多少")
    assert (answer.status, answer.amounts) == ("not_covered", ())
    assert f"您问的是{place.removesuffix('市')}的政策" in answer.text


def test_what_only_our_city_covers_is_not_answered_for_another(ningde: Assistant) -> None:
    answer = ask(ningde, "福州的工业旅游示范基地有奖励吗")
    assert (answer.status, answer.amounts) == ("not_covered", ())
    assert "福州市" in answer.text


def test_what_only_another_city_covers_is_not_answered_for_ours(ningde: Assistant) -> None:
    answer = ask(ningde, "人才公寓怎么配租")
    assert answer.status == "not_covered"
    assert policies(ask(ningde, "福州人才公寓怎么配租")) == [FUZHOU]


def test_a_topic_of_ours_finds_its_namesake_in_another_citys_policy(ningde: Assistant) -> None:
    answer = ask(ningde, "福州的充电桩补多少")
    assert [(a.percent, a.yuan) for a in answer.amounts] == [(12, None), (None, 700_000)]


def test_the_region_stays_in_the_next_turn(ningde: Assistant) -> None:
    assert policies(ask(ningde, "那专精特新呢", f"福州{QUESTION}")) == [FUZHOU]
    assert policies(ask(ningde, "福州的呢", QUESTION)) == [FUZHOU]
    assert policies(ask(ningde, "宁德呢", f"福州{QUESTION}")) == [NEW, OLD, NEXT]


def test_without_a_region_served_the_user_is_asked_which(nowhere: Assistant) -> None:
    answer = ask(nowhere, QUESTION)
    assert (answer.status, answer.amounts) == ("clarify", ())
    assert "宁德市" in answer.text and "福州市" in answer.text
    assert policies(ask(nowhere, "福州市", QUESTION)) == [FUZHOU]
    assert [policies(ask(nowhere, question)) for question in answer.suggestions] == [[NEW, OLD, NEXT], [FUZHOU]]


def test_without_a_region_served_what_one_region_has_is_answered(nowhere: Assistant) -> None:
    assert policies(ask(nowhere, "国家级绿色工厂奖多少")) == [NEW]


def test_without_a_region_served_windows_are_named_of_all(nowhere: Assistant) -> None:
    text = ask(nowhere, "政策什么时候截止").text
    places = positions(text, ["2027年12月31日", "**福州市 榕政办规〔2022〕955号**", "2021年12月31日"])
    assert places == sorted(places)


def test_a_region_without_policy_cannot_be_served(many_corpus: Corpus, many_index: Path) -> None:
    settings = Settings(corpus_dir=many_corpus.directory, index_dir=many_index, region="厦门")
    with pytest.raises(UsageError, match="HUIQI_REGION"):
        build_assistant(settings)
