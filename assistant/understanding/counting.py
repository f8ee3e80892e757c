"""Count the firms, projects and machines that a message speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text import summing
from assistant.text.figures import Figure, Unit, find_figures
from assistant.understanding.wordlists import any_of

MOST_FIRMS, MOST_HOLDERS = 1000, 4
FUSED = (("仨", "三个"), ("俩", "两个"))
OTHERS = any_of(
    """银行 机构 部门 局 供应商 供货商 客户 经销商 代理 中介 会计 事务所 律所 律师 券商 担保 快递 物流
    平台 高校 学校 院校 门店 分店 网点 店 超市 商场 房东 同行 媒体 医院 酒店 展会 保险 通讯"""
)
"""What is counted beside firms: 跑了四家银行."""
FIRMS = re.compile(r"(?:全资|控股|下属|法人|独立|小|新|老)*(?:子公司|分公司|公司|企业|厂子|工厂|分厂|厂)")
_WHOSE = (
    "我们?|我[弟哥姐妹爸妈爱]|[他她]们?|兄弟|姐妹|[母子总分]|关联|隔壁|朋友|合作|对方|老[婆公板]|亲戚"
    "|[甲乙丙丁]|[abcd]|另?[一1](?=家)"
)
_FIRM = "(?:那|这|自己|人|家)?的?(?:公司|厂子?|企业|家(?=[，,是评认新拿研国省市做卖]))"
_CALLED = r"(?:^|[，。；、,;:：])(?:那|其中)?([甲乙丙丁]|[abcd]|老[大二三四])(?![a-z]|板)"
HOLDERS = re.compile(rf"(?:({_WHOSE}){_FIRM}|{_CALLED})")
"""Whose firm is spoken of: 我的公司…，他的公司…; 一家…，一家…; 甲…，乙…."""
TITLES = re.compile(
    r"(?:新认定的?|新评的?|的)*(?:国家级?|省级?|市级?|县级?|区级?)的?[^，。；？！,;?!、0-9]{0,8}?(?:中心|基地|平台|冠军|企业|示范)"
)
"""What is counted like firms, for one firm has one: 两个省级设计中心."""
FIRM_COUNTERS = ("家", "户")
PROJECT_COUNTERS = ("个", "项", "台", "套", "款")
PROJECTS = re.compile(r"[^，。；？,;?、]{0,10}?(?:项目|产品|设备|装备|首台|[，,。；;]|$)")
EACH = re.compile(r"每[个项台套款]|[都各]|均|同样|一样|单价|单台")
TOGETHER = re.compile(rf"(?:{summing.TOTAL}|共|加起来)(?:花|投|用|是|卖)?(?:了)?[0-9一二两三四五六七八九]")


def count_firms(message: str, figures: Sequence[Figure]) -> int | None:
    """Return how many firms the message counts (三家, 仨子公司), None where it counts none or one."""
    message, figures = _apart(message, figures)
    numbers = [number for number in firms_counted(message, figures) if number > 1]
    if numbers:
        return numbers[0] if len(numbers) == 1 else None
    holders = find_holders(message)
    named = holders if len(set(holders)) == 1 and holders[0] in ("一", "1") else list(dict.fromkeys(holders))
    return len(named) if 1 < len(named) <= MOST_HOLDERS else None


def find_holders(message: str) -> list[str]:
    """Return whose firms a message speaks of, in their order: 甲, 乙."""
    return [found[1] or found[2] for found in HOLDERS.finditer(message.lower())]


def firms_counted(message: str, figures: Sequence[Figure]) -> list[int]:
    """Return the numbers of firms that a message names, one firm too: [3, 1] of 省级3家，市级1家."""
    counts = (f for f in figures if f.unit is Unit.COUNT and _counts_firms(message, f))
    return [int(f.value) for f in counts if 1 <= f.value <= MOST_FIRMS and f.value == f.value.to_integral_value()]


def _apart(message: str, figures: Sequence[Figure]) -> tuple[str, Sequence[Figure]]:
    """Return a message with 仨 and 俩 written as a number and a counter, and its figures."""
    written = message
    for one, two in FUSED:
        written = written.replace(one, two)
    return written, figures if written == message else find_figures(written)


def _counts_firms(message: str, figure: Figure) -> bool:
    if OTHERS.match(message, figure.end):
        return False
    return figure.counter in FIRM_COUNTERS or (
        figure.counter == "个" and bool(FIRMS.match(message, figure.end) or TITLES.match(message, figure.end))
    )


def count_projects(message: str, figures: Sequence[Figure]) -> int | None:
    """Return how many projects or machines with a sum each the message counts (两个项目都是300万, 两台每台卖200万)."""
    message, figures = _apart(message, figures)
    if not EACH.search(message) or TOGETHER.search(message):
        return None
    if sum(figure.unit is Unit.YUAN for figure in figures) > 1:
        return None  # each has a sum of its own
    counts = [f for f in figures if f.unit is Unit.COUNT and 1 < f.value <= MOST_FIRMS]
    numbers = [int(f.value) for f in counts if f.counter in PROJECT_COUNTERS and PROJECTS.match(message, f.end)]
    return numbers[0] if len(numbers) == 1 else None
