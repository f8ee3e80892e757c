"""What the guard makes of one figure."""

from __future__ import annotations

from assistant.guard.judging.verdicts import claim_span, fault, supported
from assistant.guard.layout.sheet import Sheet


def test_a_right_and_a_wrong_one() -> None:
    assert (supported().verdict, supported().reason) == ("supported", None)
    wrong = fault("wrong_value", topic="t", span=(1, 4), expected="15万元")
    assert (wrong.verdict, wrong.reason, wrong.topic, wrong.span, wrong.expected) == (
        "wrong", "wrong_value", "t", (1, 4), "15万元",
    )  # fmt: skip
    assert fault("unverifiable").verdict == "unverifiable"


def test_a_claim_takes_in_its_bound() -> None:
    sheet = Sheet("奖励不超过12万元。")
    start, end = claim_span(sheet.items[0])
    assert sheet.text[start:end] == "不超过12万元"
