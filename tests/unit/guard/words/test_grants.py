"""What is said of awards: that they are paid, to persons, in foreign money."""

from __future__ import annotations

import pytest

from assistant.guard.words import grants as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("AWARD", "给予", True),
        ("AWARD", "位于", False),
        ("YEARLY", "每年都给", True),
        ("YEARLY", "去年给过", False),
    ],
)
def test_cues(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found


def test_foreign_money_is_known_by_its_counter() -> None:
    assert "美元" in words.FOREIGN
    assert "元" not in words.FOREIGN
