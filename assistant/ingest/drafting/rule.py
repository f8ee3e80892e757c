"""The form of the rules that say what a sum or rate is there for."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from assistant.ingest.drafting.words import GIVE, MEASURE, MODIFIER, RECEIVER
from assistant.text.figures import Unit

Role = Literal[
    "grant",
    "cap",
    "threshold",
    "target",
    "fund",
    "payout",
    "share",
    "step",
    "on_top",
    "penalty",
    "fact",
    "loan",
    "limit",
    "ceiling",
]

WHO = rf"(?:[^，。；：、\d]{{0,12}}{RECEIVER}|其|投资方|本人)"
Also = Literal["no grant", "not cap", "not given", "after threshold", "after grant", "range"]
"""What else must hold, as `roles` checks it."""

MEASURED = rf"(?:{MEASURE}(?:\([^()]*\))?)"
NEAR = r"[^，。；：\d]"


class Rule(NamedTuple):
    """A rule: `units` it is about, the patterns left and right, the role, and how sure it is."""

    id: str
    role: Role
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    sure: float
    examples: tuple[str, str]
    units: tuple[Unit, ...] = (Unit.YUAN, Unit.PERCENT)
    also: Also | None = None
    after_grant: bool | None = None


def rule(
    id: str, role: Role, left: str | None, right: str | None, sure: float, *examples: str,
    units: tuple[Unit, ...] = (Unit.YUAN, Unit.PERCENT), also: Also | None = None, after_grant: bool | None = None,
) -> Rule:  # fmt: skip
    compiled = re.compile(f"(?:{left})$") if left else None
    first, second = examples
    return Rule(
        id, role, compiled, re.compile(right) if right else None, sure, (first, second), units, also, after_grant
    )


MONEY, RATE = (Unit.YUAN,), (Unit.PERCENT,)
GAVE = rf"{GIVE}{WHO}?(?:{MODIFIER})*"
