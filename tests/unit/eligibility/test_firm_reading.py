"""What messages say of a firm, and which messages open an enquiry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from assistant.answering.draft import Draft
from assistant.eligibility.adviser import Adviser
from assistant.eligibility.firm_reading import ProfileReader
from assistant.eligibility.profile import Statement, join
from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader

TODAY = date(2026, 11, 23)
Read = Callable[[str], Sequence[Statement]]
Advise = Callable[[Sequence[str]], Draft | None]


@pytest.fixture(scope="module")
def read(corpus: Corpus) -> Read:
    profiles, reader = ProfileReader(corpus.criteria[0], corpus.lexicon), Reader(corpus)
    return lambda message: profiles.read(reader.read(message))


@pytest.fixture(scope="module")
def advise(corpus: Corpus) -> Advise:
    adviser, reader = Adviser(corpus), Reader(corpus)
    return lambda messages: adviser.draft([reader.read(message) for message in messages], TODAY)


def plain(statement: Statement) -> dict[str, Any]:
    said = {
        name: value for name, value in statement if value not in (None, False) or (name == "held" and value is False)
    }
    if statement.when:
        said["when"] = (str(statement.when.first), str(statement.when.last))
    return said


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "我们是省级专精特新企业，2021年9月15日认定的",
            [{"field": "specialized-sme", "held": True, "level": "省级", "when": ("2021-09-15", "2021-09-15")}],
        ),
        ("我司是专精特新小巨人", [{"field": "specialized-sme", "held": True, "level": "国家级"}]),
        ("我们没有企业技术中心", [{"field": "technology-center", "held": False}]),
        ("我们正在申报企业技术中心", [{"field": "technology-center", "held": False}]),
        (
            "2021年10月和11月分别认定了省级企业技术中心和市级工业设计中心",
            [
                {"field": "technology-center", "held": True, "level": "省级", "when": ("2021-10-01", "2021-10-31")},
                {
                    "field": "industrial-design-center",
                    "held": True,
                    "level": "市级",
                    "when": ("2021-11-01", "2021-11-30"),
                },
            ],
        ),
        (
            "2021年8月认定市级企业技术中心，同年11月又认定省级企业技术中心",
            [
                {"field": "technology-center", "held": True, "level": "市级", "when": ("2021-08-01", "2021-08-31")},
                {"field": "technology-center", "held": True, "level": "省级", "when": ("2021-11-01", "2021-11-30")},
            ],
        ),
        (
            "2021年10月小升规",
            [
                {"field": "scale-change", "choice": "规下转规上"},
                {"field": "scale-date", "when": ("2021-10-01", "2021-10-31")},
            ],
        ),
        (
            "营收首次突破百亿",
            [{"field": "first-ten-billion", "held": True}, {"field": "revenue", "yuan": 10**10, "over": True}],
        ),
        ("年营业收入85亿元", [{"field": "revenue", "yuan": 85 * 10**8}]),
        (
            "列入省重点技改项目，设备投资3000万元",
            [
                {"field": "upgrade-project", "held": True, "level": "省级"},
                {"field": "equipment-investment", "yuan": 3 * 10**7},
            ],
        ),
        (
            "产品是省内首台套，卖200万",
            [{"field": "first-set", "held": True, "level": "省内"}, {"field": "first-set-price", "yuan": 2 * 10**6}],
        ),
        (
            "技改贷款2000万，贷3年",
            [{"field": "upgrade-loan", "yuan": 2 * 10**7}, {"field": "upgrade-loan-years", "count": 3}],
        ),
        ("我们做模具，员工80多人", []),
        ("产品正在评省内首台套", [{"field": "first-set", "held": False}]),
        (
            "我们是专精特新小巨人，也有省级技术中心，都是2021年10月批的",
            [
                {"field": "specialized-sme", "held": True, "level": "国家级", "when": ("2021-10-01", "2021-10-31")},
                {"field": "technology-center", "held": True, "level": "省级", "when": ("2021-10-01", "2021-10-31")},
            ],
        ),
    ],
)
def test_statements(read: Read, message: str, said: list[dict[str, Any]]) -> None:
    found = [plain(s) for s in join(read(message)).statements]
    assert sorted(found, key=str) == sorted(said, key=str)


def test_later_statements_complete_and_correct_earlier_ones(read: Read) -> None:
    said = [*read("我们有省级企业技术中心"), *read("企业技术中心是2021年9月1日认定的")]
    assert [plain(s) for s in join(said).statements] == [
        {"field": "technology-center", "held": True, "level": "省级", "when": ("2021-09-01", "2021-09-01")}
    ]
    said += read("不对，我们没有企业技术中心")
    assert [s.held for s in join(said).statements] == [False]


@pytest.mark.parametrize(
    "message",
    [
        "我们是一家做模具的工厂，能拿哪些奖？",
        "我司主营锂电池结构件，请问可以享受什么政策",
        "我公司是省级专精特新企业，适合我们的政策有哪些",
        "有家企业来电，说2021年评上省级工业互联网示范平台，可以申请哪些奖励",
        "我们厂搞机械加工，年产值八千万，符合哪些奖补条件",
        "公司2021年9月列入市级重点技改项目，设备款共1860万元，可以申请哪几项补助？",
        "我们工厂在福安，专门做电机，没有任何称号，有什么可以申请的吗",
    ],
)
def test_a_firm_that_asks_openly_opens_an_enquiry(advise: Advise, message: str) -> None:
    assert advise((message,)) is not None


@pytest.mark.parametrize(
    "message",
    [
        "100万以上的奖励有哪些",
        "我们能拿的100万以上的奖励有哪些",
        "工信局负责哪些奖励",
        "企业可以申请哪些奖励",
        "哪些企业能申请专精特新奖励",
        "我们是省级专精特新企业，能奖多少钱？",
        "我们要上技改，能拿什么补贴",
        "我们新买了3000万设备，可以申请什么补助？",
        "我们公司想申报专精特新，可以享受哪些奖励",
        "我们是厦门的企业，能申请哪些奖励？",
        "供应链核心企业有什么奖",
        "我们是供应链核心企业，给供应商确了权，能有什么奖，比例和上限各是多少",
        "你好",
    ],
)
def test_other_questions_open_none(advise: Advise, message: str) -> None:
    assert advise((message,)) is None


def test_another_question_ends_the_enquiry_and_an_open_one_takes_it_up_again(advise: Advise) -> None:
    said = ["我们是省级专精特新企业，2021年10月认定，能拿哪些奖？", "责任单位是哪些"]
    assert advise(said) is None
    again = advise([*said, "那我们还能申请哪些奖励"])
    assert again is not None and "不低于10万元" in again.text


def test_numbered_replies_belong_to_their_questions(advise: Advise) -> None:
    draft = advise(["我们是一家新材料企业，能拿哪些奖？", "1. 没有 2. 2021年9月规下转规上"])
    assert draft is not None
    assert "- 不具备这一条件：企业技术中心（二（一））" in draft.text
    assert "10万元" in draft.text
