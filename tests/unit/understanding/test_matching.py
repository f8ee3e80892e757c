"""Terms are found as written, misspelt and in pinyin, and not where they only seem to stand."""

import pytest

from assistant.understanding.matching import TermMatcher

TERMS = {
    "design": ("工业设计中心", "设计中心"),
    "upgrade": ("技术改造", "技改"),
    "champion": ("单项冠军",),
    "first-set": ("首台（套）",),
    "charging": ("充电桩",),
}


@pytest.fixture(scope="module")
def matcher() -> TermMatcher:
    return TermMatcher(TERMS)


@pytest.mark.parametrize(
    ("text", "key", "exact"),
    [
        ("工业设计中心奖多少", "design", True),
        ("工业社计中心奖多少", "design", False),  # homophone
        ("工业设汁中心奖多少", "design", False),  # one wrong character
        ("技术该造怎么补", "upgrade", False),
        ("单向冠军给多少", "champion", False),
        ("jishugaizaobutie", "upgrade", False),
        ("首台套补多少", "first-set", True),
        ("充电柱建不建", "charging", False),  # a part of the sound
    ],
)
def test_finds_terms_however_they_are_typed(matcher: TermMatcher, text: str, key: str, exact: bool) -> None:
    assert [(match.key, match.exact) for match in matcher.find(text)][:1] == [(key, exact)]


@pytest.mark.parametrize(
    "text", ["今天天气不错", "技术合同登记", "冠军比赛门票", "充电宝", "没电桩", "", "jintiantianqi"]
)
def test_finds_nothing_where_no_term_stands(matcher: TermMatcher, text: str) -> None:
    assert matcher.find(text) == ()


def test_longest_term_wins_at_a_place(matcher: TermMatcher) -> None:
    assert [match.term for match in matcher.find("工业设计中心和设计中心")] == ["工业设计中心", "设计中心"]


def test_tolerance_can_be_switched_off() -> None:
    strict = TermMatcher(TERMS, tolerant=False, pinyin=False)
    assert strict.find("工业社计中心") == ()
    assert strict.find("jishugaizao") == ()
