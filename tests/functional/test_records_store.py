"""What is kept, in both databases: SQLite in a file, and a real PostgreSQL server."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from assistant.answering.release import Reply
from assistant.errors import Conflict, NotAllowed, NotFound, RecordsUnavailable, UsageError
from assistant.models import Answer, Citation, Status
from assistant.records import Records, open_records, tries
from assistant.records.approvals import Wording
from assistant.records.columns import Table
from assistant.records.database import Database, read_url
from assistant.records.migration import upgrade
from assistant.records.queue import QueueFilter
from assistant.records.register import RecordFilter
from assistant.records.sessions import LoginFault
from assistant.records.transfer import copy_records, file_url
from assistant.settings import Settings
from tests.functional.postgres import PostgresServer

PASSWORD = "long enough for a test"
START = datetime(2021, 8, 31, 15, 0, tzinfo=UTC)  # 23:00 in Ningde


@dataclass
class Time:
    """A clock that stands still until it is moved."""

    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/deep/records.sqlite3"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create()


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url, retention_days=30)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def records(settings: Settings, clock: Time) -> Iterator[Records]:
    records = open_records(settings, clock)
    records.database.upgrade()
    yield records
    records.close()


def reply(
    question: str = "研发加计扣除怎么办",
    status: Status = "not_covered",
    key: str = "",
    blocked: int = 0,
    **more: object,
) -> Reply:
    cited = (Citation(policy="p", clause="二（一）", quote="x"), Citation(policy="p", clause="二（一）", quote="y"))
    answer = Answer(
        question=question, status=status, text=f"答：{question}", citations=cited if status == "answered" else ()
    )
    return Reply(answer=answer, key=key or question, subject="加计扣除", expected=True, blocked=blocked).model_copy(
        update=more
    )


def wording(key: str = "研发加计扣除怎么办", text: str = "请咨询税务部门。") -> Wording:
    return Wording(key=key, question="研发加计扣除怎么办", earlier=(), text=text, policies={"p": "v1"})


def latest(records: Records) -> int:
    return records.register.list(RecordFilter()).items[0].id


# ---------------------------------------------------------------- tables


def test_migrations_make_the_tables_that_the_code_has(records: Records, database_url: str) -> None:
    engine = create_engine(read_url(Settings(database_url=database_url)))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
        indexes = {i["name"] for i in inspect(connection).get_indexes("questions")}
    engine.dispose()
    assert {"ix_questions_waiting", "ix_questions_counts"} <= indexes


def test_the_previous_version_is_upgraded_with_its_rows(database_url: str) -> None:
    database = Database(read_url(Settings(database_url=database_url)))
    with database._writer.begin() as connection:
        upgrade(connection, "0001")
        values = {"name": "老账号", "at": START.isoformat()}
        connection.execute(
            text("INSERT INTO accounts (name, role, password, created_at) VALUES (:name, 'clerk', 'x', :at)"), values
        )
    database.close()
    records = open_records(Settings(database_url=database_url))
    records.database.upgrade()
    assert [account.name for account in records.accounts.list()] == ["老账号"]
    assert records.queue.list() == ()
    records.close()


def test_an_address_that_is_no_database_is_told() -> None:
    for url in ("mysql://x/y", "nonsense", "postgresql://host", "sqlite://"):
        with pytest.raises(UsageError, match="HUIQI_DATABASE_URL"):
            open_records(Settings(database_url=url))


# ---------------------------------------------------------------- accounts and sessions


def test_accounts_are_added_listed_disabled_and_audited(records: Records) -> None:
    records.accounts.add("张三", PASSWORD, "clerk")
    with pytest.raises(UsageError, match="已存在"):
        records.accounts.add("张三", PASSWORD, "clerk")
    records.accounts.disable("张三")
    assert records.accounts.list()[0].disabled
    assert records.accounts.verify("张三", PASSWORD) is None
    records.accounts.change_password("张三", f"{PASSWORD}2")
    assert records.accounts.verify("张三", f"{PASSWORD}2")
    assert [entry.what for entry in records.audit.list().items] == ["更改密码", "停用账号", "新增账号"]


@pytest.mark.parametrize("password", ["short", "x" * 201, "zhangsanzhangsan"[:8], "zhangsan12", "1111111111"])
def test_weak_passwords_are_refused(records: Records, password: str) -> None:
    with pytest.raises(UsageError, match="密码"):
        records.accounts.add("zhangsan", password, "clerk")


def test_passwords_and_tokens_are_not_stored(records: Records, database_url: str) -> None:
    records.accounts.add("张三", PASSWORD, "clerk")
    token = records.sessions.log_in("张三", PASSWORD, "::1")
    engine = create_engine(read_url(Settings(database_url=database_url)))
    with engine.connect() as connection:
        stored = str([connection.execute(text(f"SELECT * FROM {t}")).all() for t in ("accounts", "sessions", "audit")])
    engine.dispose()
    assert "$argon2id$" in stored
    assert PASSWORD not in stored and token not in stored


def test_a_session_ends_when_idle_and_in_any_case(records: Records, clock: Time) -> None:
    records.accounts.add("张三", PASSWORD, "clerk")
    token = records.sessions.log_in("张三", PASSWORD, "::1")
    assert not isinstance(token, LoginFault)
    for _ in range(14):
        clock.pass_by(minutes=50)
        assert records.sessions.find(token)
    clock.pass_by(minutes=50)
    assert records.sessions.find(token) is None, "12 hours are over"
    idle = records.sessions.log_in("张三", PASSWORD, "::1")
    assert not isinstance(idle, LoginFault)
    clock.pass_by(minutes=61)
    assert records.sessions.find(idle) is None


def test_a_new_password_ends_sessions(records: Records) -> None:
    records.accounts.add("张三", PASSWORD, "clerk")
    token = records.sessions.log_in("张三", PASSWORD, "::1")
    assert not isinstance(token, LoginFault) and records.sessions.find(token)
    records.accounts.change_password("张三", f"{PASSWORD}2")
    assert records.sessions.find(token) is None


def test_tries_are_limited_by_name_and_by_address(records: Records, clock: Time) -> None:
    records.accounts.add("张三", PASSWORD, "clerk")
    records.accounts.add("李四", PASSWORD, "clerk")
    wrong = [records.sessions.log_in("张三", "wrong", "10.0.0.1") for _ in range(6)]
    assert wrong == [LoginFault.CREDENTIALS] * 5 + [LoginFault.LIMIT]
    assert records.sessions.log_in("张三", PASSWORD, "10.0.0.1") is LoginFault.LIMIT
    assert not isinstance(records.sessions.log_in("李四", PASSWORD, "10.0.0.1"), LoginFault)  # who sits beside 张三
    assert records.sessions.unlock("张三", None) > 0
    assert not isinstance(records.sessions.log_in("张三", PASSWORD, "10.0.0.1"), LoginFault)
    for _ in range(6):
        records.sessions.log_in("张三", "wrong", "10.0.0.1")
    assert records.sessions.unlock(None, "10.0.0.1") > 0
    assert not isinstance(records.sessions.log_in("张三", PASSWORD, "10.0.0.1"), LoginFault)
    for _ in range(6):
        records.sessions.log_in("张三", "wrong", "10.0.0.1")
    clock.pass_by(minutes=16)
    assert not isinstance(records.sessions.log_in("张三", PASSWORD, "10.0.0.1"), LoginFault)
    assert [entry.what for entry in records.audit.list().items].count("解除登录限制") == 2


def test_guessing_from_everywhere_is_limited_too(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "TRIES_OF_NAME", 7)
    monkeypatch.setattr(tries, "TRIES_OF_ADDRESS", 9)
    wrong = [records.sessions.log_in("张三", "wrong", f"10.0.0.{i}") for i in range(8)]
    assert wrong == [LoginFault.CREDENTIALS] * 7 + [LoginFault.LIMIT]
    many = [records.sessions.log_in(f"谁{i}", "wrong", "10.0.1.1") for i in range(10)]
    assert many == [LoginFault.CREDENTIALS] * 9 + [LoginFault.LIMIT]


def test_success_clears_the_tries_of_a_name(records: Records) -> None:
    records.accounts.add("张三", PASSWORD, "clerk")
    for _ in range(3):
        for _ in range(4):
            records.sessions.log_in("张三", "wrong", "::1")
        assert not isinstance(records.sessions.log_in("张三", PASSWORD, "::1"), LoginFault)


def test_a_name_that_nobody_has_is_not_audited_as_typed(records: Records) -> None:
    records.sessions.log_in("my password by mistake", "x", "::1")
    assert records.audit.list().items[0].who == "（未知账号）"


# ---------------------------------------------------------------- journal


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


# ---------------------------------------------------------------- approved answers


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


# ---------------------------------------------------------------- statistics and retention


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


# ---------------------------------------------------------------- a database that is down


def test_without_a_database_nothing_is_approved_and_the_fault_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    records = open_records(Settings(database_url="postgresql://nobody@127.0.0.1:1/nothing"))
    with caplog.at_level(logging.ERROR):
        assert records.approvals.find("key") is None
    assert "approved answers could not be looked up" in caplog.text
    with pytest.raises(RecordsUnavailable):
        records.database.ping()
    records.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite3"
    file.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(RecordsUnavailable):
        open_records(Settings(database_url=f"sqlite:///{file}")).database.ping()


def test_the_file_is_nobody_elses(tmp_path: Path) -> None:
    file = tmp_path / "own" / "records.sqlite3"
    open_records(Settings(database_url=f"sqlite:///{file}")).database.upgrade()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


# ---------------------------------------------------------------- the queue, shared out; records, carried over


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


def test_an_answer_takes_two(records: Records) -> None:
    own = records.approvals.add(wording(), "审核员", approve=False)
    with pytest.raises(NotAllowed):
        records.approvals.approve(own.id, wording(), "审核员")
    assert records.approvals.approve(own.id, wording(), "复核员").state == "approved"
    records.journal.write(reply(), "page", 5)
    detail = records.approvals.describe(own.id, lambda _: True)
    assert [version.id for version in detail.versions] == [own.id] and len(detail.wordings) == 1


def test_all_records_are_carried_over_and_counted_on(records: Records, tmp_path: Path) -> None:
    records.accounts.add("张三", PASSWORD, "admin")
    written = records.journal.write(reply("技术中心", "answered"), "page", 5)
    records.journal.judge(written, "dislike", "不对")
    answer = records.approvals.add(wording(), "张三", approve=True)
    backup = Database(file_url(tmp_path / "backup.sqlite3"))
    assert copy_records(records.database, backup) > 5
    with pytest.raises(UsageError, match="--replace"):
        copy_records(records.database, backup)
    records.approvals.revoke(answer.id, "误操作", "张三")
    records.journal.write(reply("多出来的"), "page", 5)
    copy_records(backup, records.database, replace=True)
    assert [item.question for item in records.register.list(RecordFilter()).items] == ["技术中心"]
    assert records.approvals.get(answer.id).state == "approved"
    assert records.accounts.verify("张三", PASSWORD)
    records.journal.write(reply("接着问"), "page", 5)
    assert records.approvals.add(wording(text="再写一条。"), "张三", approve=False).id > answer.id
    backup.close()
    with pytest.raises(UsageError, match="同一个"):
        copy_records(records.database, records.database)
