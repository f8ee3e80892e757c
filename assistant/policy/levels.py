"""The levels of awards, by the rows of levels.tsv, and of any notice; which of them a text names: 国家级, 省级."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple


class _Row(NamedTuple):
    level: str
    within: str
    pinyin: str


def _rows() -> tuple[_Row, ...]:
    lines = files(__package__).joinpath("levels.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_Row(*line.split("\t")) for line in lines if not line.startswith(("#", "level\t")))


_ROWS = _rows()
LEVELS = tuple(row.level for row in _ROWS)
NAMED = re.compile("|".join(LEVELS))
WITHIN = {row.level: row.within for row in _ROWS if row.within}
"""The reach of a product, with the level of recognition that it is called by as well."""
RANKS = tuple(level for level in LEVELS if level not in WITHIN)
"""The levels of recognition, from the highest down."""

# The levels of any notice beside those that awards are recognised at, as a word is in full.
FULL_LEVELS = {
    "国家": "国家级",
    "部级": "部级",
    "省": "省级",
    "自治区": "自治区级",
    "市": "市级",
    "县": "县级",
    "区": "区级",
    "国际": "国际级",
    "全国": "国家级",
    "全省": "省级",
    "国际性": "国际级",
    "全国性": "国家级",
    "地市级": "市级",
    "设区市级": "市级",
}
ADMINISTRATIVE = re.compile(
    rf"^(?:国家|国际|世界|部|省部|省|自治区|市|州|盟|县|区|旗|乡?镇|村|{'|'.join(WITHIN)}|市内|县内|全国|全省)(?:级|性)?$"
)
ANY_LEVEL = "国际级|国家级|省级|市级|县级|区级|州级"
"""The levels that any notice may rank by, as alternatives."""

# Words that speak of the government rather than of a level, but for the places below.
BARE = frozenset(("国", "国家", "全国", "省里", "省里头", "全省", "省", "市里", "市里头", "市"))
PINYIN = {word: row.level for row in _ROWS for word in row.pinyin.split()}
_TITLE = r"企业|重点|技术|技改|单项|专精|小巨人|工业[设旅互示]?|服务型?|首台|首套|设计中心|旅游|研发中心|制造"
_RECOGNISED = (
    r"认|评|批|定的|那|队|的?[那这]?一?档|[一1]级|的(?:$|[呢吧啊？?，,几差]|是(?!不是|什么|啥|否)|[和跟与比][国省市])"
)
_NUMERAL = "0-9零一二三五八伍壹贰叁捌"
_FIGURE = rf"[:：—–≤≥]|[{_NUMERAL}]|[ \t]*(?:\||$|\n)|[”\"）)]"
_LISTED = r"[、/和跟与及或]"
_PLACES = {
    "国": rf"(?<![中全外本我各出])国(?={_LISTED}?省(?:{_LISTED}|级))",
    "国家": rf"国家(?={_LISTED}|[省,，]|{_TITLE}|{_RECOGNISED}|{_FIGURE}|[级最是为的]|一次性)",
    "全国": "全国(?=首)",
    "全省": "全省(?=首)",
    "省里": r"(?<![本全跨])省里头?(?!财政|的?(?:文件|政策|通知|细则|规定|口径))",
    "市里": r"市里头?(?!财政|[面边]|的?(?:文件|政策|通知|细则|规定|口径))",
    "省": rf"(?:(?<=列)省|(?<![本建我全外节各跨江东西南北苏海浙徽福])省(?={_LISTED}{{1,2}}市(?![场财])|{_LISTED}国"
    rf"|(?:{_LISTED}|市){{1,2}}[级重两企]|{_TITLE}|{_RECOGNISED}|{_FIGURE}))",
    "市": rf"(?:(?<=列)市|(?<=[省级]{_LISTED})市(?![场政工商发科人统内面值里])|(?<=省)市(?=两?级|重点|企业)"
    rf"|(?<![上城全我各本县德超门股外])市(?=[、/](?:省|国家)|{_TITLE}|{_RECOGNISED}|{_FIGURE}))",
}
# What follows a level where it is part of something else: a budget, an office, a list of names, a market.
_ELSEWHERE = "财政|资金|专项|政府|工信|领导|局|委|承担|以上|(?:工业|产业)?(?:龙头|领军)|市场|外|销|领先|知名|首家"
_GIVES = re.compile("[省市]里头?(?:能|给|有|会|奖|补|出|拿|承担)")


def rank_of(level: str) -> str:
    """Return the level of recognition that a level is called by as well; else itself."""
    return WITHIN.get(level, level)


def level_of(word: str) -> str | None:
    """Return the level of any notice that a word is, in full.

    >>> level_of("省"), level_of("全国"), level_of("自治区"), level_of("国际性"), level_of("甲级")
    ('省级', '国家级', '自治区级', '国际级', None)
    """
    word = word.strip("()“”")
    if not ADMINISTRATIVE.match(word):
        return None
    return FULL_LEVELS.get(word, word)


class LevelMention(NamedTuple):
    """A level where it is named; `gives` where it is its government that is said to pay: 省里给多少."""

    start: int
    end: int
    level: str
    gives: bool = False


class LevelReader:
    """Finds levels by the lexicon's words for them.

    >>> reader = LevelReader({"省级": ("省级", "省"), "市级": ("市级", "市")})
    >>> [mention.level for mention in reader.find("省、市企业技术中心，市工信局，省级财政")]
    ['省级', '市级']
    """

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._levels = {word: level for level, own in words.items() for word in own} | PINYIN
        sure = sorted(set(self._levels) - BARE, key=len, reverse=True)
        firm = [rf"(?:{'|'.join(map(re.escape, sure))})(?!{_ELSEWHERE})"]
        places = [_PLACES[word] for word in _PLACES if word in self._levels]
        first = "".join(sorted({word[0] for word in self._levels}))  # spares most characters the alternatives
        self._pattern = re.compile(f"(?=[{first}])(?:{'|'.join([*firm, *places])})")

    def find(self, text: str) -> tuple[LevelMention, ...]:
        """Return the levels that a text names, in order."""
        return tuple(
            LevelMention(*found.span(), self._levels[found[0]], _GIVES.match(text, found.start()) is not None)
            for found in self._pattern.finditer(text)
        )
