"""Questions as they are kept: masked, found again, waiting for an answer, counted, and gone in time."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import create_engine, text

from assistant.errors import NotFound
from assistant.records import Records
from assistant.records.database import read_url
from assistant.records.queue import QueueFilter
from assistant.records.register import RecordFilter
from assistant.settings import Settings
from tests.functional.records.conftest import START, Time, latest, reply, wording


def test_a_question_is_kept_masked(records: Records) -> None:
    said = "我叫张三，电话13812345678，省级企业技术中心奖多少"
    records.journal.write(reply(said, "answered", earlier=("我的邮箱 a@b.cn",)), "page", 12)
    found = records.register.get(latest(records))
    assert found.record.question == "我叫〔姓名隐去〕，电话〔电话隐去〕，省级企业技术中心奖多少"
    assert found.earlier == ("我的邮箱 〔电邮隐去〕",)
    assert "张三" not in found.answer and found.answer.startswith("答：")
    assert found.record.clauses == ("二（一）",)
    assert found.record.asked_at == START


def test_what_no_database_takes_is_kept_without(records: Records) -> None:
    records.journal.write(reply("坏字符\0\ud800" + "长" * 5000, key="k"), "api", 1)
    kept = records.register.list(RecordFilter()).items[0].question
    assert kept.startswith("坏字符\ufffd\ufffd") and len(kept) == 4000


def test_records_are_found_by_status_opinion_day_and_words(records: Records, clock: Time) -> None:
    first = records.journal.write(reply("省级企业技术中心奖多少", "answered"), "page", 5)
    clock.pass_by(hours=2)  # the next day in Ningde, the same in UTC
    records.journal.write(reply("5G 100%_补助"), "api", 5)
    records.journal.judge(first, "like")

    def questions(**wanted: object) -> list[str]:
        return [item.question for item in records.register.list(RecordFilter.model_validate(wanted)).items]

    assert questions() == ["5G 100%_补助", "省级企业技术中心奖多少"]
    assert questions(status="answered") == questions(opinion="like") == ["省级企业技术中心奖多少"]
    assert questions(until=date(2021, 8, 31)) == ["省级企业技术中心奖多少"]
    assert questions(since=date(2021, 9, 1)) == ["5G 100%_补助"]
    assert questions(words="技术中心 多少") == ["省级企业技术中心奖多少"]
    assert questions(words="5g 0%_") == ["5G 100%_补助"]
    assert questions(words="0%补") == []


def test_records_come_in_pages(records: Records) -> None:
    for number in range(53):
        records.journal.write(reply(f"问题{number}"), "api", 5)
    page = records.register.list(RecordFilter(), 2)
    assert (page.total, page.pages, page.page) == (53, 2, 2)
    assert [item.question for item in page.items] == ["问题2", "问题1", "问题0"]


def test_the_queue_has_what_was_unanswered_or_disliked(records: Records, clock: Time) -> None:
    for _ in range(3):
        records.journal.write(reply("加计扣除"), "page", 5)
        clock.pass_by(minutes=1)
    fine = records.journal.write(reply("技术中心", "answered"), "page", 5)
    bad = records.journal.write(reply("首台套", "answered"), "page", 5)
    records.journal.write(reply("你好", expected=False), "page", 5)
    records.journal.write(reply("被拦截", "answered", blocked=1), "page", 5)
    records.journal.judge(fine, "like")
    records.journal.judge(bad, "dislike", "比例不对，打13812345678")
    queue = records.queue.list()
    assert [(item.question, item.times) for item in queue] == [("加计扣除", 3), ("首台套", 1), ("被拦截", 1)]
    assert queue[1].opinions.dislike == 1 and queue[1].comments == ("比例不对，打〔电话隐去〕",)
    records.journal.judge(bad, None)
    assert [item.question for item in records.queue.list()] == ["加计扣除", "被拦截"]


def test_what_is_dismissed_comes_back_only_when_disliked(records: Records) -> None:
    records.journal.write(reply("天气"), "page", 5)
    records.queue.dismiss([records.queue.list()[0].record], "与政策无关", "张三")
    again = records.journal.write(reply("天气"), "page", 5)
    assert records.queue.list() == ()
    records.journal.judge(again, "dislike")
    assert [item.question for item in records.queue.list()] == ["天气"]
    assert records.audit.list().items[0].what == "不作答复"


def test_an_opinion_on_nothing_is_told(records: Records) -> None:
    with pytest.raises(NotFound):
        records.journal.judge("made-up", "like")


def test_statistics_add_up(records: Records, clock: Time) -> None:
    for latency in (10, 20, 30):
        records.journal.write(reply("技术中心", "answered"), "page", latency)
    clock.pass_by(hours=2)
    bad = records.journal.write(reply(blocked=2), "api", 400)
    records.journal.judge(bad, "dislike")
    found = records.counter.count()
    assert [(d.day, d.questions, d.answered, d.not_covered, d.dislikes, d.guard_blocks) for d in found.days] == [
        (date(2021, 8, 31), 3, 3, 0, 0, 0),
        (date(2021, 9, 1), 1, 0, 1, 1, 2),
    ]
    assert {status: times for status, times in found.statuses.items() if times} == {"answered": 3, "not_covered": 1}
    assert [(c.clause, c.times) for c in found.clauses] == [("二（一）", 3)]
    assert [(c.topic, c.times, c.example) for c in found.unanswered] == [("加计扣除", 1, "研发加计扣除怎么办")]
    assert (found.latency_ms.p50, found.latency_ms.p95, found.guard_blocks) == (20, 400, 2)
    assert records.counter.count(until=date(2021, 8, 31)).guard_blocks == 0
    assert records.counter.count(since=date(2022, 1, 1)).latency_ms.p50 is None


def test_old_questions_go_with_all_that_hangs_on_them(records: Records, clock: Time, database_url: str) -> None:
    records.journal.write(reply("旧问题", "answered"), "page", 5)
    clock.pass_by(days=29)
    records.journal.write(reply("新问题", "answered"), "page", 5)
    assert records.retention.purge("系统") == 0
    clock.pass_by(days=2)
    assert records.retention.purge("系统") == 1
    assert [item.question for item in records.register.list(RecordFilter()).items] == ["新问题"]
    engine = create_engine(read_url(Settings(database_url=database_url)))
    with engine.connect() as connection:
        for table in ("answers", "cited_clauses"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 1
    engine.dispose()
    assert records.audit.list().items[0].what == "清理记录"


def test_a_greeting_is_no_question_without_an_answer(records: Records) -> None:
    records.journal.write(reply("你好", expected=False), "page", 5)
    records.journal.write(reply("天气"), "page", 5)
    found = records.counter.count()
    assert (found.statuses["acknowledged"], found.statuses["not_covered"]) == (1, 1)
    assert [subject.example for subject in found.unanswered] == ["天气"]
    assert [item.status for item in records.register.list(RecordFilter(status="acknowledged")).items] == [
        "acknowledged"
    ]


def test_the_queue_is_claimed_narrowed_and_shortened_at_once(records: Records) -> None:
    for question in ("加计扣除", "天气", "停车"):
        records.journal.write(reply(question), "page", 5)
    first, second, third = (item.record for item in records.queue.list())
    records.queue.claim(first, "张三")
    assert [item.claimed_by for item in records.queue.list()] == ["张三", None, None]
    records.queue.claim(first, "李四")
    assert [item.record for item in records.queue.list(QueueFilter(progress="mine"), "李四")] == [first]
    assert records.queue.list(QueueFilter(progress="mine"), "张三") == ()
    assert [item.record for item in records.queue.list(QueueFilter(progress="open"))] == [second, third]
    records.queue.release(first)
    assert records.queue.list(QueueFilter(progress="claimed")) == ()
    assert [item.question for item in records.queue.list(QueueFilter(words="天"))] == ["天气"]
    records.queue.claim(second, "张三")
    records.queue.dismiss([second, third], "与政策无关", "张三")
    assert [item.record for item in records.queue.list()] == [first]
    assert records.queue.list(QueueFilter(progress="claimed")) == ()
    with pytest.raises(NotFound):
        records.queue.dismiss([first, 999_999], "x", "张三")
    assert [item.record for item in records.queue.list()] == [first]


def test_what_was_submitted_is_marked(records: Records) -> None:
    records.journal.write(reply(), "page", 5)
    proposed = records.approvals.add(wording(), "接线员", approve=False)
    assert [item.submitted_by for item in records.queue.list(QueueFilter(progress="submitted"))] == ["接线员"]
    assert records.queue.list(QueueFilter(progress="open")) == ()
    records.approvals.revoke(proposed.id, "再改改", "审核员")
    assert [item.submitted_by for item in records.queue.list()] == [None]
