"""Recognise a firm that describes itself and asks, programme left open, what it may get."""

from __future__ import annotations

import re

from assistant.answering.routing import GENERIC, PUNCTUATION
from assistant.text import giving
from assistant.text.figures import Unit, find_figures
from assistant.understanding.query import Query
from assistant.understanding.wordlists import any_of

MAY = r"(?:能不能|能够|可不可以|可以|能|可|够|够得上|有资格|适合|轮得到)"
GET = rf"(?:拿|领|申领|申请|申报|报|享受|争取|获得|得|申|用|对接|享|沾|{giving.PAY})(?:到|得到|得|上)?(?:的)?"
WHICH = r"(?:哪些|哪几|哪一些|什么|啥|几种|几项|多少种|多少项|些什么|些啥)"
AWARD = rf"(?:{giving.AWARD}|奖金|奖|补|政策|扶持|资金|项目|优惠|支持|好处|红包|待遇|钱)"
OPEN = re.compile(
    "|".join(
        (
            f"{MAY}[^，。；,;？?]{{0,6}}{GET}[^，。；,;？?]{{0,4}}{WHICH}",
            f"{WHICH}[^，。；,;？?]{{0,6}}{AWARD}[^，。；,;？?]{{0,8}}(?:{MAY}[^，。；,;？?]{{0,4}}{GET}?|符合|适用|适合|有份|沾边)",
            f"{MAY}有{WHICH}[^，。；,;？?]{{0,4}}{AWARD}",
            f"有{WHICH}[^，。；,;？?]{{0,2}}{MAY}[^，。；,;？?]{{0,2}}{GET}",
            f"{MAY}[^，。；,;？?]{{0,4}}{GET}[^，。；,;？?]{{0,8}}{AWARD}[^，。；,;？?]{{0,4}}(?:有|是|都有)?{WHICH}",
            f"(?:符合|够|满足|对得上|匹配){WHICH}[^，。；,;？?]{{0,6}}(?:条件|条款|条|项|{AWARD})",
            f"(?:适合|符合|针对)(?:我们|我司|我公司|我厂|本企业|咱们?)[^，。；,;？?]{{0,6}}{AWARD}[^，。；,;？?]{{0,4}}{WHICH}",
            f"(?:政策|{giving.AWARD})体检",
            f"{WHICH}[^，。；,;？?]{{0,4}}{AWARD}[^，。；,;？?]{{0,4}}(?:是)?(?:我们|我司|我公司|我厂|本企业)[^，。；,;？?]{{0,4}}(?:符合|够)",
        )
    )
)
FIRM = any_of(
    """我们 我司 我公司 本公司 我企业 本企业 我厂 本厂 我们厂 咱们 咱厂 咱公司 咱企业 我家 该企业 该公司 这家企业
    这家公司 企业是 公司是 一家 有家企业 有家公司 有个企业 来电企业 客户是 (?:^|[，。；：,;])(?:公司|企业|工厂|厂里)"""
)
PLANNED = any_of(
    "想(?!问|知道|了解|咨询|请) 准备 打算 拟 计划 正在申 在申报 如果 要是 假如 要(?:建|申|评|上|做|搞|买|换|投)"
)
BACKGROUND = 2  # characters that are left of a message that says something of the firm


def asks_openly(query: Query) -> bool:
    """Whether a message asks openly what may be had: of no department or other place, with no sum to filter by."""
    asked = OPEN.search(query.folded)
    if asked is None or query.attack or query.foreign or query.departments:
        return False
    return not _filters(asked[0]) and not _asks_of_one(query, asked)


def describes_firm(query: Query) -> bool:
    """Whether a message says something of a firm beside the question."""
    if not FIRM.search(query.folded):
        return False
    rest = FIRM.sub("", OPEN.sub("", query.folded))
    return len(GENERIC.sub("", PUNCTUATION.sub("", rest))) >= BACKGROUND


def _filters(asked: str) -> bool:
    """Whether the question itself holds an amount, as one that asks for a list does: 能拿100万以上的奖励有哪些."""
    return any(figure.unit in (Unit.YUAN, Unit.PERCENT) for figure in find_figures(asked))


def _asks_of_one(query: Query, asked: re.Match[str]) -> bool:
    """Whether the question is about the one programme that is planned or stands in the question."""
    if any(asked.start() <= mention.start < asked.end() for mention in query.mentions):
        return True
    return len(query.topics) == 1 and bool(PLANNED.search(query.folded))


def is_plural(query: Query) -> bool:
    """Whether the question asks for several awards: 哪些, 哪几项; 什么 may mean one that the message makes plain."""
    asked = OPEN.search(query.folded)
    return asked is not None and re.search(r"哪|几", asked[0]) is not None
