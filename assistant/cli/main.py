"""Run one command."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from assistant.cli.parser import build_parser
from assistant.errors import HuiqiError
from assistant.logs import set_up_logs
from assistant.settings import read_settings

UNUSABLE, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (default: those of the process) name; return the exit code."""
    _speak_utf8()
    try:
        options = build_parser().parse_args(arguments)
        settings = read_settings()
        set_up_logs(settings)
        module, function = COMMANDS[options.command]
        # What takes in files or manages accounts takes longer to import than a question to answer.
        code: int = getattr(import_module(f"assistant.cli.{module}"), function)(options, settings)
        sys.stdout.flush()
        return code
    except HuiqiError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print("已中止。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough; let nothing complain of it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE


def _speak_utf8() -> None:
    """Write UTF-8 and plain line ends whatever the terminal's locale, so that output is the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")


COMMANDS = {
    "ask": ("questions", "ask"),
    "check": ("checks", "check"),
    "clauses": ("lookups", "show_clauses"),
    "rewards": ("lookups", "show_rewards"),
    "ingest": ("ingestion", "ingest"),
    "validate": ("lookups", "validate"),
    "evaluate": ("evaluations", "evaluate"),
    "key": ("keys", "make"),
    "serve": ("serving", "serve"),
    "policies": ("policies", "run"),
    "staff": ("staff", "run"),
}
"""By command the module of this package that has it, and its function there."""
