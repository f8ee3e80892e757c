"""Judge targets and thresholds: counts, outputs, investments, and the turnover that an award depends on."""

from __future__ import annotations

from assistant.guard.context import Belonging
from assistant.guard.cues import AWARD, AWARD_DENIED, TARGET
from assistant.guard.facts import Fact, FactBook
from assistant.guard.places import is_threshold
from assistant.guard.sheet import Item, Sheet
from assistant.guard.verdicts import NOT_POLICY, Judgement, claim_span, fault, supported
from assistant.text.figures import Unit

_SAME_COUNTER = {"户": "家", "项": "个", "台": "辆", "公吨": "吨"}
_OUTPUT, _INVESTMENT = ("产值", "达产"), ("投资",)


class TargetJudge:
    """Compares targets and thresholds with the table."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def judge_count(self, sheet: Sheet, item: Item, where: Belonging) -> Judgement:
        """Judge a number of firms, vehicles, projects or tonnes."""
        counter = _SAME_COUNTER.get(item.figure.counter or "", item.figure.counter)
        for topic in where.topics[:1]:
            facts = [f for f in self._book.targets(topic) if f.unit is Unit.COUNT and _counter(f) == counter]
            if not facts or not _is_target(sheet, item, facts):
                continue
            same = [fact for fact in facts if fact.value == item.value]
            if not same:
                return fault("wrong_target", tuple(facts), topic, claim_span(item))
            if all(item.bound is not None and fact.bound != item.bound and item.bound == "at_most" for fact in same):
                return fault("wrong_bound", tuple(same), topic, claim_span(item))
            return supported(*same)
        return NOT_POLICY

    def judge_money(self, sheet: Sheet, item: Item, where: Belonging) -> Judgement | None:
        """Judge money as a target or a threshold; None where it is neither."""
        for topic in where.topics[:1]:
            facts = [fact for fact in self._book.targets(topic) if fact.unit is Unit.YUAN]
            thresholds = [fact for fact in facts if fact.kind == "threshold"]
            if thresholds and is_threshold(sheet, item):
                return self._threshold(item, thresholds, topic)
            targets = [fact for fact in facts if fact.kind == "target"]
            if targets:
                return self._target(sheet, item, targets, topic)
        return None

    def _threshold(self, item: Item, facts: list[Fact], topic: str) -> Judgement:
        if any(fact.value == item.value for fact in facts):
            return supported(*facts)
        return fault("wrong_target", tuple(facts), topic, claim_span(item))

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


def _is_award(sheet: Sheet, item: Item) -> bool:
    """Whether the clause of the figure says that it is paid to someone."""
    start, end = sheet.clause(item.start, item.end)
    line = sheet.line_at(item.start)
    words = sheet.text[start:end]
    if line.kind == "row":
        cell = sheet.cell_at(line, item.start)
        head = sheet.lines[line.header] if line.header is not None else None
        if cell and head and cell[0] < len(head.cells):
            words += sheet.text[slice(*head.cells[cell[0]])]
    words = AWARD_DENIED.sub("", words).replace("争取", "")
    return bool(AWARD.search(words))


def _is_target(sheet: Sheet, item: Item, facts: list[Fact]) -> bool:
    start, end = sheet.sentence(item.start, item.end)
    if any(fact.counter in ("辆", "吨") for fact in facts):
        return True
    line = sheet.line_at(item.start)
    words = sheet.text[start:end]
    if line.kind == "row" and line.header is not None:
        head = sheet.lines[line.header]
        words += sheet.text[head.start : head.end]
    return bool(TARGET.search(words))


def _counter(fact: Fact) -> str | None:
    return _SAME_COUNTER.get(fact.counter or "", fact.counter)


def _names_other(sheet: Sheet, item: Item, fact: Fact) -> bool:
    """Whether the noun beside the figure is that of another target of the clause: 总投资 for 达产产值."""
    start, _ = sheet.part(item.start, item.end)
    before = sheet.text[start : item.start]
    if _has(fact.name, _OUTPUT):
        return _has(before, _INVESTMENT) and not _has(before, _OUTPUT)
    if _has(fact.name, _INVESTMENT):
        return _has(before, _OUTPUT) and not _has(before, _INVESTMENT)
    return False


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)

