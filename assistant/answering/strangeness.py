"""Tell messages about other matters from questions about the policies, whatever covered word stands in them.

A letter about a demolition may name a project, a sum and a date, and ask until when: what it is about is told by all of
its words. How they are weighed is learnt when the index is built (`index/coverage.py`); here what the message names and
what the policies say is held against it. All margins are log odds above the point of silence, chosen on cases.
"""

from __future__ import annotations

import re

from assistant.models import ResultSet
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold
from assistant.text import giving
from assistant.text.masking import blank
from assistant.understanding.query import Query

NAMED = 4.0  # what a message gains that is nothing but names of topics
OF_DOCUMENT = 1.5  # what one gains that speaks of the document itself
CERTAIN = 2.0  # below the point of silence: other matters, even if the policies use each of the words
DOUBTFUL = 1.0  # above it: still left open
FEW, MOST = 0.25, 0.75  # shares of a message's words that the policies don't use
NOT_WORDS = re.compile(r"[\W_]+")
DOCUMENT = re.compile(
    r"(?:[这本该此]|贵[市县区])(?:份|个|项|次)?(?:文件?|政策|意见|通知|措施|办法|规定|方案|公告)|文件里|号文"
)
COMMON = frozenset(
    {*giving.AWARDS, "企业", "公司", "单位", "政策", "文件", "措施", "规定", "标准"}
    | {"扶持", "支持", "资金", "申请", "申报", "办理", "认定", "项目", "市里", "省里", "政府", "部门"}
)
"""What any question of a firm holds."""


def is_strange(query: Query, results: ResultSet, corpus: Corpus) -> bool:
    """Whether the words of a message are those of other matters, and its topics' names too small a share of it.

    A follow-up is judged by what it follows.
    """
    if results.margin is None or query.inherited or query.policies or query.greeting or not query.content:
        return False
    share = _named_share(query)
    margin = results.margin + NAMED * share + (OF_DOCUMENT if DOCUMENT.search(query.folded) else 0)
    unsaid = sum(not corpus.says(word) for word in query.content) / len(query.content)
    return margin < -CERTAIN or (margin < 0 and unsaid >= FEW)


def sounds_doubtful(results: ResultSet) -> bool:
    """Whether the words of a message leave it open whether it is about the policies."""
    return results.margin is not None and results.margin < DOUBTFUL


def names_nothing_said(query: Query, corpus: Corpus) -> bool:
    """Whether what a message without a topic is about stands hardly anywhere in the policies: the rest is general."""
    general = {fold(cue) for cues in (*corpus.lexicon.cues.values(), *corpus.lexicon.levels.values()) for cue in cues}
    own = [w for w in query.content if w not in COMMON and not any(w in cue for cue in general)]
    unsaid = [word for word in own if not corpus.says(word)]
    return bool(unsaid) and len(unsaid) >= MOST * len(own)


def _named_share(query: Query) -> float:
    named = {at for mention in query.mentions if mention.exact for at in range(mention.start, mention.end)}
    return len(named) / max(1, len(NOT_WORDS.sub("", blank(query.folded))))
