"""Compose a draft from evidence: one function per kind of answer, paragraphs in the order of the contract."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from assistant.answering.awards import Section, is_joint, sections
from assistant.answering.comparison import compare
from assistant.answering.documents import DocumentAnswers
from assistant.answering.draft import Draft
from assistant.answering.evidence import MOST_SUBJECTS, Evidence
from assistant.answering.notices import Notices
from assistant.answering.parallels import LEAD, Parallels
from assistant.answering.parts import STACKING_RULE, Parts, issued_in_brackets
from assistant.answering.routing import MONEY, Route
from assistant.answering.rowwise.writing import RowWriter
from assistant.answering.silence import Silence
from assistant.answering.subjects import Subject
from assistant.answering.verdicts import Verdicts
from assistant.models import StatedAmount
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Intent, Query

MEASURE_LEAD = "按文件规定"
SILENT = "对此文件没有写明奖补金额。"
DETAIL = re.compile("条件：|责任单位|依据：")


class Composer:
    """Writes drafts on one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._messages = corpus.messages
        self._parts = Parts(corpus)
        self._notices = Notices(corpus, self._parts)
        self._verdicts = Verdicts(corpus, self._parts)
        self._parallels = Parallels(corpus, self._parts, self._notices)
        documents, silence = DocumentAnswers(corpus, self._parts), Silence(corpus, self._parts)
        self._routes: dict[Route, Callable[[Query, Evidence], Draft]] = {
            "awards": self._awards,
            "measures": self._measures,
            "targets": self._targets,
            "departments": self._departments,
            "deadline": documents.deadline,
            "stacking": self._stacking,
            "compare": self._compare,
            "listing": documents.listing,
            "document": documents.document,
            "rows": RowWriter(corpus, self._parts).write,
            "basis": documents.basis,
            "interpreter": documents.interpreter,
            "duties": documents.duties,
            "clarify": silence.clarify,
            "not_covered": silence.not_covered,
            "refused": silence.refused,
            "greeting": silence.greeting,
        }

    def compose(self, query: Query, evidence: Evidence, as_of: date) -> Draft:
        """Return the draft for the date of asking: notice, correction, direct answer, details, disclaimer."""
        draft = self._routes[evidence.route](query, evidence)
        if draft.status != "answered" and not draft.citations:
            return draft
        draft = self._with_pending(draft)
        awarded = self._quotes_award(draft)
        notices = self._notices.of(evidence, as_of, awarded, briefly=query.follows)
        first = notices if not query.follows else self._notices.standing(evidence, as_of, awarded)
        later = tuple(notice for notice in notices if notice not in first)
        premises = self._parts.premises(query, evidence)
        extra = [*self._parts.beyond(query, evidence), *self._notices.superseded(evidence, as_of)]
        parallels = self._parallels.write(query, evidence, as_of)
        alone = parallels and len(evidence.policies) == 1
        named = (self._by(evidence.policies), *draft.paragraphs) if alone else draft.paragraphs
        further = (LEAD, *(text for parallel in parallels for text in parallel.paragraphs)) if parallels else ()
        borne_out = (amount for sum_ in premises.borne_out for amount in sum_.amounts)
        named = _led(self._verdicts.lead(query, evidence, premises, as_of), named)
        paragraphs = (
            *(f"> {notice}" for notice in first), *self._parts.correction(premises),
            *_before_details(named, later), *extra, *further, self._messages.disclaimer,
        )  # fmt: skip
        return draft.model_copy(
            update={
                "paragraphs": tuple(paragraph for paragraph in paragraphs if paragraph),
                "notices": (*notices, *(n for parallel in parallels for n in parallel.notices)),
                "citations": (*draft.citations, *(c for parallel in parallels for c in parallel.citations)),
                "amounts": (*borne_out, *draft.amounts, *(a for parallel in parallels for a in parallel.amounts)),
            }
        )

    def _with_pending(self, draft: Draft) -> Draft:
        """Quote what the cited clauses award by rows that nobody has reviewed, and say that they wait for review."""
        cited = {(citation.policy, citation.clause) for citation in draft.citations}
        waiting = [row for row in self._corpus.pending if row.kind == "award" and (row.policy, row.clause) in cited]
        paragraphs, citations = list(draft.paragraphs), list(draft.citations)
        for (policy, label), rows in groupby(waiting, key=lambda row: (row.policy, row.clause)):
            group = list(rows)
            clause = self._corpus.clause(policy, label)
            names = "、".join(dict.fromkeys(row.name for row in group))
            paragraphs.append(self._messages.pending.format(clause=label, names=names))
            quotes = dict.fromkeys(tier.quote for row in group for tier in row.tiers)
            said = "".join(paragraphs)
            paragraphs += [f"> {quote}" for quote in quotes if quote not in said]
            citations += [self._parts.cite(clause, quote) for quote in quotes]
        found = {"paragraphs": tuple(paragraphs), "citations": tuple(dict.fromkeys(citations))}
        return draft.model_copy(update=found) if waiting else draft

    def _quotes_award(self, draft: Draft) -> bool:
        """Whether a quoted clause states what an award gives, whatever was asked of it."""
        rows = [reward for reward in self._corpus.rewards if reward.kind == "award"]
        return any(
            tier.quote in citation.quote
            for citation in draft.citations
            for row in rows
            if (row.policy, row.clause) == (citation.policy, citation.clause)
            for tier in row.tiers
            if tier.yuan or tier.percent
        )

    def _by(self, policies: Sequence[str]) -> str:
        """Name the documents that what follows rests on."""
        named = (f"{m.name}{issued_in_brackets(m)}" for m in self._parts.metas(policies))
        return f"按{'、'.join(named)}："

    def quote_only(self, evidence: Evidence) -> Draft:
        """Return the bare clauses: what is left to say when a draft did not pass the guard."""
        subjects = (*evidence.subjects, *evidence.parallels)
        citations = tuple(dict.fromkeys(self._parts.cite(s.clause, s.clause.text) for s in subjects))
        several = len({citation.policy for citation in citations}) > 1
        numbers = {c.policy: f"{self._parts.meta(c.policy).name} " if several else "" for c in citations}
        blocks = [f"> {numbers[c.policy]}{c.clause}　{c.quote}" for c in citations]
        return Draft(
            status="answered",
            paragraphs=(self._messages.blocked, *blocks, self._messages.disclaimer),
            citations=citations,
            composed=True,
        )

    # ------------------------------------------------------------ kinds of answer

    def _awards(self, query: Query, evidence: Evidence) -> Draft:
        paid = [s for s in evidence.subjects if s.awards]
        if unclear := self._parts.unclear(paid, query):
            return unclear
        parts, paragraphs = self._sections(paid, query, evidence)
        plain = [s for s in evidence.subjects if not s.figured or _asks_of_text(query)][:2]
        quotes = [self._parts.excerpt(subject, query) for subject in plain]
        paragraphs += [f"> {quote}" for quote in quotes]
        if Intent.TARGET in query.intents:
            paragraphs += self._parts.target_lines(evidence.subjects)
        if Intent.DEADLINE in query.intents:
            paragraphs += self._parts.window_lines(evidence.policies)
        paragraphs += self._parts.conditions(evidence.subjects)
        paragraphs += self._parts.responsible(evidence.subjects)
        paragraphs += [self._parts.grounds_of(evidence.subjects) + self._parts.stacking_lines(evidence.policies)]
        cited = [self._parts.cite(subject.clause, quote) for subject, quote in zip(plain, quotes, strict=True)]
        citations = (
            *self._parts.award_citations([s for s in evidence.subjects if s.figured]),
            *cited,
            *self._parts.cite_closings(evidence.policies),
        )
        missing = parts and all(part.missing_level for part in parts) and not plain
        return Draft(
            status="not_covered" if missing else "answered", paragraphs=tuple(paragraphs), citations=citations,
            amounts=_unique(parts), suggestions=self._parts.follow_ups(evidence.subjects),
        )  # fmt: skip

    def _sections(
        self, subjects: Sequence[Subject], query: Query, evidence: Evidence
    ) -> tuple[list[Section], list[str]]:
        """Return what is said of each programme, and its paragraphs, under the documents where there are several."""
        parts: list[Section] = []
        paragraphs: list[str] = []
        for policy, group in groupby(subjects, key=lambda subject: subject.policy):
            found = [part for subject in group for part in sections(subject, query, self._corpus.lexicon)]
            if len(evidence.policies) > 1:
                paragraphs.append(self._by([policy]))
            paragraphs += [text for part in found for text in (part.direct, *part.blocks)]
            parts += found
        return parts, paragraphs

    def _measures(self, query: Query, evidence: Evidence) -> Draft:
        paragraphs, citations = [self._messages.far] if evidence.far else [], []
        for subject in evidence.subjects[:MOST_SUBJECTS]:
            quote = self._parts.excerpt(subject, query)
            citations.append(self._parts.cite(subject.clause, quote))
            silent = Intent.AMOUNT in query.intents and not subject.figured
            paragraphs.append(f"{SILENT if silent else ''}{MEASURE_LEAD}（{subject.clause.label}）：")
            paragraphs.append(f"> {quote}")
        paragraphs += self._parts.responsible(evidence.subjects[:MOST_SUBJECTS])
        paragraphs.append(self._parts.grounds_of(evidence.subjects[:MOST_SUBJECTS]))
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
                self._parts.grounds_of(evidence.subjects),
            ),
            citations=tuple(dict.fromkeys(citations)),
        )

    def _departments(self, query: Query, evidence: Evidence) -> Draft:
        subjects = list({(s.policy, s.clause.label): s for s in evidence.subjects}.values())
        lines = [
            f"**{s.clause.title}**（{s.clause.label}）的责任单位：{self._parts.names(s.clause)}。" for s in subjects
        ]
        quotes = ["" if s.figured else self._parts.excerpt(s, query) for s in subjects]
        citations = tuple(
            self._parts.cite(s.clause, q or s.clause.title) for s, q in zip(subjects, quotes, strict=True)
        )
        goals = self._parts.target_lines(evidence.subjects) if Intent.TARGET in query.intents else []
        return Draft(
            status="answered",
            paragraphs=(
                *lines,
                *goals,
                *(f"> {q}" for q in quotes if q),
                self._parts.grounds_of(subjects),
            ),
            citations=citations,
        )

    def _stacking(self, query: Query, evidence: Evidence) -> Draft:
        paid = [s for s in evidence.subjects if s.awards]
        if any(is_joint(reward) for s in paid for reward in s.awards) and len(paid) == 1:
            return self._awards(query, evidence.model_copy(update={"route": "awards", "subjects": tuple(paid)}))
        bare = query.model_copy(update={"figures": ()})
        parts, said = self._sections(paid, bare, evidence)
        paragraphs = [self._stacking_lead(paid, evidence), *said]
        rules = [rule for policy in evidence.policies if (rule := self._parts.stacking_rule(policy))]
        grounds = self._parts.grounds([*(s.clause for s in paid), *(clause for _, clause in rules)])
        citations = (*self._parts.cite_closings(evidence.policies), *self._parts.award_citations(paid))
        return Draft(
            status="answered",
            paragraphs=(*paragraphs, *self._parts.conditions(paid), grounds),
            citations=citations,
            amounts=_unique(parts),
        )

    def _stacking_lead(self, paid: Sequence[Subject], evidence: Evidence) -> str:
        """Say whether several awards go together, as far as the documents say."""
        policies = evidence.policies
        rules = [rule for policy in policies if (rule := self._parts.stacking_rule(policy))]
        whom = self._parts.whom(policies)
        if not rules or len(policies) > 1:
            silent = "能否同时享受，文件没有明确规定" if rules else "能否重复享受，文件没有写明"
            end = "各项标准如下：" if paid else ""
            return f"{self._parts.stacking_lines(policies)}{silent}，不能据此相加，请向{whom}确认。{end}"
        words, clause = rules[0]
        principle = STACKING_RULE.sub(lambda found: f"**{found[0]}**", words, count=1) + f"（{clause.label}）"
        if len(paid) > 1:
            return (
                f"{principle}。不同奖补项目能否同时享受，文件没有明确规定，不能据此相加，请向{whom}确认。各项标准如下："
            )
        if paid and paid[0].awards[0].stacking:
            return f"不能相加：{principle}，同一项目不同级别只按从优的一档享受，不重复享受。"
        return f"{principle}：同类奖励从优享受、不重复享受。具体情形请咨询{whom}。"

    def _compare(self, query: Query, evidence: Evidence) -> Draft:
        metas = self._parts.metas(evidence.policies)
        numbers = {meta.id: meta.name for meta in metas} if len(metas) > 1 else {}
        comparison = compare(evidence.subjects, query, numbers)
        paragraphs = [comparison.direct, comparison.table, *self._parts.conditions(evidence.subjects)]
        grounds = self._parts.grounds_of(evidence.subjects)
        paragraphs.append(grounds + self._parts.stacking_lines(evidence.policies))
        closings = self._parts.cite_closings(evidence.policies)
        citations = (*self._parts.award_citations(evidence.subjects), *closings)
        return Draft(status="answered", paragraphs=tuple(paragraphs), citations=citations, amounts=comparison.amounts)


def _led(lead: Sequence[str], paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs with what is said first in front of the direct answer, in its line."""
    if not lead:
        return tuple(paragraphs)
    first, *others = paragraphs
    plain = not first.startswith((">", "|", "-"))
    return ("".join((*lead, first)), *others) if plain else ("".join(lead), *paragraphs)


def _before_details(paragraphs: Sequence[str], notices: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs with the notices behind the direct answer."""
    place = next((i for i, text in enumerate(paragraphs) if DETAIL.match(text)), len(paragraphs))
    return (*paragraphs[:place], *notices, *paragraphs[place:])


def _asks_of_text(query: Query) -> bool:
    """Whether a question on awards is about what else the text says: neither the money nor who gets it."""
    of_award = query.intents & {Intent.AMOUNT, Intent.CONDITION} or query.levels or query.figures
    return not of_award and not MONEY.search(query.folded)


def _unique(sections: Iterable[Section]) -> tuple[StatedAmount, ...]:
    return tuple(dict.fromkeys(amount for part in sections for amount in part.amounts))
