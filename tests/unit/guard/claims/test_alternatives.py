"""Tiers that stand for one another: of sizes reached one is paid, and one rate has a cap for each."""

from __future__ import annotations

import pytest

from assistant.policy.corpus import Corpus
from tests.unit.guard.conftest import Drafts, drafts_of

NOTICE = """---
id: mills
title: 南桥县支持茶叶加工若干措施
region: 南桥县
source: 虚构文件，仅供测试
---

# 南桥县支持茶叶加工若干措施

**第一条 增产奖励**。对茶厂年产量达到200吨以上、600吨以上的，分别给予3万元、7万元奖励。

**第二条 购船补贴**。对购置茶船的，按成交价格的2%给予补贴，游览船每艘不超过1万元，货运船每艘不超过4万元。
"""
ROWS = """policy: mills
awards:
- id: tons
  name: 增产奖励
  clause: 第一条
  modality: 给予
  reviewed: true
  beneficiary: 茶厂
  quote: 对茶厂年产量达到200吨以上、600吨以上的，分别给予3万元、7万元奖励
  tiers:
  - {yuan: 30000, bound: exact, bracket: {of: 年产量, counter: 吨, from: 200}}
  - {yuan: 70000, bound: exact, bracket: {of: 年产量, counter: 吨, from: 600}}
- id: ships
  name: 购船补贴
  clause: 第二条
  modality: 给予
  reviewed: true
  quote: 对购置茶船的，按成交价格的2%给予补贴，游览船每艘不超过1万元，货运船每艘不超过4万元
  tiers:
  - {case: 游览船, percent: 2, bound: exact, base: 成交价格, cap_yuan: 10000, cap_per: 每艘}
  - {case: 货运船, percent: 2, bound: exact, base: 成交价格, cap_yuan: 40000, cap_per: 每艘}
"""


@pytest.fixture(scope="module")
def mills(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    return drafts_of("mills", NOTICE, ROWS, corpus, tmp_path_factory)


@pytest.mark.parametrize(
    ("text", "question", "reasons"),
    [
        ("茶厂年产量200吨以上给3万元，600吨以上给7万元，按高的一档给7万元。", "茶厂年产700吨", []),
        ("茶厂年产量200吨以上给3万元，600吨以上给7万元，两档合计10万元。", "茶厂年产700吨", ["stacked"]),
        ("货运船按成交价格的2%补：150万元×2%＝3万元。", "买货运船花了150万元", []),
        ("游览船按成交价格的2%补：150万元×2%＝3万元。", "买游览船花了150万元", ["cap_dropped"]),
    ],
)
def test_tiers_that_stand_for_one_another(mills: Drafts, text: str, question: str, reasons: list[str]) -> None:
    assert mills.reasons(text, question) == reasons
