"""Answers of staff: proposed, approved by another, used, replaced, stale, revoked."""

from __future__ import annotations

import pytest

from assistant.errors import Conflict, NotAllowed
from assistant.records import Records
from assistant.records.register import RecordFilter
from tests.functional.records.conftest import reply, wording


def test_an_answer_is_proposed_approved_used_and_revoked(records: Records) -> None:
    key = wording().key
    records.journal.write(reply(), "page", 5)
    proposed = records.approvals.add(wording(), "接线员", approve=False)
    assert proposed.state == "proposed" and records.approvals.find(key) is None
    assert len(records.queue.list()) == 1
    records.approvals.approve(proposed.id, wording(), "审核员")
    assert records.queue.list() == ()
    found = records.approvals.find(key)
    assert found is not None and found.text == "请咨询税务部门。"
    records.journal.write(reply(status="answered", approved=found.id), "page", 5)
    listed = records.approvals.list(lambda _: True)[0]
    assert (listed.uses, listed.author, listed.reviewer) == (1, "接线员", "审核员")
    assert records.register.list(RecordFilter()).items[0].approved_by == "审核员"
    records.approvals.revoke(proposed.id, "口径有变", "审核员")
    assert records.approvals.find(key) is None
    with pytest.raises(Conflict):
        records.approvals.approve(proposed.id, wording(), "审核员")
    assert [e.what for e in records.audit.list().items] == ["撤销答复", "核准答复", "提交答复"]


def test_the_later_of_two_answers_replaces_the_earlier(records: Records) -> None:
    first = records.approvals.add(wording(), "审核员", approve=True)
    second = records.approvals.add(wording(text="另一答复。"), "审核员", approve=True)
    found = records.approvals.find(wording().key)
    assert found is not None and found.id == second.id
    assert records.approvals.get(first.id).state == "revoked"


def test_an_answer_whose_policy_changed_is_shown_as_stale(records: Records) -> None:
    records.approvals.add(wording(), "审核员", approve=True)
    assert records.approvals.list(lambda answer: answer.policies == {"p": "v2"})[0].state == "stale"
    assert records.approvals.list(lambda answer: answer.policies == {"p": "v1"})[0].state == "approved"


def test_an_answer_that_the_guard_objects_to_is_retired_and_may_return(records: Records) -> None:
    answer = records.approvals.add(wording(), "审核员", approve=True)
    records.approvals.retire(answer.id, "wrong_value: 60万元")
    assert records.approvals.find(wording().key) is None
    assert records.approvals.get(answer.id).state == "stale"
    records.approvals.approve(answer.id, wording(), "审核员")
    assert records.approvals.find(wording().key)


def test_an_answer_takes_two(records: Records) -> None:
    own = records.approvals.add(wording(), "审核员", approve=False)
    with pytest.raises(NotAllowed):
        records.approvals.approve(own.id, wording(), "审核员")
    assert records.approvals.approve(own.id, wording(), "复核员").state == "approved"
    records.journal.write(reply(), "page", 5)
    detail = records.approvals.describe(own.id, lambda _: True)
    assert [version.id for version in detail.versions] == [own.id] and len(detail.wordings) == 1
