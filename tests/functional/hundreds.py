"""A corpus of two hundred invented documents: ten fields in twenty cities, some over, some replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.ingest.shared_files import SHARED
from assistant.settings import ROOT

CITIES = {
    "宁德市": "ningde", "福州市": "fuzhou", "厦门市": "xiamen", "漳州市": "zhangzhou", "莆田市": "putian",
    "三明市": "sanming", "南平市": "nanping", "龙岩市": "longyan", "温州市": "wenzhou", "丽水市": "lishui",
    "衢州市": "quzhou", "台州市": "taizhou", "绍兴市": "shaoxing", "嘉兴市": "jiaxing", "湖州市": "huzhou",
    "赣州市": "ganzhou", "上饶市": "shangrao", "九江市": "jiujiang", "潮州市": "chaozhou", "梅州市": "meizhou",
}  # fmt: skip
FIELDS = {
    "茶产业": "茶叶加工厂", "海洋渔业": "深水网箱", "乡村旅游": "乡村民宿", "冷链物流": "冷藏仓库",
    "预制菜产业": "中央厨房", "低空经济": "无人机起降点", "竹产业": "竹材分解点", "软件业": "开源社区",
    "生物医药产业": "中试车间", "文化产业": "影视基地",
}  # fmt: skip
TEXT = """---
id: {id}
title: {city}促进{field}发展若干措施
number: {short}政规〔{year}〕{serial}号
issuer: {city}人民政府
region: {city}
issued: {year}-02-01
effective: {year}-03-01
valid_to: {until}-02-28
interpreter: {city}发展和改革委员会
---

# {city}促进{field}发展若干措施

## 一、支持建设

**（一）建设补助**。对新建{thing}的企业，给予{sum}万元补助。

**（二）运营奖励**。对{thing}年营业收入达到2000万元的企业，给予{more}万元奖励。

## 二、附则

本措施由{city}发展和改革委员会负责解释。
"""
TABLE = """policy: {id}
awards:
  - {{id: {id}-build, name: 新建{thing}, clause: 一（一）, condition: 新建{thing}, reviewed: true,
     quote: 对新建{thing}的企业，给予{sum}万元补助, tiers: [{{yuan: {sum}0000, bound: exact}}]}}
  - {{id: {id}-run, name: {thing}运营, clause: 一（二）, condition: {thing}年营业收入达到2000万元, reviewed: true,
     quote: 对{thing}年营业收入达到2000万元的企业，给予{more}万元奖励, tiers: [{{yuan: {more}0000, bound: exact}}]}}
"""


def write_hundreds(folder: Path) -> Path:
    """Write the corpus into a folder that is not there; return it."""
    for place in ("policies", "rewards"):
        (folder / place).mkdir(parents=True)
    for name in SHARED:
        shutil.copyfile(ROOT / "corpus" / name, folder / name)
    for i, (city, pinyin) in enumerate(CITIES.items()):
        for j, (field, thing) in enumerate(FIELDS.items()):
            year = 2019 + (i + j) % 8
            said = {
                "id": f"{pinyin}-{year}-{100 + j}", "city": city, "short": city[0], "field": field, "thing": thing,
                "year": year, "until": year + 3, "serial": 100 + j, "sum": 10 + i, "more": 40 + j,
            }  # fmt: skip
            (folder / "policies" / f"{said['id']}.md").write_text(TEXT.format(**said), "utf-8")
            (folder / "rewards" / f"{said['id']}.yaml").write_text(TABLE.format(**said), "utf-8")
    return folder
