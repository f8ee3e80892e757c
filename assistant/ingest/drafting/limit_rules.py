"""Rules for thresholds and caps, and for grants that no verb before them tells. Read after the grants."""

from __future__ import annotations

from assistant.ingest.drafting.rule import MEASURED, Rule, rule
from assistant.ingest.drafting.words import BOUND, GIVE, GRANT

LIMITS: tuple[Rule, ...] = (
    rule(
        "measured",
        "threshold",
        rf"{MEASURED}(?:每[一-鿿]{{1,3}}|的|在|为|已|均|首次|累计|合计|实际|年均|同比|一般|原则上|不低于|不少于|不高于|不超过|增长"
        r"|增幅|最高|最低|约|大于等于|≥|>|≤|人民币|需|应)*",
        None,
        0.8,
        "固定资产投资《1000万元》及以上的",
        "亩均税收不低于《10万元》的",
        also="not cap",
    ),
    rule(
        "at least behind",
        "threshold",
        None,
        r"^(?:\(不?含[^()]*\))?(?:及|或)?(?:以上|以下)",
        0.7,
        "购置设备《1000万元》以上且被认定的",
        "单台设备《5万元》(含税)以上",
        also="not cap",
    ),
    rule(
        "range of a condition",
        "threshold",
        None,
        r"^(?:\(不?含[^()]*\))?的?(?:，|部分|企业|项目)",
        0.5,
        "《500万元—1000万元》(不含)的，按4%补助",
        "《1亿元—3亿元》的企业奖励10万元",
        also="range",
    ),
    rule(
        "cap",
        "cap",
        rf"(?:{BOUND}|封顶|上限|限额)(?:为|至|到|人民币|[:：])*",
        None,
        0.85,
        "按10%补助，最高不超过《50万元》",
        "按10%补助，单个企业每年最高不超过《20万元》",
        after_grant=True,
    ),
    rule(
        "cap behind",
        "cap",
        None,
        r"^(?:为限|为上限|封顶|上限|以内|为最高)",
        0.85,
        "按10%补助，《50万元》封顶",
        "每亩补贴200元，单户《5万元》为限",
        after_grant=True,
    ),
    rule(
        "most, alone",
        "grant",
        rf"(?:{BOUND})(?:为|至|到|可|达|人民币)*",
        None,
        0.6,
        "单个项目最高《100万元》",
        "每家不超过《20万元》",
    ),
    rule(
        "rate with a giving verb later",
        "grant",
        None,
        rf"^(?:[^。；\d]{{0,40}})(?:{GIVE}|{GRANT})",
        0.65,
        "由县财政《70%》，给予支持",
        "每亩《200元》，由县财政补助",
    ),
    rule(
        "after a grant of the same kind",
        "grant",
        r"(?:^|[，；：、])[^，。；：、\d]{1,14}",
        r"^(?:/|[，。；、)]|$|每|的?(?:[，。；]|标准))",
        0.7,
        "有机食品每个奖励5万元；绿色食品《2万元》",
        "国家级奖励20万元；省级《10万元》",
        after_grant=True,
    ),
)
