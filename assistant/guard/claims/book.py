"""All facts of some policies, by row and by clause."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal

from assistant.guard.claims.again import Agains
from assistant.guard.claims.changed import Changed, read_changed
from assistant.guard.claims.contrast import Contrast
from assistant.guard.claims.facts import Fact, facts_of_clause, parts_of
from assistant.guard.claims.inclusions import find_inclusions
from assistant.guard.claims.instalments import complete
from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.provisions import Provisions
from assistant.guard.claims.quantities import read_quantities
from assistant.guard.claims.quotations import Texts
from assistant.guard.claims.related_awards import find_relations
from assistant.guard.claims.retellings import Retellings
from assistant.guard.claims.series import Mention, Series, find_mentions
from assistant.guard.claims.subjects import Subjects, clause_subject
from assistant.guard.layout.sheet import Sheet
from assistant.guard.words.periods import month_ends
from assistant.guard.words.slots import PAYER, UNITS
from assistant.guard.words.stacking import ADDED_UP, EXCLUDED, ONE_ONLY
from assistant.models import Clause, Reward
from assistant.policy.corpus import Corpus
from assistant.policy.standards import find_standards
from assistant.text.normalization import normalize
from assistant.text.ratios import find_ratios

TERMS = ("年", "个工作日", "工作日", "日")
_AS_SPENT = re.compile("(?:低于|不足|未达)[^。；]{0,16}按照?实际|据实(?:补|奖|报|结)")
ABOVE = re.compile("上述|前述|以上|前款")


class NoticeBook:
    """All facts of some policies, by row and by clause."""

    def __init__(self, corpus: Corpus, policies: frozenset[str]) -> None:
        clauses = [clause for clause in corpus.clauses if clause.policy in policies]
        by_clause: dict[tuple[str, str], list[Reward]] = defaultdict(list)
        for reward in (reward for reward in corpus.rewards if reward.policy in policies):
            by_clause[reward.policy, reward.clause].append(reward)
        rows = [(clause, complete(clause, by_clause[clause.policy, clause.label])) for clause in clauses]
        rewards = [reward for _, own in rows for reward in own]
        self.facts = tuple(fact for clause, own in rows for fact in facts_of_clause(clause, own))
        self.clauses = {(clause.policy, clause.label): clause for clause in clauses}
        self.rewards = {reward.id: reward for reward in rewards}
        self.parts = {reward.id: parts for reward in rewards if (parts := parts_of(reward)) is not None}
        self.subjects = Subjects(clauses, rewards, corpus.lexicon.ways)
        self.contrast = Contrast(self.subjects)
        self.levels = corpus.lexicon.levels
        self.texts = Texts(normalize(clause.text).text for clause in clauses)
        self.payers = "|".join(
            {meta.region[-1] for policy in corpus.policies if (meta := policy.meta).id in policies and meta.region}
            | {found["who"] for clause in clauses for found in PAYER.finditer(clause.text)}
        )
        self.metas = tuple(policy.meta for policy in corpus.policies if policy.meta.id in policies)
        self.effective = tuple(int(meta.effective.strftime("%Y%m%d")) for meta in self.metas if meta.effective)
        self.dates = frozenset(
            int(day.strftime("%Y%m%d"))
            for meta in self.metas
            for day in (meta.issued, meta.effective, meta.award_window_end, meta.valid_to)
            if day is not None
        ).union(*(month_ends(text) for text in self.texts.texts), *_guided(corpus, policies))
        self._read_texts(clauses)
        of_awards = {(reward.policy, reward.clause) for reward in rewards}
        mentions = (one for c in clauses for one in _mentions(c, (c.policy, c.label) not in of_awards))
        self.series = Series(mentions, self.subjects.weight)
        self.exclusions = _sentences(clauses, EXCLUDED, ONE_ONLY)
        self.additions = _sentences(clauses, ADDED_UP)
        self.dated = tuple(fact for fact in self.facts if fact.figure.counter == "日期")
        self.terms = _terms(self.facts)
        self._caps: dict[int, tuple[Fact, ...]] = {}
        self._limits: dict[int, dict[str, Decimal]] = {}
        self._of_subject: dict[str, list[Fact]] = defaultdict(list)
        self._rows_by_sentence: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._place()

    def _read_texts(self, clauses: Iterable[Clause]) -> None:
        """Keep what the clauses say beside the facts of their figures."""
        texts = {clause_subject(clause.policy, clause.label): normalize(clause.text).text for clause in clauses}
        self.ratios = {clause: tuple(find_ratios(text)) for clause, text in texts.items()}
        self.standards = {clause: tuple(find_standards(text)) for clause, text in texts.items()}
        self.spent = frozenset(clause for clause, text in texts.items() if _AS_SPENT.search(text))
        self.retellings = Retellings(texts.values())
        self.provisions = Provisions(texts.values(), self.subjects.weight)
        self.agains = Agains(texts.values())
        self.changed = self._changed(texts.values())
        self.inclusions = {clause: tuple(find_inclusions(text)) for clause, text in texts.items()}
        self.relations = tuple(one for clause, text in texts.items() for one in find_relations(clause, text))

    def _changed(self, texts: Iterable[str]) -> dict[tuple[str, Decimal], Changed]:
        """Return what the clauses set anew, by the old value, where that is none of another sentence."""
        said = Counter(fact.figure.key for fact in self.facts)
        return {one.old.key: one for one in read_changed(texts) if said[one.old.key] <= 1}

    def _place(self) -> None:
        """Keep the facts by what they are of."""
        for fact in self.facts:
            clause = clause_subject(fact.policy, fact.clause)
            self._of_subject[fact.reward.id if fact.reward else clause].append(fact)
            if fact.reward:
                self._of_subject[clause].append(fact)
            if fact.reward and fact.is_award:
                self._rows_by_sentence[fact.policy, fact.clause, fact.sentence].add(fact.reward.id)

    def rows_beside(self, fact: Fact) -> Set[str]:
        """Return the rows whose awards stand in the sentence of a fact."""
        return self._rows_by_sentence.get((fact.policy, fact.clause, fact.sentence), set())

    def limits(self, fact: Fact) -> dict[str, Decimal]:
        """Return how many of each counter a fact is given for at most: 每年最多补助5场, 最长不超过3个月."""
        if id(fact) not in self._limits:
            beside = (
                other for other in self.of(clause_subject(fact.policy, fact.clause)) if other.sentence == fact.sentence
            )
            self._limits[id(fact)] = {
                other.figure.counter: other.figure.value
                for other in beside
                if not other.is_award
                and other.reward is None
                and other.figure.bound == "at_most"
                and other.figure.counter not in ("元", "%", "日期")
            }
        return self._limits[id(fact)]

    def linked(self, subject: str) -> Iterator[str]:
        """Yield the rows that a row's rate is of (half of a prize, of a standard), or that it is given on top of."""
        reward = self.rewards.get(subject)
        tiers = reward.tiers if reward else ()
        yield from (tier.of_award for tier in tiers if tier.of_award is not None and tier.of_award in self.rewards)
        if reward is None:
            return
        clause = clause_subject(reward.policy, reward.clause)
        is_share = any(one.who in tier.quote for one in self.standards.get(clause, ()) for tier in tiers)
        if is_share or any(ABOVE.search(tier.on_top_of or "") for tier in tiers):
            yield from (row.id for row in self.rows((clause,)) if row.id != subject)

    def caps(self, fact: Fact) -> Sequence[Fact]:
        """Return what a fact may not exceed by its sentence: …，每年最高不超过60万元; 年贴息率不超过2%."""
        if id(fact) not in self._caps:
            beside = self.of(clause_subject(fact.policy, fact.clause)) if fact.figure.end else ()
            behind = [
                other for other in beside if other.sentence == fact.sentence and other.figure.start > fact.figure.end
            ]
            ends = [other.figure.start for other in behind if other.is_award and other.claim.bound != "at_most"]
            self._caps[id(fact)] = tuple(
                other for other in behind
                if other.claim.bound == "at_most" and other.figure.is_judged and other.kind != "rate"
                and other.figure.start < min(ends, default=other.figure.end) and not other.claim.units & UNITS
                and (other.figure.is_rate or not fact.figure.is_money or other.figure.value > fact.figure.value)
            )  # fmt: skip
        return self._caps[id(fact)]

    def beside(self, fact: Fact) -> Iterator[Fact]:
        """Yield the facts of a fact's sentence."""
        return (one for one in self.of(clause_subject(fact.policy, fact.clause)) if one.sentence == fact.sentence)

    def around(self, reward: Reward) -> Sequence[Fact]:
        """Return the facts of the clause of a row."""
        return self.of(clause_subject(reward.policy, reward.clause))

    def clause_of(self, subject: str) -> str:
        """Return the clause of a row or clause."""
        row = self.rewards.get(subject)
        return clause_subject(row.policy, row.clause) if row is not None else subject

    def rows(self, subjects: Iterable[str]) -> Iterator[Reward]:
        """Yield the rows among subjects, and those of the clauses among them."""
        for subject in subjects:
            own = self.rewards.get(subject)
            found = (fact.reward for fact in self.of(subject) if fact.reward) if own is None else (own,)
            yield from {row.id: row for row in found}.values()

    def of(self, subject: str) -> Sequence[Fact]:
        """Return the facts of a row, or of a clause all of them."""
        return self._of_subject.get(subject, ())


def _terms(facts: Iterable[Fact]) -> dict[str, tuple[tuple[Fact, Set[str]], ...]]:
    """Return the terms of the notices by their counters, each with the pairs of its sentence."""
    told: dict[str, list[tuple[Fact, Set[str]]]] = {counter: [] for counter in TERMS}
    for fact in facts:
        if fact.figure.counter in told and fact.sentence:
            told[fact.figure.counter].append((fact, pairs(fact.sentence)))
    return {counter: tuple(found) for counter, found in told.items()}


def _guided(corpus: Corpus, policies: frozenset[str]) -> Iterator[frozenset[int]]:
    """Yield the days that verified guides of the policies say."""
    guides = (guide for file in corpus.guides if file.policy in policies for guide in file.guides)
    return (guide.days for guide in guides if guide.is_verified)


def _mentions(clause: Clause, is_general: bool) -> Iterator[Mention]:
    sheet = Sheet(clause.text)
    return find_mentions(sheet, read_quantities(sheet), sheet.text, is_general)


def _sentences(clauses: Iterable[Clause], *patterns: re.Pattern[str]) -> tuple[str, ...]:
    """Return the sentences of some clauses in which one of the patterns stands."""
    said = (sentence for clause in clauses for sentence in re.split("[。；\n]", clause.text))
    return tuple(sentence for sentence in said if any(pattern.search(sentence) for pattern in patterns))
