"""Drafts that say of a case the contrary of what the notice says."""

from __future__ import annotations

from assistant.guard.claims.reversals import find_reversed
from tests.unit.guard.conftest import Drafts


def test_an_excluded_case_is_not_paid(freight: Drafts) -> None:
    said = "运单未按期备案的货运企业，可以申请奖励。"
    assert [told.sentence for _, told in find_reversed(freight.read(said))] == ["运单未按期备案的货运企业，不予奖励"]
    assert list(find_reversed(freight.read("运单未按期备案的货运企业，能申请奖励吗？"))) == []
    assert list(find_reversed(freight.read("运单未按期备案的货运企业，不能申请奖励。"))) == []


def test_an_exception_of_a_limit_is_not_reckoned_in(freight: Drafts) -> None:
    said = "企业全年奖励总额不超过300万元，第二条的奖励{}总额。"
    assert len(list(find_reversed(freight.read(said.format("也计入"))))) == 1
    assert list(find_reversed(freight.read(said.format("不计入")))) == []
