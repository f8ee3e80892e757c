"""Answers on what awards give: one by one, together, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.answering.award_sections import Section, is_joint, sections
from assistant.answering.comparison import compare
from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.firms import add_over_firms
from assistant.answering.parts import STACKING_RULE, Parts
from assistant.answering.routing import MONEY
from assistant.answering.subjects import Subject
from assistant.models import StatedAmount
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Intent, Query


class AwardAnswers:
    """Writes answers on the awards of one corpus."""

    def __init__(self, corpus: Corpus, parts: Parts) -> None:
        self._lexicon, self._parts = corpus.lexicon, parts

    def awards(self, query: Query, evidence: Evidence) -> Draft:
        """Say what each programme gives, worked out where the user gives figures, with its conditions."""
        paid = [s for s in evidence.subjects if s.awards]
        if unclear := self._parts.unclear(paid, query):
            return unclear
        added = add_over_firms(paid, query, self._lexicon)
        each = query.model_copy(update={"firms": None}) if added else query
        parts, paragraphs = self._sections(paid, each, evidence)
        if added:
            paragraphs = [added[0], *paragraphs]
            parts.append(Section(direct=added[0], amounts=added[1]))
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
        missing = bool(parts and query.inherited) and not plain and all(part.missing_level for part in parts)
        missing = missing and Intent.CONDITION not in query.intents  # who qualifies is answered by the level that does
        return Draft(
            status="not_covered" if missing else "answered", paragraphs=tuple(paragraphs), citations=citations,
            amounts=_unique(parts), suggestions=self._parts.follow_ups(evidence.subjects),
            composed=any(amount.source == "computed" for part in parts for amount in part.amounts),
        )  # fmt: skip

    def _sections(
        self, subjects: Sequence[Subject], query: Query, evidence: Evidence
    ) -> tuple[list[Section], list[str]]:
        """Return what is said of each programme, and its paragraphs, under the documents where there are several."""
        parts: list[Section] = []
        paragraphs: list[str] = []
        for policy, group in groupby(subjects, key=lambda subject: subject.policy):
            found = [part for subject in group for part in sections(subject, query, self._lexicon)]
            if len(evidence.policies) > 1:
                paragraphs.append(self._parts.introduce([policy]))
            found = list(dict.fromkeys(found))  # an award that stands beside one asked about may be asked about, too
            paragraphs += [text for part in found for text in (part.direct, *part.blocks)]
            parts += found
        return parts, paragraphs

    def stacking(self, query: Query, evidence: Evidence) -> Draft:
        """Say whether several awards go together, and what each gives."""
        paid = [s for s in evidence.subjects if s.awards]
        if any(is_joint(reward) for s in paid for reward in s.awards) and len(paid) == 1:
            return self.awards(query, evidence.model_copy(update={"route": "awards", "subjects": tuple(paid)}))
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

    def compare(self, query: Query, evidence: Evidence) -> Draft:
        """Put awards side by side."""
        metas = self._parts.metas(evidence.policies)
        numbers = {meta.id: meta.name for meta in metas} if len(metas) > 1 else {}
        comparison = compare(evidence.subjects, query, numbers)
        paragraphs = [comparison.direct, comparison.table, *self._parts.conditions(evidence.subjects)]
        grounds = self._parts.grounds_of(evidence.subjects)
        paragraphs.append(grounds + self._parts.stacking_lines(evidence.policies))
        closings = self._parts.cite_closings(evidence.policies)
        citations = (*self._parts.award_citations(evidence.subjects), *closings)
        return Draft(status="answered", paragraphs=tuple(paragraphs), citations=citations, amounts=comparison.amounts)


def _asks_of_text(query: Query) -> bool:
    """Whether a question on awards is about what else the text says: neither the money nor who gets it."""
    of_award = query.intents & {Intent.AMOUNT, Intent.CONDITION} or query.levels or query.figures
    return not of_award and not MONEY.search(query.folded)


def _unique(sections: Iterable[Section]) -> tuple[StatedAmount, ...]:
    return tuple(dict.fromkeys(amount for part in sections for amount in part.amounts))
