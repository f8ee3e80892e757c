"""Answers about the documents themselves: their window, number, aims and interpreter, and what they award."""

from __future__ import annotations

from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.listing import list_awards
from assistant.answering.particulars import say_document, say_interpreter
from assistant.answering.parts import Parts
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Query


class DocumentAnswers:
    """Writes drafts about the documents of one corpus."""

    def __init__(self, corpus: Corpus, parts: Parts) -> None:
        self._corpus = corpus
        self._parts = parts

    def deadline(self, query: Query, evidence: Evidence) -> Draft:
        """Say until when titles count, since when the documents apply, and whom to ask about the rest."""
        lines = self._parts.window_lines(evidence.policies)
        ends = [meta.award_window_end for meta in self._parts.metas(evidence.policies)]
        late = [year for year in query.years if all(end is not None and year > end.year for end in ends)]
        if late:
            lines.append(f"{late[0]}年才取得认定的，不在上述认定期限内。")
        whom = self._parts.whom(evidence.policies)
        if any(ends):
            lines.append(f"期限内已取得认定、尚未兑现的，以及是否有后续政策，请咨询{whom}。")
        else:
            lines.append(f"文件没有写明认定或申报的截止日期，请咨询{whom}。")
        conditions = self._parts.conditions([s for s in evidence.subjects if s.awards])
        subjects = [s for s in evidence.subjects if s.part != "closing"][:2]
        closings = [self._parts.closing(policy) for policy in evidence.policies]
        citations = (
            *self._parts.cite_closings(evidence.policies),
            *(self._parts.cite(s.clause, s.clause.title) for s in subjects if s.part != "opening"),
        )
        grounds = self._parts.grounds([*closings, *(s.clause for s in subjects)])
        return Draft(status="answered", paragraphs=(*lines, *conditions, grounds), citations=citations)

    def listing(self, query: Query, evidence: Evidence) -> Draft:
        """List the awards that match."""
        listing = list_awards(query, self._corpus, evidence.scope)
        first = [(self._corpus.clause(r.policy, r.clause), r) for r in listing.first_by_clause]
        citations = tuple(self._parts.cite(clause, reward.tiers[0].quote) for clause, reward in first)
        return Draft(
            status="answered",
            paragraphs=(listing.direct, listing.table, self._parts.grounds(clause for clause, _ in first)),
            citations=(*citations, *self._parts.cite_closings(evidence.policies)),
            amounts=listing.amounts,
        )

    def duties(self, query: Query, evidence: Evidence) -> Draft:
        """List the clauses for which departments are responsible."""
        names = [name for d in query.departments for name in self._corpus.lexicon.departments[d]]
        clauses = [
            clause
            for policy in evidence.scope.ids
            for clause in self._corpus.policy(policy).clauses
            if any(name in printed for name in names for printed in clause.departments)
        ]
        printed = dict.fromkeys(d for c in clauses for d in c.departments if any(name in d for name in names))
        said = "、".join(printed) or "、".join(query.departments)
        if not clauses:
            return Draft(status="answered", paragraphs=(f"文件没有把{said}列为责任单位。",))
        lines = [f"- {clause.label}　{clause.title}" for clause in clauses]
        return Draft(
            status="answered",
            paragraphs=(
                f"责任单位中有{said}的条款共{len(clauses)}条：\n" + "\n".join(lines),
                self._parts.grounds(clauses),
            ),
            citations=tuple(self._parts.cite(clause, clause.title) for clause in clauses),
        )

    def document(self, query: Query, evidence: Evidence) -> Draft:
        """Name the documents in full."""
        lines = []
        for meta in self._parts.metas(evidence.policies):
            lines.append(say_document(meta))
        openings = [c for policy in evidence.policies if (c := self._parts.opening(policy))]
        closings = [self._parts.closing(policy) for policy in evidence.policies]
        citations = tuple(self._parts.cite(opening, opening.body) for opening in openings)
        return Draft(
            status="answered",
            paragraphs=(
                *lines,
                *(f"> {opening.body}" for opening in openings if len(lines) == 1),
                self._parts.grounds([*openings, *closings]),
            ),
            citations=(*citations, *self._parts.cite_closings(evidence.policies)),
        )

    def basis(self, query: Query, evidence: Evidence) -> Draft:
        """Quote why the documents were made."""
        openings = [c for policy in evidence.policies if (c := self._parts.opening(policy))]
        paragraphs = []
        for opening in openings:
            name = self._parts.meta(opening.policy).name
            paragraphs += [f"本文件（{name}）的制定依据和目的（{opening.label}）：", f"> {opening.body}"]
        return Draft(
            status="answered",
            paragraphs=(*paragraphs, self._parts.grounds(openings)),
            citations=tuple(self._parts.cite(opening, opening.body) for opening in openings),
        )

    def interpreter(self, query: Query, evidence: Evidence) -> Draft:
        """Name who interprets the documents."""
        metas = self._parts.metas(evidence.policies)
        names = [meta.name if len(metas) > 1 else "本文件" for meta in metas]
        lines = [say_interpreter(meta, name) for name, meta in zip(names, metas, strict=True)]
        return Draft(
            status="answered",
            paragraphs=(*lines, self._parts.grounds(map(self._parts.closing, evidence.policies))),
            citations=self._parts.cite_closings(evidence.policies),
        )
