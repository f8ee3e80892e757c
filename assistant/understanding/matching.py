"""Find lexicon terms in a message: as written, misspelt (homophones, one wrong character) and in pinyin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.policy.lexicon import fold

HAN = re.compile(r"[\u4e00-\u9fff]")
FUZZY_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("r", "n"))
SHORTEST_HOMOPHONE, SHORTEST_MISSPELT, SHORTEST_PINYIN = 3, 4, 6
WILDCARD = "\x00"
PARTICLES = frozenset("的了吗呢吧是有在和跟与或")
"""Characters that nobody writes for another one."""


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a folded message; `exact` is false for homophones, misspellings and pinyin."""

    key: str
    term: str
    start: int
    end: int
    exact: bool = True


@lru_cache(maxsize=65536)
def sound(character: str) -> str:
    """Return the toneless pinyin of a character with the sounds that dialects merge made alike.

    >>> sound("社") == sound("设"), sound("中") == sound("宗")
    (True, True)
    """
    if not HAN.match(character):
        return character
    from pypinyin import lazy_pinyin

    syllable = lazy_pinyin(character)[0]
    for strong, weak in FUZZY_INITIALS:
        if syllable.startswith(strong):
            syllable = weak + syllable[len(strong) :]
            break
    return syllable[:-1] if syllable.endswith("ng") else syllable


def spelling(text: str) -> str:
    """Return the plain toneless pinyin of a text, other characters as they are."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text))


def _rhymes(one: str, other: str) -> bool:
    """Whether two characters share their initial or their final."""
    a, b = sound(one), sound(other)
    return a[0] == b[0] or a[1:] == b[1:]


def _begins_alike(one: str, other: str) -> bool:
    """Whether the sound of one character begins with that of the other: 桩 zhuang, 柱 zhu."""
    a, b = sorted((sound(one), sound(other)), key=len)
    return len(a) > 1 and b.startswith(a)


class TermMatcher:
    """Matches the terms of a mapping from key to terms; the longest match at a place wins.

    Where it is `tolerant`, homophones count, and with `one_off` terms with one wrong character.
    """

    def __init__(
        self,
        terms: Mapping[str, Iterable[str]],
        *,
        tolerant: bool = True,
        one_off: bool = True,
        pinyin: bool = True,
        shortest: int = SHORTEST_PINYIN,
    ) -> None:
        self._keys: dict[str, list[str]] = defaultdict(list)
        for key, group in terms.items():
            for term in group:
                folded = fold(term)
                if key not in self._keys[folded]:
                    self._keys[folded].append(key)
        ordered = sorted(self._keys, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered)) or r"(?!)")
        self._tolerant = tolerant
        self._takes_one_off = one_off
        self._pinyin = pinyin
        self._shortest = shortest

    def find(self, text: str) -> tuple[Match, ...]:
        """Return the matches in a folded text, by place; tolerant ones only where no exact one stands."""
        found = [
            m for match in self._pattern.finditer(text) for m in self._expand(match[0], match.start(), match.end())
        ]
        if self._tolerant:
            taken = [(m.start, m.end) for m in found]
            found += [m for m in self._misspelt(text) if all(m.end <= s or m.start >= e for s, e in taken)]
        if self._pinyin:
            found += self._in_pinyin(text)
        return tuple(sorted(found, key=lambda m: (m.start, -m.end)))

    def _expand(self, term: str, start: int, end: int, exact: bool = True) -> Iterator[Match]:
        for key in self._keys[term]:
            yield Match(key, term, start, end, exact)

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], list[str]]:
        table: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for term in self._keys:
            if len(term) >= SHORTEST_HOMOPHONE and HAN.search(term):
                table[tuple(map(sound, term))].append(term)
        return table

    @cached_property
    def _by_gap(self) -> dict[str, list[str]]:
        """Terms by their spelling with one character left open."""
        table: dict[str, list[str]] = defaultdict(list)
        for term in self._keys:
            if len(term) >= SHORTEST_MISSPELT and len(HAN.findall(term)) >= SHORTEST_MISSPELT:
                for i in range(len(term)):
                    table[f"{term[:i]}{WILDCARD}{term[i + 1 :]}"].append(term)
        return table

    @cached_property
    def _short_by_gap(self) -> dict[str, list[str]]:
        """Terms of three characters by their spelling with one but the first left open."""
        table: dict[str, list[str]] = defaultdict(list)
        for term in self._keys:
            if len(term) == SHORTEST_HOMOPHONE and len(HAN.findall(term)) == SHORTEST_HOMOPHONE:
                for i in range(1, len(term)):
                    table[f"{term[:i]}{WILDCARD}{term[i + 1 :]}"].append(term)
        return table

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(term) for term in self._keys if len(term) >= SHORTEST_HOMOPHONE}, reverse=True))

    def _misspelt(self, text: str) -> Iterator[Match]:
        sounds = [sound(c) for c in text]
        covered = 0
        for start in range(len(text)):
            if start < covered:
                continue
            for length in self._lengths:
                window = text[start : start + length]
                if len(window) < length or len(HAN.findall(window)) < SHORTEST_HOMOPHONE - 1:
                    continue
                alike = self._by_sound.get(tuple(sounds[start : start + length]), [])
                terms = [term for term in alike if set(term) & set(window)]  # 上游小企业 is no 有效期
                if not terms and self._takes_one_off:
                    terms = self._one_off(window)
                if terms:
                    covered = start + length
                    yield from (m for term in terms for m in self._expand(term, start, covered, exact=False))
                    break

    def _one_off(self, window: str) -> list[str]:
        """Return the terms that differ from the window in one character; in short ones it must sound alike."""
        for i in range(len(window)):
            opened = f"{window[:i]}{WILDCARD}{window[i + 1 :]}"
            terms = self._by_gap.get(opened, [])
            if window[i] in PARTICLES:
                continue
            alike = [t for t in terms if len(t) > SHORTEST_MISSPELT or _rhymes(t[i], window[i])]
            alike += [t for t in self._short_by_gap.get(opened, ()) if _begins_alike(t[i], window[i])]
            if alike:
                return alike
        return []

    @cached_property
    def _by_spelling(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = defaultdict(list)
        for term in self._keys:
            if HAN.search(term):
                table[spelling(term)].append(term)
        return table

    @cached_property
    def _spellings(self) -> re.Pattern[str]:
        ordered = sorted((s for s in self._by_spelling if len(s) >= self._shortest), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")

    def _in_pinyin(self, text: str) -> Iterator[Match]:
        letters = sum(c.isascii() and c.isalpha() for c in text)
        if letters < self._shortest:
            return
        for match in self._spellings.finditer(text):
            for term in self._by_spelling[match[0]]:
                yield from self._expand(term, match.start(), match.end(), exact=False)
