"""Keep of rows of one programme that go by different sizes the one whose size a message gives: capital, or taxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.policy.lexicon import fold

if TYPE_CHECKING:
    from assistant.answering.rowwise.choosing import Choice

_STEM = re.compile("[（(，,].*")
_PLAIN = frozenset("年度总额的金上一当实际其")  # characters of what a bracket measures that tell nothing


def keep_measured(choices: Sequence[Choice], folded: str) -> tuple[Choice, ...]:
    """Drop rows of a programme whose brackets measure something else than the figure that picked a tier of another.

    `folded` is what was said; of two that a figure picked, the one is kept whose measure it names.
    """
    sized = [choice for choice in choices if choice.size is not None and _measures(choice)]
    if not sized:
        return tuple(choices)
    named = [len((_measures(choice) - _PLAIN) & set(folded)) for choice in sized]
    meant = {choice.row.id: choice for choice, met in zip(sized, named, strict=True) if met == max(named)}
    programmes = {_programme(choice) for choice in meant.values()}

    def is_another(choice: Choice) -> bool:
        bracketed = len(choice.row.tiers) > 1 and all(tier.bracket for tier in choice.row.tiers)
        return bracketed and choice.row.id not in meant and _programme(choice) in programmes

    return tuple(choice for choice in choices if not is_another(choice))


def _programme(choice: Choice) -> tuple[str, str, str]:
    """Return the clause of a row and what it is called before a bracket or comma."""
    return choice.row.policy, choice.row.clause, _STEM.sub("", choice.row.name)


def _measures(choice: Choice) -> set[str]:
    """Return the characters of what the brackets of a row measure."""
    return {char for tier in choice.row.tiers if tier.bracket for char in fold(tier.bracket.of or tier.bracket.counter)}
