"""Places are found where a text names one, and not in ordinary words that sound like it."""

from datetime import date

import pytest

from assistant.models import Policy
from assistant.policy.corpus import Corpus
from assistant.policy.divisions import read_divisions
from assistant.policy.places import PlaceFinder
from assistant.policy.regions import add_regions, containing, resolve


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(read_divisions())


def found(finder: PlaceFinder, text: str) -> list[str]:
    return [text[place.start : place.end] for place in finder.find(text)]


def test_divisions_cover_the_country() -> None:
    divisions = read_divisions()
    assert len(divisions) > 3300
    assert list(containing(divisions, "柳河县")) == ["柳河县", "通化市", "吉林省"]
    assert list(containing(divisions, "仙桃市")) == ["仙桃市", "湖北省"]
    assert {"南京市鼓楼区", "福州市鼓楼区", "长春净月高新技术产业开发区", "雄安新区"} <= set(divisions)
    assert all(region.within is None or region.within in divisions for region in divisions.values())


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("柳河县民宿补多少", ["柳河县"]),
        ("请问辽宁沈阳上规奖几万", ["辽宁", "沈阳"]),
        ("延边州的技改补贴", ["延边"]),
        ("西双版纳的旅游奖励", ["西双版纳"]),
        ("余姚小升规奖励多少", ["余姚"]),
        ("南京市鼓楼区的租金补贴", ["南京市鼓楼区"]),
        ("长春净月高新技术产业开发区怎么补", ["长春净月高新技术产业开发区"]),
        ("霍尔果斯的企业所得税减免", ["霍尔果斯"]),
        ("我们在白云，租金能补吗", ["白云"]),
        ("新兴的惠企政策有哪些", ["新兴"]),
        ("和平区这边发消费券吗", ["和平区"]),
        ("朝阳市政府今年发不发奖金", ["朝阳市"]),
        ("浙企到这里落户给什么", ["浙"]),
        ("在闽企业能申请吗", ["闽"]),
    ],
)
def test_places_are_found(finder: PlaceFinder, text: str, places: list[str]) -> None:
    assert found(finder, text) == places


@pytest.mark.parametrize(
    "text",
    [
        "这是个朝阳产业，给不给补贴",
        "走共同富裕的路子",
        "两家企业合作开发，资源共享",
        "和平年代也要讲公安纪律",
        "新建厂房、新兴产业和光明前景",
        "技术创新乡村振兴都算吗",
        "我住在中山路三号",
        "平安银行的贷款贴息",
        "平安是福，安全第一",
        "变成县级重点项目",
        "两边大同小异",
        "日照时间长，开封之后就坏",
        "来宾接待费用谁出",
        "安置在城区还是郊区",
        "川流不息，京东开店",
        "开发区里的上街沿",
    ],
)
def test_ordinary_words_are_no_places(finder: PlaceFinder, text: str) -> None:
    assert found(finder, text) == []


def test_a_name_is_read_by_the_place_before_it(finder: PlaceFinder) -> None:
    assert finder.find("南京鼓楼区")[-1].regions == ("南京市鼓楼区",)
    assert len(finder.find("鼓楼区")[0].regions) > 2


def test_the_policies_own_places_count_by_any_name(corpus: Corpus) -> None:
    meta = corpus.policies[0].meta.model_copy(update={"region": "广州市", "issued": date(2021, 1, 1)})
    policy = corpus.policies[0].model_copy(update={"meta": meta})
    near = PlaceFinder(read_divisions(), [policy])
    assert found(near, "白云新上规奖多少") == ["白云"]


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("吉林省柳河县", "柳河县"),
        ("柳河", "柳河县"),
        ("湖州市德清县", "德清县"),
        ("南京鼓楼区", "南京市鼓楼区"),
        ("乌有乡", None),
    ],
)
def test_a_policys_region_may_be_written_in_any_way(said: str, region: str | None) -> None:
    assert resolve(read_divisions(), said) == region


def test_a_region_written_out_holds_where_the_division_does(corpus: Corpus) -> None:
    policy: Policy = corpus.policies[0]
    meta = policy.meta.model_copy(update={"region": "吉林省通化市"})
    regions = add_regions(read_divisions(), [policy.model_copy(update={"meta": meta})])
    assert list(containing(regions, "柳河县")) == ["柳河县", "通化市", "吉林省通化市", "吉林省"]
