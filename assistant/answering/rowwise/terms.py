"""What a clause says of awards beside their figures: for whom only a share, at most how many, paid in which parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from assistant.models import Model
from assistant.text import giving
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import parse_numeral
from assistant.understanding.rows import Sentence

ORDER = "一二三四五六七八九"
NUMBER = r"\d+|[一二两三四五六七八九十]{1,3}"
RATE = r"\d+(?:\.\d+)?%|[一二三四五六七八九][成折]|一半|半数"
WHO = r"(?P<who>[^，。；：、]{2,24}(?:、[^，。；：、]{2,12})*?)(?:的|，|的，)?(?:均|统一|一律)?"
STANDARD = (
    r"[^，。；、\d]{0,14}标准(?:金额|额度)?"
    r"|(?:应补|应奖|应得|应享受|上述|前述|前款|以上|同级|对应|相应)[^，。；、\d]{0,12}"
)
SHARED = (
    re.compile(rf"{WHO}(?:按照?|以|参照|享受)(?P<of>{STANDARD})的?(?P<rate>{RATE})"),
    re.compile(rf"{WHO}(?:按照?|以|参照)(?P<of>{STANDARD})(?P<rate>减半)"),
    re.compile(rf"{WHO}(?<=[的，])按(?P<of>)(?P<rate>{RATE})(?:执行|计算|计|折算|{giving.PAY}|享受)"),
    re.compile(rf"{WHO}(?<=[的，])(?P<of>)(?P<rate>减半)(?:执行|{giving.AWARD}|享受|发放)"),
)
MOST = re.compile(
    rf"(?:最多|最高|至多|不超过|以)(?:只?能?)(?:按|{giving.AWARD}|支持|计算|申报|申领|享受|{giving.GIVE}|认定)?"
    rf"(?P<number>{NUMBER})(?P<unit>个?[\u4e00-\u9fff]{{1,6}}?)(?=[，。；、（(]|计算|为限|以内|内|$)"
)
RAISED = re.compile(
    r"(?P<who>[^，。；]{2,24})的，[^，。；\d]{0,8}(?:提高|上浮|放宽|调高)(?:到|至|为)(?P<cap>[\d.]+[万亿]?元)"
)
RATIO = re.compile(
    rf"(?:按照?|以)?(?P<ratio>\d(?:\.\d)?(?:[:：∶比]\d(?:\.\d)?){{1,4}})的?(?:比例|分|承担|{giving.PAY})"
)
EQUAL_PARTS = re.compile(
    rf"分({NUMBER})(?:个)?(?:年度?|期|次|批)[^，。；\d]{{0,4}}(?:等额|平均|均等|均分|等比例)"
    rf"|(?:等额|平均)分({NUMBER})(?:个)?(?:年度?|期|次|批)"
)
SHARED_PARTS = re.compile(
    r"分([\d一二两三四五六])(?:个)?(?:年度?|期|次|批)[^，。；\d]{0,8}((?:[\d.]+%[、，和及]?){2,6})"
)
PART = re.compile(
    rf"(?P<case>[^，。；：%]{{2,18}}?)(?:先行|首先|先|再)?(?:{giving.PAY}|支付|给付|拨)(?:其?剩余的?|其?余下的?|其?余)?(?P<rate>[\d.]+%)"
    rf"|(?P<before>第[一二三四五]年|首年|次年|第[一二三四五][期笔批])(?:先行)?(?:{giving.PAY}|支付)?(?P<share>[\d.]+%)"
)
PAYERS = re.compile(
    r"由(?P<names>[^，。；]{1,16}?)(?:两级)?(?:财政)?(?:分别)?按照?(?P<ratio>\d[:：∶]\d)(?:的?比例)?(?:分担|承担|负担)"
)


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


class Instalment(Model):
    """A part in which a sum is paid: its share of `whole`, and when, in the text's words; `yuan` where it is a sum."""

    case: str
    share: Decimal
    whole: Decimal
    yuan: Decimal | None = None


def find_shares(sentence: Sentence) -> list[Share]:
    """Return for whom a sentence gives only a share of the standard: 属分支机构的，按上述标准的50%执行."""
    text = _plain(sentence.text)
    return [
        Share(who=found["who"].rstrip("的，"), percent=_rate(found["rate"]), of=found["of"], sentence=sentence)
        for pattern in SHARED
        for found in pattern.finditer(text)
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


def find_instalments(text: str) -> tuple[Instalment, ...]:
    """Return in which parts a sentence pays what is granted.

    >>> [(part.case, part.share) for part in find_instalments("签约后拨付60%，满一年的再拨付40%")]
    [('签约后', Decimal('60')), ('满一年的', Decimal('40'))]
    >>> [part.share / part.whole for part in find_instalments("分三年按5：3：2的比例兑现")]
    [Decimal('0.5'), Decimal('0.3'), Decimal('0.2')]
    """
    text = _plain(text)
    if found := EQUAL_PARTS.search(text):
        number = parse_numeral((found[1] or found[2]).replace("两", "二"))
        return _instalments([Decimal(1)] * int(number), number)
    if found := SHARED_PARTS.search(text):
        return _instalments([Decimal(share) for share in re.findall(r"[\d.]+(?=%)", found[2])], Decimal(100))
    if (found := RATIO.search(text)) and re.search(r"分[\d一二两三四五六](?:个)?(?:年度?|期|次|批)", text):
        shares = _ratio(found["ratio"])
        return _instalments(shares, sum(shares, Decimal(0)))
    parts = [(m["case"] or m["before"], Decimal((m["rate"] or m["share"]).rstrip("%"))) for m in PART.finditer(text)]
    whole = len(parts) > 1 and sum(share for _, share in parts) == 100
    return tuple(Instalment(case=case, share=share, whole=Decimal(100)) for case, share in parts) if whole else ()


def find_payers(text: str) -> tuple[Instalment, ...]:
    """Return which share each payer bears, where a sentence says so.

    >>> [(payer.case, payer.share) for payer in find_payers("所需资金由市、县财政按4∶6比例分担")]
    [('市', Decimal('4')), ('县', Decimal('6'))]
    """
    found = PAYERS.search(_plain(text))
    if found is None:
        return ()
    names = re.split("[、和与及，]", found["names"].removesuffix("财政"))
    shares = _ratio(found["ratio"])
    if len(names) != len(shares):
        return ()
    whole = sum(shares, Decimal(0))
    return tuple(Instalment(case=name, share=share, whole=whole) for name, share in zip(names, shares, strict=True))


def first_in(text: str, find: Callable[[str], tuple[Instalment, ...]]) -> tuple[Instalment, ...]:
    """Return the parts of the first sentence of a text that has any."""
    return next((parts for one in re.split("[。\n]", text) if (parts := find(one))), ())


def _instalments(shares: list[Decimal], whole: Decimal) -> tuple[Instalment, ...]:
    return tuple(
        Instalment(case=f"第{at}笔", share=share, whole=whole) for at, share in zip(ORDER, shares, strict=False)
    )


def _ratio(text: str) -> list[Decimal]:
    return [Decimal(share) for share in re.split("[:：∶比]", text)]


def _rate(text: str) -> Decimal:
    if text in ("一半", "半数", "减半"):
        return Decimal(50)
    return Decimal(text[:-1]) if text.endswith("%") else parse_numeral(text[0]) * 10


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
