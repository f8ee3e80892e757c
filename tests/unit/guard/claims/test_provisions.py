"""What a notice provides of a case, and what contradicts it."""

from __future__ import annotations

import pytest

from assistant.guard.claims.provisions import Provisions, read_provisions

NOTICE = (
    "码头租期不足6个月的，不予补助。船龄超过20年的拖轮，不在补助范围。当年未用完的岸电额度不结转下年。"
    "考核不合格的当年不予拨付、也不再补拨。同一企业年度奖补总额不超过80万元，第七条补助不计入。"
    "未通过靠泊检查的，收回已拨资金。补助资金不得用于发放福利。第三条所需资金由市财政全额承担。"
    "《港口扶持办法》（港政发〔2019〕8号）同时废止。从轻型拖轮升为重型拖轮的，只补差额部分。"
)


def provisions() -> Provisions:
    return Provisions([NOTICE], lambda pair: 2.0)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("码头租期不足6个月的，也可以申请补助。", True),
        ("码头租期6个月以上的，可以申请补助。", False),
        ("码头租期不足6个月的，拿不到补助。", False),
        ("船龄超过20年的拖轮，可以享受补助。", True),
        ("当年未用完的岸电额度可以结转到下年。", True),
        ("当年未用完的岸电额度不会结转。", False),
        ("考核不合格的当年先不拨，整改后补拨。", True),
        ("第七条补助也计入总额。", True),
        ("第九条补助不计入总额。", True),
        ("第七条补助不计入总额。", False),
        ("第七条补助不计入总额，其余条款都计入。", False),
        ("没通过靠泊检查的，已拨资金不用退回。", True),
        ("没通过靠泊检查的，已拨资金要收回。", False),
        ("补助资金可以用于发放福利。", True),
        ("补助资金用于泊位改造。", False),
        ("第三条由市县分担。", True),
        ("除第三条外，由市县分担。", False),
        ("港政发〔2019〕8号继续有效。", True),
        ("港政发〔2019〕8号港口扶持办法继续有效。", True),
        ("从轻型拖轮升为重型拖轮的，照样全额补助。", True),
    ],
)
def test_what_is_said_of_a_case_with_the_other_sign(said: str, wrong: bool) -> None:
    known = provisions()
    assert any(known.contradicting(one) is not None for one in read_provisions(said)) is wrong


def test_a_case_is_the_clause_before_its_act() -> None:
    (first, *_) = read_provisions("验船报告未提交的，不予奖励。")
    assert (first.act, first.is_done, first.case) == ("given", False, "验船报告未提交的，")
