"""Which of several figures that measure the same the words before a figure speak of."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "question", "reasons"),
    [
        ("家政保洁企业上年度营业收入要400万元以上。", "", []),
        ("家政保洁企业上年度营业收入要250万元以上。", "", ["wrong_target"]),
        ("助餐配送企业缴纳税金不低于12万元。", "", ["wrong_target"]),
        ("上年度在本县缴纳税金不低于7万元。", "养老照护要交多少税", ["wrong_target"]),
        ("上年度在本县缴纳税金不低于30万元。", "养老照护要交多少税", []),
        ("养老照护缴纳税金不低于30万元，家政保洁放低到12万元以上。", "家政保洁要交多少税", []),
        ("护理站的养老护理师年度工薪收入要9万元以上。", "", ["wrong_target"]),
        ("年度工薪收入在9万元以上的养老护理师，护理站的6万元以上。", "", []),
        ("按个人所得税额的45%奖励，年度纳税额要9万元以上。", "养老护理师", ["wrong_target"]),
    ],
)
def test_a_size_is_of_the_branch_that_is_named(care: Drafts, text: str, question: str, reasons: list[str]) -> None:
    assert care.reasons(text, question) == reasons


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("服务站点不少于6家。", []),
        ("服务站点至少10家。", ["wrong_target"]),
        ("托管的服务站点至少有8个。", ["wrong_target"]),
        ("护理师考核成绩要75分以上，证书不少于13本，床位至少77张。", ["unverifiable"]),
        ("如果您有77张以上床位，请联系我们。", []),
    ],
)
def test_a_least_size_must_be_the_notices(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons
