"""Atoms: each number of a normalised text with the unit written on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.text import giving
from assistant.text.lists import either, read_lists
from assistant.text.numeral_tokens import DIGITS
from assistant.text.numerals import Numeral, read_numeral
from assistant.text.quantities import Atom, Unit
from assistant.text.shared import SHARED

_FACTORS = {"permille": Decimal("0.1"), "permyriad": Decimal("0.01")}
_CENT = Decimal("0.01")
_SCALES = {"": Decimal(1), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_LONGEST_TERM = 99  # years
_LARGEST_PART = 10**6
_NUMERAL_START = re.compile(
    rf"(?<![0-9])\.(?=[0-9])|[0-9{DIGITS}十百千拾佰仟廿卅半对]"
    r"|[万亿](?=[家人名户台个项次吨辆套件]|亿|元以[上下]|分之)|(?<=[近过超达])[万亿](?=元)"
)
_SKIPPED = re.compile(rf"[0-9]+|[{DIGITS}]+|.", re.DOTALL)
_HALF = re.compile(r"(?:一半(?![天夜])|(?<!各)对[半折](?!导)|半数)")
_HALF_TERM = re.compile(r"半(年|个月)")
_PER = re.compile(r"(百|千|万)分之")
_PER_VALUES = {"百": Decimal(1), "千": Decimal(10), "万": Decimal(100)}
_OVER = re.compile(r"分之")
_EVEN = re.compile(  # 一比一配套, 按1:1给予资助; \x00: the masked 一次性
    r"(?:一比一|1比1)(?![0-9一二三四五六七八九十])|(?<![0-9:：])1[:：∶]1"
    rf"(?=的?\x00*(?:资金)?(?:比例|标准|配套|匹配|{giving.GIVE}|{giving.AWARD}))"
)
_SLASH = re.compile(r"(?<![0-9./])(1/2|1/3|2/3|1/4|3/4|1/5)(?![0-9./万亿元块%月年日wWkK])")
_MONEY = (
    r"(?:(?:元(?![素宵旦锂件组次化区]|材料|正极|电池|前驱|二次|结构|体系)|块(?![牌地屏板砖]|业务|内容|电池)钱?)"
    r"(?:人民币|RMB|CNY|rmb|cny)?"
    r"|人民币|RMB|CNY|rmb|cny)(?P<whole>整)?"
)
_YEARS = (
    r"年(?P<half>半(?!年))?(?!规划|计划|行动|[级代度产均化龄轻限前后来底末初]|一[次度评报]|[一二两三四][次度])|周年"
)
_COUNTERS = either(read_lists(__package__, "words", SHARED)["counter"])
_SUFFIX = re.compile(
    "|".join(
        (
            "(?P<cents>分钱|[角毛]钱?(?![利病发坯]))",
            "(?P<months>个月)",
            "(?P<points>个?百分点|个点(?![子儿位钟赞对评面]))",
            "(?P<percent>%)",
            "(?P<permille>‰)",
            "(?P<permyriad>‱|个?基点|(?i:bps?)(?![A-Za-z]))",
            "(?P<tenths>成(?:(?P<extra>[一二三四五六七八九半])(?![一-鿿]?[成]))?(?![立为果功员本绩长交品分型就都套效年败熟列批像形不份衣因]))",
            r"(?P<bracketed>\((?P<scale>[万亿千]?)元\))",
            f"(?P<years>{_YEARS})",
            f"(?P<yuan>{_MONEY})",
            f"(?P<count>{_COUNTERS})",
        )
    )
)
_INCLUSION = re.compile(r"\((?:不?含)(?:本数)?\)(?=(?:美元|美金|元|人次|亩|吨|家|人|平方米|%))")
"""What may stand between a number and its unit: 500万(不含)美元."""
_MORE = re.compile(r"[多余来](?=[元块家辆吨项名台套户件种倍天亩座个人次条款年%成位笔])")
_PREFIX = re.compile(r"(?:[¥$]|RMB|CNY|rmb|cny)[:：]?$")
_NO_TERM_BEFORE = re.compile(r"(?:[每历首前今去头逐整下第后]|(?<!规)上|[这那]|每[1一])$")
_COLLOQUIAL = re.compile(r"[给补奖拿领得贴发掏花省值款要]了?(?:[我你您他]们?)?$")


def scan_atoms(text: str) -> Iterator[Atom]:
    """Yield the numbers of a masked, normalised text in order; bare ones have no unit."""
    at = 0
    while found := _NUMERAL_START.search(text, at):
        atoms = _read_at(text, found.start(), at)
        yield from atoms
        at = atoms[-1].end if atoms else _skip(text, found.start())


def _skip(text: str, at: int) -> int:
    found = _SKIPPED.match(text, at)
    return found.end() if found else at + 1


def _read_at(text: str, at: int, floor: int) -> tuple[Atom, ...]:
    """Read the number at `at`; what stands before `floor` belongs to the number before."""
    char = text[at]
    if char in "一对半" and (half := _HALF.match(text, at)):
        return (Atom(at, half.end(), Decimal(50), Unit.PERCENT),)
    if char in "123" and (slash := _SLASH.match(text, at)):
        over, _, under = slash[1].partition("/")
        return (Atom(at, slash.end(), _ratio(Decimal(over), Decimal(under)), Unit.PERCENT),)
    if char in "1一" and (even := _EVEN.match(text, at)):
        return (Atom(at, even.end(), Decimal(100), Unit.PERCENT),)
    if char in "百千万" and (per := _PER.match(text, at)):
        numeral = read_numeral(text, per.end())
        if numeral is None or numeral.big:
            return ()
        atom = Atom(at, numeral.end, numeral.value / _PER_VALUES[per[1]], Unit.PERCENT)
        return _with_low(atom._replace(approximate=numeral.approximate), numeral, 1 / _PER_VALUES[per[1]])
    if char == "半" and (term := _HALF_TERM.match(text, at)):
        says_term = not _NO_TERM_BEFORE.search(text, max(at - 2, 0), at)
        value = Decimal("0.5") if term[1] == "年" else Decimal("0.04")
        return (Atom(at, term.end(), value, Unit.YEARS),) if says_term else ()
    numeral = read_numeral(text, at)
    if numeral is None:
        return ()
    if over_mark := _OVER.match(text, numeral.end):
        top = read_numeral(text, over_mark.end())
        if top is None or not 0 < numeral.value < _LARGEST_PART or top.value >= _LARGEST_PART:
            return ()
        return (Atom(at, top.end, _ratio(top.value, numeral.value), Unit.PERCENT),)
    return _with_unit(text, numeral, floor)


def _ratio(over: Decimal, under: Decimal) -> Decimal:
    return (over * 100 / under).quantize(_CENT).normalize() + 0


def _with_unit(text: str, numeral: Numeral, floor: int) -> tuple[Atom, ...]:
    start, end, approximate = numeral.start, numeral.end, numeral.approximate
    if more := _MORE.match(text, end):
        approximate, end = True, more.end()
    prefix = _PREFIX.search(text, max(start - 4, floor), start)
    suffix = _SUFFIX.match(text, end)
    if suffix is None and (inclusion := _INCLUSION.match(text, end)):
        suffix = _SUFFIX.match(text, inclusion.end())
    atom = Atom(
        start if prefix is None else prefix.start(),
        numeral.end,
        numeral.value,
        scales=numeral.scales,
        big=numeral.big,
        arabic=numeral.arabic,
        approximate=approximate,
    )
    if prefix and prefix[0][0] == "$":
        return (atom._replace(unit=Unit.COUNT, counter="美元"),)
    factor = Decimal(1)
    if suffix is None:
        if prefix is not None or (numeral.big and not numeral.implied) or _is_bare_money(text, numeral):
            atom = atom._replace(unit=Unit.YUAN, currency=prefix is not None)
        if text.startswith("多", numeral.end) and atom.unit:
            atom = atom._replace(approximate=True)
    else:
        atom, factor = _measured(text, atom, suffix, numeral, prefix is not None)
    if numeral.implied and atom.unit is None and numeral.value != 10:
        return ()
    return _with_low(atom, numeral, factor)


def _is_bare_money(text: str, numeral: Numeral) -> bool:
    """Tell money without a unit: 百万, 千亿, 万亿; 5千 and 5百 only after a verb of giving."""
    if numeral.big:
        is_trillion = text.startswith("万亿", numeral.start) and not text.startswith("级", numeral.end)
        is_unit = text.startswith(("亿", "万"), numeral.start) and not is_trillion
        return numeral.value > 10**4 and not is_unit
    says_giving = _COLLOQUIAL.search(text, max(numeral.start - 4, 0), numeral.start)
    return text[numeral.end - 1] in "百千佰仟" and says_giving is not None


def _measured(text: str, atom: Atom, suffix: re.Match[str], numeral: Numeral, prefixed: bool) -> tuple[Atom, Decimal]:
    """Give an atom the unit of its suffix, and the factor that turns its number into that unit."""
    atom = atom._replace(end=suffix.end())
    match suffix.lastgroup:
        case "yuan":
            whole = suffix["whole"] is not None and not numeral.formal
            return atom._replace(unit=Unit.YUAN, currency=True, exact=whole), Decimal(1)
        case "cents":
            factor = Decimal("0.01") if suffix[0].startswith("分") else Decimal("0.1")
            return atom._replace(value=atom.value * factor, scales=(), unit=Unit.YUAN, currency=True), factor
        case "count":
            if prefixed:
                return atom._replace(end=numeral.end, unit=Unit.YUAN, currency=True), Decimal(1)
            return atom._replace(unit=Unit.COUNT, counter=suffix[0]), Decimal(1)
        case "years":
            is_ordinal = _NO_TERM_BEFORE.search(text, max(numeral.start - 2, 0), numeral.start)
            if (numeral.implied and numeral.value != 10) or numeral.value > _LONGEST_TERM or is_ordinal:
                return atom._replace(scales=()), Decimal(0)
            extra = Decimal("0.5") if suffix["half"] else Decimal(0)
            return atom._replace(value=atom.value + extra, unit=Unit.YEARS), Decimal(1)
        case "months":
            if numeral.value > _LONGEST_TERM * 12:
                return atom._replace(scales=()), Decimal(0)
            years = (atom.value / 12).quantize(_CENT).normalize() + 0
            return atom._replace(value=years, unit=Unit.YEARS), Decimal(1) / 12
        case "bracketed":
            factor = _SCALES[suffix["scale"]]
            return atom._replace(value=atom.value * factor, scales=(factor,), unit=Unit.YUAN, currency=True), factor
        case "tenths":
            return _in_tenths(atom, suffix, numeral)
    factor = _FACTORS.get(suffix.lastgroup or "", Decimal(1))
    return atom._replace(value=atom.value * factor, unit=Unit.PERCENT), factor


def _in_tenths(atom: Atom, suffix: re.Match[str], numeral: Numeral) -> tuple[Atom, Decimal]:
    if numeral.value > 10 or (numeral.implied and numeral.value != 10):
        return atom._replace(scales=()), Decimal(0)
    extra = suffix["extra"]
    more = Decimal(0) if not extra else Decimal(5) if extra == "半" else Decimal("零一二三四五六七八九".index(extra))
    return atom._replace(value=atom.value * 10 + more, unit=Unit.PERCENT), Decimal(10)


def _with_low(atom: Atom, numeral: Numeral, factor: Decimal) -> tuple[Atom, ...]:
    """Split 八九十万 into its two numbers; the group is set where ranges are."""
    if numeral.low is None:
        return (atom,)
    end, value = numeral.low
    low = atom._replace(end=end, value=value * factor, role="low")
    return low, atom._replace(start=end, role="high")
