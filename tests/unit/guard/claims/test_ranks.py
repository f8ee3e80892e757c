"""The rank of government that a title is said to have is the row's."""

from __future__ import annotations

import pytest

from assistant.policy.corpus import Corpus
from tests.unit.guard.conftest import Drafts, drafts_of

NOTICE = """---
id: prizes
title: 南桥县支持工艺美术若干措施
region: 南桥县
source: 虚构文件，仅供测试
---

# 南桥县支持工艺美术若干措施

**第一条 工艺奖**。对获得国家级工艺金奖、工艺银奖的作品，分别给予12万元、7万元奖励。
对获得省级工艺金奖、工艺银奖的作品，分别给予7万元、4万元奖励。
"""
ROWS = """policy: prizes
awards:
- id: state
  name: 国家级工艺奖
  clause: 第一条
  modality: 给予
  reviewed: true
  condition: 获得国家级工艺金奖、工艺银奖
  quote: 对获得国家级工艺金奖、工艺银奖的作品，分别给予12万元、7万元奖励
  tiers:
  - {case: 工艺金奖, yuan: 120000, bound: exact}
  - {case: 工艺银奖, yuan: 70000, bound: exact}
- id: province
  name: 省级工艺奖
  clause: 第一条
  modality: 给予
  reviewed: true
  condition: 获得省级工艺金奖、工艺银奖
  quote: 对获得省级工艺金奖、工艺银奖的作品，分别给予7万元、4万元奖励
  tiers:
  - {case: 工艺金奖, yuan: 70000, bound: exact}
  - {case: 工艺银奖, yuan: 40000, bound: exact}
"""


@pytest.fixture(scope="module")
def prizes(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    return drafts_of("prizes", NOTICE, ROWS, corpus, tmp_path_factory)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("拿到省级工艺银奖的作品，给4万元。", []),
        ("拿到省级工艺银奖的作品，给7万元。", ["wrong_tier"]),
        ("拿到国家级工艺银奖的作品，给7万元。", []),
        ("拿到省级工艺金奖的作品，给7万元。", []),
    ],
)
def test_a_sum_is_of_the_rank_that_is_named(prizes: Drafts, text: str, reasons: list[str]) -> None:
    assert prizes.reasons(text) == reasons
