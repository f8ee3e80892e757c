"""Complete a message from the turns before it: topic, level, figures and intent of what it leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.understanding.query import Intent, Query
from assistant.understanding.wordlists import any_of

POINTING = any_of(
    """这 那 它 该 上述 刚才 前面 上面 之前 呢 的话 也是 一样 同样 两个 两者 都 再 还有 还 我们是 就是 不对 不是 说错
    搞错 对 是的 嗯 行 可以 换成 如果 要是 算"""
)
RETURNING = any_of("回到 说回 刚才 前面 之前 最开始 最初 第一个 头一个 还是 那个 再说 再问 上上个 最早 原来")
FIRST = any_of("第一个 头一个 最开始 最初 最早 一开始")
BACK = any_of("回到 说回 再说回 上上个 原来 之前那个")
COMMON_PARTS = frozenset(
    [
        "企业",
        "示范",
        "项目",
        "中心",
        "国家",
        "省级",
        "市级",
        "奖励",
        "补助",
        "重点",
        "产业",
        "工业",
        "多少",
        "级的",
        "的奖",
    ]
)
TOGETHER = any_of("两个 两项 都 一起 加起来 叠加 同时 一共 合计 重复")
LONGEST_FRAGMENT = 12
OBJECT = re.compile(r"(?:参加|享受|申请|申报|用上?|走|办|享|拿|报)(?:那|这)个")
OURSELVES = re.compile(
    r"(?:^|[，。；？！,;?!]|我们|我司|公司|我)(?:都|也|已经|本来|本身)?(?:是|属于|算是?)(?:个|家)?[^，。；？！,;?!]{0,3}$"
)
DOCUMENT_INTENTS = frozenset({Intent.INTERPRETER, Intent.BASIS, Intent.DOCUMENT})
LASTING = frozenset({Intent.AMOUNT, Intent.CONDITION, Intent.DEPARTMENT, Intent.MEASURE, Intent.TARGET})


def carry(queries: Sequence[Query], recognises: Callable[[str], bool]) -> Query:
    """Return the last query, completed; `recognises` says whether a message names a clause's subject by itself."""
    trail: list[Query] = []  # one completed query a topic, the last one last
    for query in queries[:-1]:
        completed = _complete(query, trail, recognises)
        if completed.mentions:
            trail = [earlier for earlier in trail if set(earlier.topics) != set(completed.topics)]
            trail.append(completed)
    return _complete(queries[-1], trail, recognises)


def _complete(query: Query, trail: Sequence[Query], recognises: Callable[[str], bool]) -> Query:
    if not trail:
        return query
    if query.mentions:
        return _beside(query, trail)
    if query.uncovered or query.foreign or query.greeting or _bare_attack(query):
        return query
    if not _leans(query) and recognises(query.question):
        return query
    if query.intents & DOCUMENT_INTENTS and not query.levels:
        return query
    state = _returned_to(query, trail) or trail[-1]
    together = Intent.STACKING in query.intents and TOGETHER.search(query.folded)
    if len(trail) > 1 and (together or Intent.COMPARE in query.intents):
        mentions = tuple(m for earlier in trail[-2:] for m in earlier.mentions)
        levels = tuple(dict.fromkeys(level for earlier in trail[-2:] for level in earlier.levels))
        return query.model_copy(
            update={"mentions": mentions, "levels": query.levels or levels, "carried": state.topics}
        )
    lends = query.model_copy(update={"mentions": state.mentions, "carried": state.topics})
    return _inherit(lends, state)


def _bare_attack(query: Query) -> bool:
    """Whether the message holds an attempt to break rules and no question of its own."""
    return query.attack and not (query.levels or query.figures or query.intents)


def _returned_to(query: Query, trail: Sequence[Query]) -> Query | None:
    """Return the earlier topic that the message goes back to: by its ordinal, or by a part of its name."""
    if not RETURNING.search(query.folded):
        return None
    if FIRST.search(query.folded):
        return trail[0]
    parts = {query.folded[i : i + 2] for i in range(len(query.folded) - 1)} - COMMON_PARTS
    for earlier in reversed(trail):
        others = "".join(m.term for other in trail if other is not earlier for m in other.mentions)
        names = "".join(mention.term for mention in earlier.mentions)
        if any(part in names and part not in others for part in parts):
            return earlier
    return trail[-2] if len(trail) > 1 and BACK.search(query.folded) else None


def _beside(query: Query, trail: Sequence[Query]) -> Query:
    """Complete a message that names a topic of its own."""
    state = next((e for e in reversed(trail) if set(e.topics) & set(query.topics)), trail[-1])
    if not set(query.topics) & set(state.topics) and (OBJECT.search(query.folded) or _describes_ourselves(query)):
        return _inherit(query.model_copy(update={"mentions": state.mentions, "carried": state.topics}), state)
    if set(query.topics) & set(state.topics):
        return _inherit(query, state)
    updates: dict[str, object] = {}
    joined = Intent.COMPARE in query.intents or (Intent.STACKING in query.intents and TOGETHER.search(query.folded))
    if joined and len(query.topics) < 2:
        updates["mentions"] = (*state.mentions, *query.mentions)
        updates["carried"] = state.topics
        updates["levels"] = tuple(dict.fromkeys((*state.levels, *query.levels)))
    fragment = len(query.folded) <= LONGEST_FRAGMENT or "呢" in query.folded
    if fragment and not query.intents & LASTING:
        updates["intents"] = query.intents | (state.intents & LASTING)
    if fragment and not query.levels and "呢" in query.folded:
        updates["levels"] = state.levels
    if fragment:
        updates |= _inherit_documents(query, state)
    return query.model_copy(update=updates)


def _describes_ourselves(query: Query) -> bool:
    """Whether the topics only say what the firm is, while the question is who qualifies: 我们够格吗？是市级龙头."""
    asks = query.intents == {Intent.CONDITION}
    return asks and all(OURSELVES.search(query.folded[: mention.start]) for mention in query.mentions)


def _inherit(query: Query, state: Query) -> Query:
    """Take over from the earlier query on the same topic what this one leaves unsaid."""
    asks = query.intents - {Intent.COMPARE} or query.details
    levels = query.levels or state.levels
    if Intent.COMPARE in query.intents and query.levels:
        levels = tuple(dict.fromkeys((*state.levels, *query.levels)))
    return query.model_copy(
        update={
            "levels": levels,
            "figures": query.figures or state.figures,
            "intents": query.intents if asks else query.intents | state.intents,
            "reverse": query.reverse or (state.reverse and not query.intents),
            "payers": query.payers or state.payers,
            "firms": query.firms or state.firms,
            **_inherit_documents(query, state),
        }
    )


def _inherit_documents(query: Query, state: Query) -> dict[str, object]:
    """Return the documents and region that the earlier query was about where this one names neither."""
    if query.regions or query.policies or query.issued or query.years:
        return {}
    return {"regions": state.regions, "policies": state.policies, "issued": state.issued}


def _leans(query: Query) -> bool:
    """Whether the message can't stand alone: a fragment, or one that points back."""
    return len(query.folded) <= LONGEST_FRAGMENT or bool(POINTING.search(query.folded))
