"""Kill a program before the nth change that it makes to files, so that each moment can be tried by its number."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from assistant.settings import ROOT

HOOK = """
import atexit, json, os, signal, sys
under, at, program, told = (os.environ["KILL_" + name] for name in ("UNDER", "AT", "IN", "TOLD"))
CHANGES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}
seen = []

def watch(event, args):
    if event not in CHANGES or (event == "open" and not args[2] & (os.O_WRONLY | os.O_RDWR)):
        return
    paths = [str(arg) for arg in args[:2] if isinstance(arg, (str, os.PathLike)) and str(arg).startswith(under)]
    if not paths:
        return
    seen.append(paths[-1])
    if len(seen) == int(at):
        os.kill(os.getpid(), signal.SIGKILL)

def tell():
    with os.fdopen(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "w") as file:
        json.dump(seen, file)

if program in sys.orig_argv:
    sys.addaudithook(watch)
    atexit.register(tell)
"""
"""Read by every interpreter that is started with it on its path, those that a program starts included."""


class Mortal:
    """Programs over the files of one folder, killed at a given change or watched to their end."""

    def __init__(self, folder: Path, hooks: Path) -> None:
        hooks.mkdir()
        (hooks / "sitecustomize.py").write_text(HOOK, "utf-8")
        self._seen = hooks / "seen.json"
        self._environment = os.environ | {
            "HUIQI_CORPUS_DIR": str(folder / "corpus"),
            "HUIQI_INDEX_DIR": str(folder / "index"),
            "HUIQI_CACHE_DIR": str(folder / "cache"),
            "HUIQI_DATABASE_URL": f"sqlite:///{folder / 'records.sqlite3'}",
            "PYTHONPATH": str(hooks),
            "KILL_UNDER": str(folder),
            "KILL_TOLD": str(self._seen),
        }

    def run(self, *arguments: str, at: int = 0, program: str = "") -> subprocess.CompletedProcess[str]:
        """Run Python; at change `at`, counted from 1, kill the process one of whose arguments is `program`."""
        own = {"KILL_AT": str(at), "KILL_IN": program or arguments[0]}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self._environment | own, capture_output=True, text=True, check=False
        )

    def watch(self, *arguments: str, program: str = "") -> list[str]:
        """Run Python to its end; return the path that each change of the process was of."""
        done = self.run(*arguments, program=program)
        assert done.returncode == 0, done.stderr
        seen: list[str] = json.loads(self._seen.read_text("utf-8"))
        return seen


def was_killed(done: subprocess.CompletedProcess[str]) -> bool:
    return done.returncode == -signal.SIGKILL


def moments(changes: int, wanted: int) -> list[int]:
    """Return so many of the changes, evenly apart, the first and the last among them."""
    assert changes >= wanted > 1
    return sorted({1 + round(i * (changes - 1) / (wanted - 1)) for i in range(wanted)})
