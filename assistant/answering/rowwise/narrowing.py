"""Narrow a row's tiers to those that a message's levels, ranks and sizes mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.rowwise.asked import RANKED, Asked
from assistant.models import Reward, Tier
from assistant.policy.lexicon import fold
from assistant.text.numerals import format_yuan, parse_numeral
from assistant.understanding.content import PART, pairs, segments
from assistant.understanding.query import UserFigure

PREFIXED = re.compile("(国家|[省市县区])")
WINDOW = 10  # characters behind a level that say what is of that level
REACHED = re.compile(r"(?:破|过|超过?|突破|跨过?|越过|上)了?$")
BEYOND = re.compile(r"(?:元|块)?(?:多|出头|以上|有余|挂零)")
SUM_OF = re.compile("(?:奖|补|给|拿|领|得|贴)[^，。；？]{0,4}(?:多少|几)")
RANKS = re.compile(r"第?(\d+)名?(?:至|—|-|~|到)第?(\d+)名|第(\d+)名")
ALL_LEVELS = re.compile(r"([两二三四五2-5])(?:级|个级别|个层级|个等级|档)(?:都|各|分别|的)?|各级|各档|各个级别")
FRAGMENT = re.compile(r"^[^，。；？！,;?!]{2,10}呢[?？。]?$")
FEWEST_PAIRS = 2  # pairs of characters of a tier's own words that a fragment must have
CODE = re.compile(r"(?<![\d.])\d{4,5}(?![\d.万亿wW元年%个人家平美])")
"""A code by which things are told apart, such as that of a kind of customs supervision."""
RANK = re.compile("[一二三四五1-5甲乙丙ABCDabcd]")
LISTED = re.compile(
    rf"(?P<ranks>(?:{RANK.pattern}[、和及,，/]?){{1,4}}{RANK.pattern})(?P<of>等奖|[类级档]|星级?|等(?!多|等))"
)
EACH = re.compile(r"各|分别|(?<!升)到|至|—|-|都")


def names_all(folded: str, number: int) -> bool:
    """Whether a message asks for so many levels at once: 国家、省、市、区四级."""
    said = ALL_LEVELS.search(folded)
    return said is not None and (said[1] is None or parse_numeral(said[1].replace("两", "二")) == number)


def of_levels(tiers: Sequence[Tier], asked: Asked) -> Sequence[Tier]:
    """Return the tiers of the levels that a message asks for, or takes to give sums: 省级奖30万、市级奖15万."""
    if len(asked.levels) > 1 and names_all(asked.folded, len(tiers)):
        return tiers
    told = asked.folded if len(asked.query.claims()) > 1 else ""
    return [tier for tier in tiers if tier.level and (tier.level in asked.levels or tier.level in told)]


def spread_ranks(message: str) -> str:
    """Return a message with ranks that are listed in one breath each said in full.

    >>> spread_ranks("一二三等奖各多少")
    '一等奖、二等奖、三等奖各多少'
    """
    return LISTED.sub(lambda found: "、".join(f"{rank}{found['of']}" for rank in RANK.findall(found["ranks"])), message)


def highest(tiers: Sequence[Tier]) -> list[Tier]:
    """Keep of the tiers that begin at a size and have no end only the highest reached, case by case."""
    reached: dict[tuple[str | None, str | None], Decimal] = {}
    for tier in tiers:
        if tier.bracket and _is_open(tier):
            key = tier.level, tier.case
            reached[key] = max(reached.get(key, Decimal(0)), tier.bracket.lowest)
    return [
        tier
        for tier in tiers
        if not (tier.bracket and _is_open(tier)) or tier.bracket.lowest == reached[tier.level, tier.case]
    ]


def _is_open(tier: Tier) -> bool:
    return tier.bracket is not None and tier.bracket.to is None and tier.bracket.below is None


def is_datum(name: str, asked: Asked) -> bool:
    """Whether what a row is called stands in a message as what its figure measures: 地方综合贡献75万."""
    return re.search(rf"{re.escape(fold(name))}[^，。；？]{{0,5}}\d", asked.folded) is not None


def in_name(levels: Iterable[str], row: Reward) -> bool:
    """Whether a level is part of what the row is called: 国家高新技术企业."""
    text = f"{row.name}{row.condition or ''}{row.beneficiary or ''}"
    return any(level.removesuffix("级") in text for level in levels)


def of_rank(tiers: Sequence[Tier], asked: Asked) -> tuple[Tier, ...]:
    """Return the tiers for the rank that a message names: 第八名 of 第7名至第10名."""
    said = RANKED.search(asked.folded)
    if said is None:
        return ()
    rank = parse_numeral(said[1])
    found = []
    for tier in tiers:
        text = _ranks(tier.case or "")
        if (m := RANKS.search(text)) and int(m[1] or m[3]) <= rank <= int(m[2] or m[3]):
            found.append(tier)
    return tuple(found)


def _ranks(case: str) -> str:
    """Return a case with the numerals of ranks in digits."""
    return re.sub(r"(?<=第)[一二三四五六七八九十]+", lambda found: str(parse_numeral(found[0])), case)


def between(picked: Sequence[int], asked: Asked) -> Sequence[int]:
    """Return the tiers from the first to the last of those named where a range of them is: 二星到五星."""
    return range(picked[0], picked[-1] + 1) if len(picked) > 1 and EACH.search(asked.folded) else picked


def named_in_part(message: str, words: Sequence[set[str]]) -> list[int]:
    """Return the tier that a fragment names by a part of its words that no other has: 灌溉渠呢 for 灌溉渠道."""
    if not FRAGMENT.search(message):
        return []
    said = pairs(message)
    others = [set().union(*(own for j, own in enumerate(words) if j != i)) for i in range(len(words))]
    found = [i for i, own in enumerate(words) if len(said & (own - others[i])) >= FEWEST_PAIRS]
    return found if len(found) == 1 else []


def level_of(tier: Tier) -> str | None:
    """Return the level that a tier is of, be it only the first word of its case: 省重点实验室."""
    found = PREFIXED.match(tier.case or "")
    return tier.level or (f"{found[1]}级" if found else None)


def lacks_level(tiers: Sequence[Tier], asked: Asked) -> str | None:
    """Return the level that a message names of what tiers list of other levels alone: 国家实验室 beside 省实验室."""
    levels = [level_of(tier) for tier in tiers]
    if None in levels or set(levels) & set(asked.levels):
        return None
    words = pairs(" ".join(tier.case or "" for tier in tiers))
    for level in asked.levels:
        for found in re.finditer(level.removesuffix("级"), asked.folded):
            if pairs(asked.folded[found.end() : found.end() + WINDOW]) & words:
                return level
    return None


def words_of(tier: Tier) -> str:
    """Return the words that tell a tier from its siblings: its level and case, else what stands before its sum."""
    own = " ".join(filter(None, (tier.level, tier.case)))
    if own or tier.yuan is None or tier.bracket:
        return own
    before = tier.quote.partition(format_yuan(tier.yuan))[0]
    return re.split("[，；。：]", before.rstrip("，"))[-1]


def measures_told(tiers: Sequence[Tier], asked: Asked) -> bool:
    """Whether the brackets of tiers measure what a sum of the message is said to be of: 设备买了260万."""
    told = [pairs(figure.near) for figure in asked.own_money if figure.yuan is not None]
    brackets = [tier.bracket for tier in tiers if tier.bracket is not None and tier.bracket.counter == "元"]
    return any(pairs(bracket.of or "") & words for bracket in brackets for words in told)


def asked_parts(message: str) -> list[str]:
    """Return the parts of a message that each ask for a sum of their own, where several do: 老厂奖多少，新厂又奖多少.

    >>> asked_parts("老厂这边奖多少，新来的又能拿多少"), asked_parts("按多少比例，最多给多少")
    (['老厂这边奖多少', '新来的又能拿多少'], [])
    """
    parts = [part for part in PART.split(fold(message)) if SUM_OF.search(part)]
    return parts if len(parts) > 1 and all(len(segments(part)) for part in parts) else []


def begins_at(tiers: Sequence[Tier], asked: Asked) -> bool:
    """Whether a bracket begins at a sum of the message that is told as passed: 头一回过2个亿."""
    told = {f.yuan for f in asked.own_money if f.yuan is not None and _is_passed(f)}
    return any(tier.bracket is not None and tier.bracket.lowest in told for tier in tiers)


def _is_passed(figure: UserFigure) -> bool:
    before, _, behind = figure.near.partition(figure.surface)
    return bool(REACHED.search(before) or BEYOND.match(behind))


def reaches(tier: Tier, value: Decimal, asked: Asked) -> bool:
    """Whether a size lies in a tier's bracket; one that is told as passed (破5亿) lies over its own figure."""
    bracket = tier.bracket
    if bracket is None or bracket.holds(value):
        return True
    if bracket.over != value:
        return False
    return any(_is_passed(figure) for figure in asked.money if figure.yuan == value)


def of_code(row: Reward, asked: Asked) -> bool:
    """Whether a row's words have a code that the message names."""
    codes = CODE.findall(asked.query.folded)
    return any(code in tier.quote for code in codes for tier in row.tiers)
