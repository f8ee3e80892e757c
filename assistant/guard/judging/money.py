"""The rules for money or a rate that is neither denied nor a target, in their order: the first that decides, holds."""

from __future__ import annotations

from collections.abc import Callable

from assistant.guard.judging.amounts import MISUSES
from assistant.guard.judging.case import Case
from assistant.guard.judging.repeats import is_alternative, is_users_again
from assistant.guard.judging.verdicts import NOT_POLICY, USER, Judgement
from assistant.guard.resolving.roles import demands, is_background, says_base
from assistant.guard.words.denials import DENY_NEXT
from assistant.text.figures import Unit


def demand(case: Case) -> Judgement | None:
    """Judge what is said to be a condition: 研发费用满100万元的项目才受理."""
    if not demands(case.sheet, case.item):
        return None
    return case.judges.bases.judge_demand(case.sheet, case.item, case.where)


def of_the_user(case: Case) -> Judgement | None:
    """Pass the user's own figures, and sums that a rate is then applied to."""
    reading, item = case.reading, case.item
    is_own = case.is_users or is_users_again(reading, item)
    is_own = is_own or case.judges.bases.is_worked_on(reading, item, case.where) or reading.is_multiplied(item)
    return USER if is_own or is_alternative(reading, item) else None


def background(case: Case) -> Judgement | None:
    """Pass rates that no award depends on: 增速, 占比."""
    return NOT_POLICY if is_background(case.sheet, case.item) and case.item.unit is Unit.PERCENT else None


def total(case: Case) -> Judgement | None:
    """Judge totals and differences."""
    return case.judges.additions.judge(case.reading, case.item, case.where)


def joint(case: Case) -> Judgement | None:
    """Judge what several payers give together."""
    return case.judges.additions.judge_joint(case.reading, case.item, case.where)


def enough(case: Case) -> Judgement | None:
    """Pass a base from which on the cap is paid."""
    return USER if case.judges.bases.is_enough(case.reading, case.item, case.where) else None


def filling(case: Case) -> Judgement | None:
    """Judge a base that is said to be what the cap takes."""
    if not case.judges.bases.fills_cap(case.reading, case.item):
        return None
    return case.judges.bases.judge_base(case.reading, case.item, case.where)


def award(case: Case) -> Judgement | None:
    """Pass what the table gives, unless a cap is promised for a base whose rate gives less."""
    if case.award.verdict != "supported":
        return None
    return case.judges.products.judge_cap(case.reading, case.item, case.where, case.award.facts) or case.award


def misuse(case: Case) -> Judgement | None:
    """Refuse a right value said of the wrong party, period or unit."""
    return case.award if case.award.reason in MISUSES else None


def denied_next(case: Case) -> Judgement | None:
    """Pass what the next clause denies: 充电桩2000元，文件没有规定."""
    is_denied = case.award.reason == "invented_value" and case.where.topics
    return NOT_POLICY if is_denied and DENY_NEXT.match(case.sheet.text, case.item.right) else None


def base(case: Case) -> Judgement | None:
    """Judge a figure that a rate applies to."""
    families = case.judges.book.families(case.where.topics)
    if case.award.reason in ("wrong_bound", "wrong_payer") or not says_base(case.sheet, case.item, families):
        return None
    return case.judges.bases.judge_base(case.reading, case.item, case.where)


def derived(case: Case) -> Judgement | None:
    """Judge what the rates give for the bases."""
    found = case.judges.products.judge_derived(case.reading, case.item, case.where)
    return None if found is None else case.judges.amounts.misuse(case.reading, case.item, found) or found


def asked(case: Case) -> Judgement | None:
    """Refuse a figure of the question that is said to be the policy's."""
    if not case.reading.is_in_question(case.item) or case.award.reason not in ("wrong_value", "invented_value"):
        return None
    return case.award._replace(reason="user_figure_as_policy", expected=None)


RULES: tuple[tuple[str, Callable[[Case], Judgement | None]], ...] = (
    ("demand", demand),
    ("user", of_the_user),
    ("background", background),
    ("total", total),
    ("joint", joint),
    ("enough", enough),
    ("filling", filling),
    ("award", award),
    ("misuse", misuse),
    ("denied_next", denied_next),
    ("base", base),
    ("derived", derived),
    ("asked", asked),
)
