"""Cut text into tokens: one code path for the build of the index and for every query.

A change here changes what an index means: raise `FORMAT` in `assistant/retrieval/artifacts.py` with it.

jieba is imported and its dictionary loaded on first use, into a tokenizer of our own: no global dictionary is touched.
"""

from __future__ import annotations

import logging
import marshal
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from operator import add
from pathlib import Path
from typing import Protocol

from assistant.text.emphasis import EMPHASIS, Emphasis, read_places, save_places

UNIT = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[^\W\da-z_]")
CJK_RUN = re.compile(r"[\u3400-\u9fff]+")
CACHE_FILE = "jieba.cache"  # the name that jieba gives it
CUT = 64  # texts whose words are kept
NON_WORD = re.compile(r"[\W_]+")


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


class _Cutter(Protocol):
    def cut(self, sentence: str, *, HMM: bool = True) -> Iterator[str]: ...


def fold(text: str) -> str:
    """Return `text` in the form that is indexed: NFKC, lower case, simplified characters.

    >>> fold("５Ｇ企業")
    '5g企业'
    """
    text = unicodedata.normalize("NFKC", text).lower()
    return text if all(map(_is_simplified, CJK_RUN.findall(text))) else _converter().convert(text)


def _spans(text: str) -> Iterator[tuple[str, int]]:
    """Yield the terms of a folded text with where each starts: first the units, then the bigrams."""
    for unit in UNIT.finditer(text):
        yield unit[0], unit.start()
    for run in CJK_RUN.finditer(text):
        for i in range(run.start(), run.end() - 1):
            yield text[i : i + 2], i


def _is_simplified(run: str) -> bool:
    """Tell whether a run of Chinese characters is within GB 2312, which has the simplified forms only."""
    try:
        run.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


class Tokenizer:
    """jieba with `words` as its user dictionary; what it reads from its own is kept in `cache_dir` (default: tmp)."""

    def __init__(self, words: Iterable[str] = (), cache_dir: Path | None = None, emphasis: Emphasis = EMPHASIS) -> None:
        self._emphasis = emphasis
        self._user_words = tuple(sorted({fold(word) for word in words}))
        self._cache_dir = cache_dir
        self._cutter: _Cutter | None = None
        self._lock = threading.Lock()
        self._cut = lru_cache(CUT)(self._cut_anew)  # a question is cut for its words, its terms and its pieces

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words of `text`, without punctuation and blanks."""
        return self._words(fold(text))

    def split(self, text: str) -> tuple[str, ...]:
        """Return the words of a folded `text` with all that stands between them; none that only jieba guesses at."""
        return tuple(self._jieba().cut(text, HMM=False))

    def terms(self, text: str) -> tuple[str, ...]:
        """Return the terms of the lexical index: characters (numbers and Latin words whole) and bigrams."""
        text = fold(text)
        found = UNIT.findall(text)
        for run in CJK_RUN.findall(text):
            found.extend(map(add, run, run[1:]))
        return tuple(found)

    def weigh(self, text: str) -> dict[str, float]:
        """Return the terms of a question, each once, with a weight in (0, 1]: its weightiest word's.

        Saying a thing twice does not make it count twice; people who tell a story repeat themselves.
        """
        text = fold(text)
        weights = [weight for word in self._cut(text) for weight in [self._weigh(word)] * len(word)]
        weighed: dict[str, float] = {}
        for term, start in _spans(text):
            weighed[term] = max(weighed.get(term, 0.0), *weights[start : start + len(term)])
        return weighed

    def _weigh(self, word: str) -> float:
        return self._emphasis.other if word in self._user_words else self._emphasis.weigh(word, self._places)

    @cached_property
    def _places(self) -> frozenset[str]:
        return read_places(self._cache_dir)

    def pieces(self, text: str) -> tuple[str, ...]:
        """Return what the embedding is fed: characters and words, none with a blank inside."""
        text = fold(text)
        units = UNIT.findall(text)
        known = set(units)
        return (*units, *(word for word in self._words(text) if word not in known))

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in self._cut(text) if not NON_WORD.fullmatch(word))

    def _cut_anew(self, text: str) -> tuple[str, ...]:
        return tuple(self._jieba().cut(text))

    def _jieba(self) -> _Cutter:
        with self._lock:
            if self._cutter is None:
                self._cutter = _load_jieba(self._user_words, self._cache_dir)
            return self._cutter


def _load_jieba(words: Iterable[str], cache_dir: Path | None) -> _Cutter:
    import jieba

    logging.getLogger("jieba").setLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    cache = cache_dir / CACHE_FILE if cache_dir else None
    if cache and cache.is_file():
        # jieba would unmarshal from the open file, which takes three times as long as from memory.
        cutter.FREQ, cutter.total = marshal.loads(cache.read_bytes())
        cutter.initialized = True
    else:
        cutter.tmp_dir = str(cache_dir) if cache_dir else None
        cutter.initialize()
        if cache_dir:
            save_places(cache_dir)
    for word in words:
        cutter.add_word(word)
    typed: _Cutter = cutter
    return typed
