"""What a clause says of awards beside their figures: for whom only a share, at most how many, paid in which parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from assistant.models import Model
from assistant.policy.instalments import Instalment, find_instalments
from assistant.policy.standards import find_standards
from assistant.text import giving
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import parse_numeral
from assistant.text.ratios import find_ratios
from assistant.understanding.rows import Sentence

NUMBER = r"\d+|[一二两三四五六七八九十]{1,3}"
MOST = re.compile(
    rf"(?:最多|最高|至多|不超过|以)(?:只?能?)(?:按|{giving.AWARD}|支持|计算|申报|申领|享受|{giving.GIVE}|认定)?"
    rf"(?P<number>{NUMBER})(?P<unit>个?[\u4e00-\u9fff]{{1,6}}?)(?=[，。；、（(]|计算|为限|以内|内|$)"
)
RAISED = re.compile(
    r"(?P<who>[^，。；]{2,24})的，[^，。；\d]{0,8}(?:提高|上浮|放宽|调高)(?:到|至|为)(?P<cap>[\d.]+[万亿]?元)"
)
BORNE = re.compile("分担|承担|负担|分摊")


class Share(Model):
    """That some get only a share of a standard: `who`, how many percent, and the words `of` the standard."""

    who: str
    percent: Decimal
    of: str
    sentence: Sentence


class Most(Model):
    """That at most so many of `unit` are counted."""

    number: Decimal
    unit: str


class Raised(Model):
    """That the cap is another one, in 元, for some."""

    who: str
    cap_yuan: Decimal
    sentence: Sentence


def find_shares(sentence: Sentence) -> list[Share]:
    """Return for whom a sentence gives only a share of the standard: 属分支机构的，按上述标准的50%执行."""
    return [
        Share(who=one.who, percent=one.percent, of=one.of, sentence=sentence)
        for one in find_standards(_plain(sentence.text))
    ]


def find_most(text: str) -> list[Most]:
    """Return what a text counts at most of a thing.

    >>> [(most.number, most.unit) for most in find_most("同一企业最多补助2个展位，面积以300平方米为限")]
    [(Decimal('2'), '个展位'), (Decimal('300'), '平方米')]
    """
    found = MOST.finditer(_plain(text))
    return [Most(number=parse_numeral(one["number"].replace("两", "二")), unit=one["unit"]) for one in found]


def find_raised(sentence: Sentence) -> list[Raised]:
    """Return for whom a sentence has a higher cap."""
    return [
        Raised(who=found["who"], cap_yuan=figure.value, sentence=sentence)
        for found in RAISED.finditer(_plain(sentence.text))
        for figure in find_figures(found["cap"])
        if figure.unit is Unit.YUAN
    ]


def instalments_in(text: str) -> tuple[Instalment, ...]:
    """Return in which parts a sentence pays what is granted, however it is set."""
    return find_instalments(_plain(text))


def find_payers(text: str) -> tuple[Instalment, ...]:
    """Return which share each payer bears, where a sentence says so.

    >>> [(payer.case, payer.share) for payer in find_payers("所需资金由市、县财政按4∶6比例分担")]
    [('市', Decimal('4')), ('县', Decimal('6'))]
    """
    ratio = next((one for one in find_ratios(_plain(text)) if one.parties), None)
    if ratio is None or not BORNE.search(text):
        return ()
    whole, shares = sum(ratio.numbers, Decimal(0)), zip(ratio.parties, ratio.numbers, strict=True)
    return tuple(Instalment(case=name, share=share, whole=whole) for name, share in shares)


def first_in(text: str, find: Callable[[str], tuple[Instalment, ...]]) -> tuple[Instalment, ...]:
    """Return the parts of the first sentence of a text that has any."""
    return next((parts for one in re.split("[。\n]", text) if (parts := find(one))), ())


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
