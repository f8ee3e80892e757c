"""Add up what the questions before were about, where a message puts them together: 两样加起来多少."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.answering.rowwise.asked import TELLING, Asked, complete
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.findings import Joint
from assistant.answering.rowwise.joint import Place, add_parts
from assistant.answering.rowwise.reckoning import Reckoner
from assistant.models import ResultSet, Tier
from assistant.text import summing
from assistant.text.numerals import format_percent, format_yuan
from assistant.understanding.query import Query
from assistant.understanding.rows import RowIndex
from assistant.understanding.wordlists import any_of

TOGETHER = any_of(f"加起来 加一起 加在一起 合起来 合在一起 凑一起 [两三四][样项笔种](?:{summing.TOTAL}|都|加|算)")
AWARDED = any_of("所获 奖金 奖励 补助额")
"""What a rate is of where it is of another award: 按所获奖金的50%."""

Case = tuple[Choice, Tier, str, Decimal]


def add_asked(
    queries: Sequence[Query], index: RowIndex, chooser: Chooser, search: Callable[[str], ResultSet]
) -> tuple[tuple[Choice, ...], Joint] | None:
    """Return the rows that were asked about one by one with what they give together; None where these are no two."""
    last = queries[-1]
    if not TOGETHER.search(last.folded) or last.base_figures():
        return None
    names = index.mass(index.content.read(last.folded)) >= TELLING
    found: dict[tuple[str, Tier], Case] = {}
    rates: list[tuple[Choice, Tier]] = []
    for end in range(len(queries) - (0 if names else 1), 0, -1):
        asked = complete(queries[:end], index)
        choices = chooser.choose(asked, search("。".join(reversed(asked.messages))))
        if not choices or len(choices[0].tiers) != 1:
            continue
        choice, tier = choices[0], choices[0].tiers[0]
        if names and end == len(queries) and tier.on_top_of is None:
            return None
        for other in choices[:2]:
            rates += [(other, t) for t in other.tiers if t.percent is not None and AWARDED.search(t.base or "")]
        if (choice, tier) not in rates and (case := _case(choice, tier, asked, chooser)):
            found.setdefault((choice.row.id, tier), case)
    cases = list(found.values())[::-1]
    if len(cases) == 1 and rates:
        cases.append(_of_award(*rates[0], cases[0][3]))
    if len(cases) < 2:
        return None
    parts = [(Place(choice=choice, tier=tier), line, value) for choice, tier, line, value in cases]
    return tuple(dict.fromkeys(choice for choice, *_ in cases)), add_parts(parts)


def _case(choice: Choice, tier: Tier, asked: Asked, chooser: Chooser) -> Case | None:
    """Return what one of them gives: worked out, or its sum where that is fixed."""
    if result := Reckoner(chooser).work_out(choice, asked):
        return choice, tier, result.lines[0].partition("＝")[0], result.value
    if tier.yuan is None or tier.per or tier.every or tier.up_to:
        return None
    return choice, tier, format_yuan(tier.yuan), tier.yuan


def _of_award(choice: Choice, tier: Tier, award: Decimal) -> Case:
    rate = tier.percent or Decimal(0)
    return choice, tier, f"{format_yuan(award)}×{format_percent(rate)}", award * rate / 100
