"""What each sum or rate of a sentence is there for: granted, a cap, a threshold, a step, a goal, a fund …

`RULES` is read from the top; the first rule whose patterns fit what stands left and right of a group decides. `left` must
match up to the figure, `right` from behind it; both see only the part of the sentence between two ；. Each rule shows two
examples; the figure meant is between 《》.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.words import BOUND, GIVE, GRANT, MEASURE, MODIFIER, RECEIVER
from assistant.text.figures import Unit

Role = Literal[
    "grant", "cap", "threshold", "target", "fund", "payout", "share", "step", "base", "on_top", "penalty", "fact"
]

_WHO = rf"(?:[^，。；：、\d]{{0,12}}{RECEIVER}|其|投资方|本人)"
_MEASURED = rf"(?:{MEASURE}(?:\([^()]*\))?)"
_NEAR = r"[^，。；：\d]"


class Rule(NamedTuple):
    """A rule: `units` it is about, the patterns left and right, the role, and how sure it is."""

    id: str
    role: Role
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    sure: float
    examples: tuple[str, str]
    units: tuple[Unit, ...] = (Unit.YUAN, Unit.PERCENT)
    bound: str | None = None
    after_grant: bool | None = None


def _rule(
    id: str, role: Role, left: str | None, right: str | None, sure: float, *examples: str,
    units: tuple[Unit, ...] = (Unit.YUAN, Unit.PERCENT), bound: str | None = None, after_grant: bool | None = None,
) -> Rule:  # fmt: skip
    compiled = re.compile(f"(?:{left})$") if left else None
    first, second = examples
    return Rule(
        id, role, compiled, re.compile(right) if right else None, sure, (first, second), units, bound, after_grant
    )


MONEY, RATE = (Unit.YUAN,), (Unit.PERCENT,)
_GAVE = rf"{GIVE}{_WHO}?(?:{MODIFIER})*"
RULES: tuple[Rule, ...] = (
    _rule(
        "step", "step",
        rf"每(?:再)?(?:年)?(?:出口|进口|新增加?|增加|增长|提高|提升|同比增长|环比增长|同比增加|满|超过|超出|超|达到?|完成|引进|销售|实现|净增|上升|下降|降低|节约|减少|带动|多|投入)(?:(?!{GIVE}){_NEAR}){{0,12}}|每(?:再)?(?:增|满|超)", None, 0.95,
        "营业收入每增加《1000万元》再奖励1万元", "增速每提高《1个百分点》奖励5万元",
    ),
    _rule(
        "penalty", "penalty", rf"(?:罚款|处以|没收|扣减|扣除|滞纳金|违约金){_NEAR}{{0,10}}", None, 0.9,
        "处以《500元》罚款", "按日加收滞纳金《0.5%》",
    ),
    _rule(
        "on top", "on_top", rf"在{_NEAR}{{0,30}}(?:奖励|补助|补贴|奖补|资助|给予){_NEAR}{{0,8}}", rf"^{_NEAR}{{0,10}}(?:基础上|之外|外[，再])", 0.9,
        "在省级财政奖励《20万元》基础上，市级再奖励10万元", "在上级补助《30%》的基础上再给予10%",
    ),
    _rule(
        "said again", "threshold", r"\(不?含", r"^[^，。；]{0,4}\)", 0.9,
        "投资1亿元以上(含《1亿元》)的项目", "500—1000万元(不含《1000万元》)",
    ),
    _rule(
        "fund spent on", "fund", r"(?:列支|安排|投入|拿出|统筹|筹集|划拨|下达)(?:资金)?(?:不少于|不低于|总额|共计|约)*", r"^(?:用于|作为|专项用于|主要用于|支持|对)", 0.85,
        "市财政列支《65万元》用于种子补贴", "每年安排《200万元》作为工作经费", units=MONEY,
    ),
    _rule(
        "fund set up", "fund",
        rf"(?:设立|组建|成立|建立|提供|筹集|统筹|安排|列支|预算|整合|拿出|投入|筹措|发起|新增|争取|下达|用好){_NEAR}{{0,30}}",
        r"^(?:的|左右|以上|及以上|人民币|规模|额度)*[^，。；、\d]{0,22}?(?:资金池|引导资金|专项资金|发展资金|扶持资金|奖励资金|基金|专项|再贷款|资金(?!补助|奖励|支持)|信贷|贷款|贷款额度|担保|授信|融资|额度)(?!贴息|利息|保费|补)", 0.9,
        "每年安排《2000万元》专项资金", "设立《1亿元》的产业引导基金", units=MONEY,
    ),
    _rule(
        "fund size", "fund",
        rf"(?:设立|组建|成立|建立|安排|统筹|筹集|列支|做大|扩大|达到){_NEAR}{{0,36}}(?:资金|基金|资金池|规模|额度|经费)(?:总)?(?:规模|额度|额)?(?:达到?|为|不低于|不少于|超过|约|在|到|不超过|人民币)*", r"^(?!的?(?:奖励|补助|补贴|资助))", 0.9,
        "设立产业引导基金，每年安排专项资金《500万元》", "县财政每年安排旅游引导资金《1000万元》", units=MONEY,
    ),
    _rule(
        "fund per year", "fund",
        r"(?:财政)(?:每年)?(?:预算)?(?:安排|列支|投入|拿出|统筹)(?:不少于|不低于|总额|约)*", r"^(?![^，。；]{0,6}(?:奖励|补助|补贴|对))", 0.8,
        "县财政每年安排《800万元》，用于人才引进", "市财政统筹《3亿元》用于技术改造", units=MONEY,
    ),
    _rule(
        "goal", "target",
        rf"(?:力争|争取|目标|到20\d\d年|到“?十[四五]|努力|确保|计划|预计|(?:全年|推动|培育|打造|形成|新增|实现)(?=.*$))(?:(?!{GIVE})[^。；]){{0,60}}", r"^(?![^。；]{0,12}(?:奖励|补助|补贴|资助|给予)).{0,3}(?:以上|左右)?(?:的|规模|目标)?(?:[，。；、]|$|企业|产业|项目)", 0.75,
        "力争到2025年产值达到《500亿元》", "确保旅游收入增长《12%》以上", bound="no grant",
    ),
    _rule(
        "instalment of what is due", "payout", r"应(?:奖励?|补助?|补贴|拨付?|兑现)(?:资金|金额|总额|额度|额)?的?(?:比例)?", None, 0.95,
        "分别按应奖励额的《30%、30%和40%》兑现", "首年拨付应补资金的《60%》", units=RATE,
    ),
    _rule(
        "payout", "payout",
        r"(?:分[一二三四五六七八九\d]+(?:年|次|期|批|个?阶段)|分期|分年度?|阶段|首付|先行|预拨|先期|剩余|其余|余下|验收|应奖励?额?|应补助?额?|奖励额|年限|逐年|第[一二三]年)(?:[^。；]{0,40})",
        r"^(?:[^，。；]{0,10}(?:拨付|兑现|发放|支付|兑付|的?比例|分期|到位|拨款|付清)|[^。；]{0,3}$|[^。；]{0,16}(?:拨付|兑现|发放|支付|兑付))", 0.85,
        "分三年按《40%、30%、30%》比例拨付", "验收合格后拨付剩余《50%》", units=RATE,
    ),
    _rule(
        "share", "share",
        rf"(?:市|县|区|省|乡镇|街道|镇|园区|双方|财政)[^。；]{{0,40}}(?:按|各|分别|承担|负担|分担)?{_NEAR}{{0,14}}", r"^(?:的?比例)?(?:进行)?(?:分配|分担|分成|共担|承担|负担|配套承担)", 0.9,
        "所需资金由市、区按《50%》比例分担", "市县两级财政各承担《50%》", units=RATE,
    ),
    _rule(
        "share borne", "share", r"(?:承担|负担|分担)(?:比例)?(?:不低于|为|各)*", None, 0.85,
        "县财政承担《40%》", "担保机构承担《20%》的风险", units=RATE,
    ),
    _rule(
        "as it was", "fact", r"由(?:原来?的?)?[^，。；\d]{0,8}", r"^(?:统一)?(?:提高|上浮|上调|调整|增加|下调|降低|下降|降|扩大)(?:到|至|为)", 0.9,
        "支持比例由原《50%》提高至70%", "补贴标准由每人《1000元》提高到1500元",
    ),
    _rule(
        "lent", "loan", None, r"^(?:以上|以下|以内)?(?:、?(?:最长|期限)[^，。；]{1,8}年)?的?[^，。；、\d贴补奖]{0,10}(?:贷款|授信|信贷|融资额?|担保|再贷款|借款)(?!贴|利|保|补|费|奖|额的|的\d|按)(?![^，。；]{0,16}(?:贴息|补助|补贴|奖励))", 0.8,
        "给予最高《300万元》的创业担保贷款", "每户最高可享受《200万元》贷款", units=MONEY,
    ),
    _rule(
        "set at a rate", "grant", r"(?:返还|奖励|补助|补贴|贴息|支持|资助)(?:标准|比例|金额|额)?[^，。；]{0,40}的?", r"^(?:的标准)?(?:确定|计算|核定|执行|计发)", 0.8,
        "返还标准按6个月社会保险费的《50%》确定", "补助金额按实际支出的《30%》核定", units=RATE,
    ),
    _rule(
        "reduced by", "grant", rf"(?:减免|减收|减征|减半|优惠|(?:费|收费标准?|租金|价格|保证金)[^，。；\d]{{0,4}}(?:降低|下调|下浮)){_NEAR}{{0,12}}", r"^(?:$|[，。；)]|的|收取|征收|执行|计)", 0.75,
        "对复工企业检定校准减免收费《50%》", "特种设备检验收费降低《30%》", units=RATE,
    ),
    _rule(
        "as much as", "grant", rf"(?:(?:最高|最多|最低|奖励|补助|补贴|奖补|贴息|资助)(?:累计|合计|总额|金额|额度|额|标准|比例|补助|奖励|补贴)*(?:可|能|可以)?|(?:累计|合计|总额)(?:最高)?可)(?:达到?|获得?|领取|申领|申请|享受)(?:到|{BOUND})*", None, 0.9,
        "单个项目最高可达《500万元》", "贴息比例最高可达贷款利息的《50%》",
    ),
    _rule(
        "drawn", "grant", rf"(?:领取|申领|领到)(?:{MODIFIER})*", None, 0.85,
        "每人每月可领取《1000元》", "每家企业每年最高申领《30万元》",
    ),
    _rule(
        "measured by more than", "threshold",
        r"(?<!不)(?<!不得)(?:超过|突破|首次超|超|达到|达|大于|高于|少于|低于|不满|不足|满|降至|未超过|未达到?)(?:人民币)?", None, 0.85,
        "年营业收入首次突破《1亿元》的", "年纳税额超过《500万元》的企业，给予20万元奖励", bound="not given",
    ),
    _rule(
        "given before", "grant", _GAVE, None, 0.95,
        "给予企业《20万元》奖励", "一次性分别奖励《100万元、50万元》",
    ),
    _rule(
        "rate of support", "grant", rf"{GRANT}(?:的)?(?:比例|标准|幅度|额度|金额|额|上限|下限)(?:由[^，。；]{{1,12}})?(?:统一|分别|提高|上浮|为|至|到|按|可|达到?|不低于|不少于|{BOUND})*", None, 0.85,
        "租金减免比例不低于《50%》", "补助标准提高到每人《3000元》",
    ),
    _rule(
        "listed after a grant", "grant", r"[、，；和及][^，。；、\d]{1,14}", r"^(?:[、，；。)和及]|$|的(?:标准|一次性)?(?:奖|补|资))", 0.85,
        "A类人才给予100万元、B类人才《80万元》", "一等奖奖励10万元，二等奖《5万元》", bound="after grant",
    ),
    _rule(
        "grant noun behind", "grant", None,
        rf"^(?:以上|以内|以下|左右|不等)?(?:的|之)?(?:标准|额度|比例)?(?:的)?(?:一次性|现金|配套|财政|专项|省级|市级|县级|人才|资金|经费|发展|科研|项目|创业|就业|引才|住房|生活|工作|购房|贷款|租房|租金|场地|交通|培训|扩面|资本金|[^，。；、\d对按]{{0,6}}){GRANT}", 0.9,
        "按每人《500元》标准补助", "享受《10万元》一次性创业补贴",
    ),
    _rule(
        "rate of something, given before", "grant", rf"{GIVE}{_NEAR}{{0,24}}的(?:{BOUND})*", None, 0.9,
        "奖励投资额度的《5%—20%》", "补助设备购置费的《30%》，最高不超过50万元", units=RATE,
    ),
    _rule(
        "rate before a limit", "grant", rf"(?:按照?|给予|补助|补贴|奖励|的){_NEAR}*", rf"^[、，]?(?:且|并)?(?:单[^，。；\d]{{1,8}}|每[^，。；\d]{{1,6}})?(?:最高)?{BOUND}[^。；]{{1,16}}(?:{GIVE}|{GRANT})", 0.85,
        "按裸车价的《10%》、不超过3万元/辆给予补贴", "按不超过售价《30%》、最高200万元给予补助", units=RATE,
    ),
    _rule(
        "rate listed with others", "grant", rf"(?:按照?|为|的|给予|奖励|补助|补贴){_NEAR}{{0,20}}", rf"^[、，][^，。；\d]{{0,16}}[\d.]+%[^。；\d]{{0,30}}(?:{GIVE}|{GRANT})", 0.85,
        "前三年按实缴租金的《100%》、后两年按50%给予补贴", "一类按投资额的《8%》，二类按5%予以奖励", units=RATE,
    ),
    _rule(
        "listed after a threshold", "threshold", r"[、和及或]", None, 0.8,
        "1000万元及以上至2000万元、《2000万元以上至5000万元》的", "5亿元、《10亿元》以上的企业", bound="after threshold",
    ),
    _rule(
        "rate of something given", "grant",
        rf"(?:按照?|参照|依照|根据|以|给予|奖励|补助|补贴|返还|减免|贴息|不超过|最高){_NEAR}*(?:的|额|费|款|金|部分|率|价|值|按|照|不超过|最高|最多|上浮|下浮)", rf"^[^。；\d]{{0,30}}(?:{GIVE}|{GRANT})", 0.9,
        "按设备投资额的《10%》给予补助", "参照其年度地方财政贡献的《70%》给予企业奖励", units=RATE,
    ),
    _rule(
        "measured", "threshold", rf"{_MEASURED}(?:的|在|为|已|均|首次|累计|合计|实际|年均|同比|不低于|不少于|不高于|不超过|增长|增幅|最高|最低|约|大于等于|≥|>|≤|人民币|需|应)*", None, 0.8,
        "固定资产投资《1000万元》及以上的", "亩均税收不低于《10万元》的", bound="not cap",
    ),
    _rule(
        "at least behind", "threshold", None, r"^(?:\(不?含[^()]*\))?(?:及|或)?(?:以上|以下)", 0.7,
        "投入《1000万元》以上且被认定的", "单台设备《5万元》(含税)以上", bound="not cap",
    ),
    _rule(
        "range of a condition", "threshold", None, r"^(?:\(不?含[^()]*\))?的?(?:，|部分|企业|项目)", 0.5,
        "《500万元—1000万元》(不含)的，按4%补助", "《1亿元—3亿元》的企业奖励10万元", bound="range",
    ),
    _rule(
        "cap", "cap", rf"(?:{BOUND}|封顶|上限|限额)(?:为|至|到|人民币|[:：])*", None, 0.85,
        "按10%补助，最高不超过《50万元》", "每满一万人奖励一万元，全年累计最高《20万元》", after_grant=True,
    ),
    _rule(
        "cap behind", "cap", None, r"^(?:为限|为上限|封顶|上限|以内|为最高)", 0.85,
        "按10%补助，《50万元》封顶", "每亩补贴200元，单户《5万元》为限", after_grant=True,
    ),
    _rule(
        "most, alone", "grant", rf"(?:{BOUND})(?:为|至|到|可|达|人民币)*", None, 0.6,
        "单个项目最高《100万元》", "每家不超过《20万元》",
    ),
    _rule(
        "rate with a giving verb later", "grant", None, rf"^(?:[^。；\d]{{0,40}})(?:{GIVE}|{GRANT})", 0.65,
        "提高至《70%》，给予支持", "每亩《200元》进行补助",
    ),
    _rule(
        "after a grant of the same kind", "grant", r"(?:^|[，；：、])[^，。；：、\d]{1,14}", r"^(?:/|[，。；、)]|$|每|的?(?:[，。；]|标准))", 0.7,
        "国家级奖励20万元，省级《10万元》", "有机食品每个奖励5万元；绿色食品《2万元》", after_grant=True,
    ),
)  # fmt: skip


class Judged(NamedTuple):
    """A group with what it is there for, the rule that said so and how sure it is."""

    group: Group
    role: Role
    rule: str
    sure: float


def judge_group(text: str, group: Group, start: int, end: int, granted: bool, before: Judged | None = None) -> Judged:
    """Judge a group of the part `start`..`end` of a flat text; `granted`: a grant stands before it in the sentence."""
    left, right = text[start : group.start], text[group.end : end]
    for rule in RULES:
        if group.unit in rule.units and _fits(rule, group, left, right, granted, before):
            return Judged(group, rule.role, rule.id, rule.sure)
    gives = re.search(f"{GIVE}|{GRANT}", text[start:end])
    return Judged(group, "threshold" if gives else "fact", "fallback", 0.3)


def _fits(rule: Rule, group: Group, left: str, right: str, granted: bool, before: Judged | None) -> bool:
    if rule.after_grant is not None and rule.after_grant != granted:
        return False
    if rule.left is not None and not rule.left.search(left):
        return False
    if rule.right is not None and not rule.right.search(right):
        return False
    match rule.bound:
        case "no grant":
            strong = re.search("力争|争取|目标|到20|努力|确保|计划|预计", left)
            return not re.search(f"{GIVE}|{GRANT}", right if strong else left + right)
        case "not cap":
            return not (granted and group.figures[0].bound == "at_most" and re.search(_CAPPED, left))
        case "not given":
            return not re.search(rf"{GIVE}{_WHO}?(?:资金|金额|额)?(?:超过|达到?|高于)$", left)
        case "after threshold":
            return (
                before is not None
                and before.role == "threshold"
                and before.group.unit is group.unit
                and len(left) - before.group.end <= 12
            )
        case "after grant":
            between = left[before.group.end :] if before is not None else ""
            return (
                before is not None and before.role == "grant" and before.group.unit is group.unit and len(between) <= 18
            )
        case "range":
            return group.is_range or len(group.figures) > 1
    return True


_CAPPED = re.compile(
    rf"(?:奖励|补助|补贴|奖补|资助|贴息|扶持|支持|返还|单[个家户项]|同一|每[家个户项年人亩][^，。；]{{0,8}}|累计|全年|年度|总额?|合计|{GRANT})(?:资金|金额|总额|额度|总计|合计|最高|累计|标准|上限|额)*(?:{BOUND}|为)+$"
)
