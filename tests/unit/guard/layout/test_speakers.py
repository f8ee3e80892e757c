"""Transcripts: what the one who asks says is no claim, unless the other says yes."""

from __future__ import annotations

import pytest

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@pytest.mark.parametrize(
    ("draft", "ok"),
    [
        ("客户：国家级技术中心给1000万元。\n客服：文件写的是500万元，一次性。", True),
        ("客户：国家级技术中心是不是1000万？\n客服：对，一次性。", False),
        ("问：贷款三千万，期限四年。\n答：省重点技改项目贷款按年化2%贴息，最长三年。", True),
        ("问：可以每年拿吗？答：可以，国家级单项冠军每年不低于100万元。", False),
        ("[09:12] 客户：听说省级平台奖500万\n[09:13] 客服：省级工业互联网示范平台不超过200万元", True),
    ],
)
def test_transcripts(guard: Guard, draft: str, ok: bool) -> None:
    assert guard.check(draft).ok is ok
