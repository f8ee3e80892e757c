"""The parts that answers are put together from: notice, conditions, departments, grounds, citations, excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.answering.evidence import Evidence
from assistant.answering.premises import wrong_claims
from assistant.answering.routing import Route
from assistant.answering.subjects import Subject, bigrams
from assistant.answering.wording import figure_text
from assistant.models import Citation, Clause, PolicyMeta, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.document import CLOSING
from assistant.policy.lexicon import fold
from assistant.text.numerals import format_number
from assistant.understanding.query import Query

SENTENCE = re.compile(r"[^。；]+[。；]?")
LONGEST_QUOTE = 330  # characters of a clause that is quoted whole
AWARDED: tuple[Route, ...] = ("awards", "deadline", "stacking", "compare", "listing")


class Parts:
    """Writes the recurring parts of answers on one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._messages = corpus.messages

    @property
    def meta(self) -> PolicyMeta:
        return self._corpus.policies[0].meta

    @property
    def whom(self) -> str:
        """Name whom to ask, with the phone number that staff last verified, where there is one."""
        name = self.meta.interpreter
        contact = next((c for c in self._corpus.contacts if c.department == name and c.phone), None)
        return f"{name}（电话 {contact.phone}）" if contact else name

    def clause(self, label: str) -> Clause:
        return self._corpus.clause(self.meta.id, label)

    def notices(self, evidence: Evidence, as_of: date, awarded: bool = False) -> tuple[str, ...]:
        """Return the notices due on a date; `awarded` where the answer is known to be about awards."""
        meta = self.meta
        if as_of < meta.effective:
            return (self._messages.not_in_force.format(effective=chinese_date(meta.effective)),)
        awarded = awarded or evidence.route in AWARDED or any(s.awards for s in evidence.subjects)
        if meta.award_window_end is None or as_of <= meta.award_window_end or not awarded:
            return ()
        end = chinese_date(meta.award_window_end)
        return (self._messages.window_closed.format(end=end, interpreter=self.whom),)

    def correction(self, query: Query, evidence: Evidence) -> tuple[str, ...]:
        if evidence.route not in ("awards", "stacking"):
            return ()
        wrong = wrong_claims(query, evidence.subjects)
        if not wrong:
            return ()
        said = "、".join(f"“{claim.surface}”" for claim in wrong)
        return (f"您提到的{said}与文件规定不一致，应以文件为准：",)

    def beyond(self, query: Query, evidence: Evidence) -> list[str]:
        """Say what part of the question the policy leaves open."""
        parts = [
            self._messages.partly_uncovered.format(term=term, number=self.meta.number) for term in query.uncovered[:1]
        ]
        if query.details and evidence.route in ("awards", "departments", "stacking"):
            parts.append(self._messages.details_uncovered.format(detail=query.details[0], interpreter=self.whom))
        return parts

    def conditions(self, subjects: Iterable[Subject]) -> list[str]:
        named = [r for s in subjects for r in s.awards if r.condition]
        if not named:
            return []
        if len(named) == 1:
            return [f"条件：{_condition(named[0])}。"]
        return ["条件：" + "；".join(f"{row.name}——{_condition(row)}" for row in named) + "。"]

    def responsible(self, subjects: Iterable[Subject]) -> list[str]:
        clauses = {s.clause.label: s.clause for s in subjects if s.clause.departments}
        if len(clauses) == 1:
            return [f"责任单位：{self.names(clause)}。" for clause in clauses.values()]
        return [f"责任单位（{label}）：{self.names(clause)}。" for label, clause in clauses.items()]

    @staticmethod
    def names(clause: Clause) -> str:
        return "、".join(clause.departments)

    def grounds(self, labels: Iterable[str]) -> str:
        named = "、".join(dict.fromkeys(labels))
        return f"依据：{self.meta.number} {named}。"

    def award_citations(self, subjects: Sequence[Subject]) -> list[Citation]:
        citations = []
        for subject in subjects:
            for reward in (*subject.awards, *subject.related):
                citations.append(self.cite(subject.clause, reward.tiers[0].quote))
        return list(dict.fromkeys(citations))

    def cite(self, clause: Clause, quote: str) -> Citation:
        return Citation(policy=clause.policy, clause=clause.label, quote=quote)

    def cite_closing(self) -> Citation:
        closing = self.clause(CLOSING)
        return self.cite(closing, closing.body)

    def excerpt(self, subject: Subject, query: Query) -> str:
        """Quote the clause: whole where short, else its sentences that share the question's words."""
        text = subject.clause.text
        if len(text) <= LONGEST_QUOTE:
            return text
        sentences = [m[0] for m in SENTENCE.finditer(text)]
        terms = tuple(fold(term) for term in subject.terms)
        naming = [i for i, sentence in enumerate(sentences) if any(term in fold(sentence) for term in terms)]
        if not naming:
            asked = bigrams(query.folded)
            naming = sorted(range(len(sentences)), key=lambda i: -len(bigrams(fold(sentences[i])) & asked))[:1]
        return "".join(sentences[naming[0] : max(naming[:3]) + 1 if naming[-1] - naming[0] < 3 else naming[0] + 2])

    @staticmethod
    def follow_ups(subjects: Sequence[Subject]) -> tuple[str, ...]:
        name = subjects[0].name if subjects else ""
        return (f"{name}的责任单位是哪些？", f"{name}的认定什么时候截止？") if name else ()

    def window_line(self) -> str:
        meta = self.meta
        end = (
            f"奖励或补助的**资格认定截止日期为 {chinese_date(meta.award_window_end)}**（当日仍在期限内）；"
            if meta.award_window_end
            else ""
        )
        return f"{end}文件自发布之日（{chinese_date(meta.effective)}）起施行。"

    def target_lines(self, subjects: Iterable[Subject]) -> list[str]:
        lines = [f"- {row.name}：**{_target_figure(row.tiers[0])}**{_note(row)}" for s in subjects for row in s.targets]
        return ["文件提出的目标（不是奖补金额）：\n" + "\n".join(lines)] if lines else []


def chinese_date(day: date) -> str:
    """Write a date as official documents do: 2021年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _target_figure(tier: Tier) -> str:
    after = {"at_least": "以上", "at_most": "以内"}.get(tier.bound or "", "")
    if tier.count is not None:
        if tier.counter == "吨" and tier.count >= 10000:
            return f"{format_number(tier.count / 10000)}万吨{after}"
        return f"{format_number(tier.count)}{tier.counter or ''}{after}"
    return figure_text(tier)


def _note(row: Reward) -> str:
    return f"（{row.note}）" if row.note else ""


def _condition(reward: Reward) -> str:
    """Say who qualifies, once: the beneficiary where it names the condition itself."""
    if reward.beneficiary is None or reward.beneficiary in (reward.condition or ""):
        return reward.condition or ""
    if (reward.condition or "") in reward.beneficiary:
        return reward.beneficiary
    return f"{reward.condition}；对象：{reward.beneficiary}"
