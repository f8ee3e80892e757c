"""How probably the policies cover a question at all: what an assistant should abstain by.

A retrieval score alone can't tell: a question about an award of another city or of another department is as near to a
clause as any. Four signals are weighed: how near the best clause is; whether the question sounds, by its terms, like
those that staff noted as uncovered (`corpus/questions`); whether it names what the lexicon says is uncovered; whether
it names a place that the policies are not about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path

from pydantic import Field, ValidationError

from assistant.errors import IndexUnavailable
from assistant.models import Model, Policy
from assistant.policy.lexicon import Lexicon, fold
from assistant.policy.places import Cutter, PlaceFinder
from assistant.policy.regions import containing, served_regions
from assistant.retrieval.artifacts import REMEDY


class TermWeights(Model):
    """A linear model of questions: by term its inverse document frequency and its weight for being covered.

    Below `silent_below` hardly anything is asked that the policies cover; `taught` tells that staff wrote questions.
    """

    terms: dict[str, tuple[float, float]] = Field(default_factory=dict)
    intercept: float = 0.0
    silent_below: float = 0.0
    taught: bool = False

    @classmethod
    def open(cls, path: Path) -> TermWeights:
        """Read the model; raise `IndexUnavailable` when it can't be read."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise IndexUnavailable(f"索引已损坏：{path.name} 无法读取。{REMEDY}。") from error

    def judge(self, terms: Sequence[str]) -> float:
        """Return the log odds that a question of these terms is covered; 0 where nothing was learnt."""
        if not self.terms:
            return 0.0
        known = [(1 + log(n), *self.terms[term]) for term, n in Counter(terms).items() if term in self.terms]
        length = sqrt(sum((count * idf) ** 2 for count, idf, _ in known)) or 1.0
        return self.intercept + sum(count * idf * weight for count, idf, weight in known) / length


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against a question's being covered."""

    terms: float
    nearness: float
    uncovered: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Weights of the signals in the log odds."""

    terms: float
    nearness: float
    uncovered: float
    elsewhere: float
    intercept: float

    def weigh(self, signals: Signals) -> float:
        """Return the probability that the question is covered."""
        odds = (
            self.intercept
            + self.terms * signals.terms
            + self.nearness * signals.nearness
            + self.uncovered * signals.uncovered
            + self.elsewhere * signals.elsewhere
        )
        return 1 / (1 + exp(-odds))


class Coverage:
    """Reads the signals of a question and weighs them."""

    def __init__(
        self, weights: TermWeights, lexicon: Lexicon, policies: Sequence[Policy], cut: Cutter | None = None
    ) -> None:
        """Places are elsewhere where none of `policies` holds, and of which none holds in a part."""
        self._weights = weights
        self._uncovered = tuple(fold(term) for group in lexicon.uncovered for term in group)
        self._places = PlaceFinder(lexicon.regions, policies, cut)
        near = {region for policy in policies for region in containing(lexicon.regions, policy.meta.region)}
        near |= served_regions(lexicon.regions, policies)
        self._near = near

    def judge(self, terms: Sequence[str]) -> float:
        """Return how far above the point of silence a question of these terms lies, in log odds; 0 untaught."""
        return self._weights.judge(terms) - self._weights.silent_below

    def read(self, text: str, terms: Sequence[str], nearness: float) -> Signals:
        """Return the signals of a question; `nearness` is the best place's mean score before calibration."""
        folded = fold(text)
        return Signals(
            terms=self._weights.judge(terms),
            nearness=nearness,
            uncovered=any(term in folded for term in self._uncovered),
            elsewhere=any(not self._near.intersection(place.regions) for place in self._places.find(folded)),
        )

    def estimate(self, text: str, terms: Sequence[str], nearness: float) -> float:
        """Return the probability that the policies cover the question."""
        curve = TAUGHT if self._weights.taught else UNTAUGHT
        return curve.weigh(self.read(text, terms, nearness))


# Fitted by `python -m index measure` to questions that neither the embedding nor the terms were learnt from; the second
# is for corpora without uncovered questions. See index/README.md for what they reach.
TAUGHT = Curve(terms=1.6, nearness=4.6, uncovered=-2.6, elsewhere=-3.0, intercept=-1.0)
UNTAUGHT = Curve(terms=0.0, nearness=10.03, uncovered=-3.08, elsewhere=-2.8, intercept=-1.0)
