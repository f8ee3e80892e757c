"""Rules for sums that are given at a rate, at a standard, or in a list under what is given."""

from __future__ import annotations

from assistant.ingest.drafting.rule import MONEY, NEAR, RATE, Rule, rule
from assistant.ingest.drafting.words import BOUND, GIVE, GRANT, MEASURE, MODIFIER
from assistant.policy.standards import STANDARD
from assistant.text import giving

STANDARDS: tuple[Rule, ...] = (
    rule(
        "share of a standard",
        "grant",
        rf"(?:按照?|参照|享受){STANDARD}的?",
        rf"^(?:$|[，。；)]|(?:的)?(?:标准|比例)?(?:执行|{giving.GIVE}|{giving.AWARD}|奖|补|计|核定|享受|减|发放))",
        0.85,
        "复评合格的按上述标准的《50%》执行",
        "仅设分公司的按应补金额的《一半》补助",
        units=RATE,
    ),
    rule(
        "set at a rate",
        "grant",
        rf"(?:返还|{giving.AWARD}|贴息|支持)(?:标准|比例|金额|额)?[^，。；]{{0,40}}的?",
        r"^(?:的标准)?(?:确定|计算|核定|执行|计发)",
        0.8,
        "返还标准按6个月社会保险费的《50%》确定",
        "补助金额按实际支出的《30%》核定",
        units=RATE,
    ),
    rule(
        "reduced by",
        "grant",
        rf"(?:减免|减收|减征|减半|优惠|(?:费|收费标准?|租金|价格|保证金)[^，。；\d]{{0,4}}(?:降低|下调"
        rf"|下浮)){NEAR}{{0,12}}",
        r"^(?:$|[，。；)]|的|收取|征收|执行|计)",
        0.75,
        "对复工企业检定校准减免收费《50%》",
        "特种设备检验收费降低《30%》",
        units=RATE,
    ),
    rule(
        "counted at",
        "grant",
        rf"(?:按照?|标准为)每{NEAR}{{1,8}}",
        r"^(?:的标准)?(?:计算|计发|计付|计|执行|核算|支付|给)",
        0.8,
        "屋顶租金按每平方米《4元/年》计",
        "差旅费按每人《5000元》核算",
        units=MONEY,
    ),
    rule(
        "counted at, listed with others",
        "grant",
        rf"(?:按照?|标准为)每{NEAR}{{1,8}}",
        rf"^[、，][^。；]{{0,40}}?[\d.]+[万亿]?元[^。；\d]{{0,24}}(?:{GIVE}|{GRANT})",
        0.85,
        "新建的按每间《8000元》、改建的按每间5000元给予补助",
        "甲类按每辆《1000元》，乙类按每辆600元补贴",
        units=MONEY,
    ),
    rule(
        "each, in a list under what is given",
        "grant",
        rf"(?:{giving.GIVE}|发放|享受)[^，。；\d]{{0,12}}(?:{GRANT})[，：](?:其中)?[^。；]*?每[^，。；、\d]{{1,6}}",
        r"^(?:[、，。；)和]|$)",
        0.85,
        "按实际人数给予交通补贴，其中专科生每人每月《300元》、本科生每人每月500元",
        "给予展位补贴：国内展每个展位《5000元》，境外展每个展位1万元",
        units=MONEY,
    ),
    rule(
        "listed by kind under what is given",
        "grant",
        rf"(?:{giving.GIVE}|发放|享受|设立)[^，。；\d]{{0,12}}(?:{GRANT})[，：](?:其中|标准为|具体为|分别为)?[，：]?"
        rf"(?:[^，。；、\d]{{1,12}}[\d.]+[万亿]?元[、，；])*(?:(?!{MEASURE}|超|达|每年|安排)[^，。；、\d]){{1,12}}",
        r"^(?:[、，。；)]|$)",
        0.8,
        "给予装修补贴，其中新店《3万元》，老店1万元",
        "向入选者发放津贴：领衔人才《8万元》、青年人才4万元",
        units=MONEY,
    ),
    rule(
        "listed at a standard",
        "grant",
        r"按照?[^，。；、\d]{2,16}每[人家户个件亩台套间辆次年月]?",
        rf"^、[^，。；、\d]{{2,16}}每[人家户个件亩台套间辆次年月]?[\d.]+[万亿]?元[^，。；]{{0,40}}(?:标准|{giving.GIVE}|{giving.AWARD})",
        0.8,
        "按技师每人《3000元》、高级工每人2000元的标准给予补贴",
        "按成人每人《80元》、儿童每人40元补贴旅行社",
        units=MONEY,
    ),
    rule(
        "given by its own name",
        "grant",
        rf"(?:{giving.GIVE}|发放)(?:{MODIFIER})*[^，。；：、\d的超达满]{{0,10}}(?:经费|{giving.AWARD}|津贴|奖金|费)(?:{BOUND})*",
        None,
        0.85,
        "给予每人一次性项目经费《20万元》和每月3000元的补助",
        "发放安家补助《5万元》",
        units=MONEY,
    ),
)
