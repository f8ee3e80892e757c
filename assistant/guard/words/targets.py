"""The guard's words for what is said of targets, thresholds and conditions: the rows of targets.tsv."""

from __future__ import annotations

import re

from assistant.text.cues import Table
from assistant.text.shared import SHARED

TABLE = Table(__package__, "targets", SHARED)
TARGET = TABLE.cue("target")
_TURNOVER = TABLE.words("turnover")
THRESHOLD_BEFORE = TABLE.cue(  # what turnover is to reach
    "threshold_before",
    rf"(?:{_TURNOVER}|{TABLE.words('measured')})?(?:首次|要|需|须|应|必须|年)?(?P<over>{{words}})(?:了|人民币)?$",
)
SHORT_OF = TABLE.cue("short_of")
GROWN = TABLE.cue("grown", rf"(?:{_TURNOVER})[^，。；！？\n]{{0,4}}{{words}}$")  # 从98亿涨到101亿
STILL = TABLE.cue("still")  # 营收再高也还是300万元
FACTOR_AFTER = TABLE.cue("factor_behind")  # behind a number of firms: 3家共15万元
OUTPUT_BEFORE = TABLE.cue("output_before")  # what is no turnover
REVENUE_BEFORE = re.compile(rf"(?:{_TURNOVER}|门槛)[^，。；！？\n]{{0,8}}$")
AFTER_NAME = TABLE.cue("behind_a_name")
THRESHOLD_AFTER = TABLE.cue(
    "threshold_behind",
    rf"(?:整)?(?:(?:是|为|这个)(?:首次)?(?:年)?(?:{_TURNOVER})?(?:的)?(?=门槛))?"
    r"(?:严格(?:来?说|讲)|刚好|还?不算|没有?超过|不能算|并?未超过|的)?{words}",
)
OTHER_SCALE = TABLE.cue("other_scale")  # what has no such threshold: 首次年利润总额超百亿元
BEYOND = TABLE.cue("beyond")
MUST_REACH = TABLE.cue("must_reach")  # what a condition demands: 研发费用满100万元的项目才受理
DEMAND_NAMED = TABLE.cue("demand_named")  # 门槛是设备投资500万元
ONLY_THEN = TABLE.cue("only_then")
FIRST_TIME = TABLE.cue("first_time")
THEN_PAID = TABLE.cue("then_paid")
