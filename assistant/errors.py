"""Every error that the project raises on purpose.

HuiqiError
├── UsageError            bad input from the caller: an empty question, an unreadable line (exit 2, HTTP 422)
├── CorpusError           the corpus contradicts itself or is incomplete; carries file, row and field (exit 1)
├── IndexUnavailable      the index is missing, stale or damaged; says what to run
├── ModelUnavailable      a named embedding model can't be had; says which extra or folder is missing
├── RecordsUnavailable    the database of records can't be reached or read (exit 2, HTTP 503)
└── AccessError           what staff ask for isn't theirs to have
    ├── LoginRequired     there is no session, or it has ended (HTTP 401; pages lead to the login)
    ├── NotAllowed        the role does not allow it, or the request did not come from our page (HTTP 403)
    ├── NotFound          there is no such record (HTTP 404)
    └── Conflict          somebody else was quicker (HTTP 409)

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


class RecordsUnavailable(HuiqiError):
    """The database of records can't be reached or read."""


class AccessError(HuiqiError):
    """What staff ask for isn't theirs to have."""


class LoginRequired(AccessError):
    """There is no session, or it has ended."""


class NotAllowed(AccessError):
    """The role does not allow it, or the request did not come from our page."""


class NotFound(AccessError):
    """There is no such record."""


class Conflict(AccessError):
    """Somebody else was quicker."""
