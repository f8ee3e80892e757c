"""Questions over several policies: which one answers, which are named beside it, and which must not speak at all.

The corpus is the real one with three invented policies (`tests/data`), whose topics nobody wrote down.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.models import Answer, Turn
from assistant.policy.corpus import Corpus
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wiring import build_assistant

TODAY = date(2026, 11, 23)
REPLACED_SINCE = date(2027, 2, 1)
QUESTION = "省级企业技术中心奖励多少"
OLD, NEW, NEXT, FUZHOU = "ningde-2021-68", "ningde-2023-990", "ningde-2026-903", "fuzhou-2022-955"
CENTER = {OLD: 500_000, NEW: 800_000, NEXT: 660_000, FUZHOU: 300_000}


@pytest.fixture(scope="module")
def ningde(many_corpus: Corpus, many_index: Path) -> Assistant:
    """Serves 宁德."""
    return build_assistant(Settings(corpus_dir=many_corpus.directory, index_dir=many_index, region="宁德"))


@pytest.fixture(scope="module")
def nowhere(many_corpus: Corpus, many_index: Path) -> Assistant:
    """Serves no region in particular."""
    return build_assistant(Settings(corpus_dir=many_corpus.directory, index_dir=many_index))


def ask(assistant: Assistant, question: str, *earlier: str, on: date = TODAY) -> Answer:
    return assistant.ask(question, [Turn(role="user", content=turn) for turn in earlier], on)


def policies(answer: Answer) -> list[str]:
    """The policies that an answer cites, in order."""
    return list(dict.fromkeys(citation.policy for citation in answer.citations))


def sums(answer: Answer, level: str) -> list[Decimal]:
    """The awards of one level that an answer states from the table, in order."""
    return [a.yuan for a in answer.amounts if a.tier == level and a.source == "table" and a.yuan is not None]


def positions(text: str, words: Sequence[str]) -> list[int]:
    return [text.index(word) for word in words]


# ---------------------------------------------------------------- the same award in several policies


def test_the_newest_policy_with_an_open_window_answers_and_the_others_are_named(ningde: Assistant) -> None:
    answer = ask(ningde, QUESTION)
    assert answer.status == "answered"
    assert policies(answer) == [NEW, OLD, NEXT]
    assert sums(answer, "省级") == [CENTER[NEW], CENTER[OLD], CENTER[NEXT]]
    places = positions(answer.text, ["宁政办〔2023〕990号", "80万元", "宁政办〔2021〕68号", "50万元", "66万元"])
    assert places == sorted(places)
    for grounds in ("宁政办〔2023〕990号 一（一）", "宁政办〔2021〕68号 二（一）", "宁政办〔2026〕903号 一（一）"):
        assert f"依据：{grounds}" in answer.text


def test_each_policy_has_its_own_notice(ningde: Assistant) -> None:
    answer = ask(ningde, QUESTION)
    old, following = answer.notices
    assert "宁政办〔2021〕68号" in old and "2021年12月31日 截止" in old
    assert "宁政办〔2026〕903号" in following and "2027年1月1日 起施行" in following
    assert all(notice in answer.text for notice in answer.notices)
    assert "失效" not in answer.text and "废止" not in answer.text


def test_on_an_earlier_day_the_policy_of_that_day_answers_alone(ningde: Assistant) -> None:
    answer = ask(ningde, QUESTION, on=date(2021, 9, 1))
    assert (policies(answer), answer.notices) == ([OLD], ())


def test_sums_are_worked_out_under_each_policy(ningde: Assistant) -> None:
    answer = ask(ningde, "我们买了2000万的设备做设备更新，能补多少")
    computed = [(a.reward, a.yuan) for a in answer.amounts if a.source == "computed"]
    assert computed == [
        ("ningde-2023-equipment", 1_200_000),
        ("equipment-upgrade", 1_000_000),
        ("equipment-upgrade", 2_000_000),
    ]


def test_departments_are_named_per_policy(ningde: Assistant) -> None:
    answer = ask(ningde, "单项冠军归哪个部门管")
    new, old = answer.text.split("同一事项在其他文件中的规定")
    assert "市工信局" in new and "财政局" not in new
    assert "财政局" in old and "宁政办〔2021〕68号 二（五）" in old


def test_windows_are_named_per_policy(ningde: Assistant) -> None:
    text = ask(ningde, "政策什么时候截止").text
    places = positions(text, ["2027年12月31日", "2021年12月31日", "2029年12月31日"])
    assert places == sorted(places)


@pytest.mark.parametrize("question", ["省级单项冠军比以前的政策多了多少", "省级单项冠军和以前的比多了多少"])
def test_a_comparison_with_earlier_rules_states_both(ningde: Assistant, question: str) -> None:
    answer = ask(ningde, question)
    assert sums(answer, "省级") == [900_000, 500_000]


def test_a_belief_that_another_policy_bears_out_is_not_corrected(ningde: Assistant) -> None:
    assert "不一致" not in ask(ningde, "省级单项冠军是不是一次性不低于50万").text
    assert "不一致" in ask(ningde, "省级单项冠军是不是奖70万").text


def test_a_list_names_the_policy_of_each_row(ningde: Assistant) -> None:
    answer = ask(ningde, "100万以上的奖励有哪些")
    assert "| 绿色工厂 | 国家级一次性120万元 | 宁政办〔2023〕990号 二（一） |" in answer.text
    assert "| 宁政办〔2021〕68号 三（二） |" in answer.text
    assert FUZHOU not in policies(answer)


def test_all_documents_are_named(ningde: Assistant) -> None:
    text = ask(ningde, "文件的文号是什么").text
    assert all(number in text for number in ("宁政办〔2023〕990号", "宁政办〔2021〕68号", "宁政办〔2026〕903号"))
    assert "榕政办规" not in text


def test_stacking_is_said_as_each_document_says_it(ningde: Assistant) -> None:
    assert "市内奖励遵循" not in ask(ningde, "国家级绿色工厂奖多少").text
    assert "市内奖励遵循从优且不重复享受原则（附则）" in ask(ningde, "省级工业设计中心奖多少").text
    assert "同一项目从优享受，不重复享受（第六条）" in ask(ningde, "福州专精特新奖多少").text
    assert "能否重复享受，文件没有写明" in ask(ningde, "省级绿色工厂和省级单项冠军能一起领吗").text


def test_programmes_of_two_documents_stand_under_each(ningde: Assistant) -> None:
    answer = ask(ningde, "国家级绿色工厂和国家级工业设计中心各奖多少")
    places = positions(answer.text, ["按宁政办〔2023〕990号", "120万元", "按宁政办〔2021〕68号", "80万元", "依据："])
    assert places == sorted(places)
    assert [notice for notice in answer.notices if "宁政办〔2021〕68号" in notice]
    compared = ask(ningde, "国家级绿色工厂和国家级工业设计中心哪个多").text
    assert "| 国家级工业设计中心（宁政办〔2021〕68号） |" in compared
    stacked = ask(ningde, "国家级绿色工厂和国家级工业设计中心能一起领吗").text
    assert "宁政办〔2021〕68号市内奖励遵循从优且不重复享受原则（附则）。能否同时享受，文件没有明确规定" in stacked


def test_a_part_that_no_policy_of_the_city_covers_is_said(ningde: Assistant) -> None:
    answer = ask(ningde, "福州的企业技术中心和工业设计中心奖励各多少")
    assert policies(answer) == [FUZHOU]
    assert "您同时问到的“工业设计中心”，榕政办规〔2022〕955号没有规定" in answer.text


# ---------------------------------------------------------------- a policy that the question names


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


# ---------------------------------------------------------------- a policy that another replaces


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


# ---------------------------------------------------------------- regions


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


# ---------------------------------------------------------------- a policy that nobody has curated


def test_what_other_policies_leave_out_is_covered_where_this_one_speaks_of_it(ningde: Assistant) -> None:
    answer = ask(ningde, "国家级绿色工厂奖多少")
    assert (answer.status, policies(answer), sums(answer, "国家级")) == ("answered", [NEW], [1_200_000])


def test_targets_headings_and_details_are_found(ningde: Assistant) -> None:
    assert "**8家**" in ask(ningde, "力争新增多少家绿色工厂").text
    assert "免费开展节能诊断" in ask(ningde, "节能诊断服务有什么规定").text
    assert "申报材料包括设备购置合同和发票" in ask(ningde, "设备更新补助的申报材料有哪些").text


def test_a_level_that_the_only_tier_lacks_is_said(ningde: Assistant) -> None:
    answer = ask(ningde, "福州国家级企业技术中心奖励多少")
    assert answer.status == "not_covered" and "没有列出国家级" in answer.text


# ---------------------------------------------------------------- look-ups


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"region": "福州"}, {FUZHOU}),
        ({"region": "宁德市"}, {OLD, NEW, NEXT}),
        ({"region": "福安"}, {OLD, NEW, NEXT}),
        ({"region": "福建省"}, set()),
        ({"region": "乌有市"}, set()),
        ({"valid_on": date(2022, 1, 1)}, {OLD}),
        ({"valid_on": TODAY}, {OLD, NEW, FUZHOU}),
        ({"valid_on": REPLACED_SINCE}, {OLD, NEXT, FUZHOU}),
        ({"region": "宁德", "valid_on": TODAY, "measure": "threshold"}, {OLD}),
        ({"region": "福州", "measure": "award", "words": "充电桩"}, {FUZHOU}),
    ],
)
def test_clauses_are_narrowed_down(ningde: Assistant, filters: dict[str, str | date], found: set[str]) -> None:
    assert {view.policy for view in ningde.find_clauses(**filters)} == found  # type: ignore[arg-type]


def test_clauses_without_rows_are_found(ningde: Assistant) -> None:
    views = ningde.find_clauses(policy=NEW, measure="none")
    assert [view.clause for view in views] == ["导语", "二（三）", "附则"]
    assert [view.clause for view in ningde.find_clauses(policy=NEW, measure="target")] == ["二（一）"]


# ---------------------------------------------------- what the documents leave out of something talked about


def test_silence_on_a_programme_is_that_of_its_document(nowhere: Assistant) -> None:
    answer = ask(nowhere, "怎么申报", "省级工业设计中心奖励多少")
    assert answer.status == "not_covered"
    assert "宁政办〔2021〕68号没有相应规定" in answer.text
    others = [meta for meta in nowhere.documents() if meta.id != OLD]
    assert not any(meta.name in answer.text for meta in others)


def test_staff_answer_a_follow_up_behind_the_notice_of_its_document(nowhere: Assistant) -> None:
    earlier = [Turn(role="user", content="省级工业设计中心奖励多少")]
    examination = nowhere.examine("每年由市工业和信息化局发布申报通知。", "怎么申报", earlier)
    assert all("宁政办" not in notice or "68号" in notice for notice in examination.draft.notices)
    assert len(examination.draft.notices) <= 1
