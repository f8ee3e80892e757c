"""Policies that staff have taken out of use: their files stay, and nothing is read from them.

`disabled.yaml` in the corpus folder says which, since when, by whom and why; it is replaced in one step. A policy that
is being deleted is listed first, so that a kill between two of its files leaves none of it in use.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import yaml

from assistant.models import Model
from assistant.policy.sources import read_model

DISABLED_FILE = "disabled.yaml"
PLACES = ("policies", "rewards", "topics", "questions", "criteria", "guides")
"""Folders with a file a policy, named by its id."""


class Disabled(Model):
    """A policy out of use; `deleting` where its files were being removed."""

    policy: str
    by: str
    on: date
    reason: str = ""
    deleting: bool = False


class DisabledPolicies(Model):
    """The file."""

    disabled: tuple[Disabled, ...] = ()


def read_disabled(directory: Path) -> tuple[Disabled, ...]:
    """Return the policies out of use; raise `CorpusError` where the file is at fault."""
    path = directory / DISABLED_FILE
    return read_model(path, DisabledPolicies).disabled if path.exists() else ()


def write_disabled(directory: Path, entries: Iterable[Disabled]) -> None:
    """Replace the list in one step; the caller keeps others from writing."""
    kept = [entry.model_dump(exclude_defaults=True) for entry in entries]
    path = directory / DISABLED_FILE
    if not kept:
        path.unlink(missing_ok=True)
        return
    text = yaml.safe_dump({"disabled": kept}, allow_unicode=True, sort_keys=False)
    replace_text(path, f"# 停用的政策文件；由 assistant policies 和工作台维护。\n{text}")


def replace_text(path: Path, text: str) -> None:
    """Replace a file in one step: whatever happens, it is the old one or the new one."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".tmp", delete=False
    ) as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    os.chmod(new.name, 0o644)
    os.replace(new.name, path)


def in_use(paths: Iterable[Path], disabled: Iterable[Disabled]) -> tuple[Path, ...]:
    """Return the files, sorted, without those of policies out of use."""
    out = {entry.policy for entry in disabled}
    return tuple(sorted(path for path in paths if path.stem not in out))
