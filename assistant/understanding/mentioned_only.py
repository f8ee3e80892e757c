"""Tell what a message only mentions from what it asks about: 疫情那年评上的技术中心，奖多少."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.policy.levels import RANKS
from assistant.text import giving, summing
from assistant.understanding.matching import Match
from assistant.understanding.query import Mention
from assistant.understanding.stated import is_statement, segment_end, segment_of
from assistant.understanding.wordlists import any_of

NO_QUESTION = any_of(
    "什么的 啥的 没啥 没什么 没多少 没怎么 不怎么 不知怎么 没哪 哪怕 啥也 啥都 什么都 怎么也 怎么都 多少有点 多少都"
)
"""Words that hold a question word and ask nothing."""
ASKS = re.compile(
    r"多少|几多|几(?:何|成|个点|钱|万)|好多钱|吗|[呢么]$|[有能可会行得][^，。；]{0,8}嘛$|没(?:有)?$|不$|有没有|有无|能不能|能否|可不可以|可否|会不会|是不是|要不要"
    r"|([补奖给管贴算报领拿交减免行成够])不\1|怎么|怎样|咋|如何|哪|什么|啥|谁|何时|多久"
)
_AWARD = f"(?:{giving.AWARD}|支持|扶持|奖|补)"
_HAS = rf"(?:有没有|有无|是否有|有)(?:一?点|什么|啥|相应的?)?{_AWARD}(?:政策)?"
_PAYS = (
    rf"的?(?:钱|费用?|花费|开支|支出)(?:能不能|可不可以|能|可以|给不给|给)(?:{giving.AWARD}|报销|补|奖|贴)(?:一?点)?"
)
_NOT_NAMED = "有没|有无|是否|还|再|这|那|它|该|上述|前面|刚才|我们|我|企业|第|每|[去今明后]年"
WHETHER = re.compile(
    rf"(?:那|哦|对了|还有|另外|再问下?|[，,])*+(?P<what>(?!{_NOT_NAMED})[一-鿿a-z]{{2,12}}?)"
    rf"(?:{_HAS}|{_PAYS})(?:吗|嘛|么|没有?|不)?[？?]?"
)
"""Whether there is an award for something, in a message of its own."""
SET_ASIDE = any_of(
    """不算 另算 另说 另外算 另外问 另问 不管 不用管 不用说 不说了 不提 除外 不论 不谈 放一边 没关系 无关 不相干 不关
    先不问 不问 以后再说 回头再说 改天 自己会 我知道了 我晓得 不在内 也在内 都在内"""
)
WANTED = re.compile(
    r"想(?!不)|打算|准备|计划|申请|申报|要(?!不是|求)|(?:搞|做|开|办|建|弄)(?:个|点|一个|一家|一些|好)?$"
)
"""What makes a subject the thing that somebody means to do, however it is put."""
CIRCUMSTANCE = re.compile(
    r"(?:防控|影响|闹的|过去|结束|刚过|过后|爆发|停工|期间|那|这|前|后|以前|之前|以后|之后|三|几|两|的时候|时)+"
    r"(?:会儿?|年|阵子?|段时间|段|时候|期间|几年|几个月|月|里|后|过后|闹的)*"
)
GIVEN = any_of("奖 补 贴 领 拿 多少 几 标准 给 享受 支持 怎么 咋 哪 什么 啥")
"""What an award that a firm only says to have is asked about with."""
AWARD = re.compile(f"奖金|奖励|{'|'.join(RANKS)}")
COMPOUND = re.compile(r"[^，。；：？！,;?!和跟与及、评获拿是申有做的了看听说在上到]{0,3}")
"""What stands between an uncovered subject and a topic that it qualifies: 外卖小哥缺人."""
FIGURE_AFTER = re.compile(
    rf"(?:上|价|的|面|额|单|总|金额|写|开|了|是|{summing.TOTAL}|共|加起来|凑一块|凑起来|为|有|大概|大约|约)*+"
    r"[0-9一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]"
)


def is_only_mentioned(folded: str, subject: Match, mentions: Sequence[Mention], rated: bool) -> bool:
    """Whether an uncovered subject is only told of: its part of the sentence asks nothing, or not of it.

    `rated` tells that a topic of the message has a rate, so that a sum said of the subject may be the rate's base.
    """
    start, end = segment_of(folded, subject)
    part, before = folded[start:end], folded[start : subject.start]
    if SET_ASIDE.search(part):
        return True
    if WANTED.search(before):
        return False
    told = CIRCUMSTANCE.match(folded, subject.end)
    names = (m.start for m in mentions if subject.end <= m.start < end)
    if not told and any(COMPOUND.fullmatch(folded, subject.end, name) for name in names):
        return False
    if mentions and all(is_statement(folded, m) for m in mentions) and not _asked_after(GIVEN, folded, end):
        return False  # 我们是省级技术中心，疫情停工，政府赔不赔
    if not asks(folded, start, end) or _asked_after(AWARD, folded, end):
        return True
    beside = any(start <= mention.start < end for mention in mentions)
    told = told or (FIGURE_AFTER.match(folded, subject.end) if rated else None)
    return beside and told is not None


def _asked_after(what: re.Pattern[str], folded: str, at: int) -> bool:
    """Whether a later part of the message asks about an award: 发票要开吗，省级奖励多少."""
    return any(what.search(folded, start, end) and asks(folded, start, end) for start, end in parts_from(folded, at))


def parts_from(folded: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the parts of the message between its punctuation marks, from a place on."""
    while at < len(folded):
        end = segment_end(folded, at)
        if end > at:
            yield at, end
        at = end + 1


def asks_anything(folded: str) -> bool:
    """Whether any part of the message asks something."""
    return any(asks(folded, start, end) for start, end in parts_from(folded, 0))


def asks(folded: str, start: int, end: int) -> bool:
    """Whether a part of the message asks something.

    >>> asks("疫情没啥影响，奖多少", 0, 6), asks("疫情没啥影响，奖多少", 7, 10)
    (False, True)
    """
    if folded[end : end + 1] in ("?", "？"):
        return True
    return bool(ASKS.search(NO_QUESTION.sub("", folded[start:end])))
