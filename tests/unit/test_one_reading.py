"""What understanding reads of a message is what the guard judges an answer to it by: one reader, one reading."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.models import Turn
from assistant.policy.corpus import Corpus
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.understanding.query import Query
from assistant.understanding.reader import Reader
from assistant.wiring import build_assistant

BEFORE, NOW = "省级企业技术中心奖多少", "国家级的呢，设备投资3000万元的上限是多少"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[int, str]]:
    """How often each reader has read each message."""
    times: Counter[tuple[int, str]] = Counter()
    own = Reader._read

    def counting(reader: Reader, message: str) -> Query:
        times[id(reader), message] += 1
        return own(reader, message)

    monkeypatch.setattr(Reader, "_read", counting)
    return times


@pytest.fixture
def assistant(corpus: Corpus, built_index: Path, read: Counter[tuple[int, str]]) -> Assistant:
    return build_assistant(Settings(corpus_dir=corpus.directory, index_dir=built_index))


def test_each_message_is_read_once(assistant: Assistant, read: Counter[tuple[int, str]]) -> None:
    reply = assistant.reply(NOW, (Turn(role="user", content=BEFORE),), date(2021, 12, 1))
    assert reply.guard is not None and reply.guard.figures, "no figure was judged"
    assert {message for _, message in read} >= {BEFORE, NOW}
    assert set(read.values()) == {1}
    assert len({reader for reader, _ in read}) == 1


def test_a_message_that_a_reply_is_checked_against_is_read_alike(assistant: Assistant) -> None:
    query = assistant.clauses.reader.read("国家级单项冠军的下限和研发费用的目标")
    assert (query.bound_asked, query.aims, query.bases) == ("at_least", True, {"research"})
