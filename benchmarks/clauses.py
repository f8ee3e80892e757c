"""Clauses of many cities, made up: real divisions, programmes, levels and sums shuffled into the sentences of notices.

`python -m benchmarks.growth` measures with them how build, search and memory grow. They say nothing of quality: what is
sought is a clause by the programme, the level and the place that only it has.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from assistant.policy.divisions import read_divisions

PROGRAMMES = tuple(
    f"{head}{tail}"
    for head in (
        "企业技术", "工业设计", "数字车间", "绿色制造", "智能装备", "首台套装备", "服务型制造", "工业互联网",
        "产业链协同", "中试验证", "冷链物流", "乡村民宿", "设施农业", "农机作业", "粮食烘干", "跨境电商", "外贸展会",
        "出口信保", "文旅融合", "研学旅行", "人才引育", "技能培训", "科技成果转化", "知识产权", "质量标准", "节能改造",
        "光伏储能", "充电设施", "供应链金融", "上市培育",
    )
    for tail in ("中心", "示范项目", "示范企业", "平台", "基地", "专项", "补助项目", "提升工程")
)  # fmt: skip
LEVELS = ("国家级", "省级", "市级", "县级")
SUMS = (5, 8, 10, 15, 20, 30, 50, 80, 100, 150, 200, 300, 500)
OFFICES = (
    "工业和信息化局",
    "科学技术局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "人力资源和社会保障局",
    "发展和改革委员会",
)
GIVEN = (
    "对新认定的{level}{name}，一次性给予{sum}万元奖励",
    "对列入{level}{name}的企业，按设备投资额的{rate}%给予补助，最高不超过{sum}万元",
    "支持企业建设{name}，验收合格的{level}项目给予不超过{sum}万元的资助",
    "{level}{name}年营业收入首次突破{size}亿元的，奖励经营团队{sum}万元",
    "推动{name}提质扩面，{level}每年安排专项资金{sum}万元，择优支持{count}家",
)
CLOSES = (
    "同一项目按就高不重复原则享受。", "所需资金由{place}财政承担。", "近三年发生安全、环境事故的不予支持。",
    "具体申报时间以当年通知为准。", "补助资金分两年按6:4拨付。", "由{place}{office}会同财政局审核后公示5个工作日。",
)  # fmt: skip


class MadeClause(NamedTuple):
    """A clause, and a question that asks for it."""

    policy: str
    label: str
    text: str
    question: str


def make_clauses(number: int, seed: int = 68) -> Iterator[MadeClause]:
    """Yield clauses, about thirty a notice, each notice of a place of its own; the same seed gives the same."""
    chance = random.Random(seed)
    places = sorted(place for place in read_divisions() if len(place) >= 3)
    chance.shuffle(places)
    made = notice = 0
    while made < number:
        place, year = places[notice % len(places)], 2012 + notice // len(places) % 14
        names = chance.sample(PROGRAMMES, 30)
        for i, name in enumerate(names[: number - made], start=1):
            level, sum_, office = chance.choice(LEVELS), chance.choice(SUMS), chance.choice(OFFICES)
            slots = {
                "level": level, "name": name, "sum": sum_, "place": place, "office": office,
                "rate": chance.randint(1, 40), "size": chance.randint(1, 60), "count": chance.randint(2, 50),
            }  # fmt: skip
            said = "。".join(one.format(**slots) for one in chance.sample(GIVEN, chance.randint(1, 3)))
            closes = "".join(one.format(**slots) for one in chance.sample(CLOSES, chance.randint(1, 3)))
            text = f"{place}{year}年若干措施 {name}。{said}。{closes}责任单位：{place}{office}"
            yield MadeClause(f"notice-{notice}", str(i), text, f"{place}{level}{name}{year}年怎么奖励")
            made += 1
        notice += 1
