"""Clauses that are cited for a figure which they do not hold, or that no document has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.models import CheckedFigure, Clause
from assistant.policy.corpus import Corpus
from assistant.policy.document_names import PolicyNames
from assistant.policy.labels import LabelMention, find_clauses, find_labels, label_key
from assistant.text import giving

_JOINED = re.compile(r"[\s、，,;；和及与或以至到~—-]{0,3}")
_CITES = re.compile(
    rf"(?:依据|根据|按照?|依照|参照|见|详见|参见|出自|来自|出处|来源|条款|规定于|载于|引自|(?:写|规定|列|放|载|说|{giving.AWARD}|政策|内容|都?是?)在|对应|文件|通知|号)[^。；\n]{{0,16}}$"
)
_OTHER_TITLE = re.compile(r"》[^。；，、\n]{0,3}$")
_ALONE = re.compile(r"[\s>*#(（【-]*(?:以上|上述|文件|政策|条款|引用)*(?:依据|根据|出处|来源|条款|详见|参见|见|[(（])")
_STARTS_FROM = re.compile("(?:的)?(?:基础上|之外|以外|除外)")  # 在第2条基础上 tells of what is added to
_NAMES = re.compile("[)）](?![，。；;、,\\s]|$)")  # 甲奖（第三条）不计入: the bracket tells of the noun before it alone
_BRACKET = re.compile(r"[(（][^()（）\n]{0,20}$")


class CitationReview:
    """Compares the clauses that a text cites with those that hold its figures."""

    reason = "wrong_clause"

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._names = PolicyNames(policy.meta for policy in corpus.policies)

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the groups of labels none of which holds a figure that they are cited for."""
        groups = [group for group in _groups(reviewed.text) if self._is_citation(reviewed, group)]
        at = 0
        for number, group in enumerate(groups):
            following = groups[number + 1][0].start if number + 1 < len(groups) else len(reviewed.text)
            governed = _governed(reviewed, group, at, following)
            at = group[-1].end
            labels = {clause.label for mention in group for clause in self._find(mention)}
            expected = "、".join(dict.fromkeys(figure.clause for figure in governed if figure.clause))
            if not labels:
                yield Invention(group[0].start, group[-1].end, self.reason, expected or None, expected or None)
            elif governed and not any(self._holds(labels, figure) for figure in governed):
                yield Invention(group[0].start, group[-1].end, self.reason, expected, governed[0].clause)

    def _is_citation(self, reviewed: Reviewed, group: Sequence[LabelMention]) -> bool:
        start, end = group[0].start, group[-1].end
        before = reviewed.text[max(0, start - 24) : start]
        if _OTHER_TITLE.search(before) and not self._names.find(reviewed.folded):
            return False
        cites = _CITES.search(before) or _BRACKET.search(before)
        return cites is not None and reviewed.is_claimed(start, end)

    def _find(self, mention: LabelMention) -> Iterator[Clause]:
        for policy in self._corpus.policies:
            yield from find_clauses(mention.key, policy.clauses)

    @staticmethod
    def _holds(labels: set[str], figure: CheckedFigure) -> bool:
        own = label_key(figure.clause or "")
        return any(label == figure.clause or label_key(label) == own for label in labels)


def _groups(text: str) -> Iterator[tuple[LabelMention, ...]]:
    """Yield the labels that stand together: 二（一）、附则."""
    group: list[LabelMention] = []
    for mention in find_labels(text):
        if group and _JOINED.fullmatch(text, group[-1].end, mention.start) is None:
            yield tuple(group)
            group = []
        group.append(mention)
    if group:
        yield tuple(group)


def _governed(reviewed: Reviewed, group: Sequence[LabelMention], floor: int, ceiling: int) -> list[CheckedFigure]:
    """Return the supported figures that a citation is for.

    They stand before it in its sentence, else behind it; a citation on a line of its own is for all before it.
    """
    start, end = group[0].start, group[-1].end
    first, last = reviewed.sentence(start, end)
    if _STARTS_FROM.match(reviewed.text, end):
        return []
    if _NAMES.match(reviewed.text, end):
        first = reviewed.text.rfind("，", first, start) + 1 or first
    spans = [(max(first, floor), start), (end, min(last, ceiling))]
    if _ALONE.match(reviewed.text, first, start):
        spans.append((floor, start))
    for left, right in spans:
        if found := _supported(reviewed, left, right):
            return found
    return []


def _supported(reviewed: Reviewed, start: int, end: int) -> list[CheckedFigure]:
    if start >= end:
        return []
    left, right = reviewed.sheet.source_span(start, end)
    return [f for f in reviewed.figures if f.verdict == "supported" and f.clause and left <= f.start < right]
