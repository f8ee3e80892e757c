"""Rules for grants, and for the sizes that stand among them."""

from __future__ import annotations

from assistant.ingest.drafting.rule import GAVE, MONEY, NEAR, RATE, Rule, rule
from assistant.ingest.drafting.words import BOUND, GIVE, GRANT, MEASURE, MODIFIER
from assistant.text import giving

GRANTED: tuple[Rule, ...] = (
    rule(
        "at a standard",
        "grant",
        rf"(?:按照?|以)(?:每[^，。；\d]{{1,8}})?(?:{BOUND})*",
        rf"^(?:[，、]?(?:且|但)?[^，。；\d]{{0,10}}(?:{BOUND})[\d.]+[万亿]?元[^，。；\d]{{0,4}})?的?标准，(?:{giving.GIVE}|进行)"
        rf"[^。；\d]{{0,12}}(?:{GRANT})",
        0.85,
        "可按《30元/平方米·月》的标准，给予租房补助",
        "按每平方米不超过《1000元》且总额不超过50万元的标准，给予购房补助",
        units=MONEY,
    ),
    rule(
        "as much as",
        "grant",
        rf"(?:(?:最高|最多|最低|{giving.AWARD}|贴息)(?:累计|合计|总额|金额|额度|额|标准|比例"
        rf"|{giving.AWARD})*(?:可|能|可以)?|(?:累计|合计|总额)(?:最高)?可)(?:达到?|获得?|领取|申领|申请"
        rf"|享受)(?:到|{BOUND})*",
        None,
        0.9,
        "单个项目最高可达《500万元》",
        "补贴比例最高达《50%》",
    ),
    rule(
        "drawn",
        "grant",
        rf"(?:领取|申领|领到)(?:{MODIFIER})*",
        None,
        0.85,
        "每人每月可领取《1000元》",
        "每家企业每年申领《30万元》",
    ),
    rule(
        "measured by more than",
        "threshold",
        r"(?<!不)(?<!不得)(?:超过|突破|首次超|超|达到|达|大于|小于|高于|少于|低于|不满|不足|满|降至|未超过"
        r"|未达到?)(?:人民币)?",
        None,
        0.85,
        "年营业收入首次突破《1亿元》的",
        "年纳税额超过《500万元》的企业，给予20万元奖励",
        also="not given",
    ),
    rule(
        "given before",
        "grant",
        GAVE,
        None,
        0.95,
        "给予企业《20万元》奖励",
        "一次性分别奖励《100万元、50万元》",
    ),
    rule(
        "size before what is given",
        "threshold",
        None,
        rf"^(?:\(不?含[^()]*\))?(?:及?以上)?的?(?:每[^，。；\d]{{1,4}})?(?:一次性|分别|各|可)*(?:{giving.GIVE}|{giving.AWARD}|奖|补)"
        r"(?!标准|金额|资金|总额)[^，。；(\d]{0,6}\d",
        0.85,
        "车价《10万元(含)—20万元》补贴3000元",
        "投资《1亿元—3亿元》的奖励企业10万元",
        units=MONEY,
    ),
    rule(
        "rate of support",
        "grant",
        rf"{GRANT}(?:的)?(?:比例|标准|幅度|额度|金额|额|上限|下限)(?:由[^，。；]{{1,12}})?(?:统一|分别"
        rf"|提高|上浮|为|至|到|按|可|达到?|不低于|不少于|{BOUND})*",
        None,
        0.85,
        "扶持比例不低于《50%》",
        "由县补贴标准由县财政统一为《60%》",
    ),
    rule(
        "given to somebody",
        "grant",
        rf"(?:{giving.GIVE}|{giving.AWARD})(?:(?!{MEASURE}|达|超|突破)[^，。；：、\d的]){{2,10}}",
        None,
        0.8,
        "一次性奖励村党支部《20万元》",
        "补助村集体《50万元、100万元》",
        units=MONEY,
    ),
    rule(
        "limited by a rate",
        "grant",
        rf"[，(、](?:且|但|并)*(?:单[^，。；]{{1,6}}|总额|{giving.AWARD})?(?:最高)?(?:不超过|不高于){NEAR}{{0,20}}",
        None,
        0.75,
        "给予100万元的装修补贴，且不超过实际装修费用的《50%》",
        "每亩补贴500元，最高不超过投资额的《30%》",
        units=RATE,
        after_grant=True,
    ),
    rule(
        "listed after a grant",
        "grant",
        r"[、，；和及][^，。；、\d]{1,14}",
        r"^(?:[、，；。)和及]|执行|计算|$|的(?:标准|一次性)?(?:奖|补|资))",
        0.85,
        "A类人才给予100万元、B类人才《80万元》",
        "国家级奖励20万元，省级《10万元》",
        also="after grant",
    ),
    rule(
        "grant noun behind",
        "grant",
        None,
        r"^(?:以上|以内|以下|左右|不等)?(?:的|之)?(?:标准|额度|比例)?(?:的)?(?:一次性|现金|配套|财政"
        r"|专项|省级|市级|县级|人才|资金|经费|发展|科研|项目|创业|就业|引才|住房|生活|工作|购房|贷款"
        rf"|租房|租金|场地|交通|培训|扩面|资本金|[^，。；、()\d对按]{{0,6}})(?>{GRANT})"
        r"(?!(?:企业|个人|单位|每家)?(?:一次性|最高|不超过)?[\d一二三四五六七八九十])",
        0.9,
        "按每人《500元》标准补助",
        "对初创企业《10万元》一次性创业补贴",
    ),
    rule(
        "rate of something, given before",
        "grant",
        rf"{GIVE}{NEAR}{{0,24}}的(?:{BOUND})*",
        None,
        0.9,
        "奖励投资额度的《5%—20%》",
        "补助设备购置费的《30%》，最高不超过50万元",
        units=RATE,
    ),
    rule(
        "rate of something at most, given before",
        "grant",
        rf"(?:{giving.GIVE}|{giving.AWARD}){NEAR}{{0,16}}(?:额|费用?|款|价|投入|支出|成本|利息)(?:{BOUND})+",
        None,
        0.8,
        "企业购买检测服务的，补贴合同金额最高《40%》",
        "参展企业补助展位费不超过《60%》",
        units=RATE,
    ),
    rule(
        "rate before a limit",
        "grant",
        rf"(?:按照?|{giving.GIVE}|{giving.AWARD}|的){NEAR}*",
        rf"^[、，]?(?:且|并)?(?:单[^，。；\d]{{1,8}}"
        rf"|每[^，。；\d]{{1,6}})?(?:最高)?{BOUND}[^。；]{{1,16}}(?:{GIVE}|{GRANT})",
        0.85,
        "按裸车价的《10%》、不超过3万元/辆给予补贴",
        "按不超过售价《30%》、最高200万元给予补助",
        units=RATE,
    ),
    rule(
        "rate listed with others",
        "grant",
        rf"(?:按照?|为|的|{giving.GIVE}|{giving.AWARD}){NEAR}{{0,20}}",
        rf"^[、，][^，。；%]{{0,20}}?[\d.]+%[^。；\d]{{0,30}}(?:{GIVE}|{GRANT})",
        0.85,
        "前三年按实缴租金的《100%》、后两年按50%给予补贴",
        "一类按投资额的《8%》，二类按5%予以奖励",
        units=RATE,
    ),
    rule(
        "sum per unit listed with others",
        "grant",
        rf"(?:按照?){NEAR}{{0,12}}",
        rf"^(?:[/／每][^，。；、\d]{{1,8}})?、[^，。；]{{1,20}}?按照?[\d.]+[万亿]?元[^。；]{{0,60}}(?:{giving.GIVE}|{giving.AWARD}|支持)",
        0.85,
        "上半年签约的按《50元》/亩/年、下半年签约的按30元/亩/年的标准给予租地补贴",
        "一级渔船按《8万元》、二级渔船按5万元给予补助",
        units=MONEY,
    ),
    rule(
        "listed after a threshold",
        "threshold",
        r"[、和及或]",
        None,
        0.8,
        "年度贡献1000万元及以上至2000万元、《2000万元以上至5000万元》的",
        "固定资产投资5亿元—10亿元、《10亿元—20亿元》的",
        also="after threshold",
    ),
    rule(
        "rate of something given",
        "grant",
        rf"(?:按照?|参照|依照|根据|以|{giving.GIVE}|{giving.AWARD}|返还|减免|贴息|不超过|最高){NEAR}*(?:的|额"
        r"|费|款|金|部分|率|价|值|按|照|不超过|最高|最多|上浮|下浮)",
        rf"^[^。；\d]{{0,30}}(?:{GIVE}|{GRANT})",
        0.9,
        "按设备投资额的《10%》对企业进行补助",
        "按其营业额的《15%》对引进企业和社团进行奖励",
        units=RATE,
    ),
)
