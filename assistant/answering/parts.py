"""The parts that answers are put together from: conditions, departments, windows, grounds, citations, excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.particulars import applies_from, chinese_date, issued_in_brackets
from assistant.answering.premises import Premises, judge_premises
from assistant.answering.subjects import Subject, bigrams
from assistant.answering.wording import figure_text
from assistant.models import Citation, Clause, PolicyMeta, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.document import find_closing, find_opening
from assistant.policy.lexicon import fold
from assistant.text import giving
from assistant.text.numerals import format_number
from assistant.understanding.query import Query

SENTENCE = re.compile(r"[^。；]+[。；]?")
STACKING_RULE = re.compile(
    rf"从优[且、]?不(?:得)?重复享受|(?:从优|就高)不重复(?:享受)?|不(?:得)?重复(?:享受|{giving.AWARD})|就高不就低"
    r"|(?:就高|从优|从高)[、，和](?:就高|从优|从高)?[、，和]?不重复"
)
OF_DOCUMENT = re.compile(
    "本(?:办法|政策|措施|意见|通知|文件|细则|规定|方案)|其[他它](?:政策|文件|扶持|奖)|各项|各类|上级|同类"
)
GOES_ON = re.compile("但|可|则|且|并|也|只|按")  # what a phrase of a rule opens with that goes on from the one before
SHORTEST_RULE = 10  # characters of a rule on stacking that can stand without the words before it
LONGEST_QUOTE = 330  # characters of a clause that is quoted whole
MOST_NUMBERS = 3  # documents that a sentence names one by one


class Parts:
    """Writes the recurring parts of answers on one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._messages = corpus.messages

    def meta(self, policy: str) -> PolicyMeta:
        return self._corpus.policy(policy).meta

    def metas(self, policies: Iterable[str]) -> tuple[PolicyMeta, ...]:
        return tuple(map(self.meta, policies))

    def whom(self, policies: Iterable[str]) -> str:
        """Name whom to ask, with the phone numbers that staff last verified, where there are any."""
        names = dict.fromkeys(meta.authority for meta in self.metas(policies))
        return "、".join(map(self._contact, names))

    def _contact(self, name: str) -> str:
        contact = next((c for c in self._corpus.contacts if c.department == name and c.phone), None)
        return f"{name}（电话 {contact.phone}）" if contact else name

    def numbers(self, policies: Sequence[str]) -> str:
        """Name the documents by their numbers, or count them where they are many."""
        if len(policies) > MOST_NUMBERS:
            return f"收录的{len(policies)}份文件"
        return "、".join(meta.name for meta in self.metas(policies))

    def introduce(self, policies: Sequence[str]) -> str:
        """Name the documents that what follows rests on."""
        named = (f"{m.name}{issued_in_brackets(m)}" for m in self.metas(policies))
        return f"按{'、'.join(named)}："

    def closing(self, policy: str) -> Clause | None:
        return find_closing(self._corpus.policy(policy))

    def opening(self, policy: str) -> Clause | None:
        return find_opening(self._corpus.policy(policy))

    def premises(self, query: Query, evidence: Evidence) -> Premises:
        """Judge what the user takes the awards to be."""
        if evidence.route not in ("awards", "stacking"):
            return Premises()
        return judge_premises(query, (*evidence.subjects, *evidence.parallels), self._corpus)

    def correction(self, premises: Premises) -> tuple[str, ...]:
        """Say which of the user's figures are right for what was said before, and which are wrong."""
        right = tuple(f"{sum_.headline}，与您所说一致（{sum_.lines[0]}）。" for sum_ in premises.borne_out)
        said = "、".join(f"“{claim.surface}”" for claim in premises.wrong)
        return (*right, self._messages.contradicted.format(said=said)) if said else right

    def unclear(self, subjects: Sequence[Subject], query: Query) -> Draft | None:
        """Ask what sum is meant where one that a rate would apply to can't be read."""
        broken = next((figure for figure in query.figures if figure.malformed), None)
        bases = [tier.base for subject in subjects for row in subject.awards for tier in row.tiers if tier.base]
        if broken is None or query.base_figures() or not bases:
            return None
        text = self._messages.unclear.format(said=broken.surface, base=bases[0])
        return Draft(status="clarify", paragraphs=(text,))

    def beyond(self, query: Query, evidence: Evidence) -> list[str]:
        """Say what part of the question the policies answered from leave open."""
        number, whom = self.numbers(evidence.policies), self.whom(evidence.policies)
        left = [term for term in evidence.uncovered if not self._spoken_of(term, evidence)]
        parts = [self._messages.partly_uncovered.format(term=term, number=number) for term in left[:1]]
        if query.details and evidence.route in ("awards", "departments", "stacking"):
            said = [s for detail in query.details for s in self._sentences_on(detail, evidence)]
            silent = self._messages.details_uncovered.format(detail=query.details[0], interpreter=whom)
            parts += [f"> {sentence}" for sentence in dict.fromkeys(said)] or [silent]
        return parts

    def _spoken_of(self, word: str, evidence: Evidence) -> bool:
        return any(self._corpus.speaks_of(policy, word) for policy in evidence.policies)

    def _sentences_on(self, word: str, evidence: Evidence) -> list[str]:
        """Return the sentences of the clauses asked about that have a word, in policies that nobody has curated."""
        spoken = [s.clause for s in evidence.subjects if self._corpus.speaks_of(s.policy, word)]
        return [m[0] for clause in spoken for m in SENTENCE.finditer(clause.text) if fold(word) in fold(m[0])]

    def conditions(self, subjects: Iterable[Subject]) -> list[str]:
        named = [r for s in subjects for r in s.awards if r.condition]
        if not named:
            return []
        if len(named) == 1:
            return [f"条件：{_condition(named[0])}。"]
        return ["条件：" + "；".join(f"{row.name}——{_condition(row)}" for row in named) + "。"]

    def responsible(self, subjects: Iterable[Subject]) -> list[str]:
        clauses = {(s.policy, s.clause.label): s.clause for s in subjects if s.clause.departments}
        if len(clauses) == 1:
            return [f"责任单位：{self.names(clause)}。" for clause in clauses.values()]
        return [f"责任单位（{clause.label}）：{self.names(clause)}。" for clause in clauses.values()]

    @staticmethod
    def names(clause: Clause) -> str:
        return "、".join(clause.departments)

    def grounds(self, clauses: Iterable[Clause | None]) -> str:
        """Name the clauses that an answer rests on, document by document."""
        labels: dict[str, dict[str, None]] = {}
        for clause in clauses:
            if clause is not None:
                labels.setdefault(clause.policy, {})[clause.label] = None
        named = "；".join(f"{self.meta(policy).name} {'、'.join(found)}" for policy, found in labels.items())
        return f"依据：{named}。" if named else ""

    def grounds_of(self, subjects: Iterable[Subject]) -> str:
        return self.grounds(subject.clause for subject in subjects)

    def stacking_rule(self, policy: str) -> tuple[str, Clause] | None:
        """Return the document's words on several awards for one thing, and the clause that has them."""
        granting = {row.clause for row in self._corpus.rewards if row.policy == policy and row.kind == "award"}
        for clause in reversed(self._corpus.policy(policy).clauses):
            for sentence in SENTENCE.findall(clause.body):
                if clause.label in granting and not OF_DOCUMENT.search(sentence):
                    continue  # of that clause's own awards
                phrases = sentence.rstrip("。；").split("，")
                place = next((i for i, phrase in enumerate(phrases) if STACKING_RULE.search(phrase)), None)
                if place is not None:
                    first = place - 1 if place and len(phrases[place]) < SHORTEST_RULE else place
                    while first and GOES_ON.match(phrases[first]):
                        first -= 1
                    return "，".join(phrases[first : place + 1]), clause
        return None

    def stacking_lines(self, policies: Sequence[str]) -> str:
        """Quote what the documents say on several awards for one thing."""
        found = [(self.meta(policy).name, rule) for policy in policies if (rule := self.stacking_rule(policy))]
        several = len(policies) > 1
        return "".join(f"{number if several else ''}{words}（{c.label}）。" for number, (words, c) in found)

    def award_citations(self, subjects: Sequence[Subject]) -> list[Citation]:
        citations = []
        for subject in subjects:
            for reward in (*subject.awards, *subject.related):
                citations.append(self.cite(subject.clause, reward.tiers[0].quote))
        return list(dict.fromkeys(citations))

    def cite(self, clause: Clause, quote: str) -> Citation:
        return Citation(policy=clause.policy, clause=clause.label, quote=quote)

    def cite_closings(self, policies: Iterable[str]) -> tuple[Citation, ...]:
        closings = (self.closing(policy) for policy in policies)
        return tuple(self.cite(closing, closing.body) for closing in closings if closing is not None)

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

    def follow_ups(self, subjects: Sequence[Subject]) -> tuple[str, ...]:
        if not subjects:
            return ()
        first = subjects[0]
        department = (f"{first.name}的责任单位是哪些？",) if first.clause.departments else ()
        ends = self.meta(first.policy).award_window_end is not None
        return (*department, *((f"{first.name}的认定什么时候截止？",) if ends else ()))

    def window_line(self, policy: str) -> str:
        """Say until when titles count, and since when the document applies."""
        meta = self.meta(policy)
        end = (
            f"奖励或补助的**资格认定截止日期为 {chinese_date(meta.award_window_end)}**（当日仍在期限内）；"
            if meta.award_window_end
            else ""
        )
        valid = f"文件有效期至 {chinese_date(meta.valid_to)}；" if meta.valid_to else ""
        return f"{end}{valid}{applies_from(meta)}"

    def window_lines(self, policies: Sequence[str]) -> list[str]:
        """Say the window of each document, by its number where there are several."""
        lines = [self.window_line(policy) for policy in policies]
        if len(policies) < 2:
            return lines
        metas = self.metas(policies)
        return [f"{meta.name}：{line}" for meta, line in zip(metas, lines, strict=True)]

    @staticmethod
    def targets(subjects: Iterable[Subject]) -> list[str]:
        """Say each target with its figure."""
        return [f"{row.name}：**{_target_figure(row.tiers[0])}**{_note(row)}" for s in subjects for row in s.targets]

    def target_lines(self, subjects: Iterable[Subject]) -> list[str]:
        lines = [f"- {target}" for target in self.targets(subjects)]
        return ["文件提出的目标（不是奖补金额）：\n" + "\n".join(lines)] if lines else []


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
