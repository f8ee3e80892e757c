"""The guard's words for awards that are paid together or not, and for conditions that are waived."""

from __future__ import annotations

import re

from assistant.guard.words.slots import COUNTERS
from assistant.text import denying, giving
from assistant.text.cues import Table
from assistant.text.shared import SHARED

TABLE = Table(__package__, "stacking", SHARED)
STACKED = TABLE.cue("stacked")
AND_YET = re.compile(
    "(?:还|仍|也|照样|依然|同样)(?:能|可以?)(?:再|继续|另外|同时)?|照样(?:给|拿|领|奖|补|享受)|再(?:领|拿|享受)"
)
NOT_SAID = re.compile(f"(?:{denying.NO}|[别勿])(?![管论])|是否|能否|可否")
ONE_ONLY = re.compile(
    "(?:不(?:得|可|能)?|避免)重复|(?:就|从)[高优]|[择选](?:一|其一|高|优)|只能?(?:享受|选择?|拿)(?:其中)?(?:一|最高)"
    f"|[仅只](?:对|按|就|给予?|{giving.AWARD}|奖|补)?[^，。；]{{0,4}}最高(?:级别|等次|档次?|标准|奖项|一项|额)"
)
EXCLUDED = re.compile(
    f"不再(?:重复)?(?:享受|执行|{giving.GIVE}|{giving.AWARD}|适用)|不(?:得|可|能)?重复享受|不(?:得|可|能)同时"
)
OTHER_PROJECTS = re.compile("不同(?:的)?(?:项目|事项|年度)|不是同一")
WAIVED = re.compile(
    r"(?:不管|无论|不论|不限|不看|不问|不分|不考核|不要求|没有|无须?|不设|取消)[^，。；！？\n]{0,10}?"
    rf"(?:门槛|面积|规模|数量|年限|多久|多大|大小|[几多]少?个?(?P<counter>{COUNTERS}))"
    r"[^，。；！？\n]{0,10}?(?:都|均|一律|也)(?:能|可以?|给|奖|补|享受)"
)
WAIVED_KIND = re.compile(
    r"(?:不管|无论|不论|不看|不问)[^，。；！？\n]{0,6}?(?:是不是|是否|有没有|有无)?(?P<kind>[^，。；！？\n]{2,8}?)(?:如何|怎样|是什么|高低|好坏)?"
    r"[，,]?(?:都|均|一律|也|只要)(?:能|可以?|给|奖|补|享受|算)"
)
ONLY_ONE_OF = re.compile(
    "(?:只能?|仅能?)(?:享受|选择?|拿|申报|领)(?:其中)?(?:的)?(?:一|最高)|不(?:能|可以?|得)(?:再)?(?:叠加|同时(?:享受|申报|领|拿)|累计|兼得|兼享|重复享受)|(?:只能|必须|须)择一"
)
ADDED_UP = re.compile(
    f"可(?:以)?(?:叠加|累计|累加|同时|一并|一起)(?:享受|执行|申报|申请|兑现|{giving.AWARD}|计算)?|可(?:以)?重复享受|不受.{{0,8}}限制"
)
EVERY_YEAR = re.compile(
    "(?:每年|年年|逐年|每个年度)(?:都|均|还|仍)?(?:可以?|能|会)?(?:再|继续|重复)?(?:申请|申报|申领|领取?|享受|拿|获得|发放?)"
)
