"""`staff`: accounts of staff, and what becomes of the answers that they approved."""

from __future__ import annotations

import getpass
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.cli import backups
from assistant.cli.columns import align
from assistant.cli.following import follow_keys
from assistant.errors import UsageError
from assistant.models import Turn
from assistant.records.accounts import ROLES
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.records import Records
    from assistant.records.approvals import Approved
    from assistant.service import Assistant


def run(options: Namespace, settings: Settings) -> int:
    """Run one of the operations."""
    return OPERATIONS[options.operation](options, settings)


def _add(options: Namespace, settings: Settings) -> int:
    with _records(settings) as records:
        records.accounts.add(options.name, _read_password(options.password_stdin), options.role)
    print(f"已新增账号：{options.name}（{ROLES[options.role]}）", file=sys.stderr)
    return 0


def _list(_options: Namespace, settings: Settings) -> int:
    with _records(settings) as records:
        accounts = records.accounts.list()
    if accounts:
        print(
            align(
                [
                    (a.name, ROLES[a.role], "已停用" if a.disabled else "在用", "统一认证" if a.single_sign_on else "")
                    for a in accounts
                ]
            )
        )
    else:
        print("还没有账号。新增账号：python -m assistant staff add 姓名", file=sys.stderr)
    return 0


def _disable(options: Namespace, settings: Settings) -> int:
    with _records(settings) as records:
        records.accounts.disable(options.name)
    print(f"已停用账号，其登录立即失效：{options.name}", file=sys.stderr)
    return 0


def _enable(options: Namespace, settings: Settings) -> int:
    with _records(settings) as records:
        records.accounts.enable(options.name)
    print(f"已启用账号：{options.name}", file=sys.stderr)
    return 0


def _change_password(options: Namespace, settings: Settings) -> int:
    with _records(settings) as records:
        records.accounts.change_password(options.name, _read_password(options.password_stdin))
    print(f"已更改密码，需要重新登录：{options.name}", file=sys.stderr)
    return 0


def _unlock(options: Namespace, settings: Settings) -> int:
    with _records(settings) as records:
        lifted = records.sessions.unlock(options.name, options.address)
    print("已解除登录限制。" if lifted else "没有登录限制需要解除。", file=sys.stderr)
    return 0


def _purge(_options: Namespace, settings: Settings) -> int:
    from assistant.records.audit import CONSOLE

    with _records(settings) as records:
        purged = records.retention.purge(CONSOLE)
    print(f"已删除超过{settings.retention_days}天的提问记录：{purged} 条。", file=sys.stderr)
    return 0


def _export_cases(_options: Namespace, settings: Settings) -> int:
    """Print the answers in use as cases for `evaluate`."""
    with _answering(settings) as (records, assistant):
        for answer in _in_use(records, assistant):
            print(write_case(answer, assistant))
    return 0


def _recheck(_options: Namespace, settings: Settings) -> int:
    """Ask every question that has an approved answer; tell where another answer comes out."""
    faults = 0
    with _answering(settings) as (records, assistant):
        follow_keys(records, assistant)
        answers = [a for a in records.approvals.list(assistant.is_current) if a.state in ("approved", "stale")]
        for answer in answers:
            if fault := find_fault(answer, assistant):
                faults += 1
                print(f"第{answer.id}号答复：{answer.question}：{fault}")
    print(f"复核 {len(answers)} 条核准答复，{faults} 条有问题。", file=sys.stderr)
    return 1 if faults else 0


def find_fault(answer: Approved, assistant: Assistant) -> str | None:
    """Return why an approved answer is not what its question gets; None where it is."""
    if answer.state == "stale":
        return answer.reason or "已失效"
    turns = [Turn(role="user", content=turn) for turn in answer.earlier]
    reply = assistant.reply(answer.question, turns)
    if reply.approved == answer.id:
        return None
    found = assistant.examine(answer.text, answer.question, turns)
    messages = [finding.message for finding in found.findings] or list(found.faults)
    return "；".join(messages) or "对问题的理解已有变化，须重新核准"


def write_case(answer: Approved, assistant: Assistant) -> str:
    """Return an approved answer as a line of a case file: what any right answer has to cite and state."""
    draft = assistant.examine(
        answer.text, answer.question, [Turn(role="user", content=turn) for turn in answer.earlier]
    ).draft
    amounts = [
        amount.model_dump(mode="json", include={"yuan", "percent", "bound"}, exclude_none=True)
        for amount in draft.amounts
    ]
    case = {
        "id": f"approved-{answer.id}",
        "kind": "approved",
        "turns": [*answer.earlier, answer.question],
        "status": draft.status,
        "clauses": list(dict.fromkeys(citation.clause for citation in draft.citations)),
        "amounts": amounts,
        "must_mention": [],
        "note": f"{answer.reviewer} {answer.reviewed_at:%Y-%m-%d}",
    }
    return json.dumps(case, ensure_ascii=False)


def _in_use(records: Records, assistant: Assistant) -> list[Approved]:
    return [answer for answer in records.approvals.list(assistant.is_current) if answer.state == "approved"]


@contextmanager
def _records(settings: Settings) -> Iterator[Records]:
    from assistant.records import open_records

    records = open_records(settings)
    try:
        records.database.upgrade()
        yield records
    finally:
        records.close()


@contextmanager
def _answering(settings: Settings) -> Iterator[tuple[Records, Assistant]]:
    from assistant.wiring import build_assistant

    with _records(settings) as records:
        yield records, build_assistant(settings, records)


def _read_password(from_stdin: bool) -> str:
    """Read a password: a line of the standard input, or typed twice on a terminal."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("请在终端中输入密码，或用 --password-stdin 从标准输入读取")
    password = getpass.getpass("密码：")
    if getpass.getpass("再输入一次：") != password:
        raise UsageError("两次输入的密码不一致")
    return password


OPERATIONS: dict[str, Callable[[Namespace, Settings], int]] = {
    "add": _add,
    "list": _list,
    "disable": _disable,
    "enable": _enable,
    "password": _change_password,
    "unlock": _unlock,
    "backup": backups.back_up,
    "restore": backups.restore,
    "copy": backups.copy,
    "purge": _purge,
    "cases": _export_cases,
    "recheck": _recheck,
}
