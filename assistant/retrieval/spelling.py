"""Read words of the lexicon that a question spells in pinyin: `xiaojuren` is 小巨人."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from assistant.text.tokens import fold

LETTERS = re.compile(r"[a-z][a-z\s]{4,}[a-z]")
SHORTEST = 6  # letters of a word; shorter ones turn up by chance


class Spelling:
    """Knows how words are spelt; pypinyin is imported when the first long run of letters comes."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)

    def complete(self, text: str) -> str:
        """Return `text` with the words that it spells in pinyin behind it.

        >>> Spelling(["小巨人"]).complete("guojiaji xiao ju ren")
        'guojiaji xiao ju ren 小巨人'
        """
        runs = ["".join(run.split()) for run in LETTERS.findall(fold(text))]
        return " ".join([text, *(word for run in runs for word in self._read(run))])

    def _read(self, run: str) -> list[str]:
        """Return the words that a run of letters spells, the longest first, no letter counted twice."""
        found = []
        for spelt, word in self._spelt if len(run) >= SHORTEST else ():
            if spelt in run:
                found.append(word)
                run = run.replace(spelt, " ")
        return found

    @cached_property
    def _spelt(self) -> tuple[tuple[str, str], ...]:
        from pypinyin import lazy_pinyin

        spelt = {"".join(lazy_pinyin(word)): word for word in self._words if re.fullmatch(r"[\u4e00-\u9fff]+", word)}
        return tuple(sorted(((s, w) for s, w in spelt.items() if len(s) >= SHORTEST), key=lambda p: (-len(p[0]), p[0])))
