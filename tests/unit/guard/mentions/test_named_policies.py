"""Two policies with different amounts for one programme: figures bind to the policy that the text names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.guard.checker import Guard
from assistant.models import Policy, Reward
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Provision

FUZHOU = "fuzhou-2022-9"
AMOUNTS = {"国家级": 3_000_000, "省级": 300_000, "市级": 30_000}
QUESTION = "企业技术中心奖励多少"
RIGHT = (
    "国家级企业技术中心奖励500万元。",
    "国家级企业技术中心奖励300万元。",
    "宁德市国家级企业技术中心奖励500万元，福州市国家级企业技术中心奖励300万元。",
    "按宁政办〔2021〕68号，国家级企业技术中心奖励500万元；按榕政办〔2022〕9号，奖励300万元。",
    "企业技术中心（国家级）：宁德500万元，福州300万元，相差200万元。",
    "2022年的政策里，省级企业技术中心是30万元。",
    "| 级别 | 宁德 | 福州 |\n|---|---|---|\n| 国家级企业技术中心 | 500万元 | 300万元 |",
    "## 福州市\n- 国家级企业技术中心：300万元\n- 省级：30万元\n"
    "## 宁德市\n- 国家级企业技术中心：500万元\n- 省级：50万元",
    "福州的认定截止日期是2022年12月31日。",
    "宁德市的文件写道：“对新认定的国家、省、市企业技术中心分别一次性给予500万元、50万元、5万元奖励”。",
)
WRONG = (
    ("福州市国家级企业技术中心奖励500万元。", "500万元", "wrong_policy"),
    ("宁德市国家级企业技术中心奖励300万元。", "300万元", "wrong_policy"),
    ("按榕政办〔2022〕9号，国家级企业技术中心奖励500万元。", "500万元", "wrong_policy"),
    ("68号文规定省级企业技术中心奖励30万元。", "30万元", "wrong_policy"),
    ("国家级企业技术中心奖励400万元。", "400万元", "wrong_value"),
    ("| 级别 | 宁德 | 福州 |\n|---|---|---|\n| 国家级企业技术中心 | 500万元 | 500万元 |", "500万元", "wrong_policy"),
    ("福州市首次年营业收入超百亿元的企业奖励300万元。", "300万元", "wrong_policy"),
    ("福州的认定截止日期是2021年12月31日。", "2021年12月31日", "wrong_date"),
    (
        "福州市的文件写道：“对新认定的国家、省、市企业技术中心分别一次性给予500万元、50万元、5万元奖励”。",
        "500万元",
        "wrong_policy",
    ),
)


def _fuzhou(corpus: Corpus) -> tuple[Policy, Reward]:
    """Return a policy of another city and its row for the technology centre."""
    policy, row = corpus.policies[0], corpus.reward("technology-center")
    meta = policy.meta.model_copy(
        update={
            "id": FUZHOU,
            "title": "福州市人民政府办公室关于支持企业创新的通知",
            "number": "榕政办〔2022〕9号",
            "issuer": "福州市人民政府办公室",
            "region": "福州市",
            "issued": date(2022, 3, 1),
            "effective": date(2022, 3, 1),
            "award_window_end": date(2022, 12, 31),
        }
    )
    tiers = tuple(tier.model_copy(update={"yuan": Decimal(AMOUNTS[tier.level or ""])}) for tier in row.tiers)
    other = row.model_copy(update={"id": "fuzhou-technology-center", "policy": FUZHOU, "tiers": tiers})
    return policy.model_copy(update={"meta": meta, "clauses": ()}), other


def _provision(row: Reward) -> Provision:
    return Provision(policy=row.policy, clause=row.clause, awards=(row.id,))


def _in_one_topic(corpus: Corpus) -> Corpus:
    """Add the row to the topic that the first policy has."""
    policy, row = _fuzhou(corpus)
    topics = tuple(
        topic.model_copy(update={"provisions": (*topic.provisions, _provision(row))})
        if topic.id == "technology-center"
        else topic
        for topic in corpus.lexicon.topics
    )
    return _with(corpus, policy, row, corpus.lexicon.model_copy(update={"topics": topics}))


def _in_two_topics(corpus: Corpus) -> Corpus:
    """Give the row a topic of its own with the same terms."""
    policy, row = _fuzhou(corpus)
    topic = corpus.lexicon.topic("technology-center")
    own = topic.model_copy(update={"id": "fuzhou-technology-center", "provisions": (_provision(row),)})
    lexicon = corpus.lexicon.model_copy(update={"topics": (*corpus.lexicon.topics, own)})
    return _with(corpus, policy, row, lexicon)


def _with(corpus: Corpus, policy: Policy, row: Reward, lexicon: object) -> Corpus:
    data = {name: getattr(corpus, name) for name in Corpus.model_fields}
    return Corpus.model_construct(
        **data | {"policies": (*corpus.policies, policy), "rewards": (*corpus.rewards, row), "lexicon": lexicon},
    )


@pytest.fixture(scope="module", params=[_in_one_topic, _in_two_topics])
def guard(corpus: Corpus, request: pytest.FixtureRequest) -> Guard:
    return Guard(request.param(corpus))


@pytest.mark.parametrize("draft", RIGHT)
def test_passes_what_the_named_policy_gives(guard: Guard, draft: str) -> None:
    assert guard.check(draft).findings == ()


@pytest.mark.parametrize(("draft", "bad", "reason"), WRONG)
def test_finds_what_another_policy_gives(guard: Guard, draft: str, bad: str, reason: str) -> None:
    findings = guard.check(draft).findings
    assert (bad, reason) in {(finding.surface, finding.reason) for finding in findings}


def test_takes_the_policy_from_the_question(guard: Guard) -> None:
    assert guard.check("国家级300万元。", f"福州市{QUESTION}").ok
    assert not guard.check("国家级500万元。", f"福州市{QUESTION}").ok
