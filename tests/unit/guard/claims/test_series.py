"""A word of a series is wrong where the notice has another of it beside the same words."""

from __future__ import annotations

import re

import pytest

from assistant.guard.claims.series import MEMBERS, TABLE, Member
from tests.unit.guard.conftest import Drafts

ROWS = {row.says: row for row in TABLE.rows}


def plain(examples: tuple[str, ...]) -> list[str]:
    """Return examples without what marks their figures."""
    return [re.sub("[‹›]", "", example) for example in examples]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda one: f"{one.series}.{one.name}")
def test_a_member_is_read_in_its_example_and_not_in_the_other(member: Member) -> None:
    row = ROWS[f"{member.series}.{member.name}"]
    assert all(any(member.find(example)) for example in plain(row.holds))
    assert not any(any(member.find(example)) for example in plain(row.passes))


@pytest.mark.parametrize(
    "text",
    [
        "每月500元",
        "一季度产值",
        "每年最高5万元",
        "之一的企业",
        "同比例",
        "环比赛道",
        "自有品牌",
        "租金",
        "国产化",
        "进口额",
        "当年企业",
    ],
)
def test_a_member_without_the_words_that_it_needs_beside_it(text: str) -> None:
    assert [member.name for member in MEMBERS if any(member.find(text))] == []


def test_the_examples_of_a_series_are_told_apart() -> None:
    for member in MEMBERS:
        others = [one for one in MEMBERS if one.series == member.series and one.name != member.name]
        holds = plain(ROWS[f"{member.series}.{member.name}"].holds)
        assert not any(any(one.find(example)) for one in others for example in holds), holds


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("参加县外展销会的茶企，每个展位补3000元。", True),
        ("参加县内展销会的茶企，每个展位补3000元。", False),
        ("不是参加县内展销会，要参加县外的，每个展位补3000元。", True),
        ("农业企业集中连片改造茶园，按每亩800元补助，分三年兑付。", False),
        ("按每亩800元给予一次性补助。", True),
    ],
)
def test_the_notice_decides_which_member_holds(drafts: Drafts, text: str, is_right: bool) -> None:
    assert ("otherwise" not in drafts.reasons(text, "集中连片改造茶园的农业企业怎么补")) is is_right
