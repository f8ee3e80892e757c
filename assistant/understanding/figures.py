"""What the user's own figures stand for: the base of a rate, a belief about the award, or background."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.text import giving, summing
from assistant.text.figures import Figure, Unit
from assistant.understanding.query import Role, UserFigure
from assistant.understanding.wordlists import CONFIRMING_WORDS, GIVEN_WORDS, any_of

REACH = 14
BASE = any_of(
    """售价 单价 价格 定价 卖价 总价 价 卖 销售额 研发 销 投资 投了 投入 投(?!产) 花了 花 费用 费 贷款 贷了 贷 借了?
    融资额 融资 设备 买 购置 本金 总额 额 年化 用了 用掉 砸 开支 成本 支出 算 做到 应收 款
    贡献 交易额 营业额 成交额 进出口额? 出口额 进口额 流水 票房"""
)
AWARDED = any_of(f"{GIVEN_WORDS} 给 拿 领 发(?!票) 封顶 最高 最多 上限 顶格 不超过 不低于 标准 返 享受 拨 到账 一次性")
CLAIM = any_of(
    f"""{AWARDED.pattern.replace("|", " ")} 至少 固定 只有 只能 改为 改成 应该是 就是 不是 是不是有 听说 有个?
    算下来 算出来 算得"""
)
AFTER_CLAIM = re.compile(
    rf"(?:元|块|钱|的)?(?:{giving.AWARD}|奖金|封顶|补|奖|打底|起步|的奖)(?!多少|几|好多|啥|什么|不补|不奖|得到)"
)
AFTER_BASE = re.compile(
    r"(?:元|块|钱|左右|多|的)*(?:设备|贷款|投资|研发|销售|售价|单价|融资|本金|买|采购|一台|每台|1台|年化)"
)
CONFIRMING = any_of(CONFIRMING_WORDS)
QUESTIONED = re.compile(r"[元块钱]*(?:[？?]|对[吗吧不]|是[吗吧不]|吗|吧)")
BACKGROUND = any_of(
    "利润 营收 营业收入 产值 员工 注册资本 纳税 税收 拖欠 欠 电费 水费 房租 厂房 工资 年薪 资产 规模 收入 销售收入"
)
HAS = re.compile(rf"(?P<of>{BASE.pattern}|{BACKGROUND.pattern})(?:大概|大约|差不多|已经|{summing.TOTAL})?有$")
"""What says what a sum is of, right before it: 贡献有1500万."""
SHARE = any_of("市场份额 占有率 占比 占 增长 增速 股份 股权 利率 年利 涨 降 增")
SIGN = re.compile(r"[%％分点]")
PORTION = re.compile(r"(?:左右|多)?(?:是|属于|用于|用在|用来|不|花|投|给了|拿)")
"""What follows a part of a whole: 一半是厂房."""
SUPPOSED = re.compile(
    r"(?:如果|要是|假如|假设|若是?|换成|改成|变成|那)(?:我们|研发|设备|售价|单价|贷款|融资额?)?"
    r"(?:是|只有|才|就是|到|做到|有)?$"
)
SUPPOSED_END = re.compile(r"[元块钱]*(?:呢|的话|[，,]|$)")
MISTAKEN = any_of("写错 说错 打错 搞错 记错 弄错 报错 看错 算错 错了 口误 更正 说少 说多 报少 报多")
NO_LONGER = ("不是", "没有", "没", "哪有", "并非")
CORRECTED = re.compile(r"[元块]?[，,、；;。 ]*(?:而|应该|其实|实际)*(?:是|才|只有|改成|改为)")
"""What follows a sum that is taken back for another: 不是500万，是280万."""
MALFORMED = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?:[,，][0-9]{3})*[,，](?:[0-9]{1,2}|[0-9]{4,})(?![0-9,，])[ \t]*(?=[万亿]元?|元)[万亿]?元?"
    r"|(?<![0-9.])[0-9]*\.(?:[0-9]*\.)[0-9]*[ \t]*[万亿]元?"
)
"""Sums whose digits can't be read together: 3,50万, 1.2.5亿."""
SEGMENT = re.compile(r"[，。；！？,;!?\n]")
APART = re.compile(r"另一|另外|第二|[两三][个项条台套]|分别|依次|还有一|各|[一1][个项条台套款].*[一1][个项条台套款]")
"""That several sums are each of a thing of its own."""
SAID_OF = re.compile("[\u4e00-\u9fff]{2}")
PERIOD = re.compile(r"[去今前明]年|[上下]半年|[一二三]期|20\d\d(?=年)")
"""What tells sums of the same base apart: 去年6000万，今年1.9亿."""
WORKED_OUT = re.compile(r"算(?:下来|出来|着|起来|一下)?(?:那?就|应该|大概|差不多)?(?:是|有|得|为)$")
REACHED = re.compile(r"(?:能|可以|会|够)(?:不(?:能|可以|会|够))?(?:到|有|达到|[补拿领奖贴]到?|给到?)$")
REACHED_END = re.compile(r"[元块钱]*(?:吗|么|不|[？?])")
"""A sum that an award is asked to come to: 能到200万吗."""


TIMED = re.compile(
    rf"(?:(?:首次|头次)?(?:拿|领|得|获得?|享受|申请|申领)(?:到|了)?)?(?:{giving.AWARD}|奖|补|政策)(?:政策|资金)?的?(?:上一?个?年度?|前一?年度?|当年|那一?年|之前|以前|前(?!面|款))"
)
"""An award that only says when: 享受奖励的上一年度贡献1800万."""
CUT = re.compile(r"(?:卡|扣|砍|核?减|削|吃|损失|少[拿领得])(?:掉|去|了)*$")
"""What stands before what a cap or a rule takes away: 会被卡掉60万."""

HELD = re.compile(r"(?:账上|账面上?|手里|手上|手头|卡里)[^，。；？！,;?!]{0,5}$")
"""What stands before what a firm has in hand: 账上只有20万."""


class _Expected(NamedTuple):
    """Whether a rate is spoken of, and whether what it is of was said before."""

    rate: bool
    known: bool


def read_figures(
    message: str, figures: Sequence[Figure], has_rate: bool, known: bool = False
) -> tuple[UserFigure, ...]:
    """Return the money and rates of a message with their roles; `figures` are all that stand in it.

    A bare amount is a base where the topic has a rate; it is a claim where the message asks if it is right and the
    topic has none, or where the base is `known` from before.
    """
    found = [
        UserFigure(surface=broken[0].strip(), role="base", start=broken.start(), near=broken[0])
        for broken in MALFORMED.finditer(message)
    ]
    spans = [(f.start, f.start + len(f.surface)) for f in found]
    judged = [
        figure
        for figure in figures
        if figure.unit in (Unit.YUAN, Unit.PERCENT)
        and not _small_change(figure)
        and not any(start <= figure.start < end for start, end in spans)
    ]
    for i, figure in enumerate(judged):
        if _ends_range(judged, i):
            continue
        floor = judged[i - 1].end if i else 0
        is_range = i + 1 < len(judged) and _ends_range(judged, i + 1) and figure.unit is Unit.YUAN
        found.append(_read_one(message, figure, judged[i + 1] if is_range else None, floor, _Expected(has_rate, known)))
    bases = [figure for figure in found if figure.role == "base" and figure.yuan is not None]
    if len(bases) < 2 or not (APART.search(message) or _said_alike(message, bases)):
        return tuple(found)
    return tuple(figure.model_copy(update={"apart": True}) if figure in bases else figure for figure in found)


def find_own(message: str, figures: Sequence[Figure]) -> frozenset[tuple[Unit, Decimal]]:
    """Return the sums and rates that the words beside them say are the user's own: what a rate is of, or background.

    >>> from assistant.text.figures import find_figures
    >>> said = "去年营收98亿，设备买了600万，能给500万吗"
    >>> [int(value) for _, value in sorted(find_own(said, find_figures(said)))]
    [6000000, 9800000000]
    """
    bases = (one for one in read_figures(message, figures, has_rate=False) if one.role == "base")
    others = (one for one in read_figures(message, figures, has_rate=True) if one.role == "background")
    told = (*bases, *others)
    own = {(Unit.YUAN, one.yuan) for one in told if one.yuan is not None}
    own |= {(Unit.PERCENT, one.percent) for one in told if one.percent is not None}
    broken = [found.span() for found in MALFORMED.finditer(message)]
    own |= {(one.unit, one.value) for one in figures if any(start <= one.start < end for start, end in broken)}
    return frozenset(own)


def _read_one(message: str, figure: Figure, end: Figure | None, floor: int, expected: _Expected) -> UserFigure:
    """Return a figure, or a range where it has an end, with the role that the words from `floor` on give it."""
    role = _role(message, figure, floor, expected)
    near = _segment(message, figure, floor)
    if end is None:
        return UserFigure(
            surface=figure.surface,
            yuan=figure.value if figure.unit is Unit.YUAN else None,
            percent=figure.value if figure.unit is Unit.PERCENT else None,
            bound=figure.bound,
            role=role,
            start=figure.start,
            near=near,
        )
    role = _role(message, end, floor, expected) if role == "background" else role
    near += SEGMENT.split(message[end.end : end.end + 6])[0]
    surface = message[figure.start : end.end]
    return UserFigure(surface=surface, yuan=figure.value, up_to=end.value, role=role, start=figure.start, near=near)


def _said_alike(message: str, figures: Sequence[UserFigure]) -> bool:
    """Whether sums are each said with the same words, but of no period: 建行放了1800万，农行放了700万."""
    before = {message[max(f.start - 2, 0) : f.start] for f in figures}
    return len(before) == 1 and SAID_OF.fullmatch(before.pop()) is not None and not PERIOD.search(message)


def _ends_range(figures: Sequence[Figure], i: int) -> bool:
    return i > 0 and figures[i].role == "high" and figures[i - 1].role == "low" and figures[i].unit is Unit.YUAN


def _small_change(figure: Figure) -> bool:
    """Whether the "money" is a figure of speech: 补一块, 一毛."""
    return figure.unit is Unit.YUAN and figure.value < 100


def _segment(message: str, figure: Figure, floor: int) -> str:
    """Return the words around the figure, up to the nearest commas."""
    left = SEGMENT.split(message[max(floor, figure.start - REACH) : figure.start])[-1]
    return left + figure.surface + SEGMENT.split(message[figure.end : figure.end + 6])[0]


def _role(message: str, figure: Figure, floor: int, expected: _Expected) -> Role:
    has_rate = expected.rate
    left = SEGMENT.split(message[max(floor, figure.start - REACH) : figure.start])[-1]
    left = TIMED.sub("", left)
    if measured := HAS.search(left):
        left = left[: measured.end("of")]
    right = message[figure.end : figure.end + 8]
    claim, base = _last(CLAIM, left), _last(BASE, left)
    background = _last(BACKGROUND, left)
    if figure.unit is Unit.PERCENT:
        if not SIGN.search(figure.surface) and claim < 0 and PORTION.match(right):
            return "background"
        return "background" if max(_last(SHARE, left), background) > claim else "claim"
    if CORRECTED.match(message, figure.end) and left.endswith(NO_LONGER):
        return "background"
    if CUT.search(left) or HELD.search(left):
        return "background"
    if WORKED_OUT.search(left) or (REACHED.search(left) and REACHED_END.match(right)):
        return "claim"
    if AFTER_CLAIM.match(right):
        return "claim"
    if has_rate and SUPPOSED.search(left) and SUPPOSED_END.match(right):
        return "base"
    if has_rate and MISTAKEN.search(message, 0, figure.start) and not AWARDED.search(message):
        return "base"
    if AFTER_BASE.match(right):
        return "base"
    if figure.bound in ("at_most", "at_least") and claim < 0 and base < 0:
        return "claim"
    if max(claim, base, background) < 0:
        asked = QUESTIONED.match(right) or (not has_rate and CONFIRMING.search(message))
        return "claim" if asked and (expected.known or not has_rate) else "base" if has_rate else "background"
    if has_rate and PERIOD.search(left) and left.endswith("有") and _last(AWARDED, left) < 0:
        return "base"  # 今年上半年就有1.2亿
    if background >= max(claim, base):
        return "background"
    if base >= 0 and _last(AWARDED, left) < 0:
        return "base"
    return "claim" if claim > base else "base"


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return the end of the last match, -1 where there is none."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)
