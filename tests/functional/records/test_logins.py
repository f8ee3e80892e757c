"""Accounts, passwords, sessions, and how often somebody may try."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from assistant.errors import UsageError
from assistant.records import Records, tries
from assistant.records.database import read_url
from assistant.records.sessions import LoginFault
from assistant.settings import Settings
from tests.functional.records.conftest import PASSWORD, Time


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
