"""Where the words looked for stand in a text, whatever its width, case, blanks and quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.policy.lexicon import fold
from assistant.text import tokens

Span = tuple[int, int]
PAIRS = (("（", "）"), ("“", "”"), ("《", "》"))


class FoldedText:
    """A text as words are compared with it, each character knowing its place."""

    def __init__(self, text: str) -> None:
        places = [(folded, at) for at, character in enumerate(text) for folded in fold(character)]
        self._folded = "".join(folded for folded, _ in places)
        self._places = tuple(at for _, at in places)
        self._text = text

    def __contains__(self, word: str) -> bool:
        folded = fold_word(word)
        return bool(folded) and folded in self._folded

    def find(self, words: Iterable[str]) -> tuple[Span, ...]:
        """Return where any of the words stands, as spans of code points that neither overlap nor touch."""
        spans = sorted(span for word in dict.fromkeys(map(fold_word, words)) if word for span in self._find(word))
        merged: list[Span] = []
        for start, end in spans:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    def _find(self, word: str) -> Iterator[Span]:
        at = self._folded.find(word)
        while at >= 0:
            end = at + len(word)
            if not self._cuts_number(at) and not self._cuts_number(end):
                yield self._close(self._places[at], self._places[end - 1] + 1)
            at = self._folded.find(word, at + 1)

    def _close(self, start: int, end: int) -> Span:
        """Return the span with the bracket or quotation mark that closes one opened inside it."""
        found = self._text[start:end]
        for opening, closing in PAIRS:
            if found.count(opening) > found.count(closing) and self._text.startswith(closing, end):
                return start, end + 1
        return start, end

    def _cuts_number(self, at: int) -> bool:
        """Tell whether the place is between two digits: 50 does not stand in 500."""
        return self._folded[max(0, at - 1) : at].isdecimal() and self._folded[at : at + 1].isdecimal()


def fold_word(word: str) -> str:
    """Return a word as it is compared.

    >>> fold_word("“５Ｇ+工業互聯網”")
    '5g+工业互联网'
    """
    return fold(tokens.fold(word))
