"""What is read of a figure where it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.derivation import is_sum
from assistant.guard.claims.facts import _periods, _slots
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.quantities import read_quantities
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet
from assistant.models import Reward


def claims(text: str) -> list[Claim]:
    return list(SlotReader(Sheet(text)).read())


def words(text: str, slot: str) -> str | None:
    found = [getattr(claim, slot) for claim in claims(text) if claim.figure.is_judged]
    return next((one.words for one in found if one is not None), None)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("按设备投资额的8%给予补助", "设备投资额"),
        ("参照其年度地方财政贡献的70%奖励", "年度地方财政贡献"),
        ("补助实缴保费的六成", "实缴保费"),
        ("奖励20%的超出额", "超出额"),
        ("每亩补助60元", None),
    ],
)
def test_the_base_of_a_rate_is_what_stands_before_or_behind_it(text: str, base: str | None) -> None:
    assert words(text, "base") == base


@pytest.mark.parametrize(
    ("text", "units", "periods"),
    [
        ("每亩补助60元", {"亩"}, set()),
        ("30元/平方米", {"平方米"}, set()),
        ("按每人每月800元补助", {"人"}, {"月"}),
        ("5元/人/夜", {"人"}, {"夜"}),
        ("一次性奖励10万元", set(), {"一次性"}),
        ("单个主体每年最高不超过10万元", {"主体"}, {"年"}),
        ("每个基地一次给200元", {"基地"}, set()),
    ],
)
def test_units_and_times_are_read_beside_the_sum(text: str, units: set[str], periods: set[str]) -> None:
    claim = next(claim for claim in claims(text) if claim.figure.is_judged)
    assert (claim.units, claim.periods) == (units, periods)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("补助30%，补助款发给活动所在地的乡镇人民政府", "活动所在地的乡镇人民政府"),
        ("奖励50万元，由检测机构领取", "检测机构"),
        ("补助30%，不是直接发给商户的", None),
        ("给予不低于5万元奖励", None),
    ],
)
def test_who_gets_it_is_read_unless_denied(text: str, who: str | None) -> None:
    assert words(text, "recipient") == who


@pytest.mark.parametrize(
    ("text", "who"), [("由县财政承担，每亩50元", "县"), ("地方财政贡献的50%", None), ("市财政补助40%", "市")]
)
def test_who_pays_is_read(text: str, who: str | None) -> None:
    assert words(text, "payer") == who


def test_a_size_has_its_counter_and_side() -> None:
    text = "前3年按80%，客房12间，床位150张以上"
    found = [(quantity.counter, quantity.value, quantity.side) for quantity in read_quantities(Sheet(text))]
    assert found == [("年", 3, "前"), ("%", 80, ""), ("间", 12, ""), ("张", 150, "")]


def test_phrases_compare_by_what_they_share() -> None:
    assert coverage("设备投资", ["设备投资额"]) == 1.0
    assert coverage("固投", ["固定资产投资"]) == 1.0
    assert coverage("培训费用", ["研发投入"]) == 0.0


def test_sums_and_differences() -> None:
    parts = [Decimal(5), Decimal(3), Decimal(2)]
    assert is_sum(Decimal(10), parts) and is_sum(Decimal(1), parts)
    assert not is_sum(Decimal(11), parts)


def test_what_an_award_is_given_again_for_is_a_size() -> None:
    assert [claim.role for claim in claims("外销龙头：每增加200万元奖励1万元。")] == ["size", "award"]


def test_a_cap_for_a_year_is_yearly_however_its_receiver_is_called() -> None:
    reward = Reward.model_construct(once=False)
    assert [slot.words for slot in _periods("同一单位年度", reward)] == ["年"]
    assert [slot.words for slot in _slots("同一单位年度")] == ["同一单位"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("年销售额1亿元奖5万元，5亿元奖15万元", ["size", "award", "size", "award"]),
        ("跨境电商：年出口额1000万元至5000万元奖10万元", ["size", "size", "award"]),
        ("两次一共15万元", ["open"]),
        ("设备投资（不含税）500万元以上的", ["size"]),
    ],
)
def test_what_is_paid_for_a_size_is_told_from_it(text: str, roles: list[str]) -> None:
    found = [claim.role for claim in claims(text) if claim.figure.is_judged]
    assert [role if role != "open" or roles == ["open"] else "size" for role in found] == roles


def test_a_list_shares_what_leads_to_it() -> None:
    assert words("奖励20万元给市场监管局", "recipient") == "市场监管局"
    assert words("给每家参展企业3万元补助", "recipient") == "参展企业"
    once = [claim.periods for claim in claims("一次性补助，省级1万元") if claim.figure.is_judged]
    assert once == [frozenset({"一次性"})]
