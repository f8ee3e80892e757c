"""The words of a message that say what it is about, as weighted pairs of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, zip_longest

from assistant.policy.lexicon import fold
from assistant.text.emphasis import JOINING_WORDS
from assistant.text.tokens import Tokenizer
from assistant.understanding.matching import sound
from assistant.understanding.wordlists import GIVEN_WORDS, LISTS, TOTAL_WORDS

FILLER = JOINING_WORDS | frozenset((*LISTS["filler"], *f"{GIVEN_WORDS} {TOTAL_WORDS}".split()))
SEGMENT = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
FIGURE = re.compile(r"[0-9.]+(?:[万亿w元%]|块钱?)+|[一二两三四五六七八九十百千]+[万亿](?:元|块)?")
RANK = re.compile(r"[一二三四五六七八九](?=星|a|类|等奖|档|期|年|级)|两(?=年)")
NUMERALS = dict(zip("一二两三四五六七八九", "1223456789", strict=True))
NUMBER = re.compile(r"[0-9.一二两三四五六七八九十百千万亿]+[个家年月日天名间亩人]?")
RANKED = re.compile("[级星类档强a]")  # behind a number that is a name's, not a size: 1级资质, 500强
PART = re.compile(r"[，。；：？！,;?!]")
WAY, HEARD, TOLD = 0.7, 0.7, 0.75


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()


def level_numerals(folded: str) -> str:
    """Return a folded text with the numerals of ranks and years in digits: 四星级 as 4星级.

    >>> level_numerals("二类新药第二年")
    '2类新药第2年'
    """
    return RANK.sub(lambda found: NUMERALS[found[0]], folded)


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text, folded, with numerals of ranks in digits."""
    found: set[str] = set()
    for part in SEGMENT.split(level_numerals(fold(text))):
        found.update(part[i : i + 2] for i in range(len(part) - 1))
    return found


def segments(folded: str) -> list[list[str]]:
    """Return what is left of a folded message without figures and what any question holds: runs of words."""
    found: list[list[str]] = []
    for part in SEGMENT.split(FIGURE.sub(" ", level_numerals(folded))):
        run: list[str] = []
        words = list(_tokenizer().words(part))
        for word, following in zip_longest(words, words[1:], fillvalue=""):
            if word in FILLER or (NUMBER.fullmatch(word) and not (word.isdigit() and RANKED.match(following))):
                found.append(run)
                run = []
            else:
                run.append(word)
        found.append(run)
    return [run for run in found if run]


def _edges(folded: str) -> frozenset[int]:
    """Return where the words of a folded message begin and end."""
    return frozenset(accumulate(map(len, _tokenizer().split(folded)), initial=0))


def _is_said(word: str, folded: str, edges: frozenset[int]) -> bool:
    """Whether a message has a word, a short one not of pieces of others: no 新设 in 新设备, but 滑雪 in 滑雪场."""
    if len(word) > 2 or word not in folded:
        return word in folded
    places = (at for at in range(len(folded)) if folded.startswith(word, at))
    return any(at + 1 not in edges or {at, at + len(word)} <= edges for at in places)


class Content:
    """Reads messages against the words of some policies."""

    def __init__(
        self, texts: Iterable[str], names: Iterable[str], ways: Iterable[Sequence[str]], places: Iterable[str] = ()
    ) -> None:
        """`texts` are all that may be asked about, `names` what programmes and clauses are called.

        `places` are the names of the region, which tell nothing.
        """
        whole = "\n".join(level_numerals(fold(text)) for text in texts)
        self._pairs = frozenset(pair for line in whole.split("\n") for pair in pairs(line))
        self._single = frozenset(whole)
        self._groups = [[level_numerals(fold(word)) for word in group] for group in ways]
        self._known = frozenset(word for group in self._groups for word in group if word in whole)
        self._begun: dict[str, list[tuple[int, str]]] = {}
        for i, group in enumerate(self._groups):
            for word in group:
                self._begun.setdefault(word[0], []).append((i, word))
        self._text = whole
        self._places = re.compile(
            "|".join(sorted(map(re.escape, filter(None, places)), key=len, reverse=True)) or "(?!)"
        )
        self._spread: dict[str, frozenset[str]] = {}
        self._heard: dict[tuple[str, str], set[str]] = {}
        for pair in {pair for name in names for pair in pairs(name)}:
            self._heard.setdefault((sound(pair[0]), sound(pair[1])), set()).add(pair)

    def speaks_of(self, word: str) -> bool:
        """Whether the policies have the word, or what is said for a part of it."""
        folded = level_numerals(fold(word))
        if folded in self._text:
            return True
        return any(
            folded.replace(said, other) in self._text
            for group in self._groups
            for said in group
            if said in folded
            for other in group
        )

    def known_in(self, text: str) -> frozenset[str]:
        """Return the pairs of a text, and of the text put in other ways of saying: 跨境电商 for 跨境电子商务.

        Made once for each text: for pieces of the policies, not for messages.
        """
        if text not in self._spread:
            self._spread[text] = self._read_spread(text)
        return self._spread[text]

    def _read_spread(self, text: str) -> frozenset[str]:
        folded = level_numerals(fold(text))
        found = pairs(folded)
        for group in self._groups:
            for word in (word for word in group if len(word) > 1 and word in folded):
                for other in (other for other in group if other != word and other not in word):
                    found |= pairs(folded.replace(word, other))
        return frozenset(found)

    def has_most_of(self, word: str) -> bool:
        """Whether the policies have the word, or most of a longer one: 境外线下展会 has most of 境外展会."""
        folded = fold(word)
        half = len(folded) // 2
        split = len(folded) > 3 and re.search(
            f"{re.escape(folded[:half])}.{{0,3}}{re.escape(folded[half:])}", self._text
        )
        return bool(split) or self.speaks_of(word)

    def read(self, folded: str) -> Mapping[str, float]:
        """Return the pairs of a folded message with their weights: 1 as said, less by a way of saying or a sound.

        What is told before the last part, where the question stands, counts a little less. Pairs that no policy has
        are among them: they tell how much of the message is about something else.
        """
        found: dict[str, float] = {}
        parts = [part for part in PART.split(self._places.sub("", folded)) if part]
        asked = [bool(segments(part)) for part in parts]
        last = max((i for i, holds in enumerate(asked) if holds), default=0)
        for i, part in enumerate(parts):
            self._read_part(part, 1.0 if i >= last else TOLD, found)
        self._add_ways(level_numerals(folded), found)
        self._add_heard(found)
        return found

    def lacks(self, folded: str) -> tuple[str, ...]:
        """Return the words of the trade in a message, and in no longer ones met, that the policies say in no way."""
        said = self._said(folded)
        met = [word for group, words in said if not self._known.isdisjoint(group) for word in words]
        lacking = (word for group, words in said if self._known.isdisjoint(group) for word in words)
        return tuple(dict.fromkeys(word for word in lacking if not any(word in other for other in met)))

    def unknown(self, folded: str) -> tuple[str, ...]:
        """Return the words of a message of which the policies have nothing."""
        return tuple(
            word
            for run in segments(self._places.sub("", folded))
            for word in run
            if len(word) > 1 and not pairs(word) & self._pairs and not self.speaks_of(word)
        )

    def _said(self, folded: str) -> list[tuple[list[str], list[str]]]:
        """Return the groups of ways of saying of which a message has words, in their order, with these words."""
        edges = _edges(folded)
        begun = {entry for first in set(folded) for entry in self._begun.get(first, ())}
        found: dict[int, list[str]] = {}
        for i, word in sorted(begun):
            if _is_said(word, folded, edges):
                found.setdefault(i, []).append(word)
        return [(self._groups[i], said) for i, said in found.items()]

    def _read_part(self, part: str, weight: float, found: dict[str, float]) -> None:
        for run in segments(part):
            text = "".join(run)
            for i in range(len(text) - 1):
                found[text[i : i + 2]] = max(weight, found.get(text[i : i + 2], 0.0))
            for character in text if len(text) < 2 else ():
                if character in self._single:
                    found[character] = weight

    def _add_ways(self, folded: str, found: dict[str, float]) -> None:
        """Add other ways of saying what is said; together they weigh no more than what they stand for."""
        for group, said in self._said(folded):
            others = [word for word in group if word in self._known and word not in folded]
            if not others:
                continue
            added = {pair for other in others for pair in pairs(other)} - set(found)
            own = {pair for word in said for pair in pairs(word)}
            share = min(1.0, max(len(own), 1) / max(len(added), 1))
            for pair in added:
                found[pair] = WAY * max(share, 0.5)
            for word in said:
                if word not in self._known:
                    for pair in pairs(word) - self._pairs:
                        found.pop(pair, None)

    def _add_heard(self, found: dict[str, float]) -> None:
        """Replace pairs that no policy has by those of names that sound the same."""
        for pair in [p for p in found if len(p) == 2 and p not in self._pairs]:
            alike = self._heard.get((sound(pair[0]), sound(pair[1])), ())
            for other in alike:
                found.setdefault(other, HEARD)
            if alike:
                del found[pair]
