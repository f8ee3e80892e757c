"""Which rows and tiers a message means on a notice that nobody wrote a word for, and what it lacks of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answering.rowwise.asked import Asked, complete
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.outside import say_outside
from assistant.answering.rowwise.shortfalls import unmet, wrong_term
from assistant.models import Bracket, PolicyMeta, ResultSet, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.document import parse_policy
from assistant.understanding.reader import Reader
from assistant.understanding.rows import RowIndex

NOTICE = """第一条 海产品加工。对年销售收入首次突破2亿元、6亿元的水产加工企业，分别给予7万元、16万元奖励。
第二条 重点实验室。对新认定的省海洋重点实验室、市海洋重点实验室，分别给予60万元、15万元奖励。
第三条 渔港码头。对码头投资800万元以上的渔业公司，按贷款利息的40%给予贴息，贴息期限最长2年。
第四条 船员培训。对组织船员培训的，由老船员转岗的每人给予300元补助，新上船即参训的每人给予500元补助。
"""


def award(name: str, clause: str, quote: str, tiers: tuple[Tier, ...], beneficiary: str = "") -> Reward:
    return Reward(
        policy="p", id=name, kind="award", name=name, clause=clause, beneficiary=beneficiary or None,
        tiers=tuple(tier.model_copy(update={"quote": quote}) for tier in tiers),
    )  # fmt: skip


def passed(over: int, yuan: int) -> Tier:
    bracket = Bracket(of="年销售收入", counter="元", over=Decimal(over))
    return Tier(bracket=bracket, yuan=Decimal(yuan), bound="exact", quote="")


ROWS = (
    award(
        "水产加工企业", "第一条", "对年销售收入首次突破2亿元、6亿元的水产加工企业，分别给予7万元、16万元奖励",
        (passed(200_000_000, 70_000), passed(600_000_000, 160_000)),
    ),
    award(
        "海洋重点实验室", "第二条", "对新认定的省海洋重点实验室、市海洋重点实验室，分别给予60万元、15万元奖励",
        (
            Tier(case="省海洋重点实验室", yuan=Decimal(600_000), bound="exact", quote=""),
            Tier(case="市海洋重点实验室", yuan=Decimal(150_000), bound="exact", quote=""),
        ),
    ),
    award(
        "渔港码头", "第三条", "按贷款利息的40%给予贴息，贴息期限最长2年",
        (Tier(percent=Decimal(40), bound="exact", base="贷款利息", term_years=2, quote=""),),
        beneficiary="码头投资800万元以上的渔业公司",
    ),
    award(
        "船员培训", "第四条", "由老船员转岗的每人给予300元补助，新上船即参训的每人给予500元补助",
        (
            Tier(yuan=Decimal(300), bound="exact", per="人", quote=""),
            Tier(case="新上船即参训", yuan=Decimal(500), bound="exact", per="人", quote=""),
        ),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def index(corpus: Corpus) -> RowIndex:
    policy, _ = parse_policy(PolicyMeta(id="p", title="海岸县若干措施"), NOTICE)
    return RowIndex([policy], ROWS, corpus.lexicon)


class Found:
    """What was read of messages, and the rows chosen for them."""

    def __init__(self, index: RowIndex, corpus: Corpus, messages: tuple[str, ...]) -> None:
        reader = Reader(corpus)
        chooser = Chooser(index, corpus.lexicon)
        self.asked: Asked = complete([reader.read(message) for message in messages], index)
        self.choices: tuple[Choice, ...] = chooser.choose(self.asked, ResultSet(hits=()))
        self.outside = say_outside(self.asked, self.choices, (), index, chooser)


@pytest.mark.parametrize(
    ("messages", "row", "sums"),
    [
        (("我们一年卖的水产头一回过6个亿，奖几万？",), "水产加工企业", (160_000,)),
        (("水产加工的年销售收入刚突破2亿，奖多少",), "水产加工企业", (70_000,)),
        (("老船员转岗培训一个人补多少？",), "船员培训", (300,)),
        (("市海洋重点实验室奖15万对吧", "那省海洋重点实验室的呢"), "海洋重点实验室", (600_000,)),
    ],
)
def test_the_tier_meant_is_chosen(
    index: RowIndex, corpus: Corpus, messages: tuple[str, ...], row: str, sums: tuple[int, ...]
) -> None:
    found = Found(index, corpus, messages)
    assert found.choices[0].row.name == row
    assert tuple(tier.yuan for tier in found.choices[0].tiers) == sums
    assert found.asked.wants_money
    assert found.outside is None


@pytest.mark.parametrize(
    "message",
    ["国家级海洋重点实验室给多少？", "海洋重点实验室的体检费补不补？", "我们想申报绿色饭店，有没有奖励"],
)
def test_what_is_of_another_level_or_not_in_the_notice_is_said_so(
    index: RowIndex, corpus: Corpus, message: str
) -> None:
    assert Found(index, corpus, (message,)).outside is not None


@pytest.mark.parametrize(
    ("message", "falls_short"),
    [
        ("码头投资500万的渔业公司能申请吗", True),
        ("码头投资900万的渔业公司能申请吗", False),
        ("设备投资500万的渔业公司能申请吗", False),
    ],
)
def test_a_sum_that_falls_short_is_said_first(index: RowIndex, corpus: Corpus, message: str, falls_short: bool) -> None:
    said = unmet(ROWS[2], Found(index, corpus, (message,)).asked)
    assert (said is not None and "码头投资800万元以上" in said) is falls_short


@pytest.mark.parametrize(("message", "told"), [("渔港码头能贴三年是吧", "最长2年"), ("渔港码头能贴两年是吧", None)])
def test_a_term_taken_wrongly_is_set_right(index: RowIndex, corpus: Corpus, message: str, told: str | None) -> None:
    said = wrong_term(ROWS[2], Found(index, corpus, (message,)).asked)
    assert said is None if told is None else told in (said or "")
