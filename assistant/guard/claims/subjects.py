"""Of which rows a figure can be said: those whose words stand nearest to it, in the draft and in what was asked."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.quantities import Quantity
from assistant.guard.layout.lines import Line, Span
from assistant.guard.layout.sheet import Sheet
from assistant.models import Clause, Reward
from assistant.policy.lexicon import fold

NAME_WEIGHT = 2.0
# How much the words of a place count: the figure's own, its clause, its sentence, headings, the sentence before, the
# question, the rest.
OWN, CLAUSE, SENTENCE, ABOVE, EARLIER, ASKED, REST = 1.0, 0.8, 0.6, 0.5, 0.35, 0.45, 0.1
OUTDONE = 0.5  # what is left of the weight of what stands farther off, where the sentence itself names a row
NAMED_NEAR, NAMED_FAR = 1.35, 1.15
SHORTEST_NAME = 4
FEW_NAMES = 2
CLOSE = 0.62  # how near to the best fit a row must come to be meant as well
BEFORE = 160  # how far back the sentence before is read


class Subjects:
    """The rows and clauses of a corpus by the pairs of characters that tell them apart."""

    def __init__(self, clauses: Iterable[Clause], rewards: Iterable[Reward]) -> None:
        words: dict[str, dict[str, float]] = {}
        titles = {(clause.policy, clause.label): clause.title for clause in clauses}
        rewards = tuple(rewards)
        clauses = tuple(clauses)
        for reward in rewards:
            quotes = dict.fromkeys(tier.quote for tier in reward.tiers)
            said = (
                *quotes,
                reward.condition or "",
                reward.beneficiary or "",
                titles.get((reward.policy, reward.clause), ""),
            )
            own = dict.fromkeys(pairs("|".join(said)), 1.0)
            words[reward.id] = own | dict.fromkeys(pairs(reward.name), NAME_WEIGHT)
        for clause in clauses:
            words[clause_subject(clause.policy, clause.label)] = dict.fromkeys(pairs(clause.text), 0.7)
        self._names = {reward.id: fold(reward.name) for reward in rewards if len(fold(reward.name)) >= SHORTEST_NAME}
        naming = Counter(pair for name in self._names.values() for pair in pairs(name))
        self.telling = frozenset(pair for pair, count in naming.items() if count <= FEW_NAMES)
        spread = Counter(pair for own in words.values() for pair in own)
        self._weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for subject, own in words.items():
            for pair, weight in own.items():
                self._weights[pair].append((subject, weight * math.log(1 + len(words) / spread[pair])))

    def fit(self, said: Mapping[str, float], near: str = "", far: str = "") -> dict[str, float]:
        """Return how well each row fits words that were said, by pair of characters with its weight.

        A row whose whole name stands `near`, or at least `far`, fits better for it.
        """
        scores: dict[str, float] = defaultdict(float)
        for pair, weight in said.items():
            for subject, own in self._weights.get(pair, ()):
                scores[subject] += weight * own
        near, far = fold(near), fold(far)
        for subject, name in self._names.items():
            if name in near or name in far:
                scores[subject] *= NAMED_NEAR if name in near else NAMED_FAR
        return scores


def words_said(text: str, asked: str) -> dict[str, float]:
    """Return the pairs of a whole text and of what was asked, those of the latter counting more."""
    return dict.fromkeys(pairs(text), SENTENCE) | dict.fromkeys(pairs(asked), OWN)


def clause_subject(policy: str, label: str) -> str:
    """Return the name of a clause among the subjects."""
    return f"{policy}/{label}"


class Surroundings:
    """The words around the figures of one text, weighed by how near they stand."""

    def __init__(self, sheet: Sheet, asked: str, telling: frozenset[str]) -> None:
        """`telling`: the pairs of characters that only the names of few rows have."""
        self.sheet, self._telling, self.asked = sheet, telling, asked
        self._asked = dict.fromkeys(pairs(asked), ASKED)
        self._rest = dict.fromkeys(pairs(sheet.text), REST)
        self._read: dict[tuple[Span, float], dict[str, float]] = {}

    def of(self, quantity: Quantity, floor: int, ceiling: int) -> dict[str, float]:
        """Return the pairs around a quantity, each with the weight of its nearest place."""
        sheet = self.sheet
        clause = sheet.clause(quantity.start, quantity.end)
        sentence = sheet.sentence(quantity.start, quantity.end)
        line = sheet.line_at(quantity.start)
        said = dict(self._rest)
        distant = 1.0 if self._telling.isdisjoint(self._pairs(sentence, SENTENCE)) else OUTDONE
        places: list[tuple[Span, float]] = [((self._earlier(line, sentence), sentence[0]), EARLIER * distant)]
        places += [((sheet.lines[parent].start, sheet.lines[parent].end), ABOVE) for parent in line.parents]
        if line.kind == "row" and line.header is not None:
            places.append(((sheet.lines[line.header].start, sheet.lines[line.header].end), ABOVE))
        if floor > 0 and not self._pairs((floor, ceiling), OWN) and clause[0] > sentence[0]:
            places.append((sheet.clause(clause[0] - 1, clause[0] - 1), CLAUSE))  # 主板要高些，是300万
        places += [(sentence, OWN if line.kind == "row" else SENTENCE), (clause, CLAUSE), ((floor, ceiling), OWN)]
        for pair in self._asked:
            said[pair] = max(said.get(pair, 0.0), ASKED * distant)
        for span, weight in places:
            for pair, nearness in self._pairs(span, weight).items():
                if said.get(pair, 0) < nearness:
                    said[pair] = nearness
        return said

    def near(self, quantity: Quantity) -> tuple[str, str]:
        """Return the words that may name what is spoken of: those of the sentence, and those before and asked."""
        sentence = self.sheet.sentence(quantity.start, quantity.end)
        line = self.sheet.line_at(quantity.start)
        before = self.sheet.text[self._earlier(line, sentence) : sentence[0]]
        return self.sheet.text[slice(*sentence)], f"{before}\n{self.asked}"

    def _earlier(self, line: Line, sentence: Span) -> int:
        """Return where the text begins that may name what a sentence speaks of: not in the row or item before."""
        is_alone = line.kind == "row" or (line.kind == "item" and bool(self._pairs((line.start, line.end), CLAUSE)))
        return max(line.start if is_alone else 0, sentence[0] - BEFORE)

    def _pairs(self, span: Span, weight: float) -> dict[str, float]:
        key = (span, weight)
        if key not in self._read:
            self._read[key] = dict.fromkeys(pairs(self.sheet.text[slice(*span)]), weight)
        return self._read[key]


def meant(scores: Mapping[str, float], close: float = CLOSE) -> tuple[str, ...]:
    """Return the subjects that fit best, best first."""
    best = max(scores.values(), default=0.0)
    kept = [subject for subject, score in scores.items() if score >= close * best and score > 0]
    return tuple(sorted(kept, key=lambda subject: -scores[subject]))
