"""What a message says beside all that was understood of it: a rest that makes it a question of its own."""

from __future__ import annotations

import re

from assistant.policy.corpus import Corpus
from assistant.policy.levels import LevelReader
from assistant.policy.lexicon import fold
from assistant.text.figures import find_figures
from assistant.text.masking import blank
from assistant.understanding.query import Query
from assistant.understanding.wordlists import GIVEN_WORDS, LISTS, any_of

FILLER = any_of(f"{GIVEN_WORDS} {' '.join(LISTS['rest'])}")
PUNCTUATION = re.compile(r"[\W_]+")


class Remainder:
    """Finds the rest of messages against one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        lexicon = corpus.lexicon
        terms = {term for topic in lexicon.topics for term in topic.terms}
        for groups in (lexicon.levels, lexicon.departments, lexicon.payers, lexicon.cues):
            terms.update(term for group in groups.values() for term in group)
        terms.update(term for group in lexicon.uncovered for term in group)
        terms.update(lexicon.details)
        ordered = sorted({folded for term in terms if (folded := fold(term))}, key=len, reverse=True)
        self._levels = LevelReader(lexicon.levels)
        self._known = re.compile("|".join(map(re.escape, ordered)))

    def characters(self, query: Query) -> str:
        """Return the characters that are left, each once, sorted: the order of words does not make a question.

        Negations are among them; personal data, masked or not, is not.
        """
        rest = blank(query.folded)
        for mention in query.mentions:
            if mention.topic not in query.inherited:
                rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
        for figure in find_figures(rest):
            rest = rest.replace(figure.surface, " ", 1)
        for place in query.places:
            rest = rest.replace(place, " ")
        rest = self._known.sub(" ", rest)
        for level in self._levels.find(rest):
            rest = rest[: level.start] + " " * (level.end - level.start) + rest[level.end :]
        for pattern in (FILLER, PUNCTUATION):
            rest = pattern.sub(" ", rest)
        return "".join(sorted(set(rest) - {" "}))
