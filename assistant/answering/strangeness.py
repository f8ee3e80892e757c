"""Tell messages about other matters from questions about the policies, whatever covered word stands in them.

A letter about a demolition may name a project, a sum and a date, and ask until when: what it is about is told by all of
its words. How they are weighed is learnt when the index is built (`index/coverage.py`); here what the message names and
what the policies say is held against it.
"""

from __future__ import annotations

import re

from assistant.models import ResultSet
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold
from assistant.understanding.query import Query

NAMED = 4.0  # log odds that a message gains which is nothing but names of topics; chosen on cases of one turn
DOUBTFUL = 1.0  # log odds above the point of silence that leave it open
NOT_WORDS = re.compile(r"[\W_]+")


def is_strange(query: Query, results: ResultSet, corpus: Corpus) -> bool:
    """Whether the words of a message are those of other matters, and its topics' names too small a share of it.

    A follow-up is judged by what it follows, and a message all of whose words the policies use is never strange.
    """
    if results.margin is None or query.carried or query.policies or query.greeting:
        return False
    if all(corpus.says(word) for word in query.content):
        return False
    return results.margin + NAMED * _named_share(query) < 0


def sounds_doubtful(results: ResultSet) -> bool:
    """Whether the words of a message leave it open whether it is about the policies."""
    return results.margin is not None and results.margin < DOUBTFUL


def _named_share(query: Query) -> float:
    named = {at for mention in query.mentions if mention.exact for at in range(mention.start, mention.end)}
    return len(named) / max(1, len(NOT_WORDS.sub("", query.folded)))


def names_nothing_said(query: Query, corpus: Corpus) -> bool:
    """Whether what a message without a topic is about stands nowhere in the policies: all they say of it is general."""
    general = {fold(cue) for cues in (*corpus.lexicon.cues.values(), *corpus.lexicon.levels.values()) for cue in cues}
    own = [word for word in query.content if word not in general and not any(word in cue for cue in general)]
    unsaid = [word for word in own if not corpus.says(word)]
    return bool(unsaid) and all(word in unsaid or word in COMMON for word in own)


COMMON = frozenset(
    "企业 公司 单位 政策 文件 措施 规定 标准 奖励 奖补 补助 补贴 资助 扶持 支持 资金 申请 申报 办理 认定 项目 市里 省里 政府 部门".split()
)
"""What any question of a firm holds."""
