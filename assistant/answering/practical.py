"""Tell when a message asks how something is done, and leaves what it is to what was spoken of before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.guides import PRACTICAL
from assistant.text import giving
from assistant.understanding.query import Intent, Query
from assistant.understanding.wordlists import any_of

_ASKED = frozenset({Intent.DEPARTMENT, Intent.DEADLINE, Intent.CONDITION})
_NO_SUBJECT = any_of(
    f"""申报 申请 办理 材料 资料 手续 流程 步骤 受理 电话 地址 网址 网上 入口 时间 截止 期限 条件 部门 单位 负责
    拿到 到账 批下来 批 {giving.PAY} 打款 准备 提交 盖章 代办 逾期 联系人 {giving.AWARD} 资金 怎么弄 要求"""
)
"""Content words that name nothing that could be applied for."""


def leaves_subject_open(query: Query) -> bool:
    """Whether the message asks where, when, of whom or with what something is done, and does not say what.

    >>> def read(text, **more):
    ...     return Query(question=text, folded=text, **more)
    >>> leaves_subject_open(read("怎么申报", details=("怎么申报",), content=("申报",)))
    True
    >>> leaves_subject_open(read("路灯怎么申报", details=("怎么申报",), content=("路灯", "申报")))
    False
    >>> leaves_subject_open(read("找谁办", intents=frozenset({Intent.DEPARTMENT})))
    True
    """
    named = query.mentions or query.uncovered or query.policies or query.issued or query.regions or query.foreign
    asked = query.details or query.intents & _ASKED or PRACTICAL.search(query.folded)
    own = [word for word in query.content if not any(word in detail for detail in query.details)]
    return bool(asked) and not named and all(_NO_SUBJECT.fullmatch(word) for word in own)


def spoken_before(queries: Sequence[Query], gather: Callable[[Sequence[Query]], Evidence]) -> Evidence | None:
    """Return what the message before was answered from, where the last one leaves its subject open."""
    if len(queries) < 2 or not leaves_subject_open(queries[-1]):
        return None
    evidence = gather(queries[:-1])
    return evidence if evidence.subjects or evidence.spoken else None


def recall(evidence: Evidence, spoken: Evidence | None, query: Query) -> Evidence:
    """Return evidence that found nothing as being about what was spoken of before."""
    if spoken is None or evidence.subjects or query.topics:
        return evidence
    return evidence.model_copy(update={"spoken": spoken.subjects or spoken.spoken})
