"""Find the topic that a fragment names by a part of its name, beside the one spoken of: 平台呢 after 5G标杆."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.policy.lexicon import Lexicon, Topic, fold
from assistant.text import giving
from assistant.understanding.query import Mention, Query
from assistant.understanding.wordlists import any_of

SHORTEST_PART = 2
BEFORE = re.compile(r"(?:那|么|要是|如果|换成|换|做的|是|至于|还有|另外?[一1]?[个项种]|另外|我们|我|的)*+")
AFTER = re.compile(r"(?:的|这|那|种|个|块|边|上|呢|话|怎么样|有吗|给|奖|补|多少|几个点|怎么[补算]|啊|呀|吗|是|类|型)*$")
FIELD = re.compile(
    r"(?:那|么|至于|还有)?([^的那这，。]{1,4}?)(?:的|产业|行业)*(?:那|这)(?:[一1]?块|边|[一1]?个?方面|部分|行)"
)
"""What names a field by a word: 铜的那块."""
ORDINAL = re.compile(r"第[一二三四五六1-6]|[前后]者|[前后][一两三]")
SEGMENT = re.compile(r"[，。；：？！,;?!]")
COMMON = any_of(
    f"""{" ".join(giving.AWARDS)} 政策 文件 措施 服务 产品 公司 目标 数据 规定 国家级? 国内 省级? 省内 市级? 县级?
    企业 项目 重点 工业 产业 财政 资金 市场"""
)


class Siblings:
    """Knows the topics of each clause by the parts of their names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._topics = {topic.id: topic for topic in lexicon.topics}
        self._places = set(map(fold, lexicon.place_names))
        self._documents = {topic.id for topic in lexicon.document}

    def find(self, query: Query, state: Query) -> Mention | None:
        """Return the topic that the message names in part, of the same clause first; None where that is not clear."""
        first = SEGMENT.split(query.folded)[0]
        part = AFTER.sub("", BEFORE.sub("", first, count=1))
        field = FIELD.match(first)
        if field and (mention := self._of_field(field[1], query, state)):
            return mention
        if len(part) < SHORTEST_PART or ORDINAL.match(part) or COMMON.fullmatch(part) or part in self._places:
            return None
        spoken_of = [self._topics[i] for i in state.topics if i not in self._documents]
        if any(part in fold(term) for topic in spoken_of for term in topic.terms):
            return None
        places = {(p.policy, p.clause) for topic in spoken_of for p in topic.provisions}
        named = {
            topic.id: [folded for term in topic.terms if part in (folded := fold(term))]
            for topic in self._topics.values()
            if topic.id not in self._documents
        }
        beside = [i for i in named if named[i] and places & {(p.policy, p.clause) for p in self._topics[i].provisions}]
        bare = not (query.intents or query.levels or query.payers or query.figures)
        nearest = self._nearest(beside, spoken_of) or (_most(named) if bare and not beside else None)
        start = query.folded.find(part)
        return Mention(topic=nearest, term=named[nearest][0], start=start, end=start + len(part)) if nearest else None

    def _of_field(self, part: str, query: Query, state: Query) -> Mention | None:
        """Return the one topic several of whose terms have what stands before 那块: 铜的那块.

        They begin with a single character, and hold several anywhere.
        """
        terms = {topic.id: [fold(term) for term in topic.terms] for topic in self._topics.values()}
        whole = len(part) >= SHORTEST_PART
        named = {i: [t for t in own if (part in t if whole else t.startswith(part))] for i, own in terms.items()}
        several = [i for i, own in named.items() if len(own) > 1 and i not in self._documents]
        if len(several) != 1 or several[0] in state.topics:
            return None
        start = query.folded.find(part)
        return Mention(topic=several[0], term=named[several[0]][0], start=start, end=start + len(part))

    def _nearest(self, named: list[str], spoken_of: list[Topic]) -> str | None:
        """Return the topic whose names share most with those spoken of, if it is the only one that does."""
        pairs = {pair for topic in spoken_of for term in topic.terms for pair in _pairs(fold(term))}
        shared = {i: len(pairs & {p for term in self._topics[i].terms for p in _pairs(fold(term))}) for i in named}
        best = [i for i, number in shared.items() if number == max(shared.values())]
        return best[0] if len(best) == 1 else None


def _most(named: Mapping[str, Sequence[str]]) -> str | None:
    """Return the topic most of whose terms have the part; None where two have as many, or none has two."""
    ordered = sorted(named, key=lambda topic: -len(named[topic]))
    first, second = len(named[ordered[0]]), len(named[ordered[1]])
    return ordered[0] if first > max(second, 1) else None


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
