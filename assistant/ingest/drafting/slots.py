"""The small words round a figure: per what, of what, by whom, once, for how many years, on top of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.words import BOUND, GIVE, GRANT, LEVEL
from assistant.text import giving, summing
from assistant.text.figures import Unit, find_figures

_VERB = (
    rf"(?:{GIVE}|{BOUND}|{GRANT}|可|按|按照|企业|个人|单位|标准|的|一次性|各|再|另|为|至|到|以"
    r"|投资方|其|人民币|达|约)"
)
PER_BEFORE = re.compile(rf"(?P<per>(?:(?:每一?|单(?![位独纯据以]))(?:[一-鿿A-Za-z()]{{1,7}}?))+?)(?:{_VERB})*$")
_PER_TAIL = re.compile(
    rf"(?:(?:支持|{GRANT})?(?:金额|总额|额度|资金|额|标准)+|{GRANT}|分别|一次性|原则上|按规定|按照?|给予|可|的)+$"
)
_BRACKETED = re.compile(r"\([^()]*\d[^()]*\)")
_GIVEN_TO = re.compile(f"(?:分别|各|一次性|{giving.GIVE}|{giving.AWARD}).*$")
_MEASURED = re.compile("立方米|平方米|千瓦时|千瓦|公里|公斤|吨|亩|度")
_TIMES = ("年", "月", "天", "日", "季度", "年度")
_EACH = re.compile(r"每一?")
_SINGLE_OF = re.compile("^单一?[个家户]?")
_WHO_FIRM = re.compile("企业|公司|单位|主体|机构|")
_BROUGHT = re.compile(
    "每(?:新|成功)?(?:吸引|引进|引入|招引|培育|推荐|介绍|带动|新增|孵化)[1一](?P<counter>[家个户名人项])(?!月|年)"
)
_LEVELS = (
    r"(?:中央|市县|省市|市区|区县|县区|省级?|自治区|市级?|县级?|区级?|州级?|旗|开发区|高新区|经开区|园区"
    r"|[县市区](?:\([^()]*\))?|受益|项目受益|同级|本级|地方|各级|乡镇级?|[乡镇]级?)"
)
_OTHER_LEVELS = "(?:[、和与](?:市|县|区|镇|乡镇?)级?){0,3}"
PAYER = re.compile(
    rf"(?:由|从)?(?P<payer>{_LEVELS}{_OTHER_LEVELS}(?:[两三]级)?(?:本级)?财政)"
    r"(?!局|部门|贡献|收入|资金池|预算|所|厅|奖励|补助资金的|经费"
    rf"|(?:扶持|{giving.AWARD}|支持)(?:资金)?(?:合计|总额|总计|累计|总和))"
)
_TERM = re.compile(
    "(?:"
    + "|".join(
        (
            rf"连续(?:{giving.GIVE}|{giving.AWARD}|支持|扶持|发放|享受|最多|最长|不得?超过)*(?P<a>\d+|[一二两三四五六])(?:个)?年(?=的?[^，。；]{{0,6}}(?:补|奖|贴|资助|支持|扶持|返还|给予)|[，。；、)]|$)",
            r"(?:期限|年限|时间|(?<=[助贴息励偿持])期)(?:累计)?(?:最长|最多)?(?:不超过|不得超过|为|最多|最长|至)*(?P<b>\d+|[一二两三四五六])年(?!及?以上|满)",
            rf"最长(?:不超过|可?享受|{giving.AWARD}|{giving.GIVE})*(?P<c>\d+|[一二两三四五六])年",
            r"(?<![前后满续第])(?P<d>\d+|[一二两三四五六])年(?:期)?(?:的)?(?:内)?(?:给予)?(?:贷款贴息|贴息|租金补贴|房租补贴|补贴期|扶持期)",
        )
    )
    + ")"
)
_MONTHS = re.compile(
    rf"(?:期限?|时间|最长|连续|补[贴助]|贴息)(?:累计|最长|最多|不得?超过|{giving.GIVE}|{giving.AWARD}|为|至)*(?P<months>\d{{1,2}})个?月(?!以上)"
)
_BORNE = re.compile(
    rf"(?:所需)?(?:资金)?由(?P<who>{PAYER.pattern})(?:按[^，。；]{{1,12}})?(?:全额|统一|分别|共同|各)?"
    r"(?:承担|负担|分担|列支|安排)"
)
_ON_TOP = re.compile(r"(?:在(?:享受)?(?P<a>[^，。；]{2,24}?)(?:的)?(?:基础上|之外)|除(?P<b>[^，。；]{2,16}?)外)，?")
_BASE_CAP = re.compile(r"超过[\d.]+[万亿]?元的?(?:部分)?，?(?:一律)?按[\d.]+[万亿]?元(?:封顶)?(?:计算|计|核算|计入)")
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_DEPARTMENT = re.compile(
    r"(?:由|经|报|向)(?P<name>(?:市|县|区|州|旗)[一-鿿]{1,14}?(?:局|委|办|办公室|委员会|中心"
    r"|部))(?:负责|牵头|会同|组织|认定|审核|评审)"
)
_SINGLE = "单[个家户项笔名套台件部人村店车次场船艘辆亩间栋楼岗批期站]"
_ONE = rf"同一|单一|{_SINGLE}(?:\([^()]*\))?|每[个家户项名人笔年套]?|同[一]?"
_MOST = f"累计|{summing.TOTAL}|总额|最高|不超过|最多|{giving.AWARD}|获得|{giving.GIVE}|不高于|额|为|上限|封顶"
_CAP_OWNER = re.compile(
    rf"(?P<per>(?:{_ONE})[一-鿿()、]{{0,12}}?(?:每[年月个家人户](?:度)?|年度|全年)?|全年|年度"
    rf"|每年(?:每[家户个人])?|当年|一个年度|整个项目|总)(?:{giving.AWARD}|扶持|支持|贴息"
    rf"|返还|兑现|享受|可|给予|获得)?(?:资金|金额|总额|额度|总计|额)?(?:{_MOST})*$"
)


def read_per(text: str, group: Group, index: int, start: int) -> str | None:
    """Return what a sum counts: the unit behind it (元/亩) or before it (每亩, 单个项目)."""
    segment = re.split("[，：；。、]", _BRACKETED.sub("", text[start : group.start]))[-1]
    found = PER_BEFORE.search(segment)
    if per := group.pers[index] or (group.per if found is None or index else None):
        return per.replace("每", "·")
    if group.unit is Unit.PERCENT:
        return None
    if found is None:
        brought = _BROUGHT.search(text, start, group.start)
        return brought["counter"] if brought else None
    words = [w for w in re.split(r"(?=每)", found["per"]) if w]
    words = [w for w in (_PER_TAIL.sub("", _GIVEN_TO.sub("", word)) for word in words) if len(w) > 1]
    if not words:
        return None
    if words[0].startswith("单") and not any(_EACH.sub("", word) not in _TIMES for word in words[1:]):
        return _yearly(words)
    words = [word for word in words if not word.startswith("单")]
    units = [_EACH.sub("", w) for w in words]
    units = [measured[0] if (measured := _MEASURED.match(unit)) else unit for unit in units]
    words = units if len(units) == 1 and _MEASURED.fullmatch(units[0]) else words
    if len(units) > 1:
        return "·".join(sorted(dict.fromkeys(units), key=lambda unit: unit in _TIMES))
    return units[0] if len(units[0]) <= 3 and not units[0].endswith(("家", "户", "名")) else words[0]


def _yearly(words: Sequence[str]) -> str:
    """Return what 单个项目 counts, with the time that follows it: 年 of 单个企业每年, as a firm is always one."""
    one = _SINGLE_OF.sub("", words[0])
    if len(words) == 1 or len(one) > 3:
        return words[0]
    often = _EACH.sub("", words[1]).removesuffix("度")
    return often if _WHO_FIRM.fullmatch(one) else f"{one}·{often}"


def each_one(text: str) -> str:
    """Read 每引进1人 as 每人."""
    return re.sub("每(?:一?[引新培招带聘参吸][一-鿿]{1,2})?[1一]([个名人家项件台户])", r"每\1", text)


def read_cap_owner(lead: str) -> str | None:
    """Return what a cap counts: 同一企业每年, 单个项目, 累计."""
    segment = re.split("[，：；。、]", each_one(_BRACKETED.sub("", lead)))[-1].lstrip("(")
    found = _CAP_OWNER.search(segment)
    if found is None:
        return "累计" if re.search("累计|合计", segment) else None
    owner = re.sub(rf"(?:分别|{giving.AWARD}|最高(?:配套)?|累计|合计|总)$", "", found["per"])
    owner = re.sub(rf"(?:可|能)?(?:享受|获得|给予)的?(?:[此该本]项)?(?:{GRANT})?(?:资金|支持)?", "", owner)
    owner = re.sub("(?<=[业构社户家位人台所司])年$", "年度", owner)
    owner = re.sub(rf"[此该本]项(?:{GRANT})?|(?<=每年)(?!每)[^年]{{2,6}}$", "", owner)
    return owner or None


def read_payer(text: str) -> str | None:
    """Return who pays, as the text names it."""
    found = PAYER.search(text)
    return found["payer"] if found else None


def read_bearer(text: str) -> tuple[str, int] | None:
    """Return who bears what a sentence grants, and where that is said to its end: 所需资金由市财政承担."""
    found = _BORNE.search(text)
    return (found["payer"], found.end()) if found else None


def read_term(text: str) -> int | None:
    """Return the longest term in years that a yearly sum or rate is given for."""
    years = [next(filter(None, found.groups())) for found in _TERM.finditer(text)]
    return max((_HAN.get(year) or int(year) for year in years), default=None)


def read_months(text: str) -> int | None:
    """Return the longest term in months: 贴息期限最长12个月."""
    found = _MONTHS.search(text)
    return int(found["months"]) if found else None


def read_on_top_of(text: str) -> str | None:
    """Return what an award is given beside: 省级奖励."""
    found = _ON_TOP.search(text)
    said = (found["a"] or found["b"]) if found else None
    return said if said and re.search(rf"{GRANT}|{LEVEL}|政策|标准|上述|前述|以上|此", said) else None


def read_base_cap(text: str) -> Decimal | None:
    """Return up to which sum a base counts: 设备购置额超过100万元的按100万元计算."""
    if not (found := _BASE_CAP.search(text)):
        return None
    sums = [figure.value for figure in find_figures(found[0]) if figure.unit is Unit.YUAN]
    return sums[0] if len(sums) == 2 and sums[0] == sums[1] else None


def read_departments(text: str) -> tuple[str, ...]:
    """Return the departments that a sentence itself puts in charge."""
    return tuple(dict.fromkeys(found["name"] for found in _DEPARTMENT.finditer(text)))
