"""The words beside a figure that bound it: 不超过, 以上, 正好."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.text.quantities import Atom, Bound, Unit

AT_MOST_WORDS = (
    "不超过|不得超过|不会超过|不能超过|不可超过|不应超过|不超出|不得超出|不超|不得突破|不能突破|不可突破|不许突破|不高于|不得高于|不会高于"
    "|不多于|不得多于|不大于|不得大于|不突破|最高|最多|至多|顶多|最大|最长"
    "|封顶线?|上限|顶格|限额|撑死(?:了|也就)?|到顶|≤|<=|≯"
    "|充其量|顶了天|顶破?天|撑破天|满打满算|至高|[多高]不过|不会多于|不能多于|不能高于|不允许超过|不准超过|超不[过出]|突破不了"
    "|(?<![楼山头屋])顶(?=[是为就])|再[多高]也[就不]|最多最多|天花板|极限|封死|帽子"
)
AT_LEAST_WORDS = (
    "不低于|不得低于|不会低于|不能低于|不应低于|不少于|不得少于|不会少于|不小于|不得小于"
    "|至少|最少|最低|最小|最短|最?起码|起步|起奖|起补|保底|下限|底线|打底|兜底|≥|>=|≮"
    "|(?<![到彻心月年海谷])底(?=[是为就])|少不了|[低少]不了|至不济|再[少低]也|怎么着?也[有得给]?|最差也|托底|垫底|起价|往少了?说"
)
_EXACT = "正好|刚好|恰好|固定(?!资产|投资)|定额|(?<![也那算])就是|整整|一口价|死数"
_BEFORE = rf"(?P<most>{AT_MOST_WORDS})|(?P<least>{AT_LEAST_WORDS})|(?P<exact>(?<![不非])(?:{_EXACT}))"
_FILLER = (
    r"(?:可?给予|给到?|奖励|奖补|补助款?|补贴|资助|支持|贴息|扶持|奖金?|补|贴|达到?|可以?|能|会|为|是|有|的|在|到|按"
    r"|拿到?|领取?|发|得到?|享受|获得?|再|就|也|都|了|人民币|每[家户个台项年人](?:企业|项目|单位)?|每(?:[一-鿿]{0,3}(?:展位|床位)|平方米|标准箱|标箱|人次|架次|班次|航次|千瓦时?|[亩间件套辆艘吨头株只场次期月天晚班列趟村店])"
    r"|单[个户项](?:企业|项目)?|一次性|合计|总?额度?|金额|资金|年化|为期|期限|标准|控制|约|大约|分别|只有?"
    r"|\(含\)|[:：\"“”‘’(〖【\[]| )"
)
_FIRST = "<>≤≥≮≯一上下不低保充兜再刚到固垫多天定封少就帽底往怎恰打托撑整最极正死满突至起超限顶高"  # of the words
_LEFT = re.compile(rf"(?=[{_FIRST}])(?:{_BEFORE}){_FILLER}{{0,5}}$")
_LEFT_OF_RATE = re.compile(
    r"(?:(?P<most>不超过|不得超过|不高于|不多于|最高|最多|至多)|(?P<least>不低于|不得低于|不少于|至少|最低))"
    r"[一-鿿()“”《》]{0,16}$"
)
_RIGHT_MOST = (
    "以内|之内|以下|为限|为上限|为封顶|封顶|上限|到顶|顶格|顶天|顶了|[是为]顶|撑死|限额"
    "|到头|止(?=[，。；、,]|$)|为止|打住|见顶|封死|[是为]极限|[是为]天花板|不能再[多高]"
)
_RIGHT_LEAST = (
    "(?:及|或)?以上|往上|朝上|起步|起跳|起(?![草来诉源点因飞伏用案到了始])|保底|打底|兜底"
    "|托底|垫底|起头|往上走|[是为]底(?!线)|为下限|下限|为底线|底线|只多不少|\\+(?=[，。、；！？])"
)
_RIGHT_EXACT = "固定(?!资产|投资)|定额|一口价|死数|整整|正好(?![碰达到是够等触卡踩落顶对])|整(?![个体车机改合治理套顿])"
_RIGHT_FILLER = (
    r"(?:\(含[^()\n]{0,12}\)|的|人民币|左右|及|或|[”’）)】]| )?"
    r"(?:的?(?:奖励|补助|补贴|资金|奖补|贷款贴息|贴息)(?=封顶|为限|为上限|到顶|打底|起步|保底|顶格|\(上限|\(封顶))?[(]?"
)
_RIGHT = re.compile(
    rf"{_RIGHT_FILLER}(?:(?P<most>{_RIGHT_MOST})|(?P<least>{_RIGHT_LEAST})|(?P<exact>{_RIGHT_EXACT}))"
    r"(?!简称|统称|述|几[个种方]|条件|措施|情形|材料)"
)
_RIGHT_OF_TERM = re.compile(r"(?P<most>内(?![容部外资销地销需涵])|之内)")
_ABOUT_BEFORE = re.compile(
    r"(?:(?<![节制签合条预公邀违履特相])约|大约|大概|将近|(?<![最附靠])近(?!年)|差不多|接近|估计|≈|约莫|大致)"
    r"(?:[为是有在给补奖合]|人民币)?$"
)
_ABOUT_AFTER = re.compile(r"(?:人民币)?(?:左右|上下|出头|开外|多(?=[，。、；！？!?,; ]|$))")
_NAMES: tuple[tuple[str, Bound], ...] = (("most", "at_most"), ("least", "at_least"), ("exact", "exact"))


class Claim(NamedTuple):
    """What bounds a figure, and the span with the words that say so."""

    bound: Bound | None
    start: int
    end: int
    approximate: bool


def read_claim(text: str, atom: Atom, floor: int, ceiling: int) -> Claim:
    """Read the bound words beside an atom, between the figure before (`floor`) and the one after (`ceiling`)."""
    left_at, left = _look_left(text, atom, max(floor, atom.start - 28))
    right_at, right = _look_right(text, atom, ceiling)
    about = _ABOUT_BEFORE.search(text, max(floor, atom.start - 8), atom.start) if atom.unit is not Unit.YEARS else None
    approximate = bool(about or _ABOUT_AFTER.match(text, atom.end, min(ceiling, atom.end + 6)))
    if left and right and left != right:
        if left == "exact" or (right != "exact" and right_at - atom.end < atom.start - left_at):
            return Claim(right, atom.start, right_at, approximate)
        return Claim(left, left_at, atom.end, approximate)
    bound = left or right or ("exact" if atom.exact else None)
    return Claim(bound, left_at if left else atom.start, right_at if right else atom.end, approximate)


def _look_left(text: str, atom: Atom, floor: int) -> tuple[int, Bound | None]:
    start, bound = atom.start, None
    for _ in range(3):
        found = _LEFT.search(text, floor, start)
        if found is None and bound is None and atom.unit is Unit.PERCENT:
            found = _nearest(_LEFT_OF_RATE, text, floor, start)
        if found is None:
            break
        said = _bound_of(found)
        if bound is not None and said != bound:
            break
        start, bound = found.start(), said
    return start, bound


def _nearest(pattern: re.Pattern[str], text: str, floor: int, end: int) -> re.Match[str] | None:
    """Find the match that begins nearest to `end`."""
    nearest = None
    while found := pattern.search(text, floor, end):
        nearest, floor = found, found.start() + 1
    return nearest


def _look_right(text: str, atom: Atom, ceiling: int) -> tuple[int, Bound | None]:
    if atom.unit is Unit.DATE:
        return atom.end, None
    reach = atom.end + 24
    ceiling = reach if text.startswith("(含", atom.end) else min(ceiling, reach)  # 50万元(含50万元)以下
    found = _RIGHT.match(text, atom.end, ceiling)
    if found is None and atom.unit is Unit.YEARS:
        found = _RIGHT_OF_TERM.match(text, atom.end, ceiling)
    if found is None:
        return atom.end, None
    if atom.unit is Unit.COUNT and found.end() == ceiling < len(text):
        return atom.end, None  # 一个封顶80万: the bound is that of the money
    closes = "(" in found[0] and ")" not in found[0] and text.startswith(")", found.end())
    return found.end() + closes, _bound_of(found)


def _bound_of(found: re.Match[str]) -> Bound:
    said = found.groupdict()
    return next(bound for name, bound in _NAMES if said.get(name))
