"""Words spelt in letters are read in characters."""

from __future__ import annotations

import pytest

from assistant.policy.places import cut_words
from assistant.understanding.letters import LetterReader

READER = LetterReader(["对渔港码头的渔业公司给予贴息，船员培训由老船员带教。支持PLC改造。"], cut_words)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("matou贴息", "码头贴息"),
        ("chuanyuanpeixun怎么shenbao", "船员培训怎么申报"),
        ("老船yuan带教", "老船员带教"),
        ("chuan员培训", "船员培训"),
        ("PLC改造补多少", "PLC改造补多少"),
        ("发到abc@example.com", "发到abc@example.com"),
        ("投了500w", "投了500w"),
        ("OK，没有字母", "OK，没有字母"),
    ],
)
def test_words_in_letters(said: str, read: str) -> None:
    assert READER.read(said) == read
