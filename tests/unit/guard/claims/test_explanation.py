"""An explained check says of each figure what was read and which rule decided."""

from __future__ import annotations

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus


def test_the_slot_at_fault_and_the_rule_are_told(corpus: Corpus) -> None:
    explained = Guard(corpus).explain("省级企业技术中心奖励50万元，奖给认证机构。")
    (one,) = explained.explanations
    assert (one.surface, one.verdict, one.rule) == ("50万元", "wrong_beneficiary", "slot")
    assert one.slots["recipient"] == "认证机构"
    assert not explained.ok


def test_a_right_figure_is_explained_as_well(corpus: Corpus) -> None:
    explained = Guard(corpus).explain("市重点技改按设备投资不超过10%补助。")
    assert explained.ok
    assert [(one.verdict, one.rule, one.slots["base"], one.slots["bound"]) for one in explained.explanations] == [
        ("supported", "award", "设备投资", "at_most")
    ]


def test_the_rule_that_decided_is_told(corpus: Corpus) -> None:
    explained = Guard(corpus).explain("省级不是500万元，而是50万元。", "省级企业技术中心奖励多少")
    assert [(one.surface, one.rule) for one in explained.explanations] == [("500万元", "denied"), ("50万元", "award")]
