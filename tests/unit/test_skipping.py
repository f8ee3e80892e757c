"""A machine that lacks a program is told in one line what was skipped for want of it, and how to have it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests import conftest
from tests.conftest import leave_out, need


class Terminal:
    """Keeps what is written to it, and has skipped tests to tell of."""

    def __init__(self, *reasons: str) -> None:
        self._skipped = [SimpleNamespace(longrepr=("file.py", 1, f"Skipped: {reason}")) for reason in reasons]
        self.lines: list[str] = []

    def getreports(self, name: str) -> list[SimpleNamespace]:
        return self._skipped if name == "skipped" else []

    def write_line(self, line: str) -> None:
        self.lines.append(line)


def reason_of(program: str) -> str:
    with pytest.raises(pytest.skip.Exception) as skipped:
        need(program, is_there=False)
    return str(skipped.value)


def told(*reasons: str) -> list[str]:
    terminal = Terminal(*reasons)
    conftest.pytest_terminal_summary(terminal)  # type: ignore[arg-type]
    return terminal.lines


@pytest.fixture(autouse=True)
def may_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(conftest.REQUIRE_ALL, raising=False)


def test_programs_are_told_in_one_line() -> None:
    lines = told(reason_of("chromium"), reason_of("postgresql"), reason_of("chromium"))
    assert lines == [
        "Skipped: 2 for want of chromium, 1 for want of postgresql. To run them: apt-get install chromium postgresql"
    ]


def test_other_reasons_are_told_as_they_are() -> None:
    assert told("needs rights", "needs rights") == ["Skipped: 2: needs rights"]
    assert told() == []


def test_nothing_is_skipped_where_nothing_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(conftest.REQUIRE_ALL, "1")
    with pytest.raises(AssertionError, match="chromium"):
        need("chromium", is_there=False)
    with pytest.raises(AssertionError, match="needs rights"):
        leave_out("needs rights")
    need("chromium", is_there=True)
