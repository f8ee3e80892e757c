"""Rules for figures that are only told beside grants: tax rates, vouchers in all, what a base is counted up to."""

from __future__ import annotations

from assistant.ingest.drafting.rule import MONEY, RATE, Rule, rule
from assistant.ingest.drafting.words import BOUND
from assistant.text import giving, summing

TOLD: tuple[Rule, ...] = (
    rule(
        "left out",
        "threshold",
        None,
        r"^(?:\(不?含[^()]*\))?(?:及?以[上下内外])?"
        r"(?:的?部分，?(?:不予|不再|不计|不享受|不纳入|由|自行)|的，?(?:不予|不再))",
        0.9,
        "年销售额《50万元》(不含)以下的不予奖励",
        "按利息的50%贴息，贷款超过《300万元》以上部分不再贴息",
        units=MONEY,
    ),
    rule(
        "limit raised by",
        "ceiling",
        r"(?:上限|限额|封顶线?|最高额)(?:可|再|相应)*(?:提高|上浮|增加|放宽|扩大)",
        r"^(?:[，。；)]|$)",
        0.85,
        "按总价的3%补贴，最高10万元，其中多孩家庭上限提高《20%》",
        "给予贴息，单户限额可上浮《10%》",
        units=RATE,
    ),
    rule(
        "counted up to",
        "ceiling",
        rf"(?:计息|贴息|享受|补[助贴]的?|担保)?(?:贷款)?(?:本金|贷款额度?|贷款金额|贷款总额|贷款规模|基数)(?:(?:{BOUND}|按|以|为|可|最大|上限)+)",
        rf"^(?!的?(?:贴息|{giving.AWARD}))",
        0.85,
        "按利息的50%贴息，计息本金最高按《300万元》计",
        "给予50%的贴息，贴息贷款额度不超过《500万元》",
        units=MONEY,
        after_grant=True,
    ),
    rule(
        "taxed at",
        "fact",
        None,
        r"^的?(?:优惠|低|法定)?(?:税率|征收率的)",
        0.9,
        "符合条件的按《15%》的优惠税率征收企业所得税",
        "适用《5%》征收率的不动产出租收入",
        units=RATE,
    ),
    rule(
        "deducted at",
        "fact",
        r"(?:加计|税前)扣除(?:的?比例)?(?:统一)?(?:提高|上浮)?(?:至|到|为|按)?",
        None,
        0.9,
        "研发费用加计扣除比例提高至《120%》",
        "捐赠支出按规定税前扣除《12%》",
        units=RATE,
    ),
    rule(
        "vouchers in all",
        "fund",
        rf"(?:发放|投放)[^，。；\d]{{0,6}}(?:总额|总价值|{summing.TOTAL}|累计)(?:不低于|约|为|达)*",
        r"^(?:以上|左右)?的?[^，。；\d]{0,10}券",
        0.9,
        "发放总额《500万元》的文旅消费券",
        "投放总价值《200万元》家电消费券",
        units=MONEY,
    ),
)
