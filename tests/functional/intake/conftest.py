"""A workplace of this module at which notices are taken in, and what its tests send and look for."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from assistant.policy.corpus import Corpus
from tests.functional.servers import Caller, Reply
from tests.functional.workplace import Place, open_place

API = "/api/v1/staff/intake"
PUBLISHING_MS = 900_000


@pytest.fixture(scope="module")
def place(corpus: Corpus, built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from open_place(corpus.directory, built_index, tmp_path_factory.mktemp("intake"))


def send(caller: Caller, name: str, data: bytes) -> Reply:
    request = urllib.request.Request(
        f"{caller.site}{API}?name={quote(name)}", data=data, headers=caller.headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return Reply(response.status, response.headers, json.load(response))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, error.headers, json.load(error))


def row_of(detail: Any, name: str) -> Any:
    return next(row for row in detail["listed"] if name in row["row"]["name"])
