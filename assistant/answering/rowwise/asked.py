"""What a message asks, completed from those before it as far as it leans on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.models import Model, Tier
from assistant.text.figures import Unit, find_figures
from assistant.understanding.content import level_numerals, segments
from assistant.understanding.figures import read_figures
from assistant.understanding.query import Intent, Query, UserFigure
from assistant.understanding.rows import RowIndex
from assistant.understanding.sizes import Counters, Size
from assistant.understanding.wordlists import any_of

FADING = 0.45  # weight of a message beside that of the one after it
SHORT = 14  # characters of a message that can hardly stand alone
ALONE = 0.45  # score of a row from which a longer message stands alone
POINTING = re.compile(r"^(?:那|这|再|还|换|要是|如果|第|它|其|然后|改|算|合计|总共|一共|帮)|呢[?？]?$")
MONEY = any_of("总共 合计 一共 拢共 多少 几钱 几成 几个点 几万 几毛 几块 奖 补 钱 返 贴息 标准 比例 封顶 上限 金额 区间 额度 给不给 能拿 能领")
TOTAL = any_of("合计 总共 一共 总计 共计 加起来 拢共 统共 总数 总额 总的 全部 拿满")
STACKS = any_of(
    """同时 叠加 重复 兼得 都能 都拿 都领 一起 两边 两头 两份 双份 再领 还能再 还能领 能不能再 能再领 就高 都享受 又拿 一块领
    一并 还可以再 再拿一份 再享受 都给 两个奖"""
)
YEAR = re.compile(r"第(\d)年|(首年|当年|头1?年)|(次年|来年|下1?年)")


class Asked(Model):
    """A message with what it leans on; `messages` are these and itself, the last said first."""

    query: Query
    messages: tuple[str, ...]
    weights: dict[str, float]
    own: dict[str, float]
    levels: tuple[str, ...] = ()
    intents: frozenset[Intent] = frozenset()
    money: tuple[UserFigure, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def folded(self) -> str:
        """The last message, folded, with numerals of ranks in digits."""
        return level_numerals(self.query.folded)

    @property
    def text(self) -> str:
        """All messages, the last said first."""
        return "。".join(self.messages)

    @property
    def wants_money(self) -> bool:
        """Whether sums are asked about."""
        said = self.folded if self.query.intents or MONEY.search(self.folded) else self.text
        return bool(Intent.AMOUNT in self.intents or MONEY.search(said) or self.query.claims())

    @property
    def stacks(self) -> bool:
        """Whether it is asked if several awards go together."""
        return bool(STACKS.search(self.folded))

    @property
    def wants_total(self) -> bool:
        """Whether a sum of all is asked for."""
        return bool(TOTAL.search(self.folded))

    def sizes(self, counters: Counters, wanted: Sequence[str]) -> tuple[Size, ...]:
        """Return what is counted in one of the wanted counters, the last said first."""
        return tuple(size for message in self.messages for size in counters.read(message, wanted))


def complete(queries: Sequence[Query], index: RowIndex) -> Asked:
    """Return what the last message asks."""
    last, *earlier = reversed(queries)
    own = dict(index.content.read(last.folded))
    leaning = earlier if earlier and _leans(last, own, index) else []
    weights, fading = dict(own), 1.0
    for query in leaning:
        fading *= FADING
        for pair, weight in index.content.read(query.folded).items():
            weights.setdefault(pair, weight * fading)
    told = (last, *leaning)
    levels = next((query.levels for query in told if query.levels), ())
    intents = next((query.intents for query in told if query.intents), frozenset())
    return Asked(
        query=last,
        messages=tuple(query.question for query in told),
        weights=weights,
        own=own,
        levels=levels,
        intents=intents,
        money=tuple(f for query in told for f in reversed(read_figures(query.question, True)) if f.yuan is not None),
        years=_years(last.folded),
    )


def _leans(query: Query, own: dict[str, float], index: RowIndex) -> bool:
    if len(query.folded) <= SHORT or POINTING.search(query.folded) or not segments(query.folded):
        return True
    return max((index.score_row(row, own) for row in index.rows), default=0.0) < ALONE


def _years(folded: str) -> tuple[int, ...]:
    """Return the years of a term that are asked about: 第二年 is 2, 次年 too."""
    found = YEAR.finditer(level_numerals(folded))
    return tuple(int(m[1]) if m[1] else 1 if m[2] else 2 for m in found)


def years_of(case: str) -> tuple[int, ...]:
    """Return the years that a tier or a part is for: 前2年, 后3年 (after two), 第三年, 评定当年.

    >>> years_of("第二年"), years_of("前2年"), years_of("后3年")
    ((2,), (1, 2), (3, 4, 5))
    """
    text = level_numerals(case)
    if ahead := re.search(r"前(\d)年", text):
        return tuple(range(1, int(ahead[1]) + 1))
    if behind := re.search(r"后(\d)年", text):
        return tuple(range(3, 3 + int(behind[1])))
    return _years(text)


def threshold_of(tier: Tier, condition: str | None, unit: Unit) -> Decimal | None:
    """Return where a step begins to count: the end of the tier's bracket, else a figure of its case or condition."""
    if tier.bracket is not None and tier.bracket.lowest:
        return tier.bracket.lowest
    for text in (tier.case, condition):
        for figure in find_figures(text or ""):
            if figure.unit is unit:
                return figure.value
    return None
