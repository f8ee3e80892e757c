"""What a clause says of its awards beside their figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answering.rowwise.award_terms import find_most, find_payers, find_raised, find_shares, instalments_in
from assistant.answering.rowwise.portions import find_portions
from assistant.models import Clause
from assistant.understanding.rows import Sentence


def sentence(text: str) -> Sentence:
    clause = Clause(policy="p", label="第一条", section="", title="", body=text, start=0, end=len(text))
    return Sentence(clause=clause, text=text, start=0)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("分三年按5：3：2的比例兑现", ["0.5", "0.3", "0.2"]),
        ("分两年等额拨付", ["0.5", "0.5"]),
        ("分三年按40%、30%、30%兑现", ["0.4", "0.3", "0.3"]),
        ("开业当年拨付60%，满一年并复核合格后拨付40%", ["0.6", "0.4"]),
        ("按投资额的60%给予补助", []),
    ],
)
def test_the_parts_in_which_a_sum_is_paid(text: str, shares: list[str]) -> None:
    assert [part.share / part.whole for part in instalments_in(text)] == list(map(Decimal, shares))


def test_limits_payers_and_caps() -> None:
    (share,) = find_shares(sentence("仅设办事处的，按应补金额的 七成补助。"))
    assert (share.who, share.percent) == ("仅设办事处", Decimal(70))
    assert [(most.number, most.unit) for most in find_most("每名学员最多按5天计算。")] == [(Decimal(5), "天")]
    assert [payer.case for payer in find_payers("由省、市财政按7:3比例承担。")] == ["省", "市"]
    (raised,) = find_raised(sentence("其中属老字号的，最高可提高到80万元。"))
    assert (raised.who, raised.cap_yuan) == ("其中属老字号", Decimal(800_000))


def test_portions_with_rates_of_their_own() -> None:
    stock, rise = find_portions("当年投入不超过上年度投入的部分按2%、超过上年度投入的部分按6%给予补助")
    assert (stock.yearly, stock.low, rise.low) == (True, None, Decimal(0))
    below, above = find_portions("投资500万元以内（含）的部分按5%、超过500万元的部分按8%给予补助")
    assert (below.high, above.low) == (Decimal(5_000_000), Decimal(5_000_000))
