"""Sums at, below and above each cap and threshold of the policy."""

from decimal import Decimal

import pytest

from assistant.answering.calculation import add_up, apply_rate, base_needed, yearly_interest
from assistant.models import Tier
from assistant.policy.corpus import Corpus

WAN = Decimal(10000)


def tier(corpus: Corpus, reward: str, level: str | None = None) -> Tier:
    return next(t for t in corpus.reward(reward).tiers if t.level == level)


@pytest.mark.parametrize(
    ("reward", "level", "base", "value", "bound"),
    [
        ("innovative-product", None, "199.99", "99.995", "exact"),
        ("innovative-product", None, "200", "100", "at_most"),
        ("innovative-product", None, "200.01", "100", "at_most"),
        ("first-set", "国内", "333.33", "199.998", "at_most"),
        ("first-set", "国内", "333.34", "200", "at_most"),
        ("first-set", "省内", "333.33", "99.999", "at_most"),
        ("first-set", "省内", "333.34", "100", "at_most"),
        ("first-set", "省内", "1", "0.3", "at_most"),
        ("equipment-upgrade", "省级", "3600", "180", "at_most"),
        ("equipment-upgrade", "市级", "3600", "360", "at_most"),
        ("equipment-upgrade", "市级", "1000000", "100000", "at_most"),
        ("receivables-financing", None, "19999", "199.99", "at_most"),
        ("receivables-financing", None, "20000", "200", "at_most"),
        ("receivables-financing", None, "20001", "200", "at_most"),
        ("consumption-promotion", None, "200", "100", "at_most"),
        ("consumption-promotion", None, "120", "60", "exact"),
    ],
)
def test_rate_under_its_cap(corpus: Corpus, reward: str, level: str | None, base: str, value: str, bound: str) -> None:
    row = corpus.reward(reward)
    result = apply_rate(row, tier(corpus, reward, level), Decimal(base) * WAN)
    assert (result.value, result.bound) == (Decimal(value) * WAN, bound)
    assert result.amounts[0].derivation


@pytest.mark.parametrize(("years", "total"), [(None, 300), (1, 100), (2, 200), (3, 300), (5, 300)])
def test_interest_runs_at_most_three_years(corpus: Corpus, years: int | None, total: int) -> None:
    row = corpus.reward("upgrade-loan-interest")
    result = yearly_interest(row, row.tiers[0], 5000 * WAN, years)
    assert (result.value, result.bound) == (total * WAN, "at_most")
    assert (result.amounts[0].yuan, result.amounts[0].bound) == (100 * WAN, "exact")


@pytest.mark.parametrize(
    ("reward", "level", "wanted", "base"),
    [
        ("innovative-product", None, None, "200"),
        ("innovative-product", None, "60", "120"),
        ("innovative-product", None, "300", "200"),
        ("first-set", "国内", None, "333.34"),
        ("receivables-financing", None, None, "20000"),
        ("equipment-upgrade", "市级", "65", "650"),
    ],
)
def test_base_needed(corpus: Corpus, reward: str, level: str | None, wanted: str | None, base: str) -> None:
    goal = Decimal(wanted) * WAN if wanted else None
    result = base_needed(corpus.reward(reward), tier(corpus, reward, level), goal)
    assert result is not None
    assert result.value == Decimal(base) * WAN


def test_no_base_without_cap_or_goal(corpus: Corpus) -> None:
    assert base_needed(corpus.reward("equipment-upgrade"), tier(corpus, "equipment-upgrade", "省级"), None) is None


def test_items_are_capped_one_by_one(corpus: Corpus) -> None:
    row = corpus.reward("innovative-product")
    parts = [apply_rate(row, row.tiers[0], Decimal(base) * WAN) for base in (90, 340)]
    total = add_up(row, parts)
    assert (total.value, total.bound) == (145 * WAN, "at_most")
    assert add_up(row, parts[:1] * 2).bound == "exact"
