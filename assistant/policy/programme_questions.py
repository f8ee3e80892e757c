"""How a programme is asked for by its name."""

from __future__ import annotations

import re

from assistant.text import giving

GIVEN = re.compile(rf"(?:{giving.AWARD}|贴息|津贴|奖金)$")


def ask_how_much(name: str, what: str = "奖补标准是什么") -> str:
    """Return the question for what a programme gives; a name that says so already does not say it twice.

    >>> ask_how_much("绿色工厂"), ask_how_much("绿色工厂", "奖励多少"), ask_how_much("旅行社奖励")
    ('绿色工厂奖补标准是什么？', '绿色工厂奖励多少？', '旅行社奖励是多少？')
    """
    return f"{name}{'是多少' if GIVEN.search(name) else what}？"
