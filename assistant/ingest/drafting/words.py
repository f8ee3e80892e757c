"""The vocabulary that the rules are written in: verbs of giving, what is given, what is measured, who gets it."""

from __future__ import annotations

import re

from assistant.text import giving
from assistant.text.lists import either, read_lists

LISTS = read_lists(__package__, "words")
GIVE = (
    rf"(?:{giving.GIVE}|给|{giving.AWARD}|奖|贴补|补偿|补|返还|退还|返|减免|减征|减收|减"
    rf"|免|贴息|{giving.PAY}|支付|配套|扶持|支持"
    r"|报销|报补|享受|授予|追加|加奖|增加|提高到|提高至|提高|核定|提供|计发|分担|承担)"
)
"""Verbs that hand out money."""

GRANT = (
    rf"(?:{giving.AWARD}|奖金|奖|补偿|补|津贴|扶持|支持|贴息|贴补|经费|资金|红包|消费券"
    r"|优惠券|券|减免|优惠|返还|配套|安家费|生活费|购房款|工作室|启动资金"
    r"|扶助|慰问金|救助|租金|股权投资|引才奖|购房|房补贴?)"
)
"""Nouns of what is handed out."""

MEASURE = f"(?:{either(LISTS['measure'])})"
"""Nouns of what a threshold measures."""

RECEIVER = f"(?:{either(LISTS['receiver'])})"
"""Nouns of who gets it."""

NUMBER = r"(?:\d[\d.,]*|[一二两三四五六七八九十百千半]+)"
LEVEL = (
    r"(?:世界级|国际级|国家级|部级|省部级|省级|自治区级|市级|地市级|州级|盟级|设区市级|县级|区级"
    r"|旗级|县区级|镇级|乡镇级|村级|国际性|国际|国内外|国内|省内|市内|县内|全国性|全国|国家|全省"
    r"|省|自治区|市|县|区)"
)
BOUND = r"(?:不超过|不得超过|不高于|不多于|最高|最多|至多|上限|不低于|不少于|至少|最低|封顶)"
MODIFIER = f"(?:{either(LISTS['modifier'])}|{BOUND})"
TITLE_RANK = re.compile("(?:国家|[省市县区])级")
"""The rank of government that a title has."""
RECOGNISED = "评为|认定为?|获评|列入|评定为?|获得|入选"
RECOGNISED_AS = f"(?:新|首次|当年)?被?(?:{RECOGNISED})"
"""How a title is gained: 新评为, 首次认定为."""
