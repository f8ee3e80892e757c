"""Awards paid together, and conditions that are waived."""

from __future__ import annotations

import pytest

from assistant.guard.words import stacking as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("STACKED", "两项可以叠加享受", True),
        ("AND_YET", "还能再领一次", True),
        ("AND_YET", "还没有领", False),
        ("ONE_ONLY", "就高享受", True),
        ("ONE_ONLY", "都享受", False),
        ("WAIVED", "不管茶园面积多大都能领", True),
        ("WAIVED", "茶园面积够大才能领", False),
        ("EXCLUDED", "不再重复享受", True),
        ("OTHER_PROJECTS", "不同项目", True),
    ],
)
def test_patterns(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found
