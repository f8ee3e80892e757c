"""How many of what a message tells of, kind by kind: 2个博士、3个硕士; and for how many months and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.rowwise.asked import Asked
from assistant.models import Model, Tier
from assistant.policy.lexicon import fold
from assistant.text import summing
from assistant.text.numerals import read_numeral
from assistant.understanding.content import pairs
from assistant.understanding.rows import tier_words

COUNTED = re.compile(
    r"(?:个|名|位|人|家|户|项|件|只|头|台|套|场|次|辆|间|种|篇|支|条|批|块)"
    r"(?P<kind>(?:(?!(?:\d+|[一二两三四五六七八九十]{1,2})[个名位人家户项])[\u4e00-\u9fffa-z0-9]){1,9})"
)
COUNTED_ALONE = re.compile(
    r"(?:个人|个|名|位|人|家|户|项|件|只|头|台|套|场|次|辆|间|种|篇|条|批)(?=[，。；、？！,;?! ]|$)"
)
KIND_BEFORE = re.compile(r"(?P<kind>[\u4e00-\u9fffa-z]{2,9})(?:有|共|是)?$")
"""What is counted where it stands before its number: 博士2个、硕士3个."""
AMONG = re.compile("其中|里面|里头|当中|里边")
OTHERS = re.compile(r"(?:其他|其它|其余|剩下|另外)[^，。；]{0,4}?(?:是|为|都是|全是)?(?P<kind>[\u4e00-\u9fff]{2,10})")
SINGLE = 0.4  # what one character in common tells, beside a pair
YEARS = re.compile(
    r"(?<![第\d])(?P<number>[1-9一二两三四五六]|\d\d)(?:个)?(?:整)?年(?!度?起|级)(?!以上)|(?P<whole>全年|整年|每年|一年)"
)
MONTHS = re.compile(
    r"(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,3})个?月(?!份|[^，。；]{0,4}\d)(?<!\d月)|(?P<half>半年)"
)
FULL = re.compile(rf"拿满|领满|补满|享满|满打满算|拿足|领足|{summing.TOTAL}|最多|累计|全部|加起来|顶格")


class Counted(Model):
    """A tier with how many of it a message tells of."""

    tier: Tier
    count: Decimal


def count_kinds(asked: Asked, tiers: Sequence[Tier]) -> tuple[Counted, ...]:
    """Return the tiers that a message counts one by one, in the order of the row; empty where it counts no two."""
    words = [pairs(tier_words(tier)) | set(fold(tier_words(tier))) for tier in tiers]
    shared = set.intersection(*words) if len(words) > 1 else set()
    counts: dict[int, Decimal] = {}
    for number, kind in _phrases(asked.messages[0]) or [one for m in asked.messages[1:] for one in _phrases(m)]:
        scores = [_alike(kind, own - shared) for own in words]
        best = max(scores, default=0.0)
        if best >= 1 and scores.count(best) == 1:
            at = scores.index(best)
            counts[at] = counts.get(at, Decimal(0)) + number
    return tuple(Counted(tier=tiers[at], count=counts[at]) for at in sorted(counts)) if len(counts) > 1 else ()


def count_among(asked: Asked, tiers: Sequence[Tier]) -> tuple[Counted, ...]:
    """Return how many get what those of one kind among them get, and how many what all the others do.

    新招30人，其中8人是退役军人 has 22 of the tier for all and 8 of that for the kind. Empty where it isn't told so.
    """
    for message in asked.messages if any(tier.case for tier in tiers) else ():
        text = fold(message)
        for among in AMONG.finditer(text):
            before, behind = text[: among.start()], text[among.end() :]
            general = [tier for tier in tiers if not tier.case] or _the_others(behind, tiers)
            inner = _kind_counted(behind, [tier for tier in tiers if tier not in general])
            whole = [number for number, _ in _phrases(before)] or _alone(before)
            if len(general) == 1 and inner and whole and whole[-1] > inner.count:
                return Counted(tier=general[0], count=whole[-1] - inner.count), inner
    return ()


def _kind_counted(text: str, tiers: Sequence[Tier]) -> Counted | None:
    """Return the first count in a text whose words are those of one tier alone."""
    for number, kind in _phrases(text):
        alike = [tier for tier in tiers if _alike(kind, pairs(tier_words(tier))) >= 1]
        if len(alike) == 1:
            return Counted(tier=alike[0], count=number)
    return None


def _the_others(text: str, tiers: Sequence[Tier]) -> list[Tier]:
    """Return the tier for all others that a message names: 其他是应届毕业生."""
    found = OTHERS.search(text)
    said = pairs(found["kind"]) if found else set()
    met = [len(said & pairs(tier_words(tier))) for tier in tiers]
    return [tiers[met.index(max(met))]] if max(met) and met.count(max(met)) == 1 else []


def _alone(text: str) -> list[Decimal]:
    """Return the numbers of persons or things that nothing is said of: 招了30人."""
    numerals = (read_numeral(text, at) for at in range(len(text)) if not text[:at].endswith(tuple("0123456789")))
    return [n.value for n in numerals if n is not None and COUNTED_ALONE.match(text, n.end)]


def count_kind(asked: Asked, tier: Tier, siblings: Sequence[Tier]) -> Decimal | None:
    """Return how many of a tier's own kind a message tells of; None where it tells of none, or of other kinds too."""
    others = [set(fold(tier_words(one))) | pairs(tier_words(one)) for one in siblings if one is not tier]
    own = (pairs(tier_words(tier)) | set(fold(tier_words(tier)))) - set.union(set(), *others)
    for message in asked.messages:
        phrases = _phrases(message)
        counts = [number for number, kind in phrases if _alike(kind, own) >= 1]
        if counts:
            return counts[0] if len(counts) == 1 else None
    return None


def count_named(message: str, noun: str) -> Decimal | None:
    """Return how many of what a noun names a message tells of, whatever stands before the noun: 三个自研模型."""
    counts = [number for number, kind in _phrases(message) if noun in kind]
    return counts[0] if len(counts) == 1 else None


def _phrases(message: str) -> list[tuple[Decimal, str]]:
    """Return the numbers of things that a message tells of, each with the words that say what they are."""
    text = fold(message)
    found: list[tuple[Decimal, str]] = []
    at = since = 0
    while at < len(text):
        numeral = read_numeral(text, at)
        if numeral is None:
            at += 1
            continue
        some = numeral.value == 1 and text.startswith("批", numeral.end)  # 一批人才
        if (not some and (kind := COUNTED.match(text, numeral.end))) or (
            COUNTED_ALONE.match(text, numeral.end) and (kind := KIND_BEFORE.search(text, since, numeral.start))
        ):
            found.append((numeral.value, kind["kind"]))
        at = since = max(numeral.end, at + 1)
    return found


def _alike(kind: str, telling: set[str]) -> float:
    met = pairs(kind) & telling
    return len(met) + SINGLE * len({c for c in kind if c in telling and not any(c in pair for pair in met)})


def told_months(asked: Asked, tier: Tier) -> tuple[Decimal, bool] | None:
    """Return for how many months a monthly sum is asked, and whether its longest term cuts that short.

    A year has twelve; where all of it is asked for, it is the longest term that the text has.
    """
    longest = Decimal(tier.term_months or (tier.term_years or 0) * 12)
    told = next((n for message in asked.messages if (n := months_in(fold(message)))), None)
    if told is None:
        return (longest, True) if longest and FULL.search(asked.folded) else None
    return (longest, True) if longest and told > longest else (told, False)


def months_in(text: str) -> Decimal | None:
    """Return how many months a folded message speaks of; a year has twelve."""
    if found := MONTHS.search(text):
        numeral = read_numeral(text, found.start("number")) if found["number"] else None
        return Decimal(6) if found["half"] else numeral.value if numeral else None
    years = years_in(text)
    return years * 12 if years else None


def years_in(text: str) -> Decimal | None:
    """Return how many years a folded message speaks of.

    >>> years_in("拿满3年"), years_in("一年多少"), years_in("第二年")
    (Decimal('3'), Decimal('1'), None)
    """
    told = list(YEARS.finditer(text))
    found = next((one for one in told if one["number"]), next(iter(told), None))
    if found is None:
        return None
    numeral = read_numeral(text, found.start("number")) if found["number"] else None
    return numeral.value if numeral else Decimal(1)
