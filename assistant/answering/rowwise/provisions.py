"""Find what a notice settles for several awards at once: who pays, who examines, when, up to how much, what together.

Such a sentence stands in a clause of its own and names the clauses that it is for (第四条至第九条由…审核), sets some
aside (除第八条外), or holds for all. Its words are rows of `provisions.tsv`: what asks for it and what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.answering.rowwise.asked import CONFIRMING, SUM, TELLING, Asked, is_elliptic
from assistant.answering.rowwise.quoting import Quote, quote_sentences
from assistant.models import Clause, Model
from assistant.policy.labels import find_clauses, find_labels
from assistant.policy.lexicon import fold
from assistant.text.lists import either, read_lists
from assistant.text.normalization import normalize
from assistant.text.shared import SHARED
from assistant.understanding.mentioned_only import asks, asks_anything, parts_from
from assistant.understanding.rows import RowIndex, Sentence

LISTS = read_lists(__package__, "provisions", SHARED)
FACETS = tuple(dict.fromkeys(key.partition(".")[0] for key in LISTS))
ASKED = {facet: re.compile(either(LISTS[f"{facet}.asked"])) for facet in FACETS}
SAYS = {facet: re.compile(either(LISTS[f"{facet}.says"])) for facet in FACETS}
OWN = frozenset({"payer", "window", "together", "barred"})  # what a clause may settle for its own award
WITH_SUMS = frozenset({"together"})  # beside what is settled the sums meant are said, whether asked for or not
UNLESS_SUMS = frozenset({"barred", "together"})  # not for a message that asks for a sum too
BY_WHOM = frozenset({"payer", "examiner", "window"})  # whose words that ask for it name no award
FOR_EVERYTHING = frozenset({"limit", "window", "breach"})  # mostly asked of no award
NARROW = frozenset({"examiner", "together", "barred"})  # only for what a sentence names: the rest is found by its words
RANGE = re.compile(r"\s*(?:至|到|—|-|~)+\s*")
SET_ASIDE = re.compile(r"除[^，。；]*?(?:外|另有)")
OWN_WORDS = re.compile("本(?:条|项|款)|上述|前款|以上|此项")
NAMED, HELD, FOR_ALL = 1.0, 0.7, 0.3
TOLD_OF = frozenset({"breach"})  # asked after where a message only tells of it
TOLD = 0.6  # weight of a message's words that a clause only tells, and is not called by
MOST = 0.6  # share of a short message's words that a clause asked about must have
NEXT = 0.6  # share of the best clause's words that a second one must have that is asked about too
BARRED = 2.2  # how much of a message a sentence must have beside the award that it leaves somebody out of


class Provision(Model):
    """What is settled: of which facet, in which sentences; `subject` is the clause asked about, if any.

    `with_sums` tells that the sums of the rows meant are said too.
    """

    facet: str
    quotes: tuple[Quote, ...]
    subject: Clause | None = None
    with_sums: bool = False


class Provisions:
    """Finds them among the sentences of one index."""

    def __init__(self, index: RowIndex) -> None:
        self._index = index
        figured = (row for row in index.rows if any(tier.yuan or tier.percent for tier in row.tiers))
        self._granting = {(row.policy, row.clause) for row in figured}

    def find(self, asked: Asked) -> Provision | None:
        """Return what settles a message; None where it asks for nothing of the kind, or no sentence says it."""
        for facet, said, summed in _facets_of(asked):
            subjects = self._subjects(self._index.content.read(said), asked, facet)
            scored = [(score, s) for s in self._index.sentences if (score := self._score(facet, s, subjects, asked))]
            if scored:
                best, first = max(scored, key=lambda pair: pair[0])
                kept = [s for score, s in scored if s.clause == first.clause and score >= best / 2]
                texts = quote_sentences(first.clause, kept)
                return Provision(
                    facet=facet,
                    quotes=tuple(Quote(clause=first.clause, text=text, score=best) for text in texts),
                    subject=next(iter(subjects), None),
                    with_sums=summed or facet in WITH_SUMS,
                )
        return None

    def _subjects(self, own: Mapping[str, float], asked: Asked, facet: str) -> list[Clause]:
        """Return the clauses of the awards asked about, the one meant most first."""
        clauses = [c for c in self._index.clauses if (c.policy, c.label) in self._granting]
        alone = max((self._index.called(c, own, TOLD) for c in clauses), default=0.0)
        told = own if alone and alone >= self._index.mass(own) * MOST else {**asked.weights, **own}
        found = sorted(((self._index.called(c, told, TOLD), c) for c in clauses), key=lambda pair: -pair[0])
        best = found[0][0] if found else 0.0
        least = TELLING * 2 if facet in FOR_EVERYTHING else min(TELLING, self._index.mass(told) * MOST)
        return [clause for met, clause in found if met and met >= max(least, best * NEXT)][:2]

    def _score(self, facet: str, sentence: Sentence, subjects: Sequence[Clause], asked: Asked) -> float:
        """Return how well a sentence settles what is asked of the subjects; 0 where it doesn't."""
        if not SAYS[facet].search(sentence.text):
            return 0.0
        reach = self._reach(sentence, subjects)
        several = facet == "together" and len(subjects) > 1
        if (reach == HELD and facet not in OWN) or (reach == FOR_ALL and facet in NARROW and not several):
            return 0.0
        met, whole = self._index.mass(self._index.shared(sentence, asked.own)), self._index.mass(asked.own)
        if facet == "barred" and met < BARRED:
            return 0.0
        return reach + met / whole if reach and whole else reach

    def _reach(self, sentence: Sentence, subjects: Sequence[Clause]) -> float:
        """Return how a sentence concerns clauses: names them, stands in one of them, holds for all; 0 where not."""
        text = normalize(sentence.text).text
        aside = SET_ASIDE.search(text)
        excepted = self._named(sentence, aside[0]) if aside else frozenset()
        named = self._named(sentence, text.replace(aside[0], "") if aside else text)
        labels = {subject.label for subject in subjects}
        if labels & named:
            return NAMED * len(labels & named)
        if sentence.clause.label in labels:
            return HELD
        if (sentence.clause.policy, sentence.clause.label) in self._granting or labels & excepted:
            return 0.0
        return FOR_ALL if not named or not labels else 0.0

    def _named(self, sentence: Sentence, text: str) -> frozenset[str]:
        """Return the labels of the clauses that a text names, those of a range among them."""
        every = [clause for clause in self._index.clauses if clause.policy == sentence.clause.policy]
        order = [clause.label for clause in every]
        mentions = find_labels(text)
        found: set[str] = set()
        last: int | None = None
        for at, mention in enumerate(mentions):
            labels = [clause.label for clause in find_clauses(mention.key, every)]
            joined = at and RANGE.fullmatch(text, mentions[at - 1].end, mention.start)
            if labels and joined and last is not None:
                found.update(order[last : order.index(labels[-1]) + 1])
            found.update(labels)
            last = order.index(labels[0]) if labels else None
        return frozenset(found)


def _facets_of(asked: Asked) -> Iterator[tuple[str, str, bool]]:
    """Yield what a message asks of the kind, its words but those that ask, and whether it asks for a sum besides.

    A bare 那…的呢 asks what was asked before.
    """
    last = asked.folded
    earlier = next((fold(m) for m in asked.messages[1:] if asks_anything(fold(m))), "")
    for facet in FACETS:
        parts = list(_asking(facet, last))
        rest = "，".join(last[start:end] for start, end in parts_from(last, 0) if (start, end) not in parts)
        if parts and not (facet in UNLESS_SUMS and SUM.search(last if facet in WITH_SUMS else rest)):
            yield facet, ASKED[facet].sub("，", last) if facet in BY_WHOM else last, SUM.search(rest) is not None
        elif is_elliptic(last) and any(_asking(facet, earlier)):
            yield facet, last, False


def _asking(facet: str, folded: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a message that ask for a facet; what only tells something (县里不掏钱) doesn't."""
    parts = list(parts_from(folded, 0))
    for found in ASKED[facet].finditer(folded):
        touched = [at for at, (start, end) in enumerate(parts) if start < found.end() and end > found.start()]
        behind = parts[touched[-1] + 1 : touched[-1] + 2]
        confirmed = any(CONFIRMING.match(folded, start, end) for start, end in behind)
        if confirmed or asks(folded, *parts[touched[-1]]) or (facet in TOLD_OF and asks_anything(folded)):
            yield from (parts[at] for at in touched)
