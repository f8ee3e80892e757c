"""Compose a draft from evidence: one function per kind of answer, paragraphs in the order of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from assistant.answering.awards import Section, is_joint, sections
from assistant.answering.comparison import compare
from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.listing import list_awards
from assistant.answering.parts import Parts, chinese_date
from assistant.answering.routing import Route
from assistant.models import StatedAmount
from assistant.policy.corpus import Corpus
from assistant.policy.document import CLOSING, OPENING
from assistant.understanding.query import Intent, Query

MEASURE_LEAD = "按文件规定"


class Composer:
    """Writes drafts on one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._messages = corpus.messages
        self._parts = Parts(corpus)
        self._routes: dict[Route, Callable[[Query, Evidence], Draft]] = {
            "awards": self._awards,
            "measures": self._measures,
            "targets": self._targets,
            "departments": self._departments,
            "deadline": self._deadline,
            "stacking": self._stacking,
            "compare": self._compare,
            "listing": self._listing,
            "document": self._document,
            "basis": self._basis,
            "interpreter": self._interpreter,
            "clarify": self._clarify,
            "not_covered": self._not_covered,
            "refused": self._refused,
            "greeting": self._greeting,
        }

    def compose(self, query: Query, evidence: Evidence, as_of: date) -> Draft:
        """Return the draft for the date of asking: notice, correction, direct answer, details, disclaimer."""
        draft = self._routes[evidence.route](query, evidence)
        if draft.status != "answered":
            return draft
        notices = self._parts.notices(evidence, as_of)
        correction = self._parts.correction(query, evidence)
        extra = self._parts.beyond(query, evidence)
        paragraphs = (
            *(f"> {notice}" for notice in notices), *correction, *draft.paragraphs, *extra, self._messages.disclaimer,
        )  # fmt: skip
        return draft.model_copy(update={"paragraphs": paragraphs, "notices": notices})

    def quote_only(self, evidence: Evidence) -> Draft:
        """Return the bare clauses: what is left to say when a draft did not pass the guard."""
        clauses = list(dict.fromkeys(subject.clause.label for subject in evidence.subjects))
        citations = tuple(
            self._parts.cite(s.clause, s.clause.text) for s in evidence.subjects if s.clause.label in clauses
        )
        blocks = [f"> {citation.clause}　{citation.quote}" for citation in citations]
        return Draft(
            status="answered",
            paragraphs=(self._messages.blocked, *blocks, self._messages.disclaimer),
            citations=citations,
        )

    # ------------------------------------------------------------ kinds of answer

    def _awards(self, query: Query, evidence: Evidence) -> Draft:
        parts = [part for s in evidence.subjects if s.awards for part in sections(s, query, self._corpus.lexicon)]
        paragraphs = [text for part in parts for text in (part.direct, *part.blocks)]
        plain = [s for s in evidence.subjects if not s.figured][:2]
        quotes = [self._parts.excerpt(subject, query) for subject in plain]
        paragraphs += [f"> {quote}" for quote in quotes]
        if Intent.TARGET in query.intents:
            paragraphs += self._parts.target_lines(evidence.subjects)
        if Intent.DEADLINE in query.intents:
            paragraphs.append(self._parts.window_line())
        paragraphs += self._parts.conditions(evidence.subjects)
        paragraphs += self._parts.responsible(evidence.subjects)
        paragraphs += [self._parts.grounds(s.clause.label for s in evidence.subjects) + self._messages.stacking]
        cited = [self._parts.cite(subject.clause, quote) for subject, quote in zip(plain, quotes, strict=True)]
        citations = (
            *self._parts.award_citations([s for s in evidence.subjects if s.figured]),
            *cited,
            self._parts.cite_closing(),
        )
        return Draft(
            status="answered", paragraphs=tuple(paragraphs), citations=citations, amounts=_unique(parts),
            suggestions=self._parts.follow_ups(evidence.subjects),
        )  # fmt: skip

    def _measures(self, query: Query, evidence: Evidence) -> Draft:
        paragraphs, citations = [], []
        for subject in evidence.subjects[:2]:
            quote = self._parts.excerpt(subject, query)
            citations.append(self._parts.cite(subject.clause, quote))
            paragraphs += [f"{MEASURE_LEAD}（{subject.clause.label}）：", f"> {quote}"]
            if Intent.AMOUNT in query.intents and not subject.figured:
                paragraphs.append("对此文件没有写明奖补金额。")
        paragraphs += self._parts.responsible(evidence.subjects[:2])
        paragraphs.append(self._parts.grounds([s.clause.label for s in evidence.subjects[:2]]))
        return Draft(
            status="answered", paragraphs=tuple(dict.fromkeys(paragraphs)), citations=tuple(dict.fromkeys(citations))
        )

    def _targets(self, query: Query, evidence: Evidence) -> Draft:
        quotes = [self._parts.excerpt(subject, query) for subject in evidence.subjects]
        citations = [self._parts.cite(s.clause, quote) for s, quote in zip(evidence.subjects, quotes, strict=True)]
        return Draft(
            status="answered",
            paragraphs=(
                *self._parts.target_lines(evidence.subjects),
                *(f"> {quote}" for quote in dict.fromkeys(quotes)),
                *self._parts.responsible(evidence.subjects),
                self._parts.grounds(s.clause.label for s in evidence.subjects),
            ),
            citations=tuple(dict.fromkeys(citations)),
        )

    def _departments(self, query: Query, evidence: Evidence) -> Draft:
        subjects = list({s.clause.label: s for s in evidence.subjects}.values())
        lines = [
            f"**{s.clause.title}**（{s.clause.label}）的责任单位：{self._parts.names(s.clause)}。" for s in subjects
        ]
        quotes = ["" if s.awards else self._parts.excerpt(s, query) for s in subjects]
        citations = tuple(
            self._parts.cite(s.clause, q or s.clause.title) for s, q in zip(subjects, quotes, strict=True)
        )
        return Draft(
            status="answered",
            paragraphs=(
                *lines,
                *(f"> {q}" for q in quotes if q),
                self._parts.grounds(s.clause.label for s in subjects),
            ),
            citations=citations,
        )

    def _deadline(self, query: Query, evidence: Evidence) -> Draft:
        meta = self._parts.meta
        lines = [self._parts.window_line()]
        foreign = [year for year in query.years if meta.award_window_end and year > meta.award_window_end.year]
        if foreign:
            lines.append(f"{foreign[0]}年才取得认定的，不在上述认定期限内。")
        lines.append(f"期限内已取得认定、尚未兑现的，以及是否有后续政策，请咨询{self._parts.whom}。")
        conditions = self._parts.conditions([s for s in evidence.subjects if s.awards])
        subjects = [s for s in evidence.subjects if s.clause.label != CLOSING][:2]
        citations = (
            self._parts.cite_closing(),
            *(self._parts.cite(s.clause, s.clause.title) for s in subjects if s.clause.label != OPENING),
        )
        labels = [CLOSING, *dict.fromkeys(s.clause.label for s in subjects)]
        return Draft(
            status="answered", paragraphs=(*lines, *conditions, self._parts.grounds(labels)), citations=citations
        )

    def _stacking(self, query: Query, evidence: Evidence) -> Draft:
        principle = "市内奖励遵循**从优且不重复享受**原则（附则）"
        paid = [s for s in evidence.subjects if s.awards]
        if any(is_joint(reward) for s in paid for reward in s.awards) and len(paid) == 1:
            return self._awards(query, Evidence(route="awards", subjects=tuple(paid)))
        bare = query.model_copy(update={"figures": ()})
        parts = [part for subject in paid for part in sections(subject, bare, self._corpus.lexicon)]
        if len(paid) > 1:
            lead = (
                f"{principle}。不同奖补项目能否同时享受，文件没有明确规定，不能据此相加，请向{self._parts.whom}确认。"
                "各项标准如下："
            )
        elif paid and paid[0].awards[0].stacking:
            lead = f"不能相加：{principle}，同一项目不同级别只按从优的一档享受，不重复享受。"
        else:
            lead = f"{principle}：同类奖励从优享受、不重复享受。具体情形请咨询{self._parts.whom}。"
        paragraphs = [lead, *(text for part in parts for text in (part.direct, *part.blocks))]
        paragraphs += [*self._parts.conditions(paid), self._parts.grounds([*(s.clause.label for s in paid), CLOSING])]
        citations = (self._parts.cite_closing(), *self._parts.award_citations(paid))
        return Draft(status="answered", paragraphs=tuple(paragraphs), citations=citations, amounts=_unique(parts))

    def _compare(self, query: Query, evidence: Evidence) -> Draft:
        comparison = compare(evidence.subjects, query)
        paragraphs = [comparison.direct, comparison.table, *self._parts.conditions(evidence.subjects)]
        paragraphs.append(self._parts.grounds(s.clause.label for s in evidence.subjects) + self._messages.stacking)
        citations = (*self._parts.award_citations(evidence.subjects), self._parts.cite_closing())
        return Draft(status="answered", paragraphs=tuple(paragraphs), citations=citations, amounts=comparison.amounts)

    def _listing(self, query: Query, evidence: Evidence) -> Draft:
        listing = list_awards(query, self._corpus)
        citations = tuple(
            self._parts.cite(self._parts.clause(label), reward.tiers[0].quote)
            for label, reward in listing.first_by_clause.items()
        )
        return Draft(
            status="answered",
            paragraphs=(listing.direct, listing.table, self._parts.grounds([*listing.first_by_clause])),
            citations=(*citations, self._parts.cite_closing()),
            amounts=listing.amounts,
        )

    def _document(self, query: Query, evidence: Evidence) -> Draft:
        meta = self._parts.meta
        direct = (
            f"《{meta.title}》，文号 **{meta.number}**，{meta.issuer} {chinese_date(meta.issued)}印发，"
            f"自发布之日起施行，由{meta.interpreter}负责解释。"
        )
        opening = self._parts.clause(OPENING)
        citations = (self._parts.cite(opening, opening.body), self._parts.cite_closing())
        return Draft(
            status="answered",
            paragraphs=(direct, f"> {opening.body}", self._parts.grounds([OPENING, CLOSING])),
            citations=citations,
        )

    def _basis(self, query: Query, evidence: Evidence) -> Draft:
        opening = self._parts.clause(OPENING)
        return Draft(
            status="answered",
            paragraphs=(
                f"本文件（{self._parts.meta.number}）的制定依据和目的（导语）：",
                f"> {opening.body}",
                self._parts.grounds([OPENING]),
            ),
            citations=(self._parts.cite(opening, opening.body),),
        )

    def _interpreter(self, query: Query, evidence: Evidence) -> Draft:
        meta = self._parts.meta
        direct = f"本文件由**{meta.interpreter}**（{meta.interpreter_short}）负责解释。"
        return Draft(
            status="answered",
            paragraphs=(direct, self._parts.grounds([CLOSING])),
            citations=(self._parts.cite_closing(),),
        )

    def _clarify(self, query: Query, evidence: Evidence) -> Draft:
        if evidence.nearest:
            choices = "、".join(f"“{title}”" for title in evidence.nearest)
            asked = tuple(f"{title}有什么规定？" for title in evidence.nearest)
            text = self._messages.clarify.format(choices=choices)
            return Draft(status="clarify", paragraphs=(text,), suggestions=asked)
        examples = tuple(q for questions in self._corpus.questions for q in questions.examples)[:4]
        names = "、".join(r.name for r in self._corpus.rewards if r.kind == "award" and r.tiers[0].yuan)
        return Draft(status="clarify", paragraphs=(self._messages.clarify.format(choices=names),), suggestions=examples)

    def _not_covered(self, query: Query, evidence: Evidence) -> Draft:
        fields = {"number": self._parts.meta.number, "interpreter": self._parts.whom}
        if evidence.reason:
            text = self._messages.not_covered.format(reason=evidence.reason, **fields)
        else:
            text = self._messages.not_covered_plain.format(**fields)
        suggestions = tuple(f"{name}有什么规定？" for name in evidence.nearest)
        return Draft(status="not_covered", paragraphs=(text,), suggestions=suggestions)

    def _refused(self, query: Query, evidence: Evidence) -> Draft:
        return Draft(status="refused", paragraphs=(self._messages.refused,))

    def _greeting(self, query: Query, evidence: Evidence) -> Draft:
        examples = tuple(q for questions in self._corpus.questions for q in questions.examples)
        return Draft(
            status="not_covered", paragraphs=(self._messages.greeting.format(number=self._parts.meta.number),),
            suggestions=examples[:4],
        )  # fmt: skip


def _unique(sections: Iterable[Section]) -> tuple[StatedAmount, ...]:
    return tuple(dict.fromkeys(amount for part in sections for amount in part.amounts))
