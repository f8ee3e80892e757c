"""Compose a draft from evidence: one function per kind of answer, paragraphs in the order of the contract."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from assistant.answering.award_answers import AwardAnswers
from assistant.answering.clause_answers import ClauseAnswers
from assistant.answering.documents import DocumentAnswers
from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.notices import Notices
from assistant.answering.parallels import LEAD, Parallels
from assistant.answering.parts import Parts
from assistant.answering.routing import Route
from assistant.answering.rowwise.writing import RowWriter
from assistant.answering.silence import Silence
from assistant.answering.yes_or_no import Verdicts
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Query

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
        awards, clauses = AwardAnswers(corpus, self._parts), ClauseAnswers(corpus, self._parts)
        documents, silence = DocumentAnswers(corpus, self._parts), Silence(corpus, self._parts)
        self._routes: dict[Route, Callable[[Query, Evidence], Draft]] = {
            "awards": awards.awards,
            "measures": clauses.measures,
            "targets": clauses.targets,
            "departments": clauses.departments,
            "deadline": documents.deadline,
            "stacking": awards.stacking,
            "compare": awards.compare,
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
            return draft.seal()
        draft = self._with_pending(draft)
        awarded = self._quotes_award(draft)
        notices = self._notices.of(evidence, as_of, awarded, briefly=query.follows)
        first = notices if not query.follows else self._notices.first(evidence, as_of, awarded)
        later = tuple(notice for notice in notices if notice not in first)
        premises = self._parts.premises(query, evidence)
        extra = [*self._parts.beyond(query, evidence), *self._notices.superseded(evidence, as_of)]
        parallels = self._parallels.write(query, evidence, as_of)
        alone = parallels and len(evidence.policies) == 1
        named = (self._parts.introduce(evidence.policies), *draft.paragraphs) if alone else draft.paragraphs
        further = (LEAD, *(text for parallel in parallels for text in parallel.paragraphs)) if parallels else ()
        borne_out = (amount for sum_ in premises.borne_out for amount in sum_.amounts)
        named = _led(self._verdicts.lead(query, evidence, premises, as_of), named)
        paragraphs = (
            *(f"> {notice}" for notice in first), *self._parts.correction(premises),
            *_before_details(named, later), *extra, *further, self._messages.disclaimer,
        )  # fmt: skip
        whole = draft.model_copy(
            update={
                "paragraphs": tuple(paragraph for paragraph in paragraphs if paragraph),
                "notices": (*notices, *(n for parallel in parallels for n in parallel.notices)),
                "citations": (*draft.citations, *(c for parallel in parallels for c in parallel.citations)),
                "amounts": (*borne_out, *draft.amounts, *(a for parallel in parallels for a in parallel.amounts)),
            }
        )
        return whole.seal()

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
        ).seal()


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
