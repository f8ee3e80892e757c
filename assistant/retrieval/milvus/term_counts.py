"""How often terms are said in the whole collection: what a question's terms are worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.retrieval.lexical import rarity


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a question's terms are worth: by part how many texts there are, their mean length, and who has a term."""

    sizes: Mapping[str, int]
    lengths: Mapping[str, float]
    frequencies: Mapping[str, Mapping[int, int]]

    def rarity(self, part: str, term: int) -> float:
        """Return the inverse document frequency of a term."""
        return rarity(self.sizes.get(part, 0), self.frequencies.get(part, {}).get(term, 0))
