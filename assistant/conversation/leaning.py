"""Tell a message that leans on what came before from one that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.state import State
from assistant.policy.levels import RANKS
from assistant.understanding.query import Intent, Query
from assistant.understanding.returning import FIRST
from assistant.understanding.wordlists import any_of

POINTING = any_of(
    """这 那 它 该 上述 刚才 前面 上面 之前 呢 的话 也是 一样 同样 两个 两者 都 再 还有 还 我们是 就是 不对 不是 说错
    搞错 对 是的 嗯 行 可以 换成 如果 要是 算 第[一二三四1-4][个种项档]"""
)
RETURNING = any_of(
    """回到 说回 刚才 前面 之前 最开始 最初 第一个 头一个 还是 那个 再说 再问 上上个 最早 原来 最先 开头 一上来
    起先 起初 第一次 第一问"""
)
BACK = any_of("回到 说回 再说回 上上个 原来 之前那个 前面那[个项样] 前一[个项] 前者")
_COMMON = "企业 示范 项目 中心 国家 省级 市级 奖励 补助 重点 产业 工业 多少 级的 的奖"
COMMON_PARTS = frozenset(_COMMON.split())
LEVEL_ALONE = re.compile(rf"(?:{'|'.join(RANKS)}|级以上|以上)的[呢吗啊？?]*$")
LONGEST_FRAGMENT = 12
CHANGES = re.compile(
    r"(?:换[个一]?(?:个|件)?(?:事|话题|问题)|(?:另外?|别的)(?:一?(?:件|码|个))?(?:事|问题)|放一放|不说这个|先不说|问个别的)"
    r"|^(?:还有|另外|对了|再问下?)[，,：:]"
)
SHORTEST_CHANGE = 14  # characters of a message that announces another subject and names it
SHORTEST_STATEMENT = 9  # characters of a message that may be about something else
PLAIN = frozenset({Intent.AMOUNT, Intent.CONDITION, Intent.MEASURE})


def leans(query: Query) -> bool:
    """Whether the message can't stand alone: a fragment, one that points back, or one that brings a figure."""
    if len(query.folded) <= LONGEST_FRAGMENT or LEVEL_ALONE.search(query.folded):
        return True
    return bool(POINTING.search(query.folded) or query.base_figures())


def is_fragment(query: Query) -> bool:
    """Whether the message names a topic and hardly anything else: 那首台套呢."""
    return len(query.folded) <= LONGEST_FRAGMENT or "呢" in query.folded


def is_statement(query: Query) -> bool:
    """Whether the message is a sentence of its own, with nothing that narrows down what came before."""
    narrows = query.levels or query.figures or query.payers or query.departments or query.firms
    return query.intents <= PLAIN and not narrows and len(query.folded) >= SHORTEST_STATEMENT


def is_bare_attack(query: Query) -> bool:
    """Whether the message holds an attempt to break rules and no question of its own."""
    return query.attack and not (query.levels or query.figures or query.intents)


def changes_subject(query: Query) -> bool:
    """Whether the message announces another subject, and says enough to name it."""
    return CHANGES.search(query.folded) is not None and len(query.folded) >= SHORTEST_CHANGE


def find_returned(query: Query, state: State) -> Query | None:
    """Return the earlier topic that the message goes back to: by its ordinal, or by a part of its name."""
    if not RETURNING.search(query.folded):
        return None
    if FIRST.search(query.folded):
        return next(earlier for earlier in state.asked if earlier.mentions)
    trail = state.trail
    parts = {query.folded[i : i + 2] for i in range(len(query.folded) - 1)} - COMMON_PARTS
    for earlier in reversed(trail):
        if any(part in _names([earlier]) and part not in _names(_without(trail, earlier)) for part in parts):
            return earlier
    return trail[-2] if len(trail) > 1 and BACK.search(query.folded) else None


def _without(trail: Sequence[Query], query: Query) -> list[Query]:
    return [other for other in trail if other is not query]


def _names(queries: Sequence[Query]) -> str:
    return "".join(mention.term for query in queries for mention in query.mentions)
