"""What a notice settles for several awards at once, found for the award that a message is about."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from assistant.answering.rowwise.asked import complete
from assistant.answering.rowwise.provisions import ASKED, FACETS, Provision, Provisions
from assistant.models import PolicyMeta, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.document import parse_policy
from assistant.understanding.reader import Reader
from assistant.understanding.rows import RowIndex

NOTICE = """第一条 冷链物流。对新建冷库的企业，给予8万元补助。
第二条 渔船更新。对更新渔船的渔民，给予6万元补助。本条所需资金由省、县财政按2∶8比例分担。
第三条 水产育种。对建成育种基地的单位，给予9万元奖励。
第四条 包装设计。对聘用设计师的企业，给予3万元奖励。已享受水产育种奖励的，可与包装设计奖励同时享受。
第五条 黑名单企业不得享受第三条奖励。
第六条 第一条至第二条由县海洋局审核，第三条、第四条由县商务局审核。
第七条 除第二条外，奖励资金由县财政承担。第四条所需资金由县财政、镇财政按7∶3分担。
第八条 每年5月1日至6月30日通过县政务网申报，逾期不予受理。
第九条 同一企业年度奖补总额不超过20万元，冷链物流补助不计入。
"""
ROWS = {"一": ("冷库", 8), "二": ("渔船", 6), "三": ("育种基地", 9), "四": ("设计师", 3)}


@pytest.fixture(scope="module")
def index(corpus: Corpus) -> RowIndex:
    policy, _ = parse_policy(PolicyMeta(id="p", title="海岸县若干措施"), NOTICE)
    rows = [
        Reward(
            policy="p", id=name, kind="award", name=name, clause=f"第{at}条",
            tiers=(Tier(yuan=Decimal(sum_ * 10_000), bound="exact", quote=f"给予{sum_}万元"),),
        )
        for at, (name, sum_) in ROWS.items()
    ]  # fmt: skip
    return RowIndex([policy], rows, corpus.lexicon)


def find(index: RowIndex, reader: Reader, *messages: str) -> Provision | None:
    return Provisions(index).find(complete([reader.read(message) for message in messages], index))


@pytest.mark.parametrize(
    ("messages", "facet", "clause"),
    [
        (("建冷库的补助是哪一级财政掏？",), "payer", "第七条"),
        (("渔船更新的钱省里县里各出几成",), "payer", "第二条"),
        (("聘设计师那笔奖，镇里要不要出钱？",), "payer", "第七条"),
        (("奖励资金由谁承担？", "那渔船的呢？"), "payer", "第二条"),
        (("包装设计是找海洋局审吗",), "examiner", "第六条"),
        (("今年什么时候报？过了日子还收不收",), "window", "第八条"),
        (("一家企业一年最多能领多少，冷链物流那笔算不算在里头？",), "limit", "第九条"),
        (("育种基地的奖领过了，设计师的奖还给不给？",), "together", "第四条"),
        (("上了黑名单的，育种基地能不能申报？",), "barred", "第五条"),
    ],
)
def test_what_is_settled_is_told_of_the_award_meant(
    index: RowIndex, reader: Reader, messages: tuple[str, ...], facet: str, clause: str
) -> None:
    found = find(index, reader, *messages)
    assert found is not None
    assert (found.facet, found.quotes[0].clause.label) == (facet, clause)


@pytest.mark.parametrize("message", ["县财政不掏钱的年会，给多少？", "建一座冷库补多少？", "渔船更新怎么算"])
def test_what_only_tells_of_it_asks_for_no_such_thing(index: RowIndex, reader: Reader, message: str) -> None:
    assert find(index, reader, message) is None


def test_a_sum_asked_for_besides_is_said_too(index: RowIndex, reader: Reader) -> None:
    found = find(index, reader, "建冷库给多少，钱谁出？")
    assert found is not None
    assert found.with_sums


def test_every_facet_has_words_that_ask_for_it() -> None:
    assert all(isinstance(ASKED[facet], re.Pattern) for facet in FACETS)
