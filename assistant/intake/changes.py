"""What changes in a draft under review: how it is read, and how it is said in the audit log."""

from __future__ import annotations

from typing import Any

from assistant.errors import CorpusError, Fault, UsageError
from assistant.intake.drafted import ReviewRow
from assistant.models import PolicyMeta
from assistant.policy.corpus import Corpus, find_unreviewed
from assistant.policy.sources import parse_model


def read_meta(data: dict[str, Any]) -> PolicyMeta:
    """Read what a document says of itself; raise `UsageError` for bad values."""
    try:
        return parse_model("", "", data, PolicyMeta)
    except CorpusError as error:
        raise UsageError("；".join(say_fault(fault) for fault in error.faults)) from error


def refuse_unreviewed(corpus: Corpus, policy: str) -> None:
    """Refuse rows of a policy that nobody reviewed; those of others are no fault of it."""
    if faults := [str(fault) for fault in find_unreviewed(corpus) if fault.file == f"{policy}.yaml"]:
        raise UsageError("检查没有通过，没有发布：\n" + "\n".join(faults))


def next_revision(row: ReviewRow, **changes: object) -> ReviewRow:
    """Return a row changed, one revision on."""
    return row.model_copy(update={**changes, "revision": row.revision + 1})


def name_row(row: dict[str, Any]) -> str:
    """Name a row by its clause and programme."""
    return f"{row.get('clause')} {row.get('name')}"


def say_difference(old: dict[str, Any], new: dict[str, Any]) -> str:
    """Say which fields differ, each old → new."""
    keys = [key for key in (*new, *old) if old.get(key) != new.get(key)]
    return "；".join(f"{key} {old.get(key)} → {new.get(key)}" for key in dict.fromkeys(keys)) or "未变"


def say_fault(fault: Fault) -> str:
    """Say what is wrong with which field."""
    return f"{fault.field}：{fault.message}"
