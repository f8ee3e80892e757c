"""The table of rules holds what it says: each rule decides its own example, and completes it so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.changed_numbers import FACTORS, STEPS, change
from assistant.conversation.completing import Conversation
from assistant.conversation.rules import RULES
from assistant.conversation.state import YUAN, Facts, Quantity
from assistant.conversation.turn import Rule, Subject
from assistant.policy.corpus import Corpus
from assistant.text.figures import find_figures
from assistant.understanding.query import Query
from assistant.understanding.reader import Reader

STANDS = {"is a sentence that can stand alone": "nothing"}
EIGHT_MILLION = Facts(quantities=(Quantity(value=Decimal(8_000_000), counter=YUAN, turn=0),))


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_example(corpus: Corpus, rule: Rule) -> None:
    reader = Reader(corpus)
    conversation = Conversation(corpus, reader)

    def recognises(query: Query) -> Subject | None:
        return "nothing" if rule.name in STANDS else None

    queries = [reader.read(turn) for turn in rule.example.turns]
    reading = conversation.read(queries, recognises)
    completed, decided = conversation.complete(reading.messages[-1], reading.state, recognises)
    assert decided.name == rule.name
    assert completed == reading.query
    sums = tuple(figure.surface for figure in completed.base_figures())
    assert (completed.topics, completed.levels, sums) == (rule.example.topics, rule.example.levels, rule.example.sums)


CHANGES = [*STEPS, *(factor.example for factor in FACTORS)]


@pytest.mark.parametrize(("message", "derivation"), CHANGES, ids=[message for message, _ in CHANGES])
def test_change(message: str, derivation: str) -> None:
    changed = change(message, find_figures(message), EIGHT_MILLION, frozenset(), frozenset())
    assert changed is not None
    assert changed.derivation == derivation


@pytest.mark.parametrize(
    "message", ["奖励能翻倍吗", "一共投了900万", "设备900万补多少", "省级的呢", "分两次投，一次300万一次500万"]
)
def test_no_change(message: str) -> None:
    assert change(message, find_figures(message), EIGHT_MILLION, frozenset(), frozenset()) is None
