"""Complete a message from the turns before it: topic, level, figures and intent of what it leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from assistant.conversation.ordinals import find_ordinal
from assistant.understanding.figures import BASE
from assistant.understanding.passing import asks_anything
from assistant.understanding.query import Intent, Mention, Query, UserFigure
from assistant.understanding.standing import asks_to_take_part
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
PAPER = re.compile(r"文号|[几多少]+号|那份|另外?一份|另外那份|全称|完整的?(?:标题|名称)")
FURTHER_PAPER = re.compile(r"(?:另外?|还有|那|第二)一?份[^，。；？,;?]{0,8}呢")
LEVEL_ALONE = re.compile(r"(?:国家级|省级|市级|级以上|以上)的[呢吗啊？?]*$")
LONGEST_FRAGMENT = 12
CHANGES = re.compile(
    r"(?:换[个一]?(?:个|件)?(?:事|话题|问题)|(?:另外?|别的)(?:一?(?:件|码|个))?(?:事|问题)|放一放|不说这个|先不说|问个别的)"
    r"|^(?:还有|另外|对了|再问下?)[，,：:]"
)
SHORTEST_CHANGE = 14  # characters of a message that announces another subject and names it
SHORTEST_STATEMENT = 9  # characters of a message that may be about something else
OBJECT = re.compile(r"(?:参加|享受|申请|申报|用上?|走|办|享|拿|报)(?:那|这)个")
OURSELVES = re.compile(
    r"(?:^|[，。；？！,;?!]|我们|我司|公司|我)(?:都|也|已经|本来|本身)?(?:是|属于|算是?)(?:个|家)?[^，。；？！,;?!]{0,3}$"
)
DOCUMENT_INTENTS = frozenset({Intent.INTERPRETER, Intent.BASIS, Intent.DOCUMENT})
PLAIN = frozenset({Intent.AMOUNT, Intent.CONDITION, Intent.MEASURE})
LASTING = frozenset({Intent.AMOUNT, Intent.CONDITION, Intent.DEPARTMENT, Intent.MEASURE, Intent.TARGET})


Subject = Literal["clause", "nothing"]
"""What a message is about by itself: a clause, or something that no policy speaks of."""
Recognises = Callable[[Query], Subject | None]
FindSibling = Callable[[Query, Query], Mention | None]


def _no_sibling(query: Query, state: Query) -> Mention | None:
    return None


def carry(queries: Sequence[Query], recognises: Recognises, find_sibling: FindSibling = _no_sibling) -> Query:
    """Return the last query, completed.

    `recognises` says what a message is about by itself, where that can be told, `find_sibling` what topic beside the
    earlier query's a message names by a part of its name.
    """
    trail: list[Query] = []  # one completed query a topic, the last one last
    said: list[Query] = []
    read = [*queries[:1]]
    for query in queries[1:]:
        read.append(_on_document(query, read[-1]))
    for query in read[:-1]:
        completed = _complete(query, trail, recognises, find_sibling)
        said.append(completed)
        if completed.mentions:
            trail = [earlier for earlier in trail if set(earlier.topics) != set(completed.topics)]
            trail.append(completed)
    return _with_levels_compared(_complete(read[-1], trail, recognises, find_sibling), read[-1], said)


def _with_levels_compared(completed: Query, message: Query, said: Sequence[Query]) -> Query:
    """Return the query with all levels of its topic asked about before where the message compares and names none."""
    if Intent.COMPARE not in message.intents or message.levels or not completed.carried:
        return completed
    same = [earlier for earlier in said if set(earlier.topics) == set(completed.topics)]
    levels = tuple(dict.fromkeys(level for earlier in same for level in earlier.levels))
    return completed.model_copy(update={"levels": levels or completed.levels})


def _on_document(query: Query, before: Query) -> Query:
    """Return the message as a question on the documents' grounds where it goes on about the papers named there."""
    on_grounds = Intent.BASIS in before.intents and PAPER.search(query.folded)
    if not on_grounds and not (Intent.DOCUMENT in before.intents and FURTHER_PAPER.search(query.folded)):
        return query
    return query.model_copy(update={"mentions": (), "levels": (), "intents": frozenset({Intent.BASIS})})


def _complete(query: Query, trail: Sequence[Query], recognises: Recognises, find_sibling: FindSibling) -> Query:
    if not trail:
        return query
    own = tuple(m for m in query.mentions if not m.gives_way & set(trail[-1].topics))
    if own:
        return _beside(query, trail)
    sibling = None if query.mentions or query.uncovered_asked else find_sibling(query, trail[-1])
    query = query.model_copy(update={"mentions": ()})
    if sibling is not None:
        return _beside(query.model_copy(update={"mentions": (sibling,)}), trail)
    if query.uncovered_asked or query.foreign or query.greeting or _bare_attack(query):
        return query
    tells = bool(query.passing)
    if tells:
        if not (query.figures or asks_anything(query.folded)):
            return query
        query = query.model_copy(update={"uncovered": (), "passing": ()})
    if CHANGES.search(query.folded) and len(query.folded) >= SHORTEST_CHANGE:
        return query
    whole, strange = not _leans(query), not tells and _is_statement(query)
    subject = recognises(query) if whole or strange else None
    if (subject == "clause" and whole) or (subject == "nothing" and strange):
        return query
    if query.intents & DOCUMENT_INTENTS and not query.levels:
        return query
    state = find_ordinal(query, trail) or _returned_to(query, trail) or trail[-1]
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
    pointing = OBJECT.search(query.folded) or asks_to_take_part(query.folded, query.mentions)
    if not set(query.topics) & set(state.topics) and (pointing or _describes_ourselves(query)):
        return _inherit(query.model_copy(update={"mentions": state.mentions, "carried": state.topics}), state)
    if set(query.topics) & set(state.topics):
        return _inherit(query, state)
    updates: dict[str, object] = {}
    joined = Intent.COMPARE in query.intents or (Intent.STACKING in query.intents and TOGETHER.search(query.folded))
    if joined and len(query.topics) < 2 and len(query.levels) < 2:
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
            "figures": _figures(query, state),
            "lent": (*state.lent, *state.base_figures()),
            "intents": query.intents if asks else query.intents | state.intents,
            "reverse": query.reverse or (state.reverse and not query.intents),
            "payers": query.payers or state.payers,
            "firms": query.firms or state.firms,
            **_inherit_documents(query, state),
        }
    )


def _figures(query: Query, state: Query) -> tuple[UserFigure, ...]:
    """Return the figures that the message is about; one that only says what a sum gives is about the sum before it."""
    own = _measured_alike(query, state)
    if own and all(figure.role == "claim" for figure in own):
        return (*state.base_figures(), *own)
    return own or state.figures


def _measured_alike(query: Query, state: Query) -> tuple[UserFigure, ...]:
    """Return the message's figures: a bare one measures what the one figure before it did (设备900万, then 是950万)."""
    bases = state.base_figures()
    if len(bases) != 1:
        return query.figures
    bare = [figure for figure in query.figures if figure.role == "base" and not BASE.search(figure.near)]
    near = bases[0].near
    return tuple(f.model_copy(update={"near": near + f.near}) if f in bare else f for f in query.figures)


def _inherit_documents(query: Query, state: Query) -> dict[str, object]:
    """Return the documents and region that the earlier query was about where this one names neither."""
    if query.regions or query.policies or query.issued or query.years:
        return {}
    return {"regions": state.regions, "policies": state.policies, "issued": state.issued}


def _is_statement(query: Query) -> bool:
    """Whether the message is a sentence of its own, with nothing that narrows down what came before."""
    narrows = query.levels or query.figures or query.payers or query.departments or query.firms
    return query.intents <= PLAIN and not narrows and len(query.folded) >= SHORTEST_STATEMENT


def _leans(query: Query) -> bool:
    """Whether the message can't stand alone: a fragment, one that points back, or one that brings a figure."""
    if len(query.folded) <= LONGEST_FRAGMENT or LEVEL_ALONE.search(query.folded):
        return True
    return bool(POINTING.search(query.folded) or query.base_figures())
