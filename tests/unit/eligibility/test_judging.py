"""Verdicts at the edges of each condition, and what counts in the sum."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.eligibility.assessment import Assessment, Assessor, Programme
from assistant.eligibility.profile import Profile, Statement, period_of
from assistant.policy.corpus import Corpus

TODAY = date(2021, 12, 1)


@pytest.fixture(scope="module")
def assessor(corpus: Corpus) -> Assessor:
    return Assessor(corpus, corpus.criteria[0])


def title(field: str, day: int | None = 20210901, level: str | None = None) -> Statement:
    return Statement(field=field, held=True, level=level, when=period_of(day) if day else None)


def assess(assessor: Assessor, *statements: Statement) -> Assessment:
    return assessor.assess(Profile(statements=statements), TODAY)


def programme(assessment: Assessment, reward: str) -> Programme:
    return next(one for one in assessment.programmes if one.reward == reward)


@pytest.mark.parametrize(
    ("yuan", "over", "verdict"),
    [(10**10, False, "unmet"), (10**10 + 1, False, "met"), (10**10, True, "met"), (5 * 10**9, True, "unknown")],
)
def test_turnover_must_exceed_the_threshold(assessor: Assessor, yuan: int, over: bool, verdict: str) -> None:
    judged = programme(
        assess(
            assessor,
            Statement(field="revenue", yuan=Decimal(yuan), over=over),
            Statement(field="first-ten-billion", held=True),
            Statement(field="revenue-date", when=period_of(20211201)),
        ),
        "revenue-ten-billion",
    )
    assert judged.verdict == verdict
    assert judged.yuan == (3_000_000 if verdict == "met" else None)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [(20210101, "met"), (20210000, "met"), (20211231, "met"), (20201231, "unmet"), (20220101, "unmet")],
)
def test_firms_of_2021_count_from_january(assessor: Assessor, day: int, verdict: str) -> None:
    found = assess(
        assessor,
        Statement(field="scale-change", choice="新投产纳统"),
        Statement(field="scale-date", when=period_of(day)),
    )
    assert programme(found, "above-scale").verdict == verdict
    assert [s.yuan for s in found.certain] == ([100_000] if verdict == "met" else [])


def test_of_several_levels_the_best_one_that_is_met_counts(assessor: Assessor) -> None:
    late = title("technology-center", 20220301, "国家级")
    found = assess(assessor, title("technology-center", level="市级"), late, title("technology-center", level="省级"))
    judged = programme(found, "technology-center")
    assert (judged.verdict, judged.title, judged.yuan) == ("met", "省级企业技术中心", 500_000)
    assert set(judged.others) == {"市级", "国家级"}
    assert [s.yuan for s in found.certain] == [500_000]


def test_of_several_rates_the_better_one_counts(assessor: Assessor) -> None:
    found = assess(
        assessor,
        title("upgrade-project", level="省级"),
        title("upgrade-project", level="市级"),
        Statement(field="equipment-investment", yuan=Decimal(10_000_000)),
    )
    judged = programme(found, "equipment-upgrade")
    assert judged.worked is not None and judged.worked.yuan == 1_000_000
    assert found.certain == ()


def test_what_has_an_upper_bound_is_never_in_the_sum(assessor: Assessor) -> None:
    found = assess(
        assessor,
        title("internet-platform"),
        title("5g-benchmark"),
        title("industrial-design-center", level="国家级"),
        title("service-manufacturing", level="国家级"),
        title("industrial-tourism", level="省级"),
    )
    assert len(found.of("met")) == 5 and found.certain == ()


def test_the_sum_has_one_subtotal_a_bound(assessor: Assessor) -> None:
    found = assess(
        assessor,
        title("technology-center", level="国家级"),
        title("single-champion", level="省级"),
        title("specialized-sme", level="国家级"),
        Statement(field="scale-change", choice="规下转规上"),
        Statement(field="scale-date", when=period_of(20210600)),
    )
    assert [(s.bound, s.yuan, s.derivation) for s in found.certain] == [
        ("exact", 5_100_000, "500万元＋5万元＋5万元＝510万元"),
        ("at_least", 1_000_000, "不低于50万元＋不低于50万元＝不低于100万元"),
    ]


def test_projects_are_capped_one_by_one(assessor: Assessor) -> None:
    found = assess(
        assessor,
        title("innovative-product"),
        Statement(field="research-cost", yuan=Decimal(1_800_000)),
        Statement(field="research-cost", yuan=Decimal(5_000_000)),
    )
    worked = programme(found, "innovative-product").worked
    assert worked is not None and (worked.yuan, worked.bound) == (1_900_000, "at_most")


def test_a_denied_title_needs_no_date(assessor: Assessor) -> None:
    judged = programme(assess(assessor, Statement(field="single-champion", held=False)), "single-champion")
    assert judged.verdict == "unmet" and judged.needed == ()


def test_what_no_firm_gets_is_said_to_be_outside(assessor: Assessor) -> None:
    outside = {one.reward: one.reason for one in assess(assessor).outside}
    assert set(outside) == {"listing", "consumption-promotion", "new-energy-vehicles", "charging-piles"}
    assert all(outside.values())
