"""How people name a document: by its number 文号 in any brackets, by a serial number, or by its title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.models import PolicyMeta
from assistant.policy.lexicon import fold

NUMBER = re.compile(r"(?P<office>.+?)[〔\[【(（]?(?P<year>(?:19|20)\d\d)[〕\]】)）]?第?(?P<serial>\d+)号")
ABOUT = re.compile(r"^.*?关于(?:印发)?|(?:的)?(?:通知|意见|公告|通告|函)$")
LEFT, RIGHT = r"[〔\[【]?", r"[〕\]】]?年?第?"
LONGEST_SHARED = 8  # characters of a title that no ordinary question has in common with it


class PolicyNames:
    """Finds which of several policies a message names."""

    def __init__(self, policies: Iterable[PolicyMeta]) -> None:
        metas = tuple(policies)
        self._numbers = {meta.id: _number_pattern(meta.number) for meta in metas}
        pieces = {meta.id: _pieces(meta) for meta in metas}
        self._pieces = {
            meta.id: pieces[meta.id] - {p for other in metas if other.id != meta.id for p in pieces[other.id]}
            for meta in metas
        }

    def find(self, folded: str) -> tuple[str, ...]:
        """Return the ids of the policies that a folded message names by number or title."""
        return tuple(
            policy
            for policy, number in self._numbers.items()
            if (number and number.search(folded)) or any(piece in folded for piece in self._pieces[policy])
        )

    def blank_numbers(self, message: str) -> str:
        """Return the message with a blank for each number of a policy: it names no subject that could be looked for."""
        for number in filter(None, self._numbers.values()):
            message = number.sub(" ", message)
        return message


def _number_pattern(number: str) -> re.Pattern[str] | None:
    """Return a pattern for a 文号, written in full, without the office, or as 68号文."""
    parts = NUMBER.fullmatch(number)
    if parts is None:
        return re.compile(re.escape(fold(number))) if number else None
    office, year, serial = re.escape(fold(parts["office"])), parts["year"], parts["serial"]
    return re.compile(
        rf"{office}{LEFT}{year}{RIGHT}{serial}号|(?<![\u4e00-\u9fff])[〔\[【]{year}[〕\]】]{serial}号"
        rf"|(?<![\d〕\]】]){serial}号(?:文|通知|措施|政策|令)"
    )


def _pieces(meta: PolicyMeta) -> set[str]:
    """Return the pieces of a title by which it is known: its runs of so many characters, or all of a shorter one."""
    core = fold(ABOUT.sub("", ABOUT.sub("", meta.title.replace(meta.issuer, ""))))
    length = min(LONGEST_SHARED, len(core))
    return {core[i : i + length] for i in range(len(core) - length + 1)} if length >= LONGEST_SHARED - 2 else set()
