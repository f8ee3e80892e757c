"""The guard: read a text, judge each of its figures, and report what the table and the cited text do not support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.guard.awards import AwardJudge
from assistant.guard.conditional import judge_conditional
from assistant.guard.context import Belonging, Context, ask
from assistant.guard.cues import FOREIGN, OTHER_THAN
from assistant.guard.facts import Fact, FactBook, write_fact
from assistant.guard.marks import Marker
from assistant.guard.quotations import Quotation, Quotations
from assistant.guard.reading import Reading
from assistant.guard.reasons import describe
from assistant.guard.roles import is_background, is_denied, is_users, says_base
from assistant.guard.sheet import Item, Sheet
from assistant.guard.sums import SumJudge
from assistant.guard.targets import TargetJudge
from assistant.guard.terms import TermJudge
from assistant.guard.vagueness import VagueJudge
from assistant.guard.verdicts import NOT_POLICY, USER, Judgement, claim_span, fault, supported
from assistant.models import CheckedFigure, Finding, GuardResult
from assistant.policy.corpus import Corpus
from assistant.text.figures import Unit

_MONEY = (Unit.YUAN, Unit.PERCENT)


class Guard:
    """Checks texts against one corpus; holds no state between texts."""

    def __init__(self, corpus: Corpus) -> None:
        self._book = FactBook(corpus)
        self._marker = Marker(corpus)
        self._quotations = Quotations(corpus)
        self._awards = AwardJudge(self._book)
        self._targets = TargetJudge(self._book)
        self._terms = TermJudge(self._book, tuple(policy.meta for policy in corpus.policies))
        self._sums = SumJudge(self._book)
        self._vague = VagueJudge(self._book)

    def check(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> GuardResult:
        """Judge every figure of `text`, which answers `question` after the user's `earlier` messages."""
        sheet = Sheet(text)
        if not sheet.items and not sheet.vague:
            return GuardResult(ok=True)
        asked = ask((*earlier, question), self._marker, self._book)
        marked = self._marker.mark(sheet.text)
        reading = Reading(sheet, marked, Context(sheet, marked, self._book, asked), asked)
        for item in sheet.items:
            reading.judgements.append(self._judge(reading, item))
        findings = [_finding(reading, self._book, item, judgement) for item, judgement in _reported(reading)]
        findings += self._vague.findings(reading)
        findings.sort(key=lambda finding: finding.start)
        figures = tuple(_figure(item, judgement) for item, judgement in reading.pairs())
        return GuardResult(ok=not findings, findings=tuple(findings), figures=figures)

    def _judge(self, reading: Reading, item: Item) -> Judgement:
        sheet = reading.sheet
        if item.unit in _MONEY or item.unit is Unit.YEARS:
            quotation = self._quotations.find(sheet, item, reading.marked)
            if quotation is not None:
                return self._quoted(reading, quotation)
        if (conditional := judge_conditional(reading, item)) is not None:
            return conditional
        if is_denied(sheet, item, reading.asked_values):
            return NOT_POLICY
        if (again := reading.restated(item)) is not None and not reading.miscounts(item):
            return again
        if item.unit is Unit.DATE:
            return self._terms.judge_date(sheet, item)
        where = reading.context.belonging(item)
        if item.unit is Unit.YEARS:
            return self._terms.judge_years(sheet, item, where)
        if item.unit is Unit.COUNT and item.figure.counter in FOREIGN:
            return self._judge_foreign(reading, item, where)
        if item.unit is Unit.COUNT:
            return self._targets.judge_count(sheet, item, where)
        if difference := self._sums.judge_difference(reading, item):
            return difference
        if item.unit is Unit.YUAN:
            judgement = self._targets.judge_money(sheet, item, where)
            if judgement is not None:
                users = judgement.reason == "wrong_target" and is_users(
                    sheet, item, reading.asked_values, reading.asked.own
                )
                return USER if users else judgement
        return self._judge_claim(reading, item)

    def _judge_claim(self, reading: Reading, item: Item) -> Judgement:
        """Judge money or a rate that is neither denied nor a target."""
        sheet = reading.sheet
        where = reading.context.belonging(item)
        if is_users(sheet, item, reading.asked_values, reading.asked.own) or self._sums.is_worked_on(
            reading, item, where
        ):
            return USER
        if is_background(sheet, item) and item.unit is Unit.PERCENT:
            return NOT_POLICY
        computed = self._sums.judge(reading, item, where)
        computed = computed or self._sums.judge_joint(reading, item, where)
        if computed is not None:
            return computed
        judgement = self._awards.judge(sheet, item, where, reading.in_expression(item) or reading.is_applied(item))
        if judgement.verdict == "supported":
            return self._sums.judge_cap(reading, item, where, judgement.facts) or judgement
        if judgement.reason not in ("wrong_bound", "wrong_payer") and says_base(
            sheet, item, self._book.families(where.topics)
        ):
            return self._sums.judge_base(reading, item, where)
        derived = self._sums.judge_derived(reading, item, where)
        if derived is not None:
            return derived
        if (item.unit, item.value) in reading.asked_values and judgement.reason in ("wrong_value", "invented_value"):
            return Judgement(
                judgement.verdict, "user_figure_as_policy", judgement.facts, judgement.topic, judgement.span
            )
        return judgement

    def _judge_foreign(self, reading: Reading, item: Item, where: Belonging) -> Judgement:
        """Refuse awards in foreign money."""
        if (item.unit, item.value) in reading.asked_values or not reading.says_award(item):
            return NOT_POLICY
        facts = tuple(fact for topic in where.topics[:1] for fact in self._book.awards(topic))
        return fault("wrong_unit", facts, where.topics[0] if where.topics else "", claim_span(item))

    def _quoted(self, reading: Reading, quotation: Quotation) -> Judgement:
        """Pass a verbatim quotation, unless the words that lead to it speak of another programme."""
        start, end = quotation.span
        sentence = reading.sheet.sentence(start, end)[0]
        lead = {
            mark.value
            for mark in reading.marked.topics.inside(sentence, start)
            if not mark.weak and self._book.awards(mark.value)
        }
        own = {mark.value for mark in reading.marked.topics.inside(start, end)}
        own |= {other for topic in own for other in self._book.related(topic)}
        if lead and not lead & own and not OTHER_THAN.search(reading.sheet.text, sentence, start):
            return fault("wrong_programme", span=None, topic=sorted(lead)[0])
        return supported()


def _reported(reading: Reading) -> Iterator[tuple[Item, Judgement]]:
    """Yield the faults, but a wrong result stated again, and a bound that an enumeration shares, only once."""
    results: set[Decimal] = set()
    groups: set[int] = set()
    for item, judgement in reading.pairs():
        group = item.figure.group
        bare = item.left == item.start and item.right == item.end
        if judgement.reason is None:
            continue
        if judgement.reason == "wrong_arithmetic" and item.value in results:
            continue
        if judgement.reason == "wrong_bound" and group in groups and bare:
            continue
        if judgement.reason == "wrong_arithmetic":
            results.add(item.value)
        if judgement.reason == "wrong_bound" and group is not None:
            groups.add(group)
        yield item, judgement


def _finding(reading: Reading, book: FactBook, item: Item, judgement: Judgement) -> Finding:
    start, end = reading.sheet.source_span(*(judgement.span or claim_span(item)))
    expected = judgement.expected or _expected(judgement.facts)
    surface = reading.sheet.source[start:end]
    first = judgement.facts[0] if judgement.facts else None
    name = first.name if first else book.name(judgement.topic) if judgement.topic else ""
    reason = judgement.reason or "unverifiable"
    clause = first.clause if first else book.clauses.get(judgement.topic)
    return Finding(
        surface=surface, start=start, end=end, reason=reason, message=describe(reason, surface, name, expected),
        expected=expected, clause=clause, reward=first.reward if first else None,
    )  # fmt: skip


def _expected(facts: Sequence[Fact]) -> str | None:
    written = dict.fromkeys(
        f"{fact.tier or ''}{write_fact(fact)}" if len(facts) > 1 else write_fact(fact) for fact in facts
    )
    return "、".join(written) or None


def _figure(item: Item, judgement: Judgement) -> CheckedFigure:
    figure = item.figure
    clause = judgement.facts[0].clause if judgement.facts else None
    return CheckedFigure(
        surface=figure.surface, start=figure.start, end=figure.end, verdict=judgement.verdict, clause=clause
    )
