"""`policies`: the documents of the corpus, listed, taken out of use and back, deleted, built anew."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from assistant.cli.columns import align
from assistant.intake.policy_list import Entry, Register, list_policies
from assistant.records import open_records
from assistant.records.audit import CONSOLE
from assistant.settings import Settings

DONE = {"disable": "已停用", "enable": "已恢复", "delete": "已删除", "rebuild": "已重建"}
RUNNING = "正在运行的服务随即自动载入。"


def run(options: Namespace, settings: Settings) -> int:
    """Run one of the operations."""
    if options.operation == "list":
        return _list(options, settings)
    records = open_records(settings)
    try:
        records.database.upgrade()
        register = Register(settings, records)
        if options.operation in ("disable", "delete"):
            kept = getattr(register, options.operation)(options.policy, CONSOLE, options.reason)
        else:
            kept = getattr(register, options.operation)(options.policy, CONSOLE)
    finally:
        records.close()
    print(
        f"{DONE[options.operation]}：{options.policy}。{f'文件在 {kept}。' if kept else ''}{RUNNING}", file=sys.stderr
    )
    return 0


def _list(options: Namespace, settings: Settings) -> int:
    entries = list_policies(settings, " ".join(options.words), options.region, options.valid_on)
    if options.json:
        print(json.dumps([entry.model_dump(mode="json") for entry in entries], ensure_ascii=False, indent=1))
    elif entries:
        print(align([_columns(entry) for entry in entries]))
    else:
        print("没有符合条件的政策文件。", file=sys.stderr)
    return 0


def _columns(entry: Entry) -> tuple[str, ...]:
    rows = f"{entry.clauses}条 {entry.rows}行" + (f" 待审核{entry.pending}行" if entry.pending else "")
    return entry.id, entry.label, entry.region, entry.number, entry.title, rows, entry.note
