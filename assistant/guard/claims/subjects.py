"""Of which rows a figure can be said: those whose words stand nearest to it, in the draft and in what was asked."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

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
SHORTEST_NAMED = 6  # the same where a name alone tells that its row is meant and no other
FEW_NAMES = 2
CLOSE = 0.62  # how near to the best fit a row must come to be meant as well
_ASIDE = re.compile("（([^（），、]{4,12})）$")
_OTHER_THAN = re.compile("(?:其他|其余|除了?|非|不是|一般)[一-鿿]{2}")
_NOT_THAT = re.compile("(非[一-鿿])[一-鿿]{1,2}")
BEFORE = 160  # how far back the sentence before is read


def _pairs(text: str) -> set[str]:
    """Return the pairs of a text, of what it says that something is not the first alone: 非学 of 非学院类."""
    return pairs(_NOT_THAT.sub(r"|\1|", text))


class Subjects:
    """The rows and clauses of a corpus by the pairs of characters that tell them apart."""

    def __init__(
        self, clauses: Iterable[Clause], rewards: Iterable[Reward], ways: Iterable[Sequence[str]] = ()
    ) -> None:
        """`ways`: the lexicon's groups of words that say the same."""
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
            own = dict.fromkeys(_pairs("|".join(said)), 1.0)
            words[reward.id] = own | dict.fromkeys(_pairs(reward.name), NAME_WEIGHT)
        for clause in clauses:
            words[clause_subject(clause.policy, clause.label)] = dict.fromkeys(pairs(clause.text), 0.7)
        self._names = {reward.id: fold(reward.name) for reward in rewards if len(fold(reward.name)) >= SHORTEST_NAME}
        asides = {reward.id: found[1] for reward in rewards if (found := _ASIDE.search(reward.name))}
        counted = Counter(asides.values())
        self._apart = {row: fold(words) for row, words in asides.items() if counted[words] == 1}
        naming = Counter(pair for name in self._names.values() for pair in pairs(name))
        self.telling = frozenset(pair for pair, count in naming.items() if count <= FEW_NAMES)
        self._words = words
        self._spread = Counter(pair for own in words.values() for pair in own)
        self._weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for subject, own in words.items():
            for pair, weight in own.items():
                self._weights[pair].append((subject, weight * self.weight(pair)))

        self._ways = tuple(tuple(map(fold, group)) for group in ways)

    def other_ways(self, text: str) -> set[str]:
        """Return the pairs of what says the same as words of a text that no subject has."""
        folded = fold(text)
        said = (group for group in self._ways if any(word in folded and not self._has(word) for word in group))
        return {pair for group in said for word in group if word not in folded for pair in pairs(word)}

    def _has(self, word: str) -> bool:
        return all(pair in self._spread for pair in pairs(word))

    def weight(self, pair: str) -> float:
        """Return how much a pair of characters tells: the more, the fewer subjects have it; 0 where none has."""
        spread = self._spread[pair]
        return math.log(1 + len(self._words) / spread) if spread else 0.0

    def pairs_of(self, subject: str) -> Set[str]:
        """Return the pairs of a row or clause."""
        return self._words[subject].keys()

    def name_pairs(self, subject: str) -> Set[str]:
        """Return the pairs of the name of a row."""
        return pairs(self._names.get(subject, ""))

    def named_in(self, text: str, shortest: int = SHORTEST_NAMED) -> frozenset[str]:
        """Return the rows whose whole names a text has, those left out whose name is a part of another's there."""
        folded = fold(_OTHER_THAN.sub("|", text))
        found = {s: name for s, name in self._names.items() if len(name) >= shortest and name in folded}
        return frozenset(s for s, name in found.items() if not any(name in one != name for one in found.values()))

    def told_apart_in(self, text: str) -> frozenset[str]:
        """Return the rows of one name with others whose own words in brackets a text has: 重新认定."""
        folded = fold(text)
        return frozenset(row for row, words in self._apart.items() if words in folded)

    def fit(
        self, said: Mapping[str, float], near: str = "", far: str = "", known: Mapping[str, float] | None = None
    ) -> dict[str, float]:
        """Return how well each row fits words that were said, by pair of characters with its weight.

        A row whose whole name stands `near`, or at least `far`, fits better for it; `known` are the scores of what
        was weighed before.
        """
        scores: dict[str, float] = defaultdict(float, known or {})
        for pair, weight in said.items():
            for subject, own in self._weights.get(pair, ()):
                scores[subject] += weight * own
        for named, better in self._named(near, far):
            scores[named] *= better
        return scores

    def _named(self, near: str, far: str) -> Iterator[tuple[str, float]]:
        """Yield the rows whose whole names are said, and by how much they fit better."""
        near, far = fold(near), fold(far)
        for subject, name in self._names.items():
            if name in near or name in far:
                yield subject, NAMED_NEAR if name in near else NAMED_FAR


def words_said(text: str, asked: str) -> dict[str, float]:
    """Return the pairs of a whole text and of what was asked, those of the latter counting more."""
    return dict.fromkeys(pairs(text), SENTENCE) | dict.fromkeys(pairs(asked), OWN)


def clause_subject(policy: str, label: str) -> str:
    """Return the name of a clause among the subjects."""
    return f"{policy}/{label}"


class Surroundings:
    """The words around the figures of one text, weighed by how near they stand."""

    def __init__(self, sheet: Sheet, asked: str, subjects: Subjects) -> None:
        self.sheet, self.asked, self._subjects = sheet, asked, subjects
        self.asked_pairs = pairs(asked) | subjects.other_ways(asked)
        self._rest = pairs(sheet.text)
        self._read: dict[Span, set[str]] = {}
        self._far: dict[float, tuple[Mapping[str, float], Mapping[str, float]]] = {}

    def fit(self, quantity: Quantity, floor: int, ceiling: int, by_name: bool = True) -> dict[str, float]:
        """Return how well each row fits the words around a quantity, each with the weight of its nearest place."""
        near, far = self._near(quantity) if by_name else ("", "")
        sentence = self.sheet.sentence(quantity.start, quantity.end)
        distant = 1.0 if self._subjects.telling.isdisjoint(self.pairs(sentence)) else OUTDONE
        weights, scores = self._weighed_far(distant)
        more: dict[str, float] = {}
        for span, weight in self._places(quantity, floor, ceiling, distant):
            for pair in self.pairs(span):
                if (gain := weight - weights.get(pair, 0.0)) > more.get(pair, 0.0):
                    more[pair] = gain
        return self._subjects.fit(more, near, far, scores)

    def _weighed_far(self, distant: float) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """Return what the words of the whole text and of the question weigh, and how well the rows fit those."""
        if distant not in self._far:
            weights = dict.fromkeys(self._rest, REST)
            weights |= dict.fromkeys(self.asked_pairs, ASKED * distant)
            self._far[distant] = weights, self._subjects.fit(weights)
        return self._far[distant]

    def levels(self, quantity: Quantity, floor: int, ceiling: int) -> Iterator[Span]:
        """Yield the places around a quantity from the nearest to the farthest."""
        sheet = self.sheet
        sentence = sheet.sentence(quantity.start, quantity.end)
        line = sheet.line_at(quantity.start)
        yield floor, ceiling
        yield sheet.clause(quantity.start, quantity.end)
        yield sentence
        if line.kind == "row":
            yield line.start, line.end
        yield from ((sheet.lines[parent].start, sheet.lines[parent].end) for parent in line.parents)

    def _places(self, quantity: Quantity, floor: int, ceiling: int, distant: float) -> Iterator[tuple[Span, float]]:
        """Yield the places around a quantity with what their words weigh."""
        sheet = self.sheet
        clause = sheet.clause(quantity.start, quantity.end)
        sentence = sheet.sentence(quantity.start, quantity.end)
        line = sheet.line_at(quantity.start)
        yield (self._earlier(line, sentence), sentence[0]), EARLIER * distant
        yield from (((sheet.lines[parent].start, sheet.lines[parent].end), ABOVE) for parent in line.parents)
        if line.kind == "row" and line.header is not None:
            yield (sheet.lines[line.header].start, sheet.lines[line.header].end), ABOVE
        if floor > 0 and not self.pairs((floor, ceiling)) and clause[0] > sentence[0]:
            yield sheet.clause(clause[0] - 1, clause[0] - 1), CLAUSE  # 主板要高些，是300万
        yield sentence, OWN if line.kind == "row" else SENTENCE
        yield clause, CLAUSE
        yield (floor, ceiling), OWN

    def _near(self, quantity: Quantity) -> tuple[str, str]:
        """Return the words that may name what is spoken of: those of the sentence, and those before and asked."""
        sentence = self.sheet.sentence(quantity.start, quantity.end)
        line = self.sheet.line_at(quantity.start)
        before = self.sheet.text[self._earlier(line, sentence) : sentence[0]]
        return self.sheet.text[slice(*sentence)], f"{before}\n{self.asked}"

    def _earlier(self, line: Line, sentence: Span) -> int:
        """Return where the text begins that may name what a sentence speaks of: not in the row or item before."""
        is_alone = line.kind == "row" or (line.kind == "item" and bool(self.pairs((line.start, line.end))))
        return max(line.start if is_alone else 0, sentence[0] - BEFORE)

    def pairs(self, span: Span) -> set[str]:
        """Return the pairs of a place, and of other ways of saying what stands there."""
        if span not in self._read:
            text = self.sheet.text[slice(*span)]
            self._read[span] = pairs(text) | self._subjects.other_ways(text)
        return self._read[span]


def meant(scores: Mapping[str, float], close: float = CLOSE) -> tuple[str, ...]:
    """Return the subjects that fit best, best first."""
    best = max(scores.values(), default=0.0)
    kept = [subject for subject, score in scores.items() if score >= close * best and score > 0]
    return tuple(sorted(kept, key=lambda subject: -scores[subject]))
