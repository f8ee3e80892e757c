"""The guard: read a text, judge each of its figures, and report what the table and the cited text do not support."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from assistant.guard.claims.checking import NoticeGuard
from assistant.guard.claims.explanation import ExplainedResult, explain_draft, explain_result
from assistant.guard.claims.slots import SheetSlots, SlotCheck
from assistant.guard.document_lines import Judged, Passage, PassageReader, blank_plain, merge
from assistant.guard.judging.case import Case, Judges
from assistant.guard.judging.reading import Reading
from assistant.guard.judging.relations import DOUBLED
from assistant.guard.judging.reporting import report_doubling, report_figures, report_findings
from assistant.guard.judging.rules import judge
from assistant.guard.judging.vagueness import VagueJudge
from assistant.guard.judging.verdicts import Judgement, fault
from assistant.guard.layout.items import Item
from assistant.guard.mentions.marks import Marker
from assistant.guard.mentions.pronouns import resolve
from assistant.guard.resolving.context import Context
from assistant.guard.resolving.questions import ask
from assistant.models import GuardResult
from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader

Check: TypeAlias = Callable[[str, str, Sequence[str]], Judged]


class Guard:
    """Checks texts against one corpus; holds no state between texts."""

    def __init__(self, corpus: Corpus, reader: Reader | None = None) -> None:
        """`reader` is that which understands the messages; one of its own where nobody has one of this corpus."""
        self._judges = Judges.of(corpus)
        self._book = self._judges.book
        self._marker = Marker(corpus)
        self._reader = reader or Reader(corpus)
        self._vague = VagueJudge(self._book)
        plain = frozenset(policy.meta.id for policy in corpus.policies) - corpus.curated
        self._notices = NoticeGuard(corpus, plain) if plain else None
        self._slots = SlotCheck(corpus)
        self._curated = corpus.curated
        self._own = frozenset(reward.id for reward in corpus.rewards if reward.policy in corpus.curated)
        self._known = self._own | _known_rows(corpus)
        self._passages = PassageReader(corpus, self._fits_known)

    def check(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> GuardResult:
        """Judge every figure of `text`, which answers `question` after the user's `earlier` messages."""
        return self._apportion(self._check_known, self._check_plain, text, question, earlier)

    def explain(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> ExplainedResult:
        """Check a text, and say of each figure what was read of it and which rule decided."""
        return self._apportion(self._explain_known, self._explain_plain, text, question, earlier)

    def _apportion(
        self, known: Check[Judged], plain: Check[Judged], text: str, question: str, earlier: Sequence[str]
    ) -> Judged:
        """Have each passage judged as befits the documents that it is on."""
        if self._notices is None:
            return known(text, question, earlier)
        rows = self._slots.rows_of(text, "\n".join((*earlier, question)))
        passages = self._passages.read(text, self._are_plain(rows))
        kinds = {passage.plain for passage in passages}
        if kinds != {True, False}:
            # Who names a notice and says what another document has is told so by those who know that one.
            return (plain if True in kinds and not rows & self._own else known)(text, question, earlier)

        def check(passage: Passage) -> Judged:
            return plain(text[passage.start : passage.end], question, earlier)

        return merge(known(blank_plain(text, passages), question, earlier), passages, check)

    def _check_known(self, text: str, question: str, earlier: Sequence[str]) -> GuardResult:
        return self._judge(text, question, earlier)[0]

    def _check_plain(self, text: str, question: str, earlier: Sequence[str]) -> GuardResult:
        assert self._notices is not None
        return self._notices.check(text, question, earlier)

    def _explain_known(self, text: str, question: str, earlier: Sequence[str]) -> ExplainedResult:
        result, rules = self._judge(text, question, earlier)
        return ExplainedResult(**dict(result), explanations=tuple(explain_result(text, result, rules)))

    def _explain_plain(self, text: str, question: str, earlier: Sequence[str]) -> ExplainedResult:
        assert self._notices is not None
        draft = self._notices.read(text, question, earlier)
        return ExplainedResult(**dict(self._notices.report(draft)), explanations=tuple(explain_draft(draft)))

    def _judge(self, text: str, question: str, earlier: Sequence[str]) -> tuple[GuardResult, tuple[str, ...]]:
        """Return the judgement of a text, and the rule that decided on each of its figures."""
        sheet = self._marker.lay_out(text)
        if not sheet.items and not sheet.vague and not DOUBLED.search(sheet.text):
            return GuardResult(ok=True), ()
        asked = ask((*earlier, question), self._marker, self._book, self._reader)
        marked = resolve(sheet.text, self._marker.mark(sheet.text))
        context = Context(sheet, marked, self._book, asked)
        reading = Reading(sheet, marked, context, asked, self._judges.quotations.find_all(sheet, marked))
        slots = self._slots.read(sheet)
        for item in sheet.items:
            reading.judgements.append(self._against_slots(slots, item, judge(Case(self._judges, reading, item))))
        findings = [*report_findings(reading, self._book), *self._vague.findings(reading)]
        findings += (report_doubling(reading, span) for span, ok in self._judges.relations.doubled(reading) if not ok)
        findings.sort(key=lambda finding: finding.start)
        figures = report_figures(reading)
        result = GuardResult(ok=not findings, findings=tuple(findings), figures=figures, read=len(figures))
        return result, tuple(judgement.rule for judgement in reading.judgements)

    def _are_plain(self, rows: frozenset[str]) -> bool:
        """Whether rows that fit a text are of programmes of which there is no more than text and table."""
        return not self._curated or (bool(rows) and not rows & self._known)

    def _fits_known(self, line: str) -> bool:
        """Whether a line fits rows of policies with topics of their own alone."""
        rows = self._slots.rows_of(line, "")
        return bool(rows) and rows <= self._own

    @staticmethod
    def _against_slots(slots: SheetSlots, item: Item, judgement: Judgement) -> Judgement:
        """Refuse a right value of which something is said that its row doesn't say: another base or recipient."""
        if judgement.verdict != "supported" or not judgement.facts:
            return judgement
        found = slots.contradicts(item, frozenset(fact.reward for fact in judgement.facts))
        if found is None:
            return judgement
        return fault(found.reason, judgement.facts, judgement.topic, found.span, found.expected)._replace(rule="slot")


def _known_rows(corpus: Corpus) -> frozenset[str]:
    """Return the rows of the programmes that staff have written topics for, whatever policy they are of."""
    topics = (t for t in corpus.lexicon.topics if any(part.policy in corpus.curated for part in t.provisions))
    return frozenset(row for topic in topics for row in (*topic.awards, *topic.targets, *topic.related))
