"""The staff command: accounts from the terminal, with and without one."""

from __future__ import annotations

import getpass
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.records import open_records
from assistant.settings import Settings

PASSWORD = "long enough for a test"
Run = tuple[int, str, str]
Call = Callable[..., Run]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'records.sqlite3'}"
    monkeypatch.setenv("HUIQI_DATABASE_URL", url)
    return url


@pytest.fixture
def call(url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run an operation with a text on the standard input."""

    def run(*arguments: str, typed: str = "") -> Run:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["staff", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_accounts_are_added_listed_and_disabled(call: Call) -> None:
    assert "还没有账号" in call("list")[2]
    assert call("add", "张三", "--role", "reviewer", "--password-stdin", typed=f"{PASSWORD}\n")[0] == 0
    assert call("add", "li.si", "--password-stdin", typed=f"{PASSWORD}\r\n")[0] == 0
    assert call("list")[1].splitlines() == ["li.si  坐席  在用", "张三   审核  在用"]
    assert call("disable", "张三")[0] == 0
    assert "张三   审核  已停用" in call("list")[1]


def test_a_password_is_changed(call: Call, url: str) -> None:
    call("add", "张三", "--password-stdin", typed=f"{PASSWORD}\n")
    assert call("password", "张三", "--password-stdin", typed="quite another one\n")[0] == 0
    records = open_records(Settings(database_url=url))
    assert records.accounts.verify("张三", PASSWORD) is None
    assert records.accounts.verify("张三", "quite another one")
    records.close()


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("add", "张三", "--password-stdin"), "short\n", "密码应为10至200个字符"),
        (("add", "张三张三张三张三张三", "--password-stdin"), "张三张三张三张三张三\n", "密码不能是账号名"),
        (("add", "a b", "--password-stdin"), f"{PASSWORD}\n", "账号名应为"),
        (("add", "张三"), f"{PASSWORD}\n", "--password-stdin"),
        (("disable", "没有的人"), "", "没有这个账号"),
        (("password", "没有的人", "--password-stdin"), f"{PASSWORD}\n", "没有这个账号"),
        (("add",), "", "缺少参数：姓名"),
        ((), "", "缺少参数：操作"),
        (("fire", "张三"), "", "不能是 'fire'"),
    ],
)
def test_what_cannot_be_done_is_told_with_code_2(call: Call, arguments: tuple[str, ...], typed: str, said: str) -> None:
    code, out, err = call(*arguments, typed=typed)
    assert code == 2 and said in err and not out


def test_a_password_is_typed_twice_on_a_terminal(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def type_on_terminal(*passwords: str) -> int:
        typed = iter(passwords)
        monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))
        monkeypatch.setattr("sys.stdin", Terminal())
        return main(["staff", "add", "张三"])

    assert type_on_terminal(PASSWORD, "something else") == 2
    assert type_on_terminal(PASSWORD, PASSWORD) == 0


def test_purging_tells_how_much_is_gone(call: Call) -> None:
    assert call("purge") == (0, "", "已删除超过180天的提问记录：0 条。\n")


def test_asking_makes_no_database(url: str) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    main(["rewards"])
    main(["ask", ""])
    assert not file.exists()


def test_records_are_backed_up_restored_and_copied(call: Call, url: str, tmp_path: Path) -> None:
    call("add", "张三", "--password-stdin", typed=f"{PASSWORD}\n")
    backup = tmp_path / "backup.sqlite3"
    assert call("backup", str(backup))[0] == 0 and backup.stat().st_mode & 0o777 == 0o600
    assert call("backup", str(backup))[0] == 2
    call("disable", "张三")
    code, _, err = call("restore", str(backup))
    assert code == 2 and "--replace" in err
    assert call("restore", str(backup), "--replace")[0] == 0
    assert "在用" in call("list")[1]
    assert "已复制" in call("copy", f"sqlite:///{tmp_path / 'other.sqlite3'}")[2]
    assert call("copy", url)[0] == 2
    assert call("restore", str(tmp_path / "none.sqlite3"))[0] == 2


def test_a_lock_is_lifted(call: Call, url: str) -> None:
    call("add", "张三", "--password-stdin", typed=f"{PASSWORD}\n")
    records = open_records(Settings(database_url=url))
    for _ in range(6):
        records.sessions.log_in("张三", "wrong", "10.0.0.1")
    assert records.sessions.log_in("张三", PASSWORD, "10.0.0.1") == "limit"
    assert call("unlock", "张三") == (0, "", "已解除登录限制。\n")
    assert len(records.sessions.log_in("张三", PASSWORD, "10.0.0.1")) > 20
    assert call("unlock", "--address", "10.0.0.1") == (0, "", "已解除登录限制。\n")
    assert call("unlock") == (0, "", "没有登录限制需要解除。\n")
    records.close()
