"""Say first that a firm's figure falls short of what an award asks of it: 8000万元 beside 年营业收入1亿元以上."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.answering.rowwise.asked import CONFIRMING, Asked
from assistant.answering.rowwise.measured_sums import is_claim
from assistant.models import Reward
from assistant.policy.lexicon import fold
from assistant.text.figures import Unit, find_figures
from assistant.understanding.content import segments
from assistant.understanding.query import UserFigure
from assistant.understanding.sizes import parts_of

TAKEN = re.compile(f"{CONFIRMING.pattern}|[吗么不][?？]?$")
"""What asks to have a term confirmed: 能贴两年是吧, 能拿三年吗."""
PHRASE = re.compile("[，、；。：]")
REACH = 10  # how far behind a number what is counted may end: 300吨标准煤以上
ENOUGH = re.compile(r"(?:[（(]不?含[^）)]*[）)])?(?:及)?以上")


def unmet(row: Reward, asked: Asked) -> str | None:
    """Return the sentence that names the first sum asked for that a sum of the message doesn't reach.

    What a bracket of the row measures is none of these.
    """
    if any(tier.bracket for tier in row.tiers):
        return None
    for of, words, least in _thresholds(row):
        for figure in asked.own_money:
            if figure.yuan is not None and figure.yuan < least and measures(figure, of) and not is_claim(figure, asked):
                return f"不符合条件：文件要求{words}，您提供的数额没有达到。"
    return _too_few(row, asked)


def _too_few(row: Reward, asked: Asked) -> str | None:
    """Return the sentence that names how many units are asked for at least, where the message has fewer: 260吨."""
    units = {unit for tier in row.tiers for unit in parts_of(tier.per)}
    told = [one for one in find_figures(asked.messages[0]) if one.unit is Unit.COUNT and one.counter in units]
    for text in dict.fromkeys((row.beneficiary or "", row.condition or "")):
        for figure in find_figures(text):
            enough = ENOUGH.search(text, figure.end, figure.end + REACH)
            if figure.unit is not Unit.COUNT or figure.counter not in units or enough is None or len(told) != 1:
                continue
            if told[0].counter == figure.counter and told[0].value < figure.value:
                words = f"{PHRASE.split(text[: figure.start])[-1]}{text[figure.start : enough.end()]}"
                return f"不符合条件：文件要求{words}，您提供的数量没有达到。"
    return None


def _thresholds(row: Reward) -> Iterator[tuple[str, str, Decimal]]:
    """Yield what an award asks for at least: what is measured, the words whole, and the sum."""
    for text in dict.fromkeys((row.beneficiary or "", row.condition or "")):
        for figure in find_figures(text):
            if figure.unit is Unit.YUAN and (enough := ENOUGH.match(text, figure.end)):
                of = PHRASE.split(text[: figure.start])[-1]
                yield of, f"{of}{text[figure.start : enough.end()]}", figure.value


def wrong_term(row: Reward, asked: Asked) -> str | None:
    """Return the sentence that sets right for how long an award is given, where a message takes it for another term."""
    months = {tier.term_months or (tier.term_years or 0) * 12 for tier in row.tiers} - {0}
    said = (asked.query.term or 0) * 12
    if len(months) != 1 or not said or said in months or not TAKEN.search(asked.folded):
        return None
    longest = max(months)
    told = f"{longest}个月" if longest % 12 or longest == 12 else f"{longest // 12}年"
    return f"您提到的期限与文件规定不一致，应以文件为准：最长{told}。"


def measures(figure: UserFigure, of: str) -> bool:
    """Whether the words right before a sum say in full or in short what is measured: 主营收入 for 年主营业务收入.

    >>> said = UserFigure(surface="300万", yuan=Decimal(3000000), role="base", start=4, near="设备投资300万")
    >>> measures(said, "固定资产投资"), measures(said, "年度设备投资额")
    (False, True)
    """
    runs = segments(fold(figure.near.split(figure.surface)[0]))
    said, meant = "".join(runs[-1]) if runs else "", iter(fold(of))
    return len(said) > 1 and all(character in meant for character in said)
