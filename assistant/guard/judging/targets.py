"""Judge targets and thresholds: counts, outputs, investments, and the turnover that an award depends on."""

from __future__ import annotations

import re

from assistant.guard.judging.verdicts import NOT_POLICY, USER, Judgement, claim_span, fault, supported
from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Line
from assistant.guard.layout.sheet import REACH, Sheet
from assistant.guard.layout.surroundings import plain_words_before
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.resolving.thresholds import is_threshold, is_users_turnover
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import Fact
from assistant.guard.words.grants import AWARD, AWARD_DENIED, GIFT, NEXT_AWARD
from assistant.guard.words.targets import BEYOND, FACTOR_AFTER, OTHER_SCALE, REVENUE_BEFORE, TARGET
from assistant.text.figure_kinds import AIM
from assistant.text.figures import Unit

_SAME_COUNTER = {"户": "家", "项": "个", "台": "辆", "公吨": "吨"}
_POINTING = tuple("这该那另每第各前后上下某本同此")
_GOAL = re.compile(r"新增|力争|目标|争取|确保|培育|任务|计划")
_SHORTFALL = re.compile(r"(?:还差|相差|只差|差|还需|还缺)$")
_FACTOR = re.compile(r"[×✕]\s*$")
"""What stands before a count that a sum is multiplied by: 5万元×12家."""
FEW = 3  # so few firms are more often some of them than a target
_OUTPUT, _INVESTMENT = ("产值", "达产"), ("投资",)


class TargetJudge:
    """Compares targets and thresholds with the table."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def judge_count(self, sheet: Sheet, item: Item, where: Belonging, named: bool, asked: bool) -> Judgement:
        """Judge a number of firms, vehicles, projects or tonnes; `named`: its topic is, since the figure before it.

        `asked`: the user asks for targets, or the count can be nothing else.
        """
        counter = _SAME_COUNTER.get(item.figure.counter or "", item.figure.counter)
        for topic in where.topics[:1]:
            facts = [f for f in self._book.targets(topic) if f.unit is Unit.COUNT and _counter(f) == counter]
            if not facts or not _is_target(sheet, item, facts, asked):
                continue
            same = [fact for fact in facts if fact.value == item.value]
            if not same and not named:
                return NOT_POLICY
            if not same:
                return fault("wrong_target", tuple(facts), topic, claim_span(item))
            if _is_gift(sheet, item):
                return fault("target_as_reward", tuple(same), topic, claim_span(item))
            if all(_is_other_stock(sheet, item, fact, facts) for fact in same):
                return fault("wrong_target", tuple(facts), topic, claim_span(item))
            if all(item.bound is not None and fact.bound != item.bound and item.bound == "at_most" for fact in same):
                return fault("wrong_bound", tuple(same), topic, claim_span(item))
            return supported(*same)
        return NOT_POLICY

    def judge_money(self, sheet: Sheet, item: Item, where: Belonging, is_in_question: bool) -> Judgement | None:
        """Judge money as a target or a threshold; None where it is neither. `is_in_question`: the user names it too."""
        for topic in where.topics[:1]:
            facts = [fact for fact in self._book.targets(topic) if fact.unit is Unit.YUAN]
            thresholds = [fact for fact in facts if fact.kind == "threshold"]
            if thresholds and is_users_turnover(sheet, item) and not self._is_known(item, thresholds):
                return USER
            if thresholds and is_threshold(sheet, item):
                if BEYOND.match(sheet.text, item.end) and item.value > max(fact.value for fact in thresholds):
                    return USER  # 营收到两百亿也还是300万元
                return self._threshold(sheet, item, thresholds, topic)
            if thresholds and item.bound is None and is_in_question and self._is_turnover(sheet, item, thresholds):
                return USER
            targets = [fact for fact in facts if fact.kind == "target"]
            if targets:
                return self._target(sheet, item, targets, topic)
        return None

    def _threshold(self, sheet: Sheet, item: Item, facts: list[Fact], topic: str) -> Judgement:
        before = plain_words_before(sheet, item)
        is_other = OTHER_SCALE.search(before) is not None and REVENUE_BEFORE.search(before) is None
        if self._is_known(item, facts) and not is_other:
            return supported(*facts)
        return fault("wrong_target", tuple(facts), topic, claim_span(item))

    @staticmethod
    def _is_turnover(sheet: Sheet, item: Item, facts: list[Fact]) -> bool:
        """Whether a sum beyond the threshold is a firm's turnover, not said to be paid."""
        beyond = item.value > max(fact.value for fact in facts)
        is_paid = AWARD.search(sheet.text, sheet.floor_of(item), item.start) or AWARD.match(sheet.text, item.end)
        return beyond and is_paid is None

    @staticmethod
    def _is_known(item: Item, facts: list[Fact]) -> bool:
        return any(fact.value == item.value for fact in facts)

    def _target(self, sheet: Sheet, item: Item, facts: list[Fact], topic: str) -> Judgement:
        same = [fact for fact in facts if fact.value == item.value]
        span = claim_span(item)
        if _is_award(sheet, item):
            return fault("target_as_reward" if same else "invented_value", tuple(same), topic, span)
        if not same:
            return fault("wrong_target", tuple(facts), topic, span)
        if any(_names_other(sheet, item, fact) for fact in same):
            return fault("wrong_target", tuple(facts), topic, span)
        return supported(*same)


def _is_gift(sheet: Sheet, item: Item) -> bool:
    """Whether what is counted is said to be given to someone: 可获赠新能源汽车1000辆作奖励."""
    start, end = sheet.clause_of(item)
    return bool(GIFT.search(sheet.text, start, item.start) or GIFT.match(sheet.text, item.end, end))


def _is_award(sheet: Sheet, item: Item) -> bool:
    """Whether the clause of the figure says that it is paid to someone."""
    start, end = sheet.clause_of(item)
    if NEXT_AWARD.match(sheet.text, item.end):
        return True
    line = sheet.line_of(item)
    words = sheet.text[start:end]
    if line.kind == "row":
        cell = sheet.cell_at(line, item.start)
        head = sheet.lines[line.header] if line.header is not None else None
        if cell and head and cell[0] < len(head.cells):
            words += sheet.text[slice(*head.cells[cell[0]])]
    words = AWARD_DENIED.sub("", words).replace("争取", "")
    return bool(AWARD.search(words))


def _is_target(sheet: Sheet, item: Item, facts: list[Fact], asked: bool) -> bool:
    """Whether a count is said to be a target: 新增10家, 推广1000辆; not 这一项, 两家厂."""
    start, end = sheet.clause_of(item)
    before = sheet.text[start : item.start]
    if any(fact.counter in ("辆", "吨") for fact in facts):
        return item.value > 1
    if before.count("、") + 1 == item.value or _SHORTFALL.search(before) or FACTOR_AFTER.match(sheet.text, item.end):
        return False
    if _FACTOR.search(before):
        return False
    is_few = item.figure.surface[0] in "一二两三" and item.value <= FEW
    if before.endswith(_POINTING) or (is_few and not _GOAL.search(before)):
        return False
    line = sheet.line_of(item)
    words = sheet.text[start:end] + "".join(AIM.findall(sheet.text[max(line.start, start - REACH) : start]))
    if line.kind == "row" and line.header is not None:
        words += sheet.text[line.start : line.end] + sheet.text[slice(*_span(sheet.lines[line.header]))]
    elif line.kind == "item":
        words += "".join(sheet.text[slice(*_span(sheet.lines[parent]))] for parent in line.parents)
    return asked or bool(TARGET.search(words))


def _span(line: Line) -> tuple[int, int]:
    return line.start, line.end


def _is_other_stock(sheet: Sheet, item: Item, fact: Fact, facts: list[Fact]) -> bool:
    """Whether the words before a count name another count of the topic: 已有21家 for 争取30家."""
    start, _ = sheet.clause_of(item)
    before = sheet.text[start : item.start]
    for marker in ("已", "新增"):
        if len({marker in other.name for other in facts}) == 2 and (marker in before) != (marker in fact.name):
            return marker in before or any(word in before for word in ("争取", "达到", "目标", "力争"))
    return False


def _counter(fact: Fact) -> str | None:
    return _SAME_COUNTER.get(fact.counter or "", fact.counter)


def _names_other(sheet: Sheet, item: Item, fact: Fact) -> bool:
    """Whether the noun beside the figure is that of another target of the clause: 总投资 for 达产产值."""
    start, _ = sheet.part_of(item)
    before = sheet.text[start : item.start]
    if _has(fact.name, _OUTPUT):
        return _has(before, _INVESTMENT) and not _has(before, _OUTPUT)
    if _has(fact.name, _INVESTMENT):
        return _has(before, _OUTPUT) and not _has(before, _INVESTMENT)
    return False


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
