"""Which of the user's sums measures what, and which is what an award is believed to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.told import Rise, find_rise, of_this_year, tell
from assistant.policy.lexicon import fold
from assistant.text import giving, summing
from assistant.understanding.content import Content, pairs
from assistant.understanding.figures import CUT, TIMED
from assistant.understanding.query import UserFigure

CLAIMED = re.compile(rf"听说|应该是|是不是|算下来|{giving.AWARD}|奖|补|给|封顶|最高|最多|上限|不超过|标准|改成|批准|返")
OF_RISE = re.compile("增量|新增|增[加长]部分|增[加长]额|(?<!不)超过上一?年|比上一?年|较上一?年|同比")
"""Words of a base that is what something rose by."""

QUESTIONED = re.compile(
    r"[元块钱]*(?:[，,]?(?:对[吗吧不]|是[吗吧不]|没记错|没错|请核实)|封顶|[？?]|的?奖励|的?补[助贴])"
)


DONE = (
    (re.compile("(?:投|砸|投进|投下)(?:了|去|入|出|下去)*$"), re.compile("投资|投入|固定资产|固投|建设费用")),
    (re.compile("(?:买|购置?|采购)(?:了|来|下|进)*$"), re.compile("购置|购买|采购|设备|购建")),
    (re.compile("(?:贷|借)(?:了|款|来|到)*$"), re.compile("贷款|借款|本金|融资")),
    (re.compile("(?:交|缴|纳)(?:了|的|过|税)*$"), re.compile("税|保费|费用|缴纳|贡献")),
    (re.compile("(?:卖|销售|成交)(?:了|出|到|掉)*$"), re.compile("销售|营业|成交|交易|收入")),
    (re.compile("(?:花|用|付|掏)(?:了|掉|去|出)*$"), re.compile("费|支出|投入|成本|价|租金|投资|购")),
)
"""What somebody does with a sum, right before it, and what it is then a sum of."""


def done_with(figure: UserFigure) -> re.Pattern[str] | None:
    """Return what a sum is of by the verb right before it: 投了3亿 is an investment, whatever was said before."""
    before = figure.near.split(figure.surface)[0].rstrip()
    before = re.sub(rf"(?:大概|大约|差不多|{summing.TOTAL}|近|约|将近)$", "", before)
    return next((of for verb, of in DONE if verb.search(before)), None)


def is_claim(figure: UserFigure, asked: Asked) -> bool:
    """Whether a figure of the user's is what the award is believed to be."""
    if tell(figure, asked.messages).had:
        return False
    before = TIMED.sub("", figure.near.split(figure.surface)[0])
    if CUT.search(before):
        return False
    text = next((m for m in asked.messages if m[figure.start :].startswith(figure.surface)), "")
    after = text[figure.start + len(figure.surface) :]
    return bool(CLAIMED.search(before) or QUESTIONED.match(after))


def _of_this_year(sums: Sequence[UserFigure], asked: Asked) -> list[UserFigure]:
    """Leave out what an award is believed to be, what has been paid, and last year's sums beside this year's."""
    told = [(figure, tell(figure, asked.messages)) for figure in sums if not is_claim(figure, asked)]
    kept = of_this_year([one for _, one in told])
    return [figure for figure, one in told if one in kept]


class SumPicker:
    """Picks among the sums of a message by the words beside them."""

    def __init__(self, content: Content, measures: Sequence[Sequence[str]]) -> None:
        self._content, self._measures = content, measures

    def pick(self, asked: Asked, of: str, aside: str = "") -> Decimal | None:
        """Return the user's sum that measures `of`, by the words before it; the only one where none says so.

        A sum whose words say `aside` rather is not meant.
        """
        sums = _of_this_year([figure for figure in asked.money if figure.yuan is not None], asked)
        last = [figure for figure in sums if figure in asked.own_money]
        found = self._of(last, of, aside) if last and len(last) < len(sums) else None
        return found if found is not None else self._of(sums, of, aside)

    def pick_base(
        self, asked: Asked, of: str, aside: str = "", rise: bool = False, strict: bool = False
    ) -> Rise | None:
        """Return the user's sum that a rate or step is of; what it rose by where `rise` or the words of it say so.

        None where nobody says by how much it rose and nothing else counts (`strict`), or the years don't settle it.
        """
        if rise or strict or OF_RISE.search(of):
            told = [tell(f, asked.messages) for f in asked.money if f.yuan is not None and not is_claim(f, asked)]
            if found := find_rise(told):
                return found
            if strict or (OF_RISE.search(of) and any(one.year is not None and not one.had for one in told)):
                return None
        value = self.pick(asked, of, aside)
        return Rise(value=value) if value is not None else None

    def _of(self, sums: Sequence[UserFigure], of: str, aside: str) -> Decimal | None:
        wanted, other = pairs(of), pairs(aside) - pairs(of)
        best: tuple[int, Decimal] | None = None
        for figure in sums:
            near = set(self._content.read(fold(figure.near))) | pairs(figure.near)
            met, unmet = len(near & wanted), len(pairs(figure.near) & other)
            did = done_with(figure)
            if did is not None and did.search(of):
                met, unmet = met + len(wanted), 0
            elif (len(sums) > 1 and (not met or unmet > met)) or (not met and self._measures_else(figure.near, of)):
                continue
            if best is None or met > best[0]:
                best = (met, figure.yuan or Decimal(0))
        return best[1] if best else None

    def _measures_else(self, near: str, of: str) -> bool:
        """Whether the words beside a sum say that it measures something else than `of`."""
        said = [group for group in self._measures if any(word in near for word in group)]
        meant = [group for group in self._measures if any(word in of for word in group)]
        return bool(said and meant) and not any(group in meant for group in said)
