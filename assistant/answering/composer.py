"""Compose a draft from evidence: one function per kind of answer, paragraphs in the order of the contract."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.answering.awards import Section, sections
from assistant.answering.comparison import compare
from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence, Route, Subject
from assistant.answering.listing import list_awards
from assistant.answering.premises import wrong_claims
from assistant.answering.wording import figure_text
from assistant.models import Citation, Clause, PolicyMeta, Reward, StatedAmount, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.document import CLOSING, OPENING
from assistant.policy.lexicon import fold
from assistant.text.numerals import format_number
from assistant.understanding.query import Intent, Query

SENTENCE = re.compile(r"[^。；]+[。；]?")
LONGEST_QUOTE = 330
AWARDED: tuple[Route, ...] = ("awards", "deadline", "stacking", "compare", "listing")
MEASURE_LEAD = "按文件规定"


class Composer:
    """Writes drafts on one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._messages = corpus.messages
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
        notices = self._notices(evidence, as_of)
        correction = self._correction(query, evidence)
        extra = self._beyond(query, evidence)
        paragraphs = (
            *(f"> {notice}" for notice in notices), *correction, *draft.paragraphs, *extra, self._messages.disclaimer,
        )  # fmt: skip
        return draft.model_copy(update={"paragraphs": paragraphs, "notices": notices})

    def quote_only(self, evidence: Evidence) -> Draft:
        """Return the bare clauses: what is left to say when a draft did not pass the guard."""
        clauses = list(dict.fromkeys(subject.clause.label for subject in evidence.subjects))
        citations = tuple(self._cite(s.clause, s.clause.text) for s in evidence.subjects if s.clause.label in clauses)
        blocks = [f"> {citation.clause}　{citation.quote}" for citation in citations]
        return Draft(status="answered", paragraphs=(self._messages.blocked, *blocks, self._messages.disclaimer), citations=citations)

    # ------------------------------------------------------------ kinds of answer

    def _awards(self, query: Query, evidence: Evidence) -> Draft:
        parts = [part for s in evidence.subjects if s.awards for part in sections(s, query, self._corpus.lexicon)]
        paragraphs = [text for part in parts for text in (part.direct, *part.blocks)]
        plain = [s for s in evidence.subjects if not _figured(s)][:2]
        quotes = [self._excerpt(subject, query) for subject in plain]
        paragraphs += [f"> {quote}" for quote in quotes]
        if Intent.TARGET in query.intents:
            paragraphs += self._target_lines(evidence.subjects)
        if Intent.DEADLINE in query.intents:
            paragraphs.append(self._window_line())
        paragraphs += self._conditions(evidence.subjects)
        paragraphs += self._responsible(evidence.subjects)
        paragraphs += [self._grounds(s.clause.label for s in evidence.subjects) + self._messages.stacking]
        cited = [self._cite(subject.clause, quote) for subject, quote in zip(plain, quotes, strict=True)]
        citations = (*self._award_citations([s for s in evidence.subjects if _figured(s)]), *cited, self._cite_closing())
        return Draft(
            status="answered", paragraphs=tuple(paragraphs), citations=citations, amounts=_unique(parts),
            suggestions=self._follow_ups(evidence.subjects),
        )  # fmt: skip

    def _measures(self, query: Query, evidence: Evidence) -> Draft:
        paragraphs, citations = [], []
        for subject in evidence.subjects[:2]:
            quote = self._excerpt(subject, query)
            citations.append(self._cite(subject.clause, quote))
            paragraphs += [f"{MEASURE_LEAD}（{subject.clause.label}）：", f"> {quote}"]
            if Intent.AMOUNT in query.intents and not _figured(subject):
                paragraphs.append("对此文件没有写明奖补金额。")
        paragraphs += self._responsible(evidence.subjects[:2])
        paragraphs.append(self._grounds([s.clause.label for s in evidence.subjects[:2]]))
        return Draft(status="answered", paragraphs=tuple(dict.fromkeys(paragraphs)), citations=tuple(dict.fromkeys(citations)))

    def _targets(self, query: Query, evidence: Evidence) -> Draft:
        quotes = [self._excerpt(subject, query) for subject in evidence.subjects]
        citations = [self._cite(s.clause, quote) for s, quote in zip(evidence.subjects, quotes, strict=True)]
        return Draft(
            status="answered",
            paragraphs=(
                *self._target_lines(evidence.subjects),
                *(f"> {quote}" for quote in dict.fromkeys(quotes)),
                *self._responsible(evidence.subjects),
                self._grounds(s.clause.label for s in evidence.subjects),
            ),
            citations=tuple(dict.fromkeys(citations)),
        )

    def _target_lines(self, subjects: Iterable[Subject]) -> list[str]:
        lines = [f"- {row.name}：**{_target_figure(row.tiers[0])}**{_note(row)}" for s in subjects for row in s.targets]
        return ["文件提出的目标（不是奖补金额）：\n" + "\n".join(lines)] if lines else []

    def _departments(self, query: Query, evidence: Evidence) -> Draft:
        subjects = list({s.clause.label: s for s in evidence.subjects}.values())
        lines = [f"**{s.clause.title}**（{s.clause.label}）的责任单位：{self._names(s.clause)}。" for s in subjects]
        quotes = ["" if s.awards else self._excerpt(s, query) for s in subjects]
        citations = tuple(self._cite(s.clause, q or s.clause.title) for s, q in zip(subjects, quotes, strict=True))
        return Draft(
            status="answered",
            paragraphs=(*lines, *(f"> {q}" for q in quotes if q), self._grounds(s.clause.label for s in subjects)),
            citations=citations,
        )

    def _deadline(self, query: Query, evidence: Evidence) -> Draft:
        meta = self._meta
        lines = [self._window_line()]
        foreign = [year for year in query.years if meta.award_window_end and year > meta.award_window_end.year]
        if foreign:
            lines.append(f"{foreign[0]}年才取得认定的，不在上述认定期限内。")
        lines.append(f"期限内已取得认定、尚未兑现的，以及是否有后续政策，请咨询{meta.interpreter}。")
        conditions = self._conditions([s for s in evidence.subjects if s.awards])
        subjects = [s for s in evidence.subjects if s.clause.label != CLOSING][:2]
        citations = (self._cite_closing(), *(self._cite(s.clause, s.clause.title) for s in subjects if s.clause.label != OPENING))
        labels = [CLOSING, *dict.fromkeys(s.clause.label for s in subjects)]
        return Draft(status="answered", paragraphs=(*lines, *conditions, self._grounds(labels)), citations=citations)

    def _window_line(self) -> str:
        meta = self._meta
        end = f"奖励或补助的**资格认定截止日期为 {chinese_date(meta.award_window_end)}**（当日仍在期限内）；" if meta.award_window_end else ""
        return f"{end}文件自发布之日（{chinese_date(meta.effective)}）起施行。"

    def _stacking(self, query: Query, evidence: Evidence) -> Draft:
        principle = "市内奖励遵循**从优且不重复享受**原则（附则）"
        paid = [s for s in evidence.subjects if s.awards]
        if any(s.topic == "above-scale" for s in paid) and len(paid) == 1:
            return self._awards(query, Evidence(route="awards", subjects=tuple(paid)))
        bare = query.model_copy(update={"figures": ()})
        parts = [part for subject in paid for part in sections(subject, bare, self._corpus.lexicon)]
        if len(paid) > 1:
            lead = (
                f"{principle}。不同奖补项目能否同时享受，文件没有明确规定，不能据此相加，请向{self._meta.interpreter}确认。"
                "各项标准如下："
            )
        elif paid and paid[0].awards[0].stacking:
            lead = f"不能相加：{principle}，同一项目不同级别只按从优的一档享受，不重复享受。"
        else:
            lead = f"{principle}：同类奖励从优享受、不重复享受。具体情形请咨询{self._meta.interpreter}。"
        paragraphs = [lead, *(text for part in parts for text in (part.direct, *part.blocks))]
        paragraphs += [*self._conditions(paid), self._grounds([*(s.clause.label for s in paid), CLOSING])]
        citations = (self._cite_closing(), *self._award_citations(paid))
        return Draft(status="answered", paragraphs=tuple(paragraphs), citations=citations, amounts=_unique(parts))

    def _compare(self, query: Query, evidence: Evidence) -> Draft:
        comparison = compare(evidence.subjects, query)
        paragraphs = [comparison.direct, comparison.table, *self._conditions(evidence.subjects)]
        paragraphs.append(self._grounds(s.clause.label for s in evidence.subjects) + self._messages.stacking)
        citations = (*self._award_citations(evidence.subjects), self._cite_closing())
        return Draft(
            status="answered", paragraphs=tuple(paragraphs), citations=citations, amounts=comparison.amounts
        )

    def _listing(self, query: Query, evidence: Evidence) -> Draft:
        listing = list_awards(query, self._corpus)
        citations = tuple(
            self._cite(self._clause(label), reward.tiers[0].quote) for label, reward in listing.first_by_clause.items()
        )
        return Draft(
            status="answered",
            paragraphs=(listing.direct, listing.table, self._grounds([*listing.first_by_clause])),
            citations=(*citations, self._cite_closing()),
            amounts=listing.amounts,
        )

    def _document(self, query: Query, evidence: Evidence) -> Draft:
        meta = self._meta
        direct = (
            f"《{meta.title}》，文号 **{meta.number}**，{meta.issuer} {chinese_date(meta.issued)}印发，"
            f"自发布之日起施行，由{meta.interpreter}负责解释。"
        )
        opening = self._clause(OPENING)
        citations = (self._cite(opening, opening.body), self._cite_closing())
        return Draft(
            status="answered", paragraphs=(direct, f"> {opening.body}", self._grounds([OPENING, CLOSING])), citations=citations
        )

    def _basis(self, query: Query, evidence: Evidence) -> Draft:
        opening = self._clause(OPENING)
        return Draft(
            status="answered",
            paragraphs=(f"本文件（{self._meta.number}）的制定依据和目的（导语）：", f"> {opening.body}", self._grounds([OPENING])),
            citations=(self._cite(opening, opening.body),),
        )

    def _interpreter(self, query: Query, evidence: Evidence) -> Draft:
        meta = self._meta
        direct = f"本文件由**{meta.interpreter}**（{meta.interpreter_short}）负责解释。"
        return Draft(
            status="answered", paragraphs=(direct, self._grounds([CLOSING])), citations=(self._cite_closing(),)
        )

    def _clarify(self, query: Query, evidence: Evidence) -> Draft:
        examples = tuple(q for questions in self._corpus.questions for q in questions.examples)[:4]
        names = "、".join(r.name for r in self._corpus.rewards if r.kind == "award" and r.tiers[0].yuan)
        return Draft(
            status="clarify", paragraphs=(self._messages.clarify.format(choices=names),), suggestions=examples
        )

    def _not_covered(self, query: Query, evidence: Evidence) -> Draft:
        fields = {"number": self._meta.number, "interpreter": self._meta.interpreter}
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
            status="not_covered", paragraphs=(self._messages.greeting.format(number=self._meta.number),),
            suggestions=examples[:4],
        )  # fmt: skip

    # ------------------------------------------------------------ parts

    @property
    def _meta(self) -> PolicyMeta:
        return self._corpus.policies[0].meta

    def _clause(self, label: str) -> Clause:
        return self._corpus.clause(self._meta.id, label)

    def _notices(self, evidence: Evidence, as_of: date) -> tuple[str, ...]:
        meta = self._meta
        if as_of < meta.effective:
            return (self._messages.not_in_force.format(effective=chinese_date(meta.effective)),)
        awarded = evidence.route in AWARDED or any(s.awards for s in evidence.subjects)
        if meta.award_window_end is None or as_of <= meta.award_window_end or not awarded:
            return ()
        end = chinese_date(meta.award_window_end)
        return (self._messages.window_closed.format(end=end, interpreter=meta.interpreter),)

    def _correction(self, query: Query, evidence: Evidence) -> tuple[str, ...]:
        if evidence.route not in ("awards", "stacking"):
            return ()
        wrong = wrong_claims(query, evidence.subjects)
        if not wrong:
            return ()
        said = "、".join(f"“{claim.surface}”" for claim in wrong)
        return (f"您提到的{said}与文件规定不一致，应以文件为准：",)

    def _beyond(self, query: Query, evidence: Evidence) -> list[str]:
        """Say what part of the question the policy leaves open."""
        parts = [
            self._messages.partly_uncovered.format(term=term, number=self._meta.number) for term in query.uncovered[:1]
        ]
        if query.details and evidence.route in ("awards", "departments", "stacking"):
            parts.append(self._messages.details_uncovered.format(detail=query.details[0], interpreter=self._meta.interpreter))
        return parts

    def _conditions(self, subjects: Iterable[Subject]) -> list[str]:
        named = [r for s in subjects for r in s.awards if r.condition]
        if not named:
            return []
        if len(named) == 1:
            return [f"条件：{_condition(named[0])}。"]
        return ["条件：" + "；".join(f"{row.name}——{_condition(row)}" for row in named) + "。"]

    def _responsible(self, subjects: Iterable[Subject]) -> list[str]:
        clauses = {s.clause.label: s.clause for s in subjects if s.clause.departments}
        if len(clauses) == 1:
            return [f"责任单位：{self._names(clause)}。" for clause in clauses.values()]
        return [f"责任单位（{label}）：{self._names(clause)}。" for label, clause in clauses.items()]

    @staticmethod
    def _names(clause: Clause) -> str:
        return "、".join(clause.departments)

    def _grounds(self, labels: Iterable[str]) -> str:
        named = "、".join(dict.fromkeys(labels))
        return f"依据：{self._meta.number} {named}。"

    def _award_citations(self, subjects: Sequence[Subject]) -> list[Citation]:
        citations = []
        for subject in subjects:
            for reward in (*subject.awards, *subject.related):
                citations.append(self._cite(subject.clause, reward.tiers[0].quote))
        return list(dict.fromkeys(citations))

    def _cite(self, clause: Clause, quote: str) -> Citation:
        return Citation(policy=clause.policy, clause=clause.label, quote=quote)

    def _cite_closing(self) -> Citation:
        closing = self._clause(CLOSING)
        return self._cite(closing, closing.body)

    def _excerpt(self, subject: Subject, query: Query) -> str:
        """Quote the clause: whole where short, else its sentences that share the question's words."""
        text = subject.clause.text
        if len(text) <= LONGEST_QUOTE:
            return text
        sentences = [m[0] for m in SENTENCE.finditer(text)]
        terms = tuple(fold(term) for term in subject.terms)
        naming = [i for i, sentence in enumerate(sentences) if any(term in fold(sentence) for term in terms)]
        if not naming:
            asked = _bigrams(query.folded)
            naming = sorted(range(len(sentences)), key=lambda i: -len(_bigrams(fold(sentences[i])) & asked))[:1]
        return "".join(sentences[naming[0] : max(naming[:3]) + 1 if naming[-1] - naming[0] < 3 else naming[0] + 2])

    @staticmethod
    def _follow_ups(subjects: Sequence[Subject]) -> tuple[str, ...]:
        name = subjects[0].name if subjects else ""
        return (f"{name}的责任单位是哪些？", f"{name}的认定什么时候截止？") if name else ()


def chinese_date(day: date) -> str:
    """Write a date as official documents do: 2021年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _condition(reward: Reward) -> str:
    """Say who qualifies, once: the beneficiary where it names the condition itself."""
    if reward.beneficiary is None or reward.beneficiary in (reward.condition or ""):
        return reward.condition or ""
    if (reward.condition or "") in reward.beneficiary:
        return reward.beneficiary
    return f"{reward.condition}；对象：{reward.beneficiary}"


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _figured(subject: Subject) -> bool:
    return any(tier.yuan or tier.percent for reward in subject.awards for tier in reward.tiers)


def _target_figure(tier: Tier) -> str:
    after = {"at_least": "以上", "at_most": "以内"}.get(tier.bound or "", "")
    if tier.count is not None:
        if tier.counter == "吨" and tier.count >= 10000:
            return f"{format_number(tier.count / 10000)}万吨{after}"
        return f"{format_number(tier.count)}{tier.counter or ''}{after}"
    return figure_text(tier)


def _note(row: Reward) -> str:
    return f"（{row.note}）" if row.note else ""


def _unique(sections: Iterable[Section]) -> tuple[StatedAmount, ...]:
    return tuple(dict.fromkeys(amount for part in sections for amount in part.amounts))
