"""Numbers beside a level, programme or payer whose unit stands nowhere: 国家级 500."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.guard.mentions.marks import Marker
from assistant.guard.mentions.vocabulary import UNCOVERED
from assistant.policy.corpus import Corpus

_BETWEEN = re.compile(
    r"(?:[\s:：=|,，\t（(]|[奖补贴给予励助付发拨]|一次性|标准|金额|额度|可得|可拿|可领|能拿|能领|拿|领|得|各|为|是|约|最高|不超过|不低于|至少|上限|最多|封顶|企业|项目|单位|每家|的)*"
)
_NUMBER = re.compile(
    r"(?<![0-9.,〔\[第A-Za-z_/#年月×÷*+=\-—~])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?=\s*(?:起|以上|以内|封顶)?\s*(?:[，,、。；;！!|）)\n\t/]|$|\s(?![0-9])|[国省市区县]))"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LABEL = re.compile(r"[(（][0-9]{1,2}$")


class BareReview:
    """Finds numbers that the text gives as an award without saying what they count."""

    reason = "unverifiable"

    def __init__(self, corpus: Corpus) -> None:
        self._marker = Marker(corpus)

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the numbers that stand right behind a level, programme or payer and are no figure."""
        text = reviewed.text
        numbers = [found for found in _NUMBER.finditer(text) if not _YEAR.fullmatch(found[0])]
        if not numbers:
            return
        marked = self._marker.mark(text)
        marks = (*marked.levels.all, *marked.payers.all, *(m for m in marked.topics.all if m.value != UNCOVERED))
        ends = sorted(mark.end for mark in marks)
        taken = [(item.start, item.end) for item in reviewed.sheet.items]
        for found in numbers:
            start, end = found.span()
            if any(first < end and start < last for first, last in taken) or _LABEL.search(text, start - 1, end):
                continue
            last_mark = max((place for place in ends if place <= start), default=None)
            is_marker = text.startswith((")", "）"), end) and "(" not in text[max(0, start - 12) : start]
            if (
                last_mark is None
                or is_marker
                or float(found[0].replace(",", "")) < 1
                or _BETWEEN.fullmatch(text, last_mark, start) is None
            ):
                continue
            if reviewed.is_claimed(start, end):
                yield Invention(start, end, self.reason)
