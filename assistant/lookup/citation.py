"""Cite a clause as officials do: 根据《标题》（文号）第二条第（五）项：“……”。"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.models import Clause, PolicyMeta, Reward

_NUMERAL = "一二三四五六七八九十百零〇"
_LABEL = re.compile(
    rf"(?:(?P<section>[{_NUMERAL}]+)|第(?P<article>[{_NUMERAL}\d]+)条)?"
    rf"(?:（(?P<item>[{_NUMERAL}]+)）|、?(?P<number>\d+))?"
)
# The corpus keeps the blanks that its source prints around figures; a citation has none beside Chinese.
_LOOSE_BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")

_INNER_MARKS = str.maketrans("“”", "‘’")


def say_place(label: str) -> str:
    """Return a clause label as it is read out.

    >>> say_place("二（五）"), say_place("第三条（二）"), say_place("二、3"), say_place("第十二条"), say_place("附则")
    ('第二条第（五）项', '第三条第（二）项', '第二条第3项', '第十二条', '附则')
    """
    found = _LABEL.fullmatch(label)
    if not found or not (found["section"] or found["article"]):
        return label
    item = f"第（{found['item']}）项" if found["item"] else f"第{found['number']}项" if found["number"] else ""
    return f"第{found['section'] or found['article']}条{item}"


def tighten(text: str) -> str:
    """Drop the blanks beside Chinese characters.

    >>> tighten("给予 500 万元、5G Plus 奖励")
    '给予500万元、5G Plus奖励'
    """
    return _LOOSE_BLANK.sub("", text)


def name_clause(meta: PolicyMeta, label: str) -> str:
    """Return document number and clause: 宁政办〔2021〕68号第二条第（五）项."""
    return f"{meta.name}{say_place(label)}"


def cite(meta: PolicyMeta, clause: Clause, rewards: Iterable[Reward]) -> str:
    """Return the citation of a clause with the sentences that give something; where none does, with all its text."""
    title = tighten(meta.title)
    given = dict.fromkeys(tier.quote for reward in rewards if reward.kind == "award" for tier in reward.tiers)
    said = "；".join(map(_quote, given)) or _quote(clause.body)
    return f"根据《{title}》{f'（{meta.number}）' if meta.number else ''}{say_place(clause.label)}：{said}。"


def _quote(text: str) -> str:
    """Return a text in quotation marks, those inside it halved."""
    return f"“{tighten(text).rstrip('，；。').translate(_INNER_MARKS)}”"
