"""Take over from earlier queries what a message leaves unsaid: levels, sums, intents, documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.leaning import is_fragment
from assistant.conversation.state import State
from assistant.understanding.figures import BASE
from assistant.understanding.query import Intent, Query, UserFigure
from assistant.understanding.stated import asks_to_take_part
from assistant.understanding.wordlists import CONFIRMING_WORDS, any_of

TOGETHER = any_of("两个 两项 都 一起 加起来 叠加 同时 一共 合计 重复")
OBJECT = re.compile(r"(?:参加|享受|申请|申报|用上?|走|办|享|拿|报)(?:那|这)个")
OURSELVES = re.compile(
    r"(?:^|[，。；？！,;?!]|我们|我司|公司|我)(?:都|也|已经|本来|本身)?(?:是|属于|算是?)(?:个|家)?[^，。；？！,;?!]{0,3}$"
)
CONFIRMING = any_of(CONFIRMING_WORDS)
ALL_PAYERS = any_of("两级 省市 两边 两头")
PAID = re.compile(
    r"(?:(?:要是|如果|假如|假设|换成|万一)[^，。；,;0-9]{0,6}(?:补|给|拨|花|投|贷)了?|(?:补|给|拨|花|投|贷)了)"
    r"[0-9.一二两三四五六七八九十百千]+[万亿]元?呢"
)
LASTING = frozenset({Intent.AMOUNT, Intent.CONDITION, Intent.DEPARTMENT, Intent.MEASURE, Intent.TARGET})
OF_CLAUSE = frozenset({Intent.DEPARTMENT, Intent.DEADLINE})
"""What is the same for every level of a topic, so that a level named after it asks for something else."""


def is_joined(query: Query) -> bool:
    """Whether the message asks about several things at once: compared, or had together."""
    return Intent.COMPARE in query.intents or (
        Intent.STACKING in query.intents and TOGETHER.search(query.folded) is not None
    )


def lean(query: Query, on: Query) -> Query:
    """Return a message that names no topic as one on that of an earlier query."""
    return inherit(query.model_copy(update={"mentions": on.mentions, "inherited": on.topics}), on)


def join(query: Query, on: Sequence[Query]) -> Query:
    """Return the message as one on the topics of several queries, each with the levels that it was asked with."""
    levels = tuple(dict.fromkeys(level for earlier in on for level in earlier.levels))
    asked: dict[str, tuple[str, ...]] = {}
    for earlier in on:
        for topic in earlier.topics:
            asked[topic] = tuple(dict.fromkeys((*asked.get(topic, ()), *earlier.levels_for(topic))))
    sums = tuple(dict.fromkeys(figure for earlier in on for figure in earlier.base_figures()))
    return query.model_copy(
        update={
            "mentions": tuple(dict.fromkeys((*(m for e in on for m in e.mentions), *query.mentions))),
            "levels": query.levels or levels,
            "placed": () if query.levels else tuple((topic, said) for topic, said in asked.items() if said),
            "figures": query.figures or sums,
            "inherited": tuple(dict.fromkeys(topic for earlier in on for topic in earlier.topics)),
        }
    )


def beside(query: Query, state: State) -> Query:
    """Complete a message that names a topic of its own."""
    trail = state.trail
    last = next((e for e in reversed(trail) if set(e.topics) & set(query.topics)), trail[-1])
    pointing = OBJECT.search(query.folded) or asks_to_take_part(query.folded, query.mentions)
    if not set(query.topics) & set(last.topics) and (pointing or _describes_ourselves(query)):
        return inherit(query.model_copy(update={"mentions": last.mentions, "inherited": last.topics}), last)
    if set(query.topics) & set(last.topics):
        return inherit(query, last)
    if is_joined(query) and len(query.topics) < 2 and len(query.levels) < 2:
        own = query.model_copy(update={"levels": query.levels or last.levels})
        return join(query.model_copy(update={"levels": ()}), (last, own)).model_copy(update={"inherited": last.topics})
    if not is_fragment(query):
        return query
    updates: dict[str, object] = _documents(query, last)
    if not query.intents & LASTING:
        updates["intents"] = query.intents | (last.intents & LASTING)
    if not query.levels and "呢" in query.folded:
        updates["levels"] = last.levels
    return query.model_copy(update=updates)


def inherit(query: Query, on: Query) -> Query:
    """Take over from the earlier query on the same topic what this one leaves unsaid."""
    asks = query.intents - {Intent.COMPARE} or query.details
    intents = on.intents - OF_CLAUSE if query.levels and on.levels else on.intents
    levels = query.levels or on.levels
    if Intent.COMPARE in query.intents and query.levels:
        levels = tuple(dict.fromkeys((*on.levels, *query.levels)))
    return query.model_copy(
        update={
            "levels": levels,
            "placed": () if query.levels else on.placed,
            "figures": _figures(query, on),
            "lent": (*on.lent, *on.base_figures()),
            "intents": query.intents if asks else query.intents | intents,
            "reverse": query.reverse or (on.reverse and not query.intents),
            "payers": query.payers or (() if ALL_PAYERS.search(query.folded) else on.payers),
            "firms": query.firms or on.firms,
            "projects": query.projects or on.projects,
            "terms": terms_of(query, on.terms),
            "dates": query.dates or on.dates,
            "recognised": query.recognised or on.recognised,
            "derived": query.derived or (() if query.base_figures() else on.derived),
            **_documents(query, on),
        }
    )


def terms_of(query: Query, told: Sequence[int]) -> tuple[int, ...]:
    """Return the terms that a message is about: beside its own the last other one where it compares."""
    if query.terms and Intent.COMPARE not in query.intents:
        return query.terms
    others = tuple(term for term in told if term not in query.terms)
    return (*query.terms, *others)[: 2 if Intent.COMPARE in query.intents else 1]


def _describes_ourselves(query: Query) -> bool:
    """Whether the topics only say what the firm is, while the question is who qualifies: 我们够格吗？是市级龙头."""
    asks = query.intents == {Intent.CONDITION}
    return asks and all(OURSELVES.search(query.folded[: mention.start]) for mention in query.mentions)


def _figures(query: Query, on: Query) -> tuple[UserFigure, ...]:
    """Return the figures that the message is about; one that only says what a sum gives is about the sum before it.

    What the user took an award to be is not asked again, unless the message asks if it is right.
    """
    own = _measured_alike(_supposed(query, on), on)
    if own and all(figure.role == "claim" for figure in own):
        return (*on.base_figures(), *own)
    kept = query.reverse or on.reverse or CONFIRMING.search(query.folded)
    return own or tuple(figure for figure in on.figures if figure.role != "claim" or kept)


def _supposed(query: Query, on: Query) -> Query:
    """Return the message with a sum that was paid in the place of the one before as such: 那补了250万呢."""
    if not PAID.search(query.folded) or not any(figure.yuan is not None for figure in on.figures):
        return query
    near = next(figure.near for figure in on.figures if figure.yuan is not None)
    figures = (f.model_copy(update={"role": "base", "near": near + f.near}) for f in query.figures)
    return query.model_copy(update={"figures": tuple(figures)})


def _measured_alike(query: Query, on: Query) -> tuple[UserFigure, ...]:
    """Return the message's figures: a bare one measures what the one figure before it did (设备900万, then 是950万)."""
    sums = on.base_figures()
    if len(sums) != 1:
        return query.figures
    bare = [figure for figure in query.figures if figure.role == "base" and not BASE.search(figure.near)]
    near = sums[0].near
    return tuple(f.model_copy(update={"near": near + f.near}) if f in bare else f for f in query.figures)


def _documents(query: Query, on: Query) -> dict[str, object]:
    """Return the documents and region that the earlier query was about where this one names neither."""
    if query.regions or query.policies or query.issued or query.years:
        return {}
    return {"regions": on.regions, "policies": on.policies, "issued": on.issued}
