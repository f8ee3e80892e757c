"""Who is said to get an award."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ("生鲜检测平台通过验收的，给予牵头建设单位50万元。", "award"),
        ("生鲜检测平台通过验收的，50万元奖给企业。", "award"),
        ("生鲜检测平台通过验收的，给予联合参与单位50万元。", "award wrong_beneficiary"),
        ("生鲜检测平台通过验收的，给予组织评审的行业协会50万元。", "award wrong_beneficiary"),
        ("这笔奖励发给行业协会，生鲜检测平台的标准是50万元。", "award wrong_beneficiary"),
        ("冷链司机培训，给予培训机构每人次300元。", "award"),
        ("冷链司机培训，给予参训员工每人次300元。", "award wrong_beneficiary"),
    ],
)
def test_recipients(freight: Drafts, text: str, ruling: str) -> None:
    assert freight.rulings(text)[-1] == ruling


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("养老院向助餐企业订餐，给订餐方年度订购总额4%的补贴。", []),
        ("养老院向助餐企业订餐，给助餐企业年度订购总额4%的补贴。", ["wrong_beneficiary"]),
        ("护理培训机构按150元/人次给参训学员发放补贴。", ["wrong_beneficiary"]),
        ("护理培训机构按150元/人次给培训机构发放补贴。", []),
        ("护理培训，按150元/人次奖励参训学员。", ["wrong_beneficiary"]),
        ("租用站点用房，每平方米每月12元补贴给运营单位。", []),
        ("为县外养老院供货的，每箱6元补给该供货商户。", ["wrong_beneficiary"]),
        ("为县外养老院供货的，每箱6元补给配送平台。", []),
        ("为县外养老院供货的，配送平台可获每箱6元。", []),
        ("护理培训，参训学员可获150元/人次补贴。", ["wrong_beneficiary"]),
        ("护理培训按150元/人次补贴，150元奖金直接给参训学员本人。", ["wrong_beneficiary"]),
    ],
)
def test_who_gets_it_is_whom_the_sentence_names(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons
