"""An endpoint that is broken costs only time."""

from __future__ import annotations

import time

import pytest

from assistant.answering.model.drafting import ModelDrafter
from assistant.errors import UsageError
from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wiring import open_model
from tests.functional.language_model import Endpoint, misbehaviours
from tests.functional.model.conftest import AS_OF, QUESTION, SECONDS, streamed


@pytest.mark.parametrize("way", list(misbehaviours(None)))  # type: ignore[arg-type]
def test_a_broken_endpoint_costs_only_time(
    corpus: Corpus, retriever: Retriever, plain: Assistant, endpoint: Endpoint, settings: Settings, way: str
) -> None:
    endpoint.misbehave = misbehaviours(endpoint.stopped)[way]
    model = ModelDrafter(settings.model_copy(update={"llm_seconds": 1.0}), corpus)
    assistant = Assistant(corpus, retriever, Guard(corpus), settings, lambda: AS_OF, model=model)
    for reply in (assistant.reply(QUESTION), streamed(assistant, QUESTION)[1]):
        assert reply.answer.text.endswith(plain.ask(QUESTION).text)
        assert reply.model in ("timeout", "unreachable", "garbage", "rejected")
    model.close()
    endpoint.misbehave = None


def test_a_refused_connection_costs_nothing(corpus: Corpus, retriever: Retriever, plain: Assistant) -> None:
    model = ModelDrafter(Settings(llm_url="http://127.0.0.1:9/v1", llm_model="none", llm_seconds=SECONDS), corpus)
    assistant = Assistant(corpus, retriever, Guard(corpus), Settings(), lambda: AS_OF, model=model)
    started = time.monotonic()
    assert assistant.ask(QUESTION) == plain.ask(QUESTION)
    assert assistant.reply(QUESTION).model == "unreachable"
    assert time.monotonic() - started < SECONDS, "waited for a connection that was refused"
    model.close()


def test_an_endpoint_without_a_model_is_told_at_the_start(corpus: Corpus) -> None:
    assert open_model(Settings(), corpus) is None
    with pytest.raises(UsageError, match="HUIQI_LLM_MODEL"):
        open_model(Settings(llm_url="http://127.0.0.1:9/v1"), corpus)
