"""Levels that a message names: 国家级, 省级, 市级, 国内, 省内."""

from __future__ import annotations

import re

# A bare 省 or 市 is a level only in company (省、市级) or before a title that has levels (省重点技改, 市技术中心).
TITLE = (
    r"(?:重点|技改|技术改造|技术中心|企业技术|单项|专精|工业|服务型|设计中心|旅游|首台|研发中心|认定|认的|评的|批的|的$"
    r"|这一?[档级]|[一1]级|一档|定的|里认|里评|里批|里定|里头认)"
)
LEVELS = re.compile(
    r"(?P<国内>国内(?!市场|销)|全国首|国产首)|(?P<省内>省内|福建省内|全省首)"
    r"|(?P<国家级>国家级|国家(?=[、/和跟与及省的]|企业|技术|单项|专精|小巨人|工业|服务|级|首台|认定|评|批|那|制造|认|队)"
    r"|国级|国字号|国字头|工信部|部级|国家队)"
    rf"|(?P<省级>省级|省一级|福建省级|(?<=列)省|省(?=[、/和跟与及或市]{{1,2}}[级重]?|{TITLE}))"
    rf"|(?P<市级>市级|市一级|宁德市级|地市级|(?<=列)市|市(?={TITLE}))"
)
NOT_A_LEVEL = re.compile(r"(?:省|市)级?(?:财政|政府|工信|领导|局|委|里(?:能|给|有|会|奖|补|出))")
PINYIN = {
    "guojiaji": "国家级",
    "guojia": "国家级",
    "shengji": "省级",
    "shiji": "市级",
    "guonei": "国内",
    "shengnei": "省内",
}
PINYIN_PATTERN = re.compile("|".join(PINYIN))


def find_levels(folded: str) -> tuple[tuple[str, int], ...]:
    """Return the levels named in a folded text with their places."""
    found: list[tuple[str, int]] = []
    for match in LEVELS.finditer(folded):
        if not NOT_A_LEVEL.match(folded, match.start()):
            found.append((str(match.lastgroup), match.start()))
    if found and (last := re.search(r"[、/和跟与及]市(?!里|场|政|面)", folded)) and "市级" not in dict(found):
        found.append(("市级", last.start() + 1))
    for match in PINYIN_PATTERN.finditer(folded):
        if match[0] != "guojia" or "guojiaji" not in folded:
            found.append((PINYIN[match[0]], match.start()))
    return tuple(sorted(found, key=lambda pair: pair[1]))
