"""`staff backup`, `restore` and `copy`: all records to a file, back, and to another database."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from assistant.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

    from assistant.records.database import Database


def back_up(options: Namespace, settings: Settings) -> int:
    """Write all records to a new file that only its owner may read."""
    from assistant.records.transfer import copy_records, file_url

    if options.file.exists():
        raise UsageError(f"文件已存在，不覆盖：{options.file}")
    with _open(settings) as own, _open_url(file_url(options.file)) as target:
        try:
            copied = copy_records(own, target)
        except BaseException:
            options.file.unlink(missing_ok=True)
            raise
    print(f"已备份 {copied} 行到 {options.file}", file=sys.stderr)
    return 0


def restore(options: Namespace, settings: Settings) -> int:
    """Bring all records back from a file."""
    from assistant.records.transfer import copy_records, file_url

    if not options.file.is_file():
        raise UsageError(f"文件不存在：{options.file}")
    with _open_url(file_url(options.file)) as source, _open(settings) as own:
        copied = copy_records(source, own, options.replace)
    print(f"已恢复 {copied} 行", file=sys.stderr)
    return 0


def copy(options: Namespace, settings: Settings) -> int:
    """Copy all records to another database, which the settings are to name from then on."""
    from assistant.records.transfer import copy_records

    with _open(settings) as own, _open(settings.model_copy(update={"database_url": options.url})) as target:
        copied = copy_records(own, target, options.replace)
    print(f"已复制 {copied} 行。请把 HUIQI_DATABASE_URL 改为新地址后启动服务。", file=sys.stderr)
    return 0


def _open(settings: Settings) -> closing[Database]:
    from assistant.records.database import Database, read_url

    return closing(Database(read_url(settings)))


def _open_url(url: URL) -> closing[Database]:
    from assistant.records.database import Database

    return closing(Database(url))
