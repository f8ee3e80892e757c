"""An assistant whose answers a language model of the test words, and one without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.answering.model.drafting import ModelDrafter
from assistant.answering.release import Reply
from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import Settings
from tests.drafts import SUBJECTS
from tests.functional.language_model import Endpoint, marks, serving

AS_OF = date(2021, 9, 1)
QUESTION = "省级企业技术中心奖励多少"
SECONDS = 20.0


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with serving() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def settings(endpoint: Endpoint) -> Settings:
    return Settings(llm_url=endpoint.url, llm_model="liar", llm_key=SecretStr("k"), llm_seconds=SECONDS)


@pytest.fixture(scope="module")
def retriever(corpus: Corpus, built_index: Path) -> Retriever:
    return Retriever.open(built_index, corpus)


@pytest.fixture(scope="module")
def plain(corpus: Corpus, retriever: Retriever) -> Assistant:
    return Assistant(corpus, retriever, Guard(corpus), Settings(), lambda: AS_OF)


@pytest.fixture(scope="module")
def assistant(corpus: Corpus, retriever: Retriever, settings: Settings) -> Iterator[Assistant]:
    model = ModelDrafter(settings, corpus)
    yield Assistant(corpus, retriever, Guard(corpus), settings, lambda: AS_OF, model=model)
    model.close()


def streamed(assistant: Assistant, question: str) -> tuple[str, Reply]:
    *pieces, reply = assistant.stream(question)
    assert isinstance(reply, Reply)
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    assert text == reply.answer.text
    return text, reply


@pytest.fixture(scope="module")
def questions(corpus: Corpus) -> tuple[str, ...]:
    """Return one question a tier of the award table that has a figure, and some on several."""
    rows = [(reward, tier) for reward in corpus.rewards if reward.kind == "award" for tier in reward.tiers]
    single = (f"{t.level or ''}{r.name}给多少" for r, t in rows if (t.yuan or t.percent) and r.id in SUBJECTS)
    several = ("企业技术中心各级奖励多少", "单项冠军和专精特新分别奖多少", "技改设备投资3000万能补多少", "首台套奖多少")
    return (*dict.fromkeys(single), *several)


def find(messages: list[dict[str, str]], label: str) -> str:
    return next(mark for mark, said in marks(messages).items() if label in said)
