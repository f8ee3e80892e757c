"""Awards taken away from a payer or made of a goal in words without a figure: 省级财政没有奖励, 完成目标即奖."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.guard.words.targets import TARGET
from assistant.models import Reward
from assistant.policy.corpus import Corpus
from assistant.text import giving
from assistant.text.numerals import format_yuan

_NONE = (
    r"(?:这边|方面|层面|那边|这块|对此|一分钱|一分|一毛)?(?:是|则|并|也|都|可)?(?:没(?:有|(?!有))|不|无|零)"
    r"(?!超过|低于|得|少于|同|重复)(?:给|出|发|安排|承担|提供|拿|掏)?(?:(?!另|其他|其它|额外|再)[^，。；、！？\n\d]){0,3}"
    rf"(?:{giving.AWARD}|奖|资金|配套|钱|出资|承担)(?!标准|金额)"
)
_REACHED = re.compile(
    r"(?:完成|实现|达到|达成|做到|达标|超额)[^，。；！？\n\d]{0,6}(?:即|就|便|后|的|了|则)+(?:可|能|会|给|有|予|以|直接)*"
    r"(?:奖(?!项)|补(?!充)|发奖|兑现|领|拿)"
)
"""Words by which a goal that is reached is rewarded."""


class AwardReview:
    """Compares what a text says that nobody pays, or that a goal brings, with the rows of the clauses it speaks of."""

    reason = "wrong_award"

    def __init__(self, corpus: Corpus) -> None:
        self._denials = {
            payer: re.compile(rf"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))}){_NONE}")
            for payer, words in corpus.lexicon.payers.items()
        }
        self._rows: dict[str, list[Reward]] = defaultdict(list)
        for reward in corpus.rewards:
            self._rows[reward.clause].append(reward)

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the denials of what a payer gives, and the goals said to be rewarded."""
        rows = [row for label in _labels(reviewed, 0, len(reviewed.text)) for row in self._rows[label]]
        for payer, pattern in self._denials.items():
            given = [t for row in rows if row.kind == "award" for t in row.tiers if t.payer == payer and t.yuan]
            for found in reviewed.matches(pattern) if given else ():
                expected = f"{payer}{format_yuan(given[0].yuan or Decimal(0))}"
                yield Invention(
                    *found.span(), self.reason, expected, next(r.clause for r in rows if given[0] in r.tiers)
                )
        for found in reviewed.matches(_REACHED):
            first, last = reviewed.sentence(*found.span())
            labels = _labels(reviewed, first, last)
            awarding = any(row.kind == "award" for label in labels for row in self._rows[label])
            if labels and not awarding and TARGET.search(reviewed.text, first, found.start()):
                yield Invention(*found.span(), self.reason, "目标，文件没有写明奖励", labels[0])


def _labels(reviewed: Reviewed, first: int, last: int) -> list[str]:
    """Return the clauses that the right figures between two places are of."""
    spans = ((f, reviewed.sheet.source_span(first, last)) for f in reviewed.figures)
    return list(dict.fromkeys(f.clause for f, (start, end) in spans if f.clause and start <= f.start < end))
