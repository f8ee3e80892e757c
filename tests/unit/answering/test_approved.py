"""Approved answers in the pipeline: given while they hold, never when the guard objects or a policy has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.approved import ApprovedAnswer
from assistant.errors import UsageError
from assistant.guard.checker import Guard
from assistant.models import Policy
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import Settings

QUESTION = "省级企业技术中心奖励多少"
OPEN, CLOSED = date(2021, 9, 1), date(2022, 1, 1)


class Shelf:
    """Approved answers that serve any question; remembers what was retired."""

    def __init__(self) -> None:
        self.text = ""
        self.policies: dict[str, str] = {}
        self.retired: list[str] = []

    def find(self, key: str) -> ApprovedAnswer | None:
        return ApprovedAnswer(id=7, text=self.text, policies=self.policies) if self.text else None

    def retire(self, identifier: int, reason: str) -> None:
        assert identifier == 7
        self.retired.append(reason)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def build(built_index: Path, corpus: Corpus, shelf: Shelf) -> Callable[[Corpus], Assistant]:
    retriever = Retriever.open(built_index, corpus)
    return lambda own: Assistant(own, retriever, Guard(own), Settings(), lambda: OPEN, approved=shelf)


@pytest.fixture
def assistant(build: Callable[[Corpus], Assistant], corpus: Corpus) -> Assistant:
    return build(corpus)


def approve(shelf: Shelf, assistant: Assistant, text: str) -> None:
    shelf.text, shelf.policies = text, assistant.examine(text, QUESTION).policies


def test_it_is_given_with_its_citation_and_amount(shelf: Shelf, assistant: Assistant) -> None:
    approve(shelf, assistant, "新认定的省级企业技术中心一次性奖励50万元，见第二条第（一）项。")
    reply = assistant.reply(QUESTION)
    assert reply.approved == 7 and reply.blocked == 0
    assert reply.answer.text.startswith(shelf.text)
    assert [citation.clause for citation in reply.answer.citations] == ["二（一）"]
    amount = reply.answer.amounts[0]
    assert (amount.text, amount.yuan, amount.tier, amount.source) == ("50万元", 500000, "省级", "table")


def test_the_notice_is_that_of_the_date_of_asking(shelf: Shelf, assistant: Assistant) -> None:
    approve(shelf, assistant, "新认定的省级企业技术中心一次性奖励50万元。")
    assert assistant.ask(QUESTION, as_of=OPEN).notices == ()
    late = assistant.ask(QUESTION, as_of=CLOSED)
    assert "2021年12月31日" in late.notices[0] and late.text.startswith(f"> {late.notices[0]}")


def test_a_notice_that_was_written_too_is_said_when_it_is_due(shelf: Shelf, assistant: Assistant) -> None:
    late, early = (assistant.ask(QUESTION, as_of=day).text for day in (CLOSED, OPEN))
    approve(shelf, assistant, late)
    assert assistant.ask(QUESTION, as_of=CLOSED).text == late
    assert assistant.ask(QUESTION, as_of=OPEN).text == early


@pytest.mark.parametrize(
    "text",
    [
        "新认定的省级企业技术中心一次性奖励60万元。",
        "新认定的省级企业技术中心奖励500万元。",
        "最高可获几千万元奖励。",
        "省级企业技术中心奖励不超过50万元。",
        "据了解，省级企业技术中心每年都奖50万元。",
    ],
)
def test_what_the_guard_blocks_is_never_given(shelf: Shelf, assistant: Assistant, text: str) -> None:
    approve(shelf, assistant, text)
    assert assistant.examine(text, QUESTION).findings
    reply = assistant.reply(QUESTION)
    assert text not in reply.answer.text and "50万元" in reply.answer.text
    assert reply.approved is None and reply.blocked == 1
    assert len(shelf.retired) == 1


def test_a_changed_reward_table_puts_it_out_of_use(
    shelf: Shelf, build: Callable[[Corpus], Assistant], corpus: Corpus
) -> None:
    approve(shelf, build(corpus), "省级企业技术中心见二（一）。")
    first = corpus.rewards[0].model_copy(update={"note": "另有说明"})
    changed = build(corpus.model_copy(update={"rewards": (first, *corpus.rewards[1:])}))
    reply = changed.reply(QUESTION)
    assert reply.approved is None and shelf.text not in reply.answer.text
    assert shelf.retired == [], "the listing tells that it is stale; a change back brings it back"


def test_a_change_of_another_policy_leaves_it_in_use(
    shelf: Shelf, build: Callable[[Corpus], Assistant], corpus: Corpus
) -> None:
    approve(shelf, build(corpus), "省级企业技术中心见二（一）。")
    other = other_policy(corpus.policies[0])
    wider = Corpus(**{**dict(corpus), "policies": (*corpus.policies, other)})
    assert build(wider).reply(QUESTION).approved == 7


def other_policy(policy: Policy) -> Policy:
    """Return a policy of another city."""
    meta = policy.meta.model_copy(update={"id": "another", "region": "福州市", "number": "榕政办〔2022〕9号"})
    clauses = tuple(clause.model_copy(update={"policy": "another"}) for clause in policy.clauses)
    return policy.model_copy(update={"meta": meta, "clauses": clauses})


def test_no_answer_is_examined_for_a_blank_question(assistant: Assistant) -> None:
    with pytest.raises(UsageError):
        assistant.examine("见二（一）。", "  ")
