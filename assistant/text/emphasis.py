"""How much each word of a question counts in a search.

Words that ask or join (什么, 的, 关于) say nothing of what is sought, however rare they are in official texts; a place
counts a little less than another word, as a nationwide text need not repeat where it is asked about. The weights were
chosen on half of the questions of an outside corpus; benchmarks/README.md has what was tried.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PLACES_FILE = "places.txt"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What words that ask or join, places and all others weigh, each in (0, 1]."""

    joining: float = 0.2
    place: float = 0.8
    other: float = 1.0

    def weigh(self, word: str, places: Container[str] | None = None) -> float:
        """Return the weight of a folded word of a question; `places` are those of jieba's dictionary.

        >>> [EMPHASIS.weigh(word) for word in ("北京", "如何", "补贴")]
        [0.8, 0.2, 1.0]
        """
        if word in JOINING_WORDS:
            return self.joining
        return self.place if word in (places or list_places()) else self.other


EMPHASIS = Emphasis()

# A closed class, so a list: jieba's own tags of such words are noisy (罪, 车 and 园 are among its function words).
_ASKING = """
什么 哪些 哪个 哪 哪里 哪儿 哪种 哪类 哪几 谁 多少 多久 多长 几 怎么 怎么办 怎么样 怎样 咋 咋办 如何 为什么 为何 何
何时 何处 什么样 什么时候 是否 能否 可否 有没有 能不能 是不是 会不会 要不要 可不可以 请问 请教 想问 问一下 吗 呢 吧
啊 呀 嘛 么 哦 啦
"""
_FUNCTION = """
的 地 得 了 着 过 之 所 们 等 等等 的话 般 似的 我 我们 你 你们 您 他 他们 她 她们 它 它们 咱 咱们 俺 自己 本人
别人 人家 大家 这 这个 这些 这样 这种 这么 这里 那 那个 那些 那样 那种 那么 那里 此 该 某 某个 某些 各 各个 每 每个
其 其他 其它 其余 其中 另 另外 任何 一切 所有 一些 有些 在 从 自 于 对 对于 关于 向 往 由 以 为 为了 按 按照 依照
依据 根据 据 通过 经 把 将 被 让 给 跟 同 与 和 及 以及 或 或者 还是 并 并且 而 而且 且 但 但是 不过 然而 却 则 就
便 才 都 也 又 还 再 只 仅 仅仅 因 因为 由于 因此 因而 所以 如 如果 若 若是 假如 要是 虽然 虽 即使 尽管 无论 不论
不管 只要 只有 除非 除 除了 既 既然 从而 于是 然后 随着 当 至 到 比 很 太 更 最 非常 已 已经 曾 曾经 正在 正 将要
即将 刚 刚刚 一直 仍 仍然 还有 必须 必 须 一定 可能 也许 大概 究竟 到底 其实 现在 目前 当前 后来 之后 之前 以后
以前 以来 期间 时候 时 中 上 下 里 内 外 前 后 间 方面 是 有 能 能够 可以 可 会 应 应该 应当 要 想 需要 需 没有 没
不 未 请 做 来 去 说 一个 一下 一种 个 种 些
"""
JOINING_WORDS = frozenset((_ASKING + _FUNCTION).split())

WORD = re.compile(r"[^\W\d_]{2,}")


def says_something(word: str) -> bool:
    """Whether a word of a message tells what it is about: no joining word, single character, figure or punctuation."""
    return word not in JOINING_WORDS and WORD.fullmatch(word) is not None


# Places of jieba's dictionary, without those that it hardly ever saw: `北京 34488 ns`.
_PLACE_LINE = re.compile(r"^(\S+) \d{3,} ns$", re.MULTILINE)


@cache
def list_places() -> frozenset[str]:
    """Return the places of jieba's dictionary; it has 5 MB, which takes some 60 ms to read."""
    import jieba

    return frozenset(_PLACE_LINE.findall(Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")))


def save_places(folder: Path) -> None:
    """Write the places to `folder`, for `read_places`."""
    (folder / PLACES_FILE).write_text("\n".join(sorted(list_places())), encoding="utf-8")


def read_places(folder: Path | None) -> frozenset[str]:
    """Return the places from `folder`, or from the dictionary where they were not saved."""
    path = folder / PLACES_FILE if folder else None
    return frozenset(path.read_text(encoding="utf-8").split("\n")) if path and path.is_file() else list_places()
