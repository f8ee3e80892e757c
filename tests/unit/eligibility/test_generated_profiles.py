"""Generated profiles: what is said of them passes the guard, and the sum is of what is certain alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.eligibility.assessment import Assessment, Assessor
from assistant.eligibility.profile import Profile, Statement, period_of
from assistant.eligibility.report import report
from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus
from assistant.policy.criteria import Criteria, ProfileField

TODAY = date(2026, 11, 23)
DATES = st.one_of(
    st.dates(date(2021, 1, 1), date(2022, 12, 31)).map(lambda day: day.year * 10_000 + day.month * 100 + day.day),
    st.sampled_from([20210000, 20210700, 20210900, 20211231, 20220101, 20210722, 20210721]),
).map(period_of)
SUMS = st.one_of(
    st.integers(1, 200_000).map(lambda thousands: Decimal(thousands) * 1000),
    st.integers(10_000, 10**12).map(Decimal),
    st.sampled_from([Decimal(10**10), Decimal(10**10 + 1), Decimal(2 * 10**6), Decimal(3_333_333)]),
)


def statements(field: ProfileField) -> st.SearchStrategy[tuple[Statement, ...]]:
    name = st.just(field.id)
    match field.kind:
        case "title":
            level = st.sampled_from([None, *field.levels]) if field.levels else st.none()
            one = st.builds(Statement, field=name, held=st.just(True), level=level, when=st.one_of(st.none(), DATES))
            denied = st.just((Statement(field=field.id, held=False),))
            several = st.lists(one, max_size=2, unique_by=lambda s: s.level).map(tuple)
            return st.one_of(denied, several)
        case "yes_no":
            one = st.builds(Statement, field=name, held=st.booleans())
        case "money":
            one = st.builds(Statement, field=name, yuan=SUMS, over=st.booleans())
        case "date":
            one = st.builds(Statement, field=name, when=DATES)
        case "count":
            one = st.builds(Statement, field=name, count=st.integers(1, 9).map(Decimal))
        case _:
            one = st.builds(Statement, field=name, choice=st.sampled_from(field.options))
    return st.lists(one, max_size=1).map(tuple)


@st.composite
def profiles(draw: st.DrawFn, criteria: Criteria) -> Profile:
    chosen = draw(st.lists(st.booleans(), min_size=len(criteria.fields), max_size=len(criteria.fields)))
    fields = [field for field, wanted in zip(criteria.fields, chosen, strict=True) if wanted]
    return Profile(statements=tuple(s for field in fields for s in draw(statements(field))))


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_figure_passes_the_guard(corpus: Corpus, guard: Guard, data: st.DataObject) -> None:
    criteria = corpus.criteria[0]
    said = report(corpus, criteria, data.draw(profiles(criteria)), TODAY)
    result = guard.check(said.text)
    assert result.ok, ([(f.reason, f.surface) for f in result.findings], said.text)


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_sum_is_of_what_is_certain(corpus: Corpus, data: st.DataObject) -> None:
    criteria = corpus.criteria[0]
    profile = data.draw(profiles(criteria))
    assessment = Assessor(corpus, criteria).assess(profile, TODAY)
    rows = {reward.id: reward for reward in corpus.rewards}
    met = {programme.reward: programme for programme in assessment.of("met")}
    for subtotal in assessment.certain:
        assert subtotal.bound in ("exact", "at_least")
        assert subtotal.yuan == sum(term.yuan for term in subtotal.terms)
        for term in subtotal.terms:
            assert term.reward in met
            tiers = [t for t in rows[term.reward].tiers if t.yuan == term.yuan and t.bound == subtotal.bound]
            assert tiers
    counted = [term.reward for subtotal in assessment.certain for term in subtotal.terms]
    for reward in set(counted):
        payers = {tier.payer for tier in rows[reward].tiers if tier.payer}
        assert counted.count(reward) <= max(len(payers), 1), "two levels of one programme were added"
    _check_completeness(assessment, set(counted))


def _check_completeness(assessment: Assessment, counted: set[str]) -> None:
    certain = {p.reward for p in assessment.of("met") if p.yuan is not None and p.bound in ("exact", "at_least")}
    assert counted == certain
    judged = {p.reward for p in assessment.programmes} | {o.reward for o in assessment.outside}
    assert len(judged) == len(assessment.programmes) + len(assessment.outside)
    for programme in assessment.programmes:
        verdicts = {condition.verdict for condition in programme.conditions}
        expected = "unmet" if "unmet" in verdicts else "unknown" if "unknown" in verdicts else "met"
        assert programme.verdict == expected
