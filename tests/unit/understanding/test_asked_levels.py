"""Levels that a message asks of, by their names and by those of programmes."""

from __future__ import annotations

import pytest

from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus)


@pytest.mark.parametrize(
    ("message", "levels"),
    [
        ("小巨人奖多少", ("国家级",)),
        ("省级小巨人奖多少", ("省级",)),
        ("小巨人和省级专精特新各奖多少", ("国家级", "省级")),
        ("国家级单项冠军是100万元，那市级的呢", ("市级",)),
        ("国家级单项冠军有，市级的呢", ("国家级", "市级")),
        ("国家级单项冠军100万元，市级的有没有", ("国家级", "市级")),
    ],
)
def test_levels_asked_of(reader: Reader, message: str, levels: tuple[str, ...]) -> None:
    assert reader.read(message).levels == levels
