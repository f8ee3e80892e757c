"""The guard: read a text, judge each of its figures, and report what the table and the cited text do not support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.guard.claims.explanation import ExplainedResult, explain_draft, explain_result
from assistant.guard.claims.notices import NoticeGuard
from assistant.guard.claims.slots import SheetSlots, SlotCheck
from assistant.guard.judging.awards import MISUSES, AwardJudge
from assistant.guard.judging.conditional import judge_conditional
from assistant.guard.judging.products import ProductJudge
from assistant.guard.judging.reading import Reading
from assistant.guard.judging.reasons import describe
from assistant.guard.judging.relations import DOUBLED, RelationJudge
from assistant.guard.judging.targets import TargetJudge
from assistant.guard.judging.terms import TermJudge
from assistant.guard.judging.totals import TotalJudge
from assistant.guard.judging.vagueness import VagueJudge
from assistant.guard.judging.verdicts import NOT_POLICY, USER, Judgement, claim_span, fault, supported
from assistant.guard.layout.places import words_before
from assistant.guard.layout.sheet import Item
from assistant.guard.mentions.marks import Marker
from assistant.guard.mentions.pronouns import resolve
from assistant.guard.mentions.quotations import Quotation, Quotations
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.resolving.context import Context
from assistant.guard.resolving.questions import ask
from assistant.guard.resolving.roles import demands, is_background, is_denied, is_users, says_base
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import Fact, write_fact
from assistant.guard.words.awards import FOREIGN, OTHER_THAN
from assistant.guard.words.denials import DENY_NEXT
from assistant.guard.words.targets import FIRST_TIME, THEN_PAID
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
        self._totals = TotalJudge(self._book)
        self._products = ProductJudge(self._book)
        self._relations = RelationJudge(self._book)
        self._vague = VagueJudge(self._book)
        plain = frozenset(policy.meta.id for policy in corpus.policies) - corpus.curated
        self._notices = NoticeGuard(corpus, plain) if plain else None
        self._slots = SlotCheck(corpus)
        self._curated = corpus.curated
        self._known = _known_rows(corpus)
        ends = (policy.meta.award_window_end for policy in corpus.policies)
        self._closes = max((int(end.strftime("%Y%m%d")) for end in ends if end is not None), default=0)

    def check(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> GuardResult:
        """Judge every figure of `text`, which answers `question` after the user's `earlier` messages."""
        if self._notices is not None and self._speaks_of_notices(text, question, earlier):
            return self._notices.check(text, question, earlier)
        sheet = self._marker.lay_out(text)
        if not sheet.items and not sheet.vague and not DOUBLED.search(sheet.text):
            return GuardResult(ok=True)
        asked = ask((*earlier, question), self._marker, self._book)
        marked = resolve(sheet.text, self._marker.mark(sheet.text))
        context = Context(sheet, marked, self._book, asked)
        reading = Reading(sheet, marked, context, asked, self._quotations.find_all(sheet, marked))
        slots = self._slots.read(sheet)
        for item in sheet.items:
            reading.judgements.append(self._against_slots(slots, item, self._judge(reading, item)))
        findings = [_finding(reading, self._book, item, judgement) for item, judgement in _reported(reading)]
        findings += self._vague.findings(reading)
        findings += (_doubling(reading, span) for span, is_right in self._relations.doubled(reading) if not is_right)
        findings.sort(key=lambda finding: finding.start)
        figures = tuple(_figure(item, judgement) for item, judgement in reading.pairs())
        return GuardResult(ok=not findings, findings=tuple(findings), figures=figures, read=len(figures))

    def explain(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> ExplainedResult:
        """Check a text, and say of each figure what was read of it and which rule decided."""
        result = self.check(text, question, earlier)
        if self._notices is not None and self._speaks_of_notices(text, question, earlier):
            explanations = tuple(explain_draft(self._notices.read(text, question, earlier)))
        else:
            explanations = tuple(explain_result(text, result))
        return ExplainedResult(**dict(result), explanations=explanations)

    def _speaks_of_notices(self, text: str, question: str, earlier: Sequence[str]) -> bool:
        """Whether a text is on policies of which there is no more than text and table."""
        if not self._curated:
            return True
        rows = self._slots.rows_of(text, "\n".join((*earlier, question)))
        return bool(rows) and not rows & self._known

    @staticmethod
    def _against_slots(slots: SheetSlots, item: Item, judgement: Judgement) -> Judgement:
        """Refuse a right value of which something is said that its row doesn't say: another base or recipient."""
        if judgement.verdict != "supported" or not judgement.facts:
            return judgement
        found = slots.contradicts(item, frozenset(fact.reward for fact in judgement.facts))
        if found is None:
            return judgement
        return fault(found.reason, judgement.facts, judgement.topic, found.span, found.expected)

    def _judge(self, reading: Reading, item: Item) -> Judgement:
        sheet = reading.sheet
        if (quotation := reading.quotations[item.number]) is not None:
            return self._quoted(reading, item, quotation)
        if (conditional := judge_conditional(reading, item)) is not None:
            return conditional
        if is_denied(sheet, item, reading.asked_values):
            return NOT_POLICY
        if reading.is_askers(item):
            return USER
        if (again := reading.restated(item)) is not None and not reading.miscounts(item):
            return again
        if (pointed := reading.pointed_at(item)) is not None:
            return pointed
        if item.unit is Unit.DATE:
            dated = self._terms.judge_date(sheet, item, reading.context.policies_of(item), reading.marked)
            return USER if dated.reason and reading.is_asked_day(item, self._closes) else dated
        where = reading.context.belonging(item)
        if item.unit is Unit.YEARS and self._is_of_users(reading, item):
            return NOT_POLICY
        if item.unit is Unit.YEARS:
            return self._terms.judge_years(sheet, item, where, reading.is_asked(item))
        if item.unit is Unit.COUNT and item.figure.counter in FOREIGN:
            return self._judge_foreign(reading, item, where)
        if related := self._relations.judge(reading, item, where):
            return related
        if item.unit is Unit.COUNT:
            return self._targets.judge_count(
                sheet, item, where, self._is_named(reading, item), self._is_goal(reading, item, where)
            )
        if compared := self._totals.judge_comparison(reading, item):
            return compared
        if item.unit is Unit.YUAN:
            judgement = self._targets.judge_money(sheet, item, where, reading.is_asked(item))
            if judgement is not None:
                return USER if judgement.reason == "wrong_target" and self._is_own(reading, item, where) else judgement
        return self._judge_claim(reading, item, where)

    def _is_goal(self, reading: Reading, item: Item, where: Belonging) -> bool:
        """Whether a count is asked for as a target, or stands right behind what awards nothing: 重中之重项目60个."""
        beside = reading.marked.topics.inside(item.start - 16, item.start)
        is_beside = bool(beside) and item.start - beside[-1].end <= 1 and beside[-1].value in where.topics[:1]
        return reading.asked.goals or (is_beside and not self._book.awards(beside[-1].value))

    @staticmethod
    def _is_named(reading: Reading, item: Item) -> bool:
        """Whether the text names a topic between the count before and this one; so too where there is none before."""
        before = reading.sheet.before(item, reading.sheet.sentence_of(item)[0])
        if before is None or before.unit is not Unit.COUNT:
            return True
        return bool(reading.marked.topics.inside(before.end, item.start))

    @staticmethod
    def _is_of_users(reading: Reading, item: Item) -> bool:
        """Whether a term is that of one of the user's sums: 一年48万元的仓租."""
        following = reading.sheet.after(item, reading.sheet.clause_of(item)[1])
        if following is None or not reading.is_asked(following):
            return False
        return not reading.says_award(following)

    @staticmethod
    def _is_users(reading: Reading, item: Item) -> bool:
        if not reading.is_asked(item):
            return False
        is_named = reading.is_named_beside(item)
        return is_users(reading.sheet, item, reading.asked.own, is_named)

    def _is_own(self, reading: Reading, item: Item, where: Belonging) -> bool:
        """Whether what would be a wrong target is the firm's own sum: 项目总投资2亿元，其中设备5000万元."""
        if THEN_PAID.match(reading.sheet.text, item.end) and FIRST_TIME.search(words_before(reading.sheet, item)):
            return False  # 首次年营业收入超过300万元，就能领
        if self._is_users(reading, item):
            return True
        if (item.unit, item.value) in self._book.target_values or demands(reading.sheet, item):
            return False
        named = any(mark.value in where.topics and not mark.weak for mark in reading.marked.topics.all)
        return not named and says_base(reading.sheet, item)

    def _judge_claim(self, reading: Reading, item: Item, where: Belonging) -> Judgement:
        """Judge money or a rate that is neither denied nor a target."""
        sheet = reading.sheet
        if demands(sheet, item):
            return self._products.judge_demand(sheet, item, where)
        if self._is_users(reading, item) or reading.is_users_again(item):
            return USER
        if self._products.is_worked_on(reading, item, where) or reading.is_multiplied(item):
            return USER
        if reading.is_alternative(item):
            return USER
        if is_background(sheet, item) and item.unit is Unit.PERCENT:
            return NOT_POLICY
        computed = self._totals.judge(reading, item, where)
        computed = computed or self._totals.judge_joint(reading, item, where)
        if computed is not None:
            return computed
        if self._products.is_enough(reading, item, where):
            return USER
        if self._products.fills_cap(reading, item):
            return self._products.judge_base(reading, item, where)
        judgement = self._awards.judge(reading, item, where)
        if judgement.verdict == "supported":
            return self._products.judge_cap(reading, item, where, judgement.facts) or judgement
        if judgement.reason in MISUSES:
            return judgement
        if judgement.reason == "invented_value" and where.topics and DENY_NEXT.match(sheet.text, item.right):
            return NOT_POLICY  # 充电桩2000元，文件没有规定
        if judgement.reason not in ("wrong_bound", "wrong_payer") and says_base(
            sheet, item, self._book.families(where.topics)
        ):
            return self._products.judge_base(reading, item, where)
        derived = self._products.judge_derived(reading, item, where)
        if derived is not None:
            return self._awards.misuse(reading, item, derived) or derived
        if reading.is_asked(item) and judgement.reason in ("wrong_value", "invented_value"):
            return Judgement(
                judgement.verdict, "user_figure_as_policy", judgement.facts, judgement.topic, judgement.span
            )
        return judgement

    def _judge_foreign(self, reading: Reading, item: Item, where: Belonging) -> Judgement:
        """Refuse awards in foreign money."""
        is_said = reading.says_award(item) or (item.bound is not None and where.near and bool(where.topics))
        if reading.is_asked(item) or not is_said:
            return NOT_POLICY
        facts = tuple(fact for topic in where.topics[:1] for fact in self._book.awards(topic))
        return fault("wrong_unit", facts, where.topics[0] if where.topics else "", claim_span(item))

    def _quoted(self, reading: Reading, item: Item, quotation: Quotation) -> Judgement:
        """Pass a verbatim quotation, unless the words that lead to it speak of another policy or programme."""
        named = reading.context.policies_of(item)
        if named and not named & quotation.policies:
            return fault("wrong_policy")
        start, end = quotation.span
        sentence = reading.sheet.sentence(start, end)[0]
        lead = {
            mark.value
            for mark in reading.marked.topics.inside(sentence, start)
            if not mark.weak and self._book.awards(mark.value) and not self._quotations.is_title(reading.sheet, mark)
        }
        own = {mark.value for mark in reading.marked.topics.inside(start, end)}
        own |= {other for topic in own for other in self._book.related(topic)}
        if lead and not lead & own and not OTHER_THAN.search(reading.sheet.text, sentence, start):
            return fault("wrong_programme", span=None, topic=sorted(lead)[0])
        return supported()


def _known_rows(corpus: Corpus) -> frozenset[str]:
    """Return the rows of the policies that staff have written topics for, and those of the same programmes."""
    topics = (t for t in corpus.lexicon.topics if any(part.policy in corpus.curated for part in t.provisions))
    own = {reward.id for reward in corpus.rewards if reward.policy in corpus.curated}
    return frozenset(own | {row for topic in topics for row in (*topic.awards, *topic.targets, *topic.related)})


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


def _doubling(reading: Reading, span: tuple[int, int]) -> Finding:
    """Return the finding of a wrong 翻一番 or 翻倍."""
    start, end = reading.sheet.source_span(*span)
    surface = reading.sheet.source[start:end]
    message = describe("wrong_arithmetic", surface, "", None)
    return Finding(surface=surface, start=start, end=end, reason="wrong_arithmetic", message=message)


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
