"""An assistant over several policies: the real corpus with three invented ones, whose topics nobody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.models import Answer, Turn
from assistant.policy.corpus import Corpus
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wiring import build_assistant

TODAY = date(2026, 11, 23)
REPLACED_SINCE = date(2027, 2, 1)
QUESTION = "省级企业技术中心奖励多少"
OLD, NEW, NEXT, FUZHOU = "ningde-2021-68", "ningde-2023-990", "ningde-2026-903", "fuzhou-2022-955"
CENTER = {OLD: 500_000, NEW: 800_000, NEXT: 660_000, FUZHOU: 300_000}


@pytest.fixture(scope="module")
def ningde(many_corpus: Corpus, many_index: Path) -> Assistant:
    """Serves 宁德."""
    return build_assistant(Settings(corpus_dir=many_corpus.directory, index_dir=many_index, region="宁德"))


@pytest.fixture(scope="module")
def nowhere(many_corpus: Corpus, many_index: Path) -> Assistant:
    """Serves no region in particular."""
    return build_assistant(Settings(corpus_dir=many_corpus.directory, index_dir=many_index))


def ask(assistant: Assistant, question: str, *earlier: str, on: date = TODAY) -> Answer:
    return assistant.ask(question, [Turn(role="user", content=turn) for turn in earlier], on)


def policies(answer: Answer) -> list[str]:
    """The policies that an answer cites, in order."""
    return list(dict.fromkeys(citation.policy for citation in answer.citations))


def sums(answer: Answer, level: str) -> list[Decimal]:
    """The awards of one level that an answer states from the table, in order."""
    return [a.yuan for a in answer.amounts if a.tier == level and a.source == "table" and a.yuan is not None]


def positions(text: str, words: Sequence[str]) -> list[int]:
    return [text.index(word) for word in words]
