"""Answers by the words of clauses: what they provide, what they aim at, who is responsible."""

from __future__ import annotations

from assistant.answering.draft import Draft
from assistant.answering.evidence import MOST_SUBJECTS, Evidence
from assistant.answering.parts import Parts
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Intent, Query

MEASURE_LEAD = "按文件规定"
SILENT = "对此文件没有写明奖补金额。"


class ClauseAnswers:
    """Writes answers by the clauses of one corpus."""

    def __init__(self, corpus: Corpus, parts: Parts) -> None:
        self._messages, self._parts = corpus.messages, parts

    def measures(self, query: Query, evidence: Evidence) -> Draft:
        """Quote what the clauses provide, and say where that is no sum."""
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

    def targets(self, query: Query, evidence: Evidence) -> Draft:
        """Say what the documents aim at, as aims."""
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

    def departments(self, query: Query, evidence: Evidence) -> Draft:
        """Say who is responsible for the clauses."""
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
