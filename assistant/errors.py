"""Every error that the project raises on purpose.

HuiqiError
├── UsageError            bad input from the caller: an empty question, an unreadable line (exit 2, HTTP 422)
├── CorpusError           the corpus contradicts itself or is incomplete; carries file, row and field (exit 1)
├── IndexUnavailable      the index is missing, stale or damaged; says what to run
└── ModelUnavailable      a named embedding model can't be had; says which extra or folder is missing

"No answer" is a status of `Answer`, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass


class HuiqiError(Exception):
    """Base of the tree; its message is Chinese and fit to be shown to a user."""


class UsageError(HuiqiError):
    """The caller's input can't be used."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of the corpus: where it is and what is wrong there."""

    file: str
    row: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:{self.field}: {self.message}"


class CorpusError(HuiqiError):
    """The corpus is not fit to be served."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class IndexUnavailable(HuiqiError):
    """The index is missing, stale or damaged."""


class ModelUnavailable(HuiqiError):
    """The embedding model named in the settings can't be loaded."""
