"""The guard over policies of several places: each text is judged by those of the places that it is about.

What one county pays bears out nothing that is said of another, and a guard over all would take it for that. A text is
about the places that it or its question names, and those of the policies that it names; else about the one served; else
about all.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from assistant.guard.checker import Guard
from assistant.guard.claims.explanation import ExplainedResult
from assistant.models import GuardResult
from assistant.policy.corpus import Corpus
from assistant.policy.document_names import PolicyNames
from assistant.policy.lexicon import fold
from assistant.policy.places import PlaceFinder
from assistant.policy.regions import containing, holds_in
from assistant.policy.subsets import are_apart, take_part
from assistant.understanding.reader import Reader

MOST_KEPT = 64
"""Guards that are kept: one takes about a tenth of a second to make for each policy."""


class LocalGuard:
    """Checks texts against the policies of the places that they are about; safe to share between threads."""

    def __init__(self, corpus: Corpus, home: str | None, reader: Reader | None = None) -> None:
        """`home` is the region served, `reader` that which understands the messages.

        A part of the corpus has topics of its own, and so its guard a reader of its own.
        """
        self._corpus = corpus
        self._reader = reader
        self._home = home
        self._apart = are_apart(corpus)
        self._regions = {policy.meta.id: policy.meta.region for policy in corpus.policies}
        self._guards: dict[frozenset[str], Guard] = {}
        self._lock = Lock()
        if self._apart:
            self._places = PlaceFinder(corpus.lexicon.regions, corpus.policies)
            self._names = PolicyNames(policy.meta for policy in corpus.policies)
        else:
            self._guard(frozenset(self._regions))

    def check(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> GuardResult:
        """Judge as `Guard.check` does."""
        return self._of(text, question, earlier).check(text, question, earlier)

    def explain(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> ExplainedResult:
        """Judge as `Guard.explain` does."""
        return self._of(text, question, earlier).explain(text, question, earlier)

    def _of(self, text: str, question: str, earlier: Sequence[str]) -> Guard:
        return self._guard(self.meant(text, question, earlier) if self._apart else frozenset(self._regions))

    def meant(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> frozenset[str]:
        """Return the ids of the policies that a text is about."""
        folded = fold("\n".join((*earlier, question, text)))
        regions = self._corpus.lexicon.regions
        named = self._names.find(folded)
        places = {self._regions[policy] for policy in named}
        for place in self._places.find(folded):
            here = {r for region in place.regions for r in containing(regions, region)}
            places |= {region for region in self._regions.values() if region in here}
        if self._home is not None and not places - {""}:
            places.add(self._home)
        if not places - {""}:
            return frozenset(self._regions)
        return frozenset(
            policy.meta.id
            for policy in self._corpus.policies
            if policy.meta.id in named or any(holds_in(regions, policy, place) for place in places if place)
        )

    def _guard(self, ids: frozenset[str]) -> Guard:
        with self._lock:
            if ids not in self._guards:
                if len(self._guards) >= MOST_KEPT:
                    self._guards.pop(next(iter(self._guards)))
                whole = len(ids) == len(self._regions)
                self._guards[ids] = Guard(self._corpus, self._reader) if whole else Guard(take_part(self._corpus, ids))
            return self._guards[ids]
