"""A model behind an OpenAI-compatible endpoint: a real HTTP server of the test over a tiny real transformer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("openai", reason="needs the extra llm")

from assistant.errors import IndexUnavailable, ModelUnavailable, UsageError
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts, EmbeddingName
from assistant.retrieval.hub_models import NamedEmbedding
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.served import ServedEmbedding
from assistant.settings import Settings
from index.build import build
from tests.listening import Handler, listening
from tests.unit.retrieval.conftest import PROMPT, TEXTS, named

Reply = Callable[[dict[str, Any]], tuple[int, Any]]


class Endpoint:
    """The server; `reply` makes status and body of what was asked."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.asked: list[dict[str, Any]] = []
        self.url = ""


@contextmanager
def serving(reply: Reply) -> Iterator[Endpoint]:
    endpoint = Endpoint(reply)

    class Told(Handler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.asked.append(asked | {"path": self.path, "key": self.headers["Authorization"]})
            status, body = endpoint.reply(asked)
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with listening(Told) as port:
        endpoint.url = f"http://127.0.0.1:{port}/v1"
        yield endpoint


def rows(vectors: Any) -> dict[str, Any]:
    data = [{"object": "embedding", "index": i, "embedding": [float(x) for x in v]} for i, v in enumerate(vectors)]
    return {"object": "list", "model": "tiny", "data": data[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}}


@pytest.fixture
def tiny(model: Path) -> Iterator[Endpoint]:
    """The tiny transformer, served; its rows come back in the wrong order and at the wrong length."""
    inner = NamedEmbedding(named(model, query_prompt="", passage_prompt=""))
    with serving(lambda asked: (200, rows(3 * inner.encode_passages(asked["input"])))) as endpoint:
        yield endpoint


def served(endpoint: Endpoint, **changes: object) -> Settings:
    own = {"embedding_url": endpoint.url, "embedding_model": "tiny", "embedding_retries": 1, "embedding_seconds": 20}
    return Settings.model_validate(own | changes)


def test_vectors_are_those_of_the_model_in_order_and_of_length_one(tiny: Endpoint, model: Path) -> None:
    local = NamedEmbedding(named(model, query_prompt=PROMPT, passage_prompt=""))
    settings = served(tiny, query_prompt=PROMPT, embedding_batch=2, embedding_key="k-73ad")
    remote = ServedEmbedding(settings)
    np.testing.assert_allclose(remote.encode_passages(TEXTS), local.encode_passages(TEXTS), atol=1e-5)
    np.testing.assert_allclose(remote.encode_queries(TEXTS), local.encode_queries(TEXTS), atol=1e-5)
    assert [len(asked["input"]) for asked in tiny.asked] == [2, 1, 2, 1]
    assert {asked["path"] for asked in tiny.asked} == {"/v1/embeddings"}
    assert {asked["key"] for asked in tiny.asked} == {"Bearer k-73ad"}
    assert "k-73ad" not in repr(settings)


def test_an_index_is_tied_to_the_model_and_not_to_its_address(
    tiny: Endpoint, model: Path, corpus: Corpus, tmp_path: Path
) -> None:
    build(corpus, tmp_path, served(tiny))
    assert Artifacts.open(tmp_path).read_manifest().embedding == EmbeddingName(model="tiny", served=True)
    moved = served(tiny, embedding_url=tiny.url.replace("127.0.0.1", "localhost"))
    found = Retriever.open(tmp_path, corpus, moved).search("新认定省级企业技术中心奖励多少？")
    assert "二（一）" in [hit.clause for hit in (*found.hits, *(hit for hit, _ in found.rejected))]
    with pytest.raises(IndexUnavailable, match="other"):
        Retriever.open(tmp_path, corpus, served(tiny, embedding_model="other"))
    with pytest.raises(IndexUnavailable, match="提供方式"):
        Retriever.open(tmp_path, corpus, Settings(embedding_model="tiny"))
    tiny.reply = lambda asked: (200, rows(np.ones((len(asked["input"]), 7))))
    with pytest.raises(ModelUnavailable, match="index build"):
        Retriever.open(tmp_path, corpus, served(tiny)).search("奖励多少")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, {"error": "down"}),
        (401, {"error": "no key"}),
        (200, b"<html>"),
        (200, {"data": None}),
        (200, {"data": []}),
        (200, rows([[1.0, 2.0]])),
        (200, rows([[float("nan")] * 4] * 3)),
    ],
)
def test_what_is_no_vector_is_told(status: int, body: object) -> None:
    with serving(lambda asked: (status, body)) as endpoint, pytest.raises(ModelUnavailable, match="向量服务"):
        ServedEmbedding(served(endpoint, embedding_retries=0)).encode_queries(TEXTS)


def test_a_batch_is_tried_again(model: Path) -> None:
    replies = iter([(503, {"error": "loading"}), (200, rows(np.eye(3)))])
    with serving(lambda asked: next(replies)) as endpoint:
        np.testing.assert_allclose(ServedEmbedding(served(endpoint)).encode_queries(TEXTS), np.eye(3))
        assert len(endpoint.asked) == 2


def test_a_refused_connection_and_a_missing_name_are_told() -> None:
    nowhere = Settings(embedding_url="http://127.0.0.1:9/v1", embedding_model="tiny", embedding_retries=0)
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1:9"):
        ServedEmbedding(nowhere).encode_queries(["问"])
    with pytest.raises(UsageError, match="HUIQI_EMBEDDING_MODEL"):
        EmbeddingName.of(Settings(embedding_url="http://127.0.0.1:9/v1"))
