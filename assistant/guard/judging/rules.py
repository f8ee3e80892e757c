"""The rules by which a figure is judged, in their order: the first that decides gives the verdict and the reason."""

from __future__ import annotations

from collections.abc import Callable

from assistant.guard.judging import money, repeats
from assistant.guard.judging.case import Case
from assistant.guard.judging.conditional import judge_conditional
from assistant.guard.judging.verdicts import NOT_POLICY, USER, Judgement, claim_span, fault, supported
from assistant.guard.layout.surroundings import words_before
from assistant.guard.mentions.quotations import Quotation
from assistant.guard.resolving.negation import is_denied
from assistant.guard.resolving.roles import demands, says_base
from assistant.guard.words.grants import FOREIGN, OTHER_THAN
from assistant.guard.words.targets import FIRST_TIME, THEN_PAID
from assistant.text.figures import Unit

Rule = tuple[str, Callable[[Case], Judgement | None]]


def judge(case: Case) -> Judgement:
    """Return the judgement of the first rule that decides, with the rule's name."""
    for name, rule in (*RULES, *money.RULES):
        if (judgement := rule(case)) is not None:
            return judgement._replace(rule=name)
    return case.award._replace(rule="mismatch")


def quoted(case: Case) -> Judgement | None:
    """Pass a verbatim quotation, unless the words that lead to it speak of another policy or programme."""
    quotation = case.reading.quotations[case.item.number]
    if quotation is None:
        return None
    named = case.reading.context.policies_of(case.item)
    if named and not named & quotation.policies:
        return fault("wrong_policy")
    return _led_to(case, quotation)


def _led_to(case: Case, quotation: Quotation) -> Judgement:
    judges, topics = case.judges, case.reading.marked.topics
    start, end = quotation.span
    sentence = case.sheet.sentence(start, end)[0]
    lead = {
        mark.value
        for mark in topics.inside(sentence, start)
        if not mark.weak and judges.book.awards(mark.value) and not judges.quotations.is_title(case.sheet, mark)
    }
    own = {mark.value for mark in topics.inside(start, end)}
    own |= {other for topic in own for other in judges.book.related(topic)}
    if lead and not lead & own and not OTHER_THAN.search(case.sheet.text, sentence, start):
        return fault("wrong_programme", topic=sorted(lead)[0])
    return supported()


def conditional(case: Case) -> Judgement | None:
    """Pass a total that is told only for the case that awards may be had together."""
    return judge_conditional(case.reading, case.item)


def denied(case: Case) -> Judgement | None:
    """Pass what the text says is not so."""
    return NOT_POLICY if is_denied(case.sheet, case.item, case.reading.question_values) else None


def in_users_turn(case: Case) -> Judgement | None:
    """Pass what the one who asks says in a transcript."""
    return USER if case.reading.is_in_users_turn(case.item) else None


def restated(case: Case) -> Judgement | None:
    """Judge what is written again in other words as what stood before it."""
    again = repeats.restated(case.reading, case.item)
    return again if again is not None and not repeats.miscounts(case.reading, case.item) else None


def pointed_at(case: Case) -> Judgement | None:
    """Judge what points back to a figure as that one."""
    return repeats.pointed_at(case.reading, case.item)


def date(case: Case) -> Judgement | None:
    """Judge a date; the user's own, up to the end of the window, may be said again: 您10月份认定."""
    if case.item.unit is not Unit.DATE:
        return None
    policies = case.reading.context.policies_of(case.item)
    dated = case.judges.terms.judge_date(case.sheet, case.item, policies, case.reading.marked)
    return USER if dated.reason and case.reading.is_asked_day(case.item, case.judges.closes) else dated


def term(case: Case) -> Judgement | None:
    """Judge a number of years, unless it is that of one of the user's sums: 一年48万元的仓租."""
    if case.item.unit is not Unit.YEARS:
        return None
    following = case.sheet.after(case.item, case.sheet.clause_of(case.item)[1])
    if following is not None and case.reading.is_in_question(following) and not case.reading.says_award(following):
        return NOT_POLICY
    return case.judges.terms.judge_years(case.sheet, case.item, case.where, case.reading.is_in_question(case.item))


def foreign(case: Case) -> Judgement | None:
    """Refuse awards in foreign money."""
    reading, item, where = case.reading, case.item, case.where
    if item.unit is not Unit.COUNT or item.figure.counter not in FOREIGN:
        return None
    is_said = reading.says_award(item) or (item.bound is not None and where.near and bool(where.topics))
    if reading.is_in_question(item) or not is_said:
        return NOT_POLICY
    facts = tuple(fact for topic in where.topics[:1] for fact in case.judges.book.awards(topic))
    return fault("wrong_unit", facts, where.topics[0] if where.topics else "", claim_span(item))


def relation(case: Case) -> Judgement | None:
    """Judge multiples and fractions of other awards."""
    return case.judges.relations.judge(case.reading, case.item, case.where)


def count(case: Case) -> Judgement | None:
    """Judge a number of firms, vehicles, projects or tonnes."""
    if case.item.unit is not Unit.COUNT:
        return None
    is_goal = case.reading.asked.goals or _is_beside_goal(case)
    return case.judges.targets.judge_count(case.sheet, case.item, case.where, _is_named(case), is_goal)


def _is_beside_goal(case: Case) -> bool:
    """Whether a count stands right behind what awards nothing: 重中之重项目60个."""
    beside = case.reading.marked.topics.inside(case.item.start - 16, case.item.start)
    is_beside = bool(beside) and case.item.start - beside[-1].end <= 1 and beside[-1].value in case.where.topics[:1]
    return is_beside and not case.judges.book.awards(beside[-1].value)


def _is_named(case: Case) -> bool:
    """Whether the text names a topic between the count before and this one; so too where there is none before."""
    before = case.sheet.before(case.item, case.sheet.sentence_of(case.item)[0])
    if before is None or before.unit is not Unit.COUNT:
        return True
    return bool(case.reading.marked.topics.inside(before.end, case.item.start))


def comparison(case: Case) -> Judgement | None:
    """Judge differences and means."""
    return case.judges.differences.judge(case.reading, case.item)


def target(case: Case) -> Judgement | None:
    """Judge money as a target or a threshold."""
    if case.item.unit is not Unit.YUAN:
        return None
    is_in_question = case.reading.is_in_question(case.item)
    judgement = case.judges.targets.judge_money(case.sheet, case.item, case.where, is_in_question)
    return USER if judgement and judgement.reason == "wrong_target" and _is_users_sum(case) else judgement


def _is_users_sum(case: Case) -> bool:
    """Whether what would be a wrong target is the firm's own sum: 项目总投资2亿元，其中设备5000万元."""
    sheet, item = case.sheet, case.item
    if THEN_PAID.match(sheet.text, item.end) and FIRST_TIME.search(words_before(sheet, item)):
        return False  # 首次年营业收入超过300万元，就能领
    if case.is_users:
        return True
    if (item.unit, item.value) in case.judges.book.target_values or demands(sheet, item):
        return False
    named = any(mark.value in case.where.topics and not mark.weak for mark in case.reading.marked.topics.all)
    return not named and says_base(sheet, item)


RULES: tuple[Rule, ...] = (
    ("quotation", quoted),
    ("conditional", conditional),
    ("denied", denied),
    ("users_turn", in_users_turn),
    ("restated", restated),
    ("pointed_at", pointed_at),
    ("date", date),
    ("term", term),
    ("foreign", foreign),
    ("relation", relation),
    ("count", count),
    ("comparison", comparison),
    ("target", target),
)
