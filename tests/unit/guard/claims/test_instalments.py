"""Instalments that are told in a sentence of their own."""

from __future__ import annotations

import pytest

from assistant.guard.claims.instalments import find_schedules
from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("补助分两期拨付：投产当年拨付70%，验收后拨付30%。", [("投产当年", 70), ("验收后", 30)]),
        ("其中一级的奖金分两年按6∶4的比例兑现。", [("第一年", 60), ("第二年", 40)]),
        ("分三次按50%、30%、20%发放。", [("第一次", 50), ("第二次", 30), ("第三次", 20)]),
        ("分两期拨付：开工拨付30%。", None),
    ],
)
def test_what_makes_up_the_whole(text: str, parts: list[tuple[str, int]] | None) -> None:
    found = next(find_schedules(text), None)
    assert (found and [(part.case, int(part.percent or 0)) for part in found.parts]) == parts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("深海网箱补助分两期：投产当年拨付70%，满一年复核后再拨付30%。", []),
        ("深海网箱补助分两期：投产当年拨付30%，满一年复核后再拨付70%。", ["wrong_tier", "wrong_tier"]),
        ("深海网箱补60万元的话，投产当年先到账42万元。", []),
        ("深海网箱的补助在投产当年一次性拨付到位。", ["wrong_tier"]),
        ("一级渔港的150万元分三年，第一年75万元，第二年45万元，第三年30万元。", []),
        ("首次进限额以上统计的水产批发企业给8万元，分两年兑现，每年4万元。", []),
        ("首次进限额以上统计的水产批发企业，分两年兑现，每年8万元。", ["once_as_yearly"]),
        ("深海网箱补助分两期，依次拨付30%、70%。", ["wrong_tier", "wrong_tier"]),
        ("一级渔港的150万元分三年，第一年兑现20%。", ["wrong_tier"]),
    ],
)
def test_instalments_are_those_of_the_sentence(fishery: Drafts, text: str, reasons: list[str]) -> None:
    assert fishery.reasons(text) == reasons
