"""An explained check says of each figure what was read and which rule decided."""

from __future__ import annotations

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus


def test_the_slot_at_fault_and_the_rule_are_told(corpus: Corpus) -> None:
    explained = Guard(corpus).explain("省级企业技术中心奖励50万元，奖给认证机构。")
    (one,) = explained.explanations
    assert (one.surface, one.rule, one.slots["recipient"]) == ("50万元", "wrong_beneficiary", "认证机构")
    assert not explained.ok


def test_a_right_figure_is_explained_as_well(corpus: Corpus) -> None:
    explained = Guard(corpus).explain("市重点技改按设备投资不超过10%补助。")
    assert explained.ok
    assert [(one.verdict, one.slots["base"], one.slots["bound"]) for one in explained.explanations] == [
        ("supported", "设备投资", "at_most")
    ]
