"""Write in characters what a message spells in Latin letters: zongbu企业, shenbao, 高级ji师.

Only words of the policies' own texts and of what callers ask (`asked.tsv`) are read so; the commonest of those that are
spelt alike is taken. Letters that the texts themselves have (PCB, LPR) stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from assistant.policy.places import Cutter
from assistant.text import giving
from assistant.text.lists import read_lists
from assistant.understanding.matching import spelling

LETTERS = re.compile(r"(?<![A-Za-z0-9.@/_-])[A-Za-z]{2,24}(?![A-Za-z0-9.@/_-])")
_RUNS = re.compile(f"{LETTERS.pattern}(?: {LETTERS.pattern})*")
SHORTEST = 4  # letters that stand for a word by themselves
MOST_WORDS = 3  # words written in one
MOST_TEXTS = 2000  # from how many texts words are taken
ASKED = 2  # how many times a word that callers use counts
_WORD = re.compile(r"[一-鿿]{2,6}")


class LetterReader:
    """Reads words spelt in letters; safe to share between threads."""

    def __init__(self, texts: Iterable[str], cut: Cutter) -> None:
        self._texts, self._cut = texts, cut

    @cached_property
    def _words(self) -> Counter[str]:
        texts = [text for text, _ in zip(self._texts, range(MOST_TEXTS), strict=False)]
        found = Counter(word for text in texts for word in self._cut(text) if _WORD.fullmatch(word))
        own = {word.lower() for text in texts for word in LETTERS.findall(text)}
        asked = Counter(dict.fromkeys((*giving.AWARDS, *(word for words in _ASKED.values() for word in words)), ASKED))
        return Counter({word: count for word, count in (found + asked).items() if spelling(word) not in own})

    @cached_property
    def _whole(self) -> dict[str, str]:
        """The commonest word by its spelling."""
        return {spelling(word): word for word, _ in reversed(self._words.most_common())}

    @cached_property
    def _begun(self) -> dict[tuple[str, str], str]:
        """The commonest word by the spelling of how it begins and the characters that follow."""
        pairs = ((word, at) for word, _ in reversed(self._words.most_common()) for at in range(1, len(word)))
        return {(spelling(word[:at]), word[at:]): word for word, at in pairs}

    @cached_property
    def _ended(self) -> dict[tuple[str, str], str]:
        """The commonest word by the characters before and the spelling of how it ends."""
        pairs = ((word, at) for word, _ in reversed(self._words.most_common()) for at in range(1, len(word)))
        return {(word[:at], spelling(word[at:])): word for word, at in pairs}

    def read(self, message: str) -> str:
        """Return a message with such words in characters."""
        return _RUNS.sub(lambda found: self._run(message, found), message)

    def _run(self, message: str, run: re.Match[str]) -> str:
        """Return words in letters with blanks between in characters; as they stand where one of them is unknown."""
        written = [self._written(message, found) for found in LETTERS.finditer(message, run.start(), run.end())]
        return "".join(word for word in written if word) if written and all(written) else run[0]

    def _written(self, message: str, found: re.Match[str]) -> str | None:
        letters = found[0].lower()
        if len(letters) >= SHORTEST and (words := self._split(letters, MOST_WORDS)) is not None:
            return words
        for size in (3, 2, 1):
            behind, before = (
                message[found.end() : found.end() + size],
                message[max(0, found.start() - size) : found.start()],
            )
            if word := self._begun.get((letters, behind)):
                return word.removesuffix(behind)
            if word := self._ended.get((before, letters)):
                return word.removeprefix(before)
        return None

    def _split(self, letters: str, most: int) -> str | None:
        """Return the fewest words that letters spell one after another."""
        if letters in self._whole:
            return self._whole[letters]
        for at in range(len(letters) - SHORTEST, SHORTEST - 1, -1) if most > 1 else ():
            first, rest = self._whole.get(letters[:at]), self._split(letters[at:], most - 1)
            if first is not None and rest is not None:
                return first + rest
        return None


_ASKED = read_lists(__package__, "asked")
