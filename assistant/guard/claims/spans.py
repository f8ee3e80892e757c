"""How often a sum is paid, over what time a cap holds, which of several is paid, and of how much a rate is."""

from __future__ import annotations

import re

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.comparing import Around, Compared
from assistant.guard.claims.facts import Fact
from assistant.guard.words.slots import CAPPED, YEARLY_TEXT
from assistant.text import giving, summing

_TIMES = frozenset(["年", "月", "季", "日", "夜"])
_IN_ALL = re.compile(f"累计|[两二三四五六0-9]年(?:内|期间|{summing.TOTAL}|加起来|下来)|多年|不分年度|历年|有效期内")
_OVER_YEARS = re.compile(f"分[两二三四五2-5]年(?:等额|平均)?(?:{giving.PAY}|支付|{giving.GIVE}|到位)")
_NOT_YEARLY = re.compile("[两二三四五六0-9]年累计")
_A_YEAR = re.compile(
    "每年|年度|全年|一年(?!内)|当年|同一年|逐年|每个年|提高[到至]"
)  # a cap that is raised holds as long
_INCREASE = re.compile(
    "增量|增[加长](?:部分|额)|超出|超额|超过[^，。；]{0,12}部分|差额|(?:新增|同比增)(?!并|认定|的?[企单])[^，。；]{0,8}(?:部分|额|量|贡献|收入|费用?|值)"
)
_WHOLE = re.compile(f"全额(?!承担|{giving.PAY})|全部(?!由)|总[额量](?![度为是:：约共计]*[0-9])|整体|不分(?:存量|增量)")
_ORDINAL = re.compile(
    "(?:第(?P<number>[一二三四五六七八九十0-9]{1,2})|(?P<first>[首头]一?))(?P<of>[届年次批期轮档])"
    "|(?P<this>当年)(?=[兑拨发给先0-9])|(?P<next>次年)"
)
_NUMBERS = "零一二三四五六七八九十"


def compare_period(fact: Fact, claim: Claim, around: Around) -> Compared:
    """A sum must be paid as often as the notice pays it, and a cap hold for the time that the notice says."""
    if claim.figure.is_money and _is_capped(fact, claim) and _spans_differ(fact, claim, around):
        return "contradicts", None
    if not fact.is_award:
        return "silent", None
    told = fact.claim.periods
    for slot in claim.period:
        word = slot.words
        if word in told:
            continue
        if word == "一次性":
            if told & _TIMES and fact.kind != "cap":
                return "contradicts", slot
            continue
        if told & _TIMES or "一次性" in told:
            return "contradicts", slot
        if word == "年" and _is_capped(fact, claim) and _A_YEAR.search(fact.claim.own):
            continue  # 年度总额
        if word == "年" and YEARLY_TEXT.search(fact.sentence) and not (fact.kind == "amount" and _is_parted(fact)):
            continue
        if fact.kind == "rate":
            continue
        return "contradicts", slot
    return "equal", None


def _is_parted(fact: Fact) -> bool:
    """Whether a sum is paid over several years: each year's is less."""
    return _OVER_YEARS.search(fact.sentence) is not None


def _is_capped(fact: Fact, claim: Claim) -> bool:
    return fact.kind == "cap" or fact.claim.bound == "at_most" or CAPPED.search(fact.claim.before) is not None


def _spans_differ(fact: Fact, claim: Claim, around: Around) -> bool:
    """Whether a cap of each year is said to be of all years together, or one of all years of each."""
    said, told = claim.own, fact.claim.own
    if _IN_ALL.search(said) and not _A_YEAR.search(said):
        return bool(_A_YEAR.search(told)) and not _IN_ALL.search(told)
    return bool(_A_YEAR.search(said)) and not _IN_ALL.search(said) and _NOT_YEARLY.search(fact.sentence) is not None


def compare_extent(fact: Fact, claim: Claim, around: Around) -> Compared:
    """What is paid for an increase alone may not be said to be paid for the whole."""
    if fact.kind not in ("rate", "amount") or not _WHOLE.search(claim.own) or _INCREASE.search(claim.own):
        return "silent", None
    return ("contradicts", None) if _INCREASE.search(fact.claim.own) else ("silent", None)


def compare_ordinal(fact: Fact, claim: Claim, around: Around) -> Compared:
    """What is paid in the third year or to the third fair may not be said of the second."""
    said, told = (_ordinals(one.own) for one in (claim, fact.claim))
    if len(said) != 1 or len(told) != 1 or not fact.figure.is_judged or fact.parts:
        return "silent", None
    (one,), (other,) = said, told
    if one[1] != other[1]:
        return "silent", None
    return ("equal" if one == other else "contradicts"), None


def _ordinals(text: str) -> set[tuple[str, str]]:
    found = ((one["number"] or ("2" if one["next"] else "1"), one["of"] or "年") for one in _ORDINAL.finditer(text))
    return {(number if number.isdigit() else str(_NUMBERS.find(number)), of) for number, of in found}
