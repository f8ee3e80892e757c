"""The rules in their order: what is quoted or denied is decided before anything is compared."""

from __future__ import annotations

from assistant.guard.claims.rules import RULES
from tests.unit.guard.conftest import Drafts


def test_a_quotation_decides_first(drafts: Drafts) -> None:
    text = "对新获评国家级、省级、市级茶叶龙头企业的，分别给予40万元、15万元、5万元奖励。"
    assert drafts.rulings(text) == ["quotation"] * 3


def test_what_is_denied_is_not_compared(drafts: Drafts) -> None:
    assert drafts.rulings("省级茶叶龙头企业不是奖16万元，而是15万元。") == ["denied", "award"]


def test_a_product_that_gives_something_else(drafts: Drafts) -> None:
    found = drafts.rulings("茶园改造每亩补助，800元×120亩=86000元。")
    assert found[-1] == "product wrong_arithmetic"


def test_a_bare_factor_claims_nothing(drafts: Drafts) -> None:
    assert drafts.rulings("茶园改造：800×120=96000元")[:2] == ["factor", "factor"]


def test_each_rule_has_a_name_of_its_own() -> None:
    names = [name for name, _ in RULES]
    assert len(set(names)) == len(names)
    assert names[-1] == "mismatch"
