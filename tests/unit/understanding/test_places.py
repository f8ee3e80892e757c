"""A place that a message asks about is told from one that it only speaks of."""

import pytest

from assistant.policy.corpus import Corpus
from assistant.understanding.places import PlaceReader


@pytest.fixture(scope="module")
def places(corpus: Corpus) -> PlaceReader:
    return PlaceReader(corpus)


@pytest.mark.parametrize(
    ("message", "foreign"),
    [
        ("绵阳上规奖励多少", "绵阳"),
        ("我厂在佛山，佛山的技改补贴怎么算", "佛山"),
        ("南京鼓楼区的研发补助", "南京"),
        ("请问和平区的政策在哪看", "和平区"),
        ("福建的龙头企业奖多少", None),
        ("周宁县企业上规奖多少", None),
        ("我们是沈阳的旅行社，带团过去奖多少", None),
        ("老板是温州人，新上规奖多少", None),
        ("产品都卖到广州了，新上规奖多少", None),
        ("客户在东莞，设备更新补不补", None),
        ("我们从苏州搬过来，设备更新补不补", None),
        ("广东那边的厂想来你们这边落户，有什么奖励", None),
    ],
)
def test_the_place_asked_about(places: PlaceReader, message: str, foreign: str | None) -> None:
    assert places.read(message, subject=True).foreign == foreign


@pytest.mark.parametrize(
    ("message", "foreign"),
    [
        ("去成都参展能不能报销", None),
        ("到西安设分公司有没有补", None),
        ("去成都落户有没有补", "成都"),
        ("成都参展的补贴", "成都"),
    ],
)
def test_a_place_that_is_only_visited_is_not_asked_about(
    places: PlaceReader, message: str, foreign: str | None
) -> None:
    assert places.read(message, subject=False).foreign == foreign


def test_without_a_subject_every_place_counts(places: PlaceReader) -> None:
    assert places.read("产品都卖到广州了", subject=False).foreign == "广州"


def test_places_of_the_policies_are_named(places: PlaceReader) -> None:
    read = places.read("宁德市福安的企业", subject=True)
    assert set(read.regions) == {"宁德市", "福安市"} and read.words == ("宁德市", "福安")
