"""Answer how an award is applied for, from the guides that staff have verified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.notices import Notices
from assistant.answering.particulars import chinese_date
from assistant.answering.parts import Parts
from assistant.answering.uncovered import HOW_MUCH
from assistant.models import Citation
from assistant.policy.corpus import Corpus
from assistant.policy.guides import FIELDS, Guide
from assistant.policy.lexicon import fold
from assistant.understanding.query import Query

_HOW = r"(?:怎么|怎样|如何|咋|咋样|去哪里?|在哪里?|到哪里?|哪里|哪儿|上哪儿?|从哪里?)(?:去|来|样|才能|可以|能)?"
ASKED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("materials", re.compile(r"(?:材料|资料|手续|证明|表格|清单)")),
    ("link", re.compile(r"(?:网址|网站|链接|入口|网上|线上|系统在哪|平台在哪)")),
    ("phone", re.compile(r"(?:电话|号码|联系方式|怎么联系|如何联系)")),
    ("address", re.compile(rf"(?:地址|窗口在|{_HOW}(?:办|交|递|报送|受理))")),
    ("office", re.compile(r"(?:找谁|找哪|向谁|向哪|哪个(?:部门|单位|窗口|科室)|什么部门|受理单位|谁受理)")),
    (
        "period",
        re.compile(r"(?:什么时候|啥时候?|何时|几月|多久|截止|时限|期限|时间)[^，。]{0,6}(?:申报|申请|受理|报|交)?"),
    ),
    ("procedure", re.compile(rf"(?:流程|步骤|程序|{_HOW}(?:申报|申请|申领|报名|认定|办理|操作|弄|领))")),
)
"""What is asked for, by the words of a message."""
PRACTICAL = re.compile(
    rf"申报|申请|申领|办理|材料|资料|手续|流程|步骤|受理|电话|地址|网址|入口|指南|找谁|找哪|向谁|{_HOW}(?:报|办|交|领|弄)"
)
MOST = 2
SILENT = ("refused", "greeting")


class GuideWriter:
    """Writes from the guides of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._parts = Parts(corpus)
        self._notices = Notices(corpus, self._parts)
        self._guides = [(file.policy, g) for file in corpus.guides for g in file.guides if g.is_verified]

    def draft(self, query: Query, evidence: Evidence, as_of: date) -> Draft | None:
        """Return the answer of the guides that are asked about; None where none is, or a sum is asked for."""
        if not self._guides or query.foreign or evidence.route in SILENT or HOW_MUCH.search(query.folded):
            return None
        asked = [field for field, words in ASKED if words.search(query.folded)]
        if not asked or not PRACTICAL.search(query.folded):
            return None
        found = list(self._find(query, evidence))[:MOST]
        if not found:
            return None
        ids = tuple(dict.fromkeys(policy for policy, _ in found))
        notices = tuple(n for p in ids for n in self._notices.of_policy(p, as_of, True, len(ids) > 1))
        paragraphs = [f"> {notice}" for notice in notices]
        citations: list[Citation] = []
        for policy, guide in found:
            paragraphs += self._say(policy, guide, asked)
            rows = [self._corpus.reward(row) for row in guide.awards]
            citations += [Citation(policy=policy, clause=r.clause, quote=r.tiers[0].quote) for r in rows if r.tiers]
        clauses = [self._corpus.clause(one.policy, one.clause) for one in citations]
        paragraphs += [self._parts.grounds(clauses), self._corpus.messages.disclaimer]
        return Draft(
            status="answered",
            paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
            citations=tuple(dict.fromkeys(citations)),
            notices=notices,
        )

    def _find(self, query: Query, evidence: Evidence) -> Iterator[tuple[str, Guide]]:
        """Yield the guides of what was found, else of the topics and awards that the message names."""
        here = [(policy, guide) for policy, guide in self._guides if policy in evidence.scope.ids]
        rows = {
            row.id for subject in evidence.subjects or evidence.spoken for row in (*subject.awards, *subject.related)
        }
        topics = [self._corpus.lexicon.topic(topic) for topic in query.topics]
        rows = rows or {row for topic in topics for one in topic.provisions for row in one.awards}
        found = [(policy, guide) for policy, guide in here if rows & set(guide.awards)]
        yield from found or [(p, g) for p, g in here if any(n in query.folded for n in self._names(g))]

    def _names(self, guide: Guide) -> Iterator[str]:
        yield fold(re.sub(r"(?:申报|申请|办事)?指南$", "", guide.name))
        yield from (fold(self._corpus.reward(row).name) for row in guide.awards)

    def _say(self, policy: str, guide: Guide, asked: list[str]) -> Iterator[str]:
        """Yield what is asked for first, then the rest of the guide."""
        whom = self._parts.whom([policy])
        assert guide.verified_on is not None
        yield f"**{guide.name}**申报指南（{chinese_date(guide.verified_on)}由{guide.verified_by}核实）："
        first = [field for field in asked if guide.say(field)]
        if not first and asked[0] != "procedure":
            yield f"指南没有写明{FIELDS[asked[0]]}，请咨询{guide.office or whom}。"
        order = (*first, *(field for field in FIELDS if field not in first))
        lines = [f"- {FIELDS[field]}：{said}" for field in order if (said := guide.say(field))]
        yield "\n".join(lines)
