"""Say why a question lies outside the policies: another place, year or subject, or a detail that they leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.scope import Scope
from assistant.policy.corpus import Corpus
from assistant.text import giving
from assistant.understanding.mentioned_only import asks, parts_from
from assistant.understanding.query import Intent, Mention, Query
from assistant.understanding.stated import OURSELVES, segment_end, segment_of, segment_start
from assistant.understanding.wordlists import any_of

COMPOUND = re.compile(r"[^，。；：？！,;?!和跟与及、评获拿是申有做的]{0,6}")
EVENT = any_of(
    """拿到 认定 评上 评的 通过 投产 获评 取得 成立 才 入选 拿的 下来 还能 还有 还给 还发 还补 还奖 还算
    能不能 可以 来得及 截止 已经"""
)
YEAR_OF = re.compile(rf"20\d\d年?[^，。；,;]{{0,16}}(?:政策|文件|标准|{giving.AWARD})")
ADDED = re.compile(r"(?:还有|另外|以及|再有|再就是|顺便(?![说提讲])|那|和|跟|与)")
LONGEST_ASIDE = 4  # characters behind a topic that still leave it a bare name, not a statement
SENTENCE_ENDS = "。！？；!?;"
JOINED = re.compile(r"^[^，。；,;]{0,4}(?:和|跟|与|及|、|还有|以及)[^，。；,;]{0,6}$")
HOW_MUCH = any_of(
    """多少钱 给多少 奖多少 补多少 拿多少 多少奖 多少补 几万 几个点 几多 好多 金额 标准 比例 上限 最多 最高 封顶
    掏多少 出多少 能有多少 领多少 发多少 多少资金 多少万 奖励多少 补助多少 多少呢 给几 补几 奖几 咋算 怎么算"""
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
    own = [m for m in query.mentions if m.topic not in query.inherited and not _compounded(query, m.start)]
    if not own:
        return False
    if any(_asked_alone(query, mention) for mention in own):
        return True
    last_uncovered = max(query.folded.rfind(term) for term in query.uncovered)
    last_topic = max(mention.end for mention in own)
    if last_topic > last_uncovered:
        return not _only_told(query, own)
    return bool(JOINED.match(query.folded[last_topic:last_uncovered]))


def _asked_alone(query: Query, mention: Mention) -> bool:
    """Whether a sentence, or part of one, without an uncovered subject asks about the topic.

    A sentence does where it asks how much, a part of one where it asks anything.
    """
    start = max(query.folded.rfind(mark, 0, mention.start) for mark in SENTENCE_ENDS) + 1
    ends = [at for mark in SENTENCE_ENDS if (at := query.folded.find(mark, mention.end)) >= 0]
    sentence = query.folded[start : min(ends, default=len(query.folded))]
    span = segment_of(query.folded, mention)
    part = query.folded[slice(*span)]
    if any(term in part for term in query.uncovered):
        return False
    whole = HOW_MUCH.search(sentence) and not any(term in sentence for term in query.uncovered)
    return bool(whole or HOW_MUCH.search(part)) or asks(query.folded, *span)


def _only_told(query: Query, own: Sequence[Mention]) -> bool:
    """Whether the uncovered subject is what is asked about, and the topics behind it only say what the firm is."""
    folded = query.folded
    starts = [segment_start(folded, folded.find(term)) for term in query.uncovered]
    topics = {segment_start(folded, mention.start) for mention in own}
    asked = any(start not in topics and asks(folded, start, segment_end(folded, start)) for start in starts)
    return asked and all(_told(query, mention) for mention in own)


def _told(query: Query, mention: Mention) -> bool:
    """Whether the part of the sentence that names the topic states something, and none from there on asks."""
    folded = query.folded
    start, end = segment_of(folded, mention)
    if ADDED.match(folded, start) or any(asks(folded, *span) for span in parts_from(folded, start)):
        return False
    said_of_us = start < mention.start and OURSELVES.fullmatch(folded, start, mention.start)
    return bool(said_of_us) or end - mention.end > LONGEST_ASIDE


def _compounded(query: Query, start: int) -> bool:
    """Whether the topic only ends the name of an uncovered subject: 农业产业化…龙头企业."""
    for term in query.uncovered:
        at = query.folded.rfind(term, 0, start)
        if at >= 0 and COMPOUND.fullmatch(query.folded[at + len(term) : start]):
            return True
    return False
