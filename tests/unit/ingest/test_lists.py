"""The items that a sentence lists for the figures behind 分别."""

from __future__ import annotations

import pytest

from assistant.ingest.drafting.figures import find_groups
from assistant.ingest.drafting.leads import read_lead
from assistant.ingest.drafting.tiers import find_lead_items


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("对首次获得县长茶奖、县长茶奖提名奖的茶企，分别给予", ("县长茶奖", "县长茶奖提名奖")),
        ("对评定的县级龙头，在乡镇奖励基础上，分别给予加工龙头、流通龙头", ("加工龙头", "流通龙头")),
        ("对效果明显的项目，按照三个档次分别奖励", ("第一档次", "第二档次", "第三档次")),
        (
            "60岁及以下的高级茶艺师资格人员或45岁及以下的全日制茶学硕士，每月分别发放",
            ("高级茶艺师资格人员", "45岁及以下的全日制茶学硕士"),
        ),
    ],
)
def test_each_figure_has_its_item(words: str, labels: tuple[str, ...]) -> None:
    items = find_lead_items(read_lead(words), len(labels))
    assert items is not None and items.labels == labels


@pytest.mark.parametrize(("text", "numbers"), [("分别予以50万元、最高30万元", [2]), ("给予50万元、最高30万元", [1, 1])])
def test_a_list_told_one_by_one_has_bounds_of_its_own(text: str, numbers: list[int]) -> None:
    assert [len(group.figures) for group in find_groups(text)] == numbers
