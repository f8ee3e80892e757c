"""Sums on request: ranges have both ends, a sum outside of its bracket and what can't be asked for are told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.answering.worksheet import WorkedSum, list_programmes, work_out_sum
from assistant.errors import UsageError
from assistant.models import Bracket
from assistant.policy.corpus import Corpus

WAN = Decimal(10000)
REWARD, LOAN = "consumption-promotion", "upgrade-loan-interest"


def changed(corpus: Corpus, **fields: object) -> Corpus:
    """Return the corpus with a row whose only tier is otherwise."""
    rows = [
        row.model_copy(update={"tiers": (row.tiers[0].model_copy(update=fields),)}) if row.id == REWARD else row
        for row in corpus.rewards
    ]
    return corpus.model_copy(update={"rewards": tuple(rows)})


def work_out(corpus: Corpus, wan: int) -> WorkedSum:
    return work_out_sum(corpus, REWARD, None, [wan * WAN], None, date(2021, 9, 1))


def offered(corpus: Corpus) -> set[str]:
    return {programme.reward for programme in list_programmes(corpus)}


def test_a_range_gives_both_ends(corpus: Corpus) -> None:
    worked = work_out(changed(corpus, percent=Decimal(4), up_to=Decimal(9), cap_yuan=None, bound=None), 700)
    assert "28万元至63万元" in worked.headline
    assert worked.lines == ("700万元×4%＝28万元", "700万元×9%＝63万元")
    assert (worked.value, worked.bound) == (63 * WAN, "at_most")


def test_both_ends_of_a_range_are_capped(corpus: Corpus) -> None:
    worked = work_out(changed(corpus, percent=Decimal(4), up_to=Decimal(9), cap_yuan=50 * WAN, bound=None), 700)
    assert "28万元至50万元" in worked.headline


def test_a_sum_of_another_bracket_is_told(corpus: Corpus) -> None:
    bracket = Bracket(of="当地财政补助", counter="元", over=100 * WAN, to=300 * WAN)
    narrowed = changed(corpus, bracket=bracket)
    assert "100万元" in work_out(narrowed, 200).headline
    with pytest.raises(UsageError, match="400万元不在“当地财政补助100万元至300万元（含）”这一档"):
        work_out(narrowed, 400)
    measured_otherwise = bracket.model_copy(update={"of": "参会人数"})
    assert work_out(changed(corpus, bracket=measured_otherwise), 400).value == 100 * WAN


def test_a_yearly_share_is_no_interest_on_a_loan(corpus: Corpus) -> None:
    yearly = changed(corpus, term_years=4, cap_yuan=None)
    worked = work_out(yearly, 60)
    assert "每年补助额为30万元" in worked.headline and "贷款" not in worked.headline
    terms = {p.reward: p.tiers[0].term_years for p in list_programmes(yearly)}
    assert terms[REWARD] is None and terms[LOAN] == 3


@pytest.mark.parametrize("fields", [{"base": None}, {"base_from": 20 * WAN}, {"of_award": "first-set"}])
def test_a_rate_that_one_sum_does_not_decide_is_not_offered(corpus: Corpus, fields: dict[str, object]) -> None:
    assert REWARD in offered(corpus)
    assert REWARD not in offered(changed(corpus, **fields))


def test_departments_that_nobody_names_are_left_out(corpus: Corpus) -> None:
    rows = [row.model_copy(update={"departments": ()}) for row in corpus.rewards]
    worked = work_out(corpus.model_copy(update={"rewards": tuple(rows)}), 60)
    assert worked.text and "责任单位" not in worked.text
