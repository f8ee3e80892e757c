"""Who pays and who gets it."""

from __future__ import annotations

import pytest

from assistant.guard.words import parties as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("PAYERS", "市级财政", True),
        ("PAYERS", "财务处", False),
        ("TO_OFFICES", "奖给县工信局的工作经费", True),
        ("TO_OFFICES", "奖给企业", False),
        ("TO_PERSONS", "每人给", True),
        ("TO_PERSONS", "每家给", False),
    ],
)
def test_frames(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found


def test_each_payer_has_a_name_of_the_table() -> None:
    found = words.PAYERS.search("由省级财政承担")
    assert found is not None
    assert words.PAYER_NAMES[str(found.lastgroup)] == "省级财政"
