"""Write the answer of rows and sentences: what is given, what that is for the user's figures, and the text itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from assistant.answering.calculation import Calculation
from assistant.answering.comparison import compare_tiers
from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.naming import MONEY_CASE, other_beneficiary, tier_label, title
from assistant.answering.parts import Parts
from assistant.answering.recording import computed, stated
from assistant.answering.rowwise.choosing import Choice
from assistant.answering.rowwise.findings import RowFinding, Said
from assistant.answering.rowwise.measured_sums import is_claim
from assistant.answering.rowwise.quoting import Quote
from assistant.answering.rowwise.shortfalls import unmet, wrong_term
from assistant.answering.wording import award_clause, bounded, cap_text
from assistant.models import Citation, Reward, StatedAmount, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.table import squeeze
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_yuan
from assistant.understanding.query import Intent, Query, UserFigure

LEAD, COMPARED = "按文件规定", 2


class RowWriter:
    """Writes on one corpus."""

    def __init__(self, corpus: Corpus, parts: Parts) -> None:
        self._corpus = corpus
        self._parts = parts

    def write(self, query: Query, evidence: Evidence) -> Draft:
        """Return the draft of what was found."""
        finding = evidence.finding
        assert finding is not None
        paragraphs: list[str] = []
        wrong = self._wrong(finding)
        if wrong:
            named = "、".join(f"“{figure.surface}”" for figure in wrong)
            paragraphs.append(f"您提到的{named}与文件规定不一致，应以文件为准：")
        joined, summed = _say_joint(finding)
        lines, amounts = self._say_all(finding)
        paragraphs, amounts = [*paragraphs, *joined, *lines], [*summed, *amounts]
        compared, apart = _compare(finding, query)
        paragraphs, amounts = [*compared, *paragraphs], [*amounts, *apart, *_changed(finding)]
        quotes = finding.quotes
        labels = "、".join(dict.fromkeys(quote.clause.label for quote in quotes))
        if not finding.said:
            paragraphs.append(f"{_of_subject(finding)}{LEAD}（{labels}）：")
        if finding.settled and finding.settled.facet == "limit":
            limits, found = self._limits(quotes)
            paragraphs, amounts = [*paragraphs[: bool(wrong)], *limits, *paragraphs[bool(wrong) :]], [*found, *amounts]
        paragraphs += [f"> {quote.text}" for quote in quotes]
        paragraphs += self._parts.responsible(evidence.subjects)
        rules = self._parts.stacking_lines(evidence.policies) if finding.said else ""
        paragraphs.append(self._parts.grounds_of(evidence.subjects) + rules)
        citations = tuple(self._parts.cite(quote.clause, quote.text) for quote in quotes)
        cited = {(citation.policy, citation.clause) for citation in citations}
        more = tuple(
            Citation(policy=s.choice.row.policy, clause=s.choice.row.clause, quote=s.choice.row.tiers[0].quote)
            for s in finding.said
            if (s.choice.row.policy, s.choice.row.clause) not in cited
        )
        return Draft(
            status="answered",
            paragraphs=tuple(dict.fromkeys(paragraphs)),
            citations=tuple(dict.fromkeys((*citations, *more))),
            amounts=tuple(dict.fromkeys(amounts)),
            composed=True,
        )

    def _say_all(self, finding: RowFinding) -> tuple[list[str], list[StatedAmount]]:
        """Return the lines on all rows, those of each of several documents under its name, and the amounts in them."""
        paragraphs: list[str] = []
        amounts: list[StatedAmount] = []
        by_policy = groupby(sorted(finding.said, key=_first_of(finding)), key=lambda said: said.choice.row.policy)
        for policy, ours in [(policy, tuple(ours)) for policy, ours in by_policy]:
            if len(ours) < len(finding.said):
                paragraphs.append(f"**{self._parts.meta(policy).name}**：")
            for said in ours:
                short = unmet(said.choice.row, finding.asked)
                lines, found = _say(said.choice, None if short else said.result)
                lines = [line for line in (short, wrong_term(said.choice.row, finding.asked)) if line] + lines
                paragraphs += lines
                amounts += found
        return paragraphs, amounts

    def _wrong(self, finding: RowFinding) -> list[UserFigure]:
        """Return the figures that the user believes the award to be, and that neither text nor sums bear out."""
        if not (finding.said or finding.settled):
            return []
        results = [said.result for said in finding.said if said.result]
        results += [finding.joint.result] if finding.joint else []
        said = {a.yuan for result in results for a in result.amounts} | {
            a.percent for result in results for a in result.amounts
        }
        clauses = [self._corpus.clause(one.choice.row.policy, one.choice.row.clause) for one in finding.said]
        if finding.settled:
            clauses += [quote.clause for quote in finding.quotes]
            clauses += [finding.settled.subject] if finding.settled.subject else []
        for text in (clause.text for clause in clauses):
            said |= {f.value for f in find_figures(text) if f.unit in (Unit.YUAN, Unit.PERCENT)}
        figures = [f for f in finding.asked.query.figures if is_claim(f, finding.asked)]
        return [figure for figure in figures if (figure.yuan or figure.percent) not in said]

    def _limits(self, quotes: Sequence[Quote]) -> tuple[list[str], list[StatedAmount]]:
        """Return the lines on the limits to everything together that are quoted, and their amounts."""
        said = "".join(squeeze(quote.text) for quote in quotes)
        policy = quotes[0].clause.policy
        rows = [row for row in self._corpus.rewards if row.policy == policy and row.kind == "threshold"]
        capped = [(row, row.tiers[0], row.tiers[0].yuan) for row in rows if squeeze(row.tiers[0].quote) in said]
        capped = [(row, tier, yuan) for row, tier, yuan in capped if yuan is not None and tier.bound == "at_most"]
        lines = [f"**{row.name}**：{bounded(format_yuan(yuan), 'at_most')}。" for row, _, yuan in capped if yuan]
        return lines, [amount for row, tier, _ in capped for amount in stated(row, tier)]


def _of_subject(finding: RowFinding) -> str:
    """Name the award asked about where what is settled for it stands elsewhere."""
    subject = finding.settled.subject if finding.settled else None
    if subject is None or any(quote.clause == subject for quote in finding.quotes):
        return ""
    return f"关于{subject.title}（{subject.label}），" if subject.title else f"关于{subject.label}，"


def _first_of(finding: RowFinding) -> Callable[[Said], int]:
    """Return a key that brings together the rows of each document, the documents in the order of their first row."""
    order = list(dict.fromkeys(said.choice.row.policy for said in finding.said))
    return lambda said: order.index(said.choice.row.policy)


def _compare(finding: RowFinding, query: Query) -> tuple[list[str], list[StatedAmount]]:
    """Return the line that compares the two tiers found, with their difference, where a comparison is asked for."""
    tiers = [(s.choice.row, tier) for s in finding.said for tier in s.choice.tiers if tier.yuan or tier.percent]
    if Intent.COMPARE not in query.intents or len(tiers) != COMPARED:
        return [], []
    line, apart = compare_tiers(tiers, query)
    return [line], apart


def _changed(finding: RowFinding) -> Iterator[StatedAmount]:
    """Yield the user's sums that came of earlier ones: 1200万元 of 900万元＋300万元."""
    rows = [said.choice.row for said in finding.said if said.result]
    for line in finding.asked.derived if rows else ():
        for figure in find_figures(line.partition("＝")[2]):
            if figure.unit is Unit.YUAN:
                yield computed(rows[0], rows[0].tiers[0], figure.value, "exact", line)


def _say_joint(finding: RowFinding) -> tuple[list[str], Sequence[StatedAmount]]:
    """Return the line on what several rows give together, and its amounts."""
    if (joint := finding.joint) is None:
        return [], ()
    worked = f"按您提供的情况测算为 {joint.result.headline}（{'；'.join(joint.result.lines)}）。"
    return [f"**{'、'.join(joint.names)}合计**：{worked}"], joint.result.amounts


def _say(choice: Choice, result: Calculation | None) -> tuple[list[str], list[StatedAmount]]:
    """Return the lines on one row, and the amounts in them."""
    row, tiers = choice.row, choice.tiers
    figured = [tier for tier in tiers if tier.yuan is not None or tier.percent is not None]
    if not figured:
        said = f"**{row.name}**：{row.note or '文件没有写明金额'}。"
        if result is None:
            return [said], []
        worked = f"**{row.name}**：按您提供的情况测算为 {result.headline}（{'；'.join(result.lines)}）。"
        return [worked, said], list(result.amounts)
    who = other_beneficiary(row)
    whom = f"，对象为{who}" if who else ""
    amounts = [amount for tier in figured for amount in stated(row, tier)]
    lines = []
    if choice.missing:
        lines.append(f"{row.name}没有列出{choice.missing}，文件写明的标准如下：")
    elif choice.below and choice.size is not None:
        lines.append("您提供的数量没有达到文件规定的起点，文件写明的标准如下：")
    if result is not None:
        sums = "；".join(result.lines)
        lines.append(f"**{title(row, figured[0])}**：按您提供的情况测算为 {result.headline}（{sums}）。")
        amounts += result.amounts
    if len(figured) == 1:
        lines.append(f"**{title(row, figured[0])}**：{award_clause(row, figured[0])}{whom}。")
    else:
        lines.append(f"**{row.name}**{whom}：{_list(choice, figured)}。")
    return lines, amounts


def _list(choice: Choice, tiers: Sequence[Tier]) -> str:
    """Say tiers one after the other, a cap that all have in common once."""
    row = choice.row
    caps = {(tier.cap_yuan, tier.cap_per) for tier in tiers}
    common = tiers[0] if len(caps) == 1 and tiers[0].cap_yuan is not None else None
    bare = [tier.model_copy(update={"cap_yuan": None, "cap_per": None}) if common else tier for tier in tiers]
    said = "；".join(_label(row, tier) + award_clause(row, tier) for tier in bare)
    return f"{said}；均为{cap_text(common)}" if common else said


def _label(row: Reward, tier: Tier) -> str:
    """Return what a tier is called in a list; one for what is reached ends in 的."""
    label = tier_label(row, tier) or title(row, tier)
    return f"{label}的，" if MONEY_CASE.search(label) else label
