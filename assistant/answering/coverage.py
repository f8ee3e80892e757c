"""Say why a question lies outside the policies: another place, year or subject, or a detail that they leave out."""

from __future__ import annotations

import re

from assistant.answering.scope import Scope
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Intent, Mention, Query
from assistant.understanding.wordlists import any_of

COMPOUND = re.compile(r"[^，。；：？！,;?!和跟与及、评获拿是申有做的]{0,6}")
EVENT = any_of("拿到 认定 评上 评的 通过 投产 获评 取得 成立 才 入选 拿的 下来 还能 能不能 可以 来得及 截止 已经")
YEAR_OF = re.compile(r"20\d\d年?[^，。；,;]{0,16}(?:政策|文件|标准|补贴|奖励|奖补|补助)")
SENTENCE_ENDS = "。！？；!?;"
JOINED = re.compile(r"^[^，。；,;]{0,4}(?:和|跟|与|及|、|还有|以及)[^，。；,;]{0,6}$")
HOW_MUCH = any_of(
    """多少钱 给多少 奖多少 补多少 拿多少 多少奖 多少补 几万 几个点 几多 好多 金额 标准 比例 上限 最多 最高 封顶
    掏多少 出多少 领多少 发多少 多少资金 多少万 奖励多少 补助多少 多少呢 给几 补几 奖几 咋算 怎么算"""
)
ANSWERABLE = frozenset({Intent.DEPARTMENT, Intent.STACKING, Intent.DEADLINE})


def why_outside(query: Query, corpus: Corpus, scope: Scope) -> str | None:
    """Return why the question lies outside the policies of its scope, by what it names; None where it may be inside."""
    if query.foreign:
        return f"您问的是{query.foreign}的政策"
    uncovered = [term for term in query.uncovered if not _spoken_of(term, corpus, scope)]
    if uncovered and not _covered_beside(query):
        return f"文件没有涉及“{uncovered[-1]}”"
    foreign = [year for year in query.years if year not in scope.years]
    happened = EVENT.search(query.folded) or any(event in query.folded for event in corpus.lexicon.events)
    if foreign and not happened and (YEAR_OF.search(query.folded) or not query.mentions):
        return f"您问的是{foreign[0]}年的政策"
    details = [detail for detail in query.details if not _spoken_of(detail, corpus, scope)]
    if details and not query.intents & ANSWERABLE and not HOW_MUCH.search(query.folded):
        return f"文件没有写明{details[0]}"
    return None


def _spoken_of(word: str, corpus: Corpus, scope: Scope) -> bool:
    return any(corpus.speaks_of(policy, word) for policy in scope.ids)


def _covered_beside(query: Query) -> bool:
    """Whether a covered topic is asked about as well as the uncovered one: later in the message, or joined to it."""
    own = [m for m in query.mentions if m.topic not in query.carried and not _compounded(query, m.start)]
    if not own:
        return False
    if any(_asked_alone(query, mention) for mention in own):
        return True
    last_uncovered = max(query.folded.rfind(term) for term in query.uncovered)
    last_topic = max(mention.end for mention in own)
    if last_topic > last_uncovered:
        return True
    return bool(JOINED.match(query.folded[last_topic:last_uncovered]))


def _asked_alone(query: Query, mention: Mention) -> bool:
    """Whether a sentence without an uncovered subject asks how much the topic gives."""
    start = max(query.folded.rfind(mark, 0, mention.start) for mark in SENTENCE_ENDS) + 1
    ends = [at for mark in SENTENCE_ENDS if (at := query.folded.find(mark, mention.end)) >= 0]
    sentence = query.folded[start : min(ends, default=len(query.folded))]
    return bool(HOW_MUCH.search(sentence)) and not any(term in sentence for term in query.uncovered)


def _compounded(query: Query, start: int) -> bool:
    """Whether the topic only ends the name of an uncovered subject: 农业产业化…龙头企业."""
    for term in query.uncovered:
        at = query.folded.rfind(term, 0, start)
        if at >= 0 and COMPOUND.fullmatch(query.folded[at + len(term) : start]):
            return True
    return False
