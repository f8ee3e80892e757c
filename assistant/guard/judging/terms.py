"""Judge terms in years and dates."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.guard.judging.verdicts import NOT_POLICY, Judgement, claim_span, fault, supported
from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.marks import Marked
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.table.book import FactBook
from assistant.guard.words.grants import YEARLY
from assistant.guard.words.periods import (
    CALC,
    CONDITION_YEARS,
    ISSUED,
    LEFT_OUT,
    LOAN_TERM,
    NOW,
    POSTPONED,
    TERM,
    TOO_LATE,
    VALIDITY,
    WINDOW,
)
from assistant.models import PolicyMeta
from assistant.text.figures import Unit

VALIDITY_REACH = 14  # how far before a term 有效期 is looked for
LATER = re.compile("[晚迟早]于$")
_YEAR = re.compile("(20[0-9]{2})年")
_BETWEEN = re.compile("[的后度内前]?")


class TermJudge:
    """Compares terms and dates with the table and the policies' front matter."""

    def __init__(self, book: FactBook, policies: tuple[PolicyMeta, ...]) -> None:
        self._book = book
        self._policies = policies
        self._years = {topic: years for topic in book.clauses if (years := _years_of(book, topic))}

    def judge_years(self, sheet: Sheet, item: Item, where: Belonging, is_in_question: bool) -> Judgement:
        """Judge a number of years or months; `is_in_question`: the user names it too."""
        start, end = sheet.clause_of(item)
        text = sheet.text
        before, after = text[start : item.start], text[item.end : end]
        facts = [fact for topic in where.topics for fact in self._book.of_topic(topic) if fact.unit is Unit.YEARS]
        if _is_of_loan(before, after):
            return NOT_POLICY
        if VALIDITY.search(text, max(sheet.sentence_of(item)[0], item.start - VALIDITY_REACH), item.start):
            return fault("wrong_term", span=claim_span(item), expected="文件未写明政策有效期")
        if not facts:
            return self._other_term(sheet, item, where)
        longest = facts[0].value
        if item.bound == "at_least" and TERM.search(text[start:end]):
            return fault("wrong_term", tuple(facts), where.topics[0], claim_span(item))
        if terms := [fact for fact in facts if fact.value == item.value]:
            return supported(*terms)
        if item.value < longest and item.bound is None and is_in_question:
            return NOT_POLICY  # 贴两年的: so long is asked about
        if item.value == 1 and item.bound is None and not TERM.search(before):
            return NOT_POLICY
        following = sheet.after(item, end)
        if item.value < longest and item.bound is None and following and following.unit is Unit.YUAN:
            return NOT_POLICY  # 两年贴息120万元: the sum is judged
        says_term = TERM.search(before) or item.bound is not None or after.startswith(("期", "的期限", "贴息", "内"))
        if item.value > longest:
            return fault("wrong_term", tuple(facts), where.topics[0], claim_span(item))
        if says_term and not CALC.search(text[start:end]):
            return fault("wrong_term", tuple(facts), where.topics[0], claim_span(item))
        return NOT_POLICY

    def _other_term(self, sheet: Sheet, item: Item, where: Belonging) -> Judgement:
        start, end = sheet.clause_of(item)
        words = sheet.text[start:end]
        awards = [fact for topic in where.topics[:1] for fact in self._book.awards(topic)]
        if not awards:
            return NOT_POLICY
        if YEARLY.search(words) or "分" in sheet.text[max(start, item.start - 2) : item.start]:
            return fault("once_as_yearly", tuple(awards), where.topics[0], claim_span(item))
        says_condition = CONDITION_YEARS.search(sheet.text[start : item.start]) and where.near
        if says_condition and not sheet.text.startswith(("也好", "也罢", "还是", "或"), item.end):
            return fault("wrong_term", (), where.topics[0], claim_span(item), "文件没有这一年限要求")
        if item.bound is not None and any(word in words for word in ("期限", "为期", "最长")):
            return fault("wrong_term", (), where.topics[0], claim_span(item), "文件没有写明期限")
        return NOT_POLICY

    def judge_date(self, sheet: Sheet, item: Item, policies: frozenset[str], marked: Marked) -> Judgement:
        """Judge a date by the words of its clause: the end of the window, the day of issue, the year.

        `policies`: those that the text names; none where any may be meant.
        """
        metas = [meta for meta in self._policies if not policies or meta.id in policies]
        window = tuple(meta.award_window_end for meta in metas if meta.award_window_end)
        start, end = sheet.clause_of(item)
        words = sheet.text[start:end]
        before = sheet.text[max(sheet.sentence_of(item)[0], item.start - 24) : item.start]
        late = TOO_LATE.match(sheet.text, item.end)
        if late is not None and ("，" in late[0] or "," in late[0]) and WINDOW.search(before):
            late = None  # 截止到2021年6月30日，过了就不能报
        if POSTPONED.search(before) or NOW.search(before) or late is not None:
            return NOT_POLICY
        is_window = WINDOW.search(words) or (WINDOW.search(before) and not ISSUED.search(before))
        is_issued = ISSUED.search(words)
        if is_window and not (is_issued and _nearer(ISSUED, WINDOW, words, item.start - start)):
            return self._compare(item, window, "认定截止")
        if is_issued and LATER.search(before) and any(_agrees(item.value, day) for day in window):
            return supported()  # 证书落款时间晚于2021年12月31日
        if is_issued:
            return self._compare(
                item, tuple({day for meta in metas for day in (meta.issued, meta.effective) if day}), "发布"
            )
        return self._judge_year(sheet, item, marked)

    def _judge_year(self, sheet: Sheet, item: Item, marked: Marked) -> Judgement:
        """Judge the year of those whom a row names by a year: 2020年纳统的 for 2021年新投产纳统企业."""
        at = _BETWEEN.match(sheet.text, item.end)
        named = marked.topics.inside(item.end, at.end() + 1 if at else item.end)
        years = {year for mark in named for year in self._years.get(mark.value, ())}
        if not years or LEFT_OUT.match(sheet.text, named[0].end):
            return NOT_POLICY
        if int(item.value) // 10000 in years | {0}:
            return supported()
        return fault("wrong_date", span=claim_span(item), expected="、".join(f"{year}年" for year in sorted(years)))

    def _compare(self, item: Item, days: tuple[date, ...], what: str) -> Judgement:
        if not days:
            return NOT_POLICY
        if any(_agrees(item.value, day) for day in days):
            return supported()
        day = max(days)
        return fault("wrong_date", span=claim_span(item), expected=f"{day.year}年{day.month}月{day.day}日（{what}）")


def _years_of(book: FactBook, topic: str) -> frozenset[int]:
    """Return the years by which the rows of a topic name those who get the award."""
    rows = {fact.reward for fact in book.awards(topic)}
    return frozenset(int(year) for row in rows for year in _YEAR.findall(book.reward(row).beneficiary or ""))


def _is_of_loan(before: str, after: str) -> bool:
    """Whether a term is that of the loan and not of what is paid on it: 贷款期限五年，贴息三年."""
    if after.lstrip("的").startswith("贴"):
        return False
    return LOAN_TERM.search(before) is not None or after.startswith(("期贷款", "期的贷款"))


def _nearer(pattern: re.Pattern[str], other: re.Pattern[str], words: str, at: int) -> bool:
    """Whether a word of `pattern` stands nearer to an offset than one of `other`."""
    return _distance(pattern, words, at) < _distance(other, words, at)


def _distance(pattern: re.Pattern[str], words: str, at: int) -> int:
    return min((abs(found.start() - at) for found in pattern.finditer(words)), default=len(words))


def _agrees(value: Decimal, day: date) -> bool:
    """Whether a date, which may lack year or day, is the one meant."""
    number = int(value)
    year, month, of_month = number // 10000, number // 100 % 100, number % 100
    return year in (0, day.year) and month in (0, day.month) and of_month in (0, day.day)
