"""Compare what a figure is of: the base of a rate, the measure of a size."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.comparing import HALF, SOME, Around, Compared
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage, is_short_for
from assistant.guard.words.slots import (
    BASE_GENERIC,
    MEASURED,
    NOT_MONEY_OF,
)
from assistant.text import giving

SHORTEST_HEAD = 2
HEAD = 3  # how many characters at the end of a measure hold its noun
_AWARD_NAMES = re.compile(f"(?:奖金|{giving.AWARD}|配套|标准|金额|额)+")
_WHOLE = re.compile("(?:项目|计划|全部|整个)*(?:总(?!额)|全部|全年|整体)")
_INCREASE = re.compile("增量|新增|增长|增加|超出|超额|超过.*部分|较上年")
_RISEN = re.compile("增量|增[长加](?:部分|额|量)|超出|超额|较上年|新增(?!设备|投资|固定|生产|软件|购)")
_ALL_OF = re.compile("总额|总量|全额|全部|全年|整体|合计")
_PART = re.compile("部分|留成|留存|分享|分成")
_JOINED = re.compile("[、和及与]|以及|或者")
_KINDS = (
    re.compile("(?:税额|税款|税金|税收|[纳缴]税|纳税总额)$"),
    re.compile("(?:工资|薪金|薪酬|年薪|薪水|工薪收入)$"),
)
_COMMA = re.compile("[，,。；]")
_GIVEN = tuple("补奖贴给")
_OPPOSITE = tuple(map(frozenset, ("出进", "内外", "新老", "新旧", "增减", "买卖", "前后", "租购", "大小", "高低")))


def compare_base(fact: Fact, claim: Claim, around: Around) -> Compared:
    """A rate must be of what the notice's rate is of; a base said too loosely to tell is silent."""
    if fact.portion is not None and _ALL_OF.search(around.clause) and "部分" not in around.clause:
        return "contradicts", None
    if claim.base is None or fact.kind != "rate" or fact.tier is None:
        return "silent", None
    told = [words for words in (fact.tier.base, fact.claim.base.words if fact.claim.base else None) if words]
    if not told:
        return "silent", None
    if _is_of_another(claim.base.words, told):
        return "contradicts", claim.base
    words = BASE_GENERIC.sub("", claim.base.words)
    if fact.tier.of_award and _AWARD_NAMES.fullmatch(NOT_MONEY_OF.sub("", claim.base.words)):
        return "equal", claim.base
    if _WHOLE.match(claim.base.words) and not any(_WHOLE.search(one) or _bare(one) in words for one in told):
        return "contradicts", claim.base
    pieces = [_bare(piece) for piece in _JOINED.split(claim.base.words)]
    if len(pieces) > 1 and any(not coverage(piece, [*told, fact.sentence]) for piece in pieces if len(piece) > 1):
        return "contradicts", claim.base
    if _ALL_OF.search(claim.base.words) and (all(map(_INCREASE.search, told)) or _PART.search(told[0])):
        return "contradicts", claim.base
    if all(map(_RISEN.search, told)) and not _INCREASE.search(f"{claim.base.words}{around.sentence}{around.asked}"):
        return "contradicts", claim.base
    if max(coverage(words, told), coverage(claim.base.words, told)) >= HALF or (
        not words and MEASURED.search(claim.base.words)
    ):
        return "equal", claim.base
    if any(_bare(one) in claim.base.words for one in told if len(_bare(one)) >= 2):
        return "equal", claim.base
    if not MEASURED.search(claim.base.words):
        return "silent", None
    return "contradicts", claim.base


def _is_of_another(said: str, told: Sequence[str]) -> bool:
    """Whether a base names, behind its last 的, a measure of which the notice's base has no word: 项目的合同金额."""
    before, _, head = said.rpartition("的")
    bare = _bare(head)
    return bool(before and bare and MEASURED.search(head)) and not coverage(bare, told)


def _bare(words: str) -> str:
    return BASE_GENERIC.sub("", words)


def compare_measure(fact: Fact, claim: Claim, around: Around) -> Compared:
    """A size must be of what the notice measures, before or behind as it says (前2年), in the bound's direction."""
    if fact.is_award:
        return "silent", None
    if fact.figure.side and claim.figure.side and fact.figure.side != claim.figure.side:
        return "contradicts", None
    if claim.measure is None:
        return "silent", None
    told = fact.claim.measure
    if told is None or not MEASURED.search(claim.measure.words[-HEAD:]):
        return "silent", None
    said = claim.measure.words
    if not MEASURED.search(told.words[-HEAD:]) and coverage(said, [fact.sentence]) >= HALF:
        return "equal", None  # 由项目总投入2000万元以上调整为1000万元以上
    if _is_of_another_kind(said, told.words):
        return "contradicts", claim.measure
    if said.endswith(_GIVEN):
        return "silent", None  # 租金补24个月
    behind = f"{told.words}|{_behind(fact)}"
    if said[-SHORTEST_HEAD:] == told.words[-SHORTEST_HEAD:] and coverage(said, [behind]) >= HALF:
        return "equal", None  # 体验店面积, of 面积超过200平方米的体验店
    alike = coverage(said, [told.words]) >= SOME or coverage(told.words, [said]) >= HALF
    if is_short_for(said, told.words) or said.endswith(_bare(told.words) or told.words):
        return "equal", None
    if coverage(said, [fact.claim.after]) == 1:  # the noun behind: 1年以上劳动合同
        return "equal", None
    if alike and not _differ_before_head(said, told.words, (_behind(fact), fact.about)):
        return "equal", None
    if len(said) <= HEAD and said[-1] in told.words:
        return "silent", None  # 游客住, of 住宿
    if len(said) <= HEAD and MEASURED.search(said)[0] in told.words:  # type: ignore[index]
        return "equal", None  # 按税走的, of the taxes paid
    return "contradicts", claim.measure


def _behind(fact: Fact) -> str:
    """Return what stands behind a figure in its comma clause: 以上技术改造项目."""
    place = fact.sentence.find(fact.claim.after) if fact.claim.after else -1
    return _COMMA.split(fact.sentence[place:])[0] if place >= 0 else ""


def _is_of_another_kind(said: str, told: str) -> bool:
    """Whether one is what someone earns and the other what they pay in taxes."""
    kinds = [next((at for at, kind in enumerate(_KINDS) if kind.search(words)), None) for words in (said, told)]
    return None not in kinds and kinds[0] != kinds[1]


def _differ_before_head(one: str, other: str, beside: Sequence[str] = ()) -> bool:
    """Whether two measures of one head are told apart by what stands before it: 设备投资, 总投资.

    `beside` are words by which the notice may name what the first has there: 总投资500万元以上技术改造项目.
    """
    one, other = (BASE_GENERIC.sub("", words) for words in (one, other))
    head = 0
    while head < min(len(one), len(other)) and one[-1 - head] == other[-1 - head]:
        head += 1
    if len(one) == len(other) and any(frozenset(pair) in _OPPOSITE for pair in zip(one, other, strict=True)):
        return True
    before, instead = one[: len(one) - head], other[: len(other) - head]
    if head < SHORTEST_HEAD or not before or not instead or set(before) & set(instead):
        return False
    return len(before) < SHORTEST_HEAD or coverage(before, beside) < HALF
