"""Which items and sentences of a clause a message names, on a notice that nobody wrote a word for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answering.rowwise.asked import complete
from assistant.answering.rowwise.choosing import Chooser
from assistant.answering.rowwise.measured_sums import done_with, is_claim
from assistant.answering.rowwise.narrowing import asked_parts
from assistant.models import PolicyMeta, ResultSet, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.document import parse_policy
from assistant.understanding.query import UserFigure
from assistant.understanding.reader import Reader
from assistant.understanding.rows import RowIndex

NOTICE = """第一条 开业补助。
（一）新开办的渔具作坊，给予3万元补助。
（二）新开办的船艇维修站，给予8万元补助。
第二条 场所补助。新办的潜水企业，租用训练水池的，每平方米每月9元；其购置训练水池的，按每平方米150元给予一次性补贴。
第三条 设备补助。
1.对使用声呐设备的捕捞项目，按设备投资的12%给予补助。
2.其他捕捞项目按设备投资的6%给予补助。
"""


def row(name: str, clause: str, quote: str, tier: Tier) -> Reward:
    return Reward(
        policy="p", id=name, kind="award", name=name, clause=clause, tiers=(tier.model_copy(update={"quote": quote}),)
    )


def sum_of(yuan: int, per: str | None = None) -> Tier:
    return Tier(yuan=Decimal(yuan), bound="exact", per=per, quote="")


def rate(percent: int) -> Tier:
    return Tier(percent=Decimal(percent), bound="exact", base="设备投资", quote="")


ROWS = (
    row("渔具作坊", "第一条", "新开办的渔具作坊，给予3万元补助", sum_of(30_000)),
    row("船艇维修站", "第一条", "新开办的船艇维修站，给予8万元补助", sum_of(80_000)),
    row("租用训练水池", "第二条", "租用训练水池的，每平方米每月9元", sum_of(9, "平方米·月")),
    row("购置训练水池", "第二条", "其购置训练水池的，按每平方米150元给予一次性补贴", sum_of(150, "平方米")),
    row("声呐设备", "第三条", "对使用声呐设备的捕捞项目，按设备投资的12%给予补助", rate(12)),
    row("其他捕捞项目", "第三条", "其他捕捞项目按设备投资的6%给予补助", rate(6)),
)


@pytest.mark.parametrize(
    ("message", "rows"),
    [
        ("刚开办了一家渔具作坊，开业补助给多少", ["渔具作坊"]),
        ("船艇维修站的开业补助是多少", ["船艇维修站"]),
        ("渔具作坊和船艇维修站的开业补助各是多少", ["渔具作坊", "船艇维修站"]),
        ("训练水池是购置的，场所补助一平方米给多少", ["购置训练水池"]),
        ("使用声呐设备的捕捞项目，设备投资补多少", ["声呐设备"]),
        ("不算声呐的、普通的捕捞项目设备投资补多少", ["其他捕捞项目"]),
    ],
)
def test_the_rows_of_what_a_message_names(corpus: Corpus, message: str, rows: list[str]) -> None:
    policy, _ = parse_policy(PolicyMeta(id="p", title="海岸县若干措施"), NOTICE)
    index = RowIndex([policy], ROWS, corpus.lexicon)
    asked = complete([Reader(corpus).read(message)], index)
    choices = Chooser(index, corpus.lexicon).choose(asked, ResultSet(hits=()))
    assert sorted(choice.row.name for choice in choices) == sorted(rows)


def test_each_part_that_asks_for_a_sum() -> None:
    assert len(asked_parts("老码头这边奖多少，来接手的渔业公司又能拿多少")) == 2
    assert asked_parts("按几成算，最多给多少") == []


@pytest.mark.parametrize(
    ("near", "base", "is_of"),
    [
        ("在交税的渔业公司里投了2亿", "投资额", True),
        ("设备一共花了90万", "购置费用", True),
        ("出口了90万", "投资额", False),
    ],
)
def test_what_a_sum_is_of_by_what_was_done_with_it(near: str, base: str, is_of: bool) -> None:
    surface = near[-2:] if near.endswith("亿") else near[-3:]
    of = done_with(UserFigure(surface=surface, yuan=Decimal(1), role="base", start=0, near=near))
    assert (of is not None and of.search(base) is not None) is is_of


@pytest.mark.parametrize(
    ("message", "claimed"),
    [
        ("首次享受补助的上一年度设备投资180万，今年260万，声呐设备补多少", False),
        ("声呐设备补助封顶180万对吗", True),
        ("声呐设备投资300万，会不会被砍掉40万？", False),
    ],
)
def test_what_an_award_is_believed_to_be(corpus: Corpus, message: str, claimed: bool) -> None:
    policy, _ = parse_policy(PolicyMeta(id="p", title="海岸县若干措施"), NOTICE)
    index = RowIndex([policy], ROWS, corpus.lexicon)
    asked = complete([Reader(corpus).read(message)], index)
    last = next(figure for figure in reversed(asked.money) if figure.yuan in (Decimal(1_800_000), Decimal(400_000)))
    assert is_claim(last, asked) is claimed
