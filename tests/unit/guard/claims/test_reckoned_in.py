"""What a draft reckons in that the notice leaves out."""

from __future__ import annotations

import pytest

from assistant.guard.claims.reckoned_in import find_misreckoned
from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("盐田改造为鱼塘，实际投资20万元以上，塘租也算在投资内。", ["不含塘租"]),
        ("盐田改造为鱼塘，实际投资20万元以上，塘租不算在投资里。", []),
        ("水产加工企业的设备投资按含税价算。", ["不含税"]),
        ("水产加工企业的设备投资按不含税价算。", []),
        ("水产加工企业的设备投资并非按含税价算。", []),
    ],
)
def test_what_is_left_out_is_not_reckoned_in(fishery: Drafts, text: str, told: list[str]) -> None:
    assert [words for _, words in find_misreckoned(fishery.read(text))] == told
