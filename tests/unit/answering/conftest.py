from __future__ import annotations

import pytest

from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus)
