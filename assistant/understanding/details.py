"""Find details that a message asks for and policies leave to later rules: forms, phone numbers, the day of payment."""

from __future__ import annotations

import re

from assistant.policy.lexicon import Lexicon
from assistant.understanding.matching import Match, TermMatcher

WHEN = (
    r"(?:什么时候|啥时候?|几时|何时|哪天|几号|多久|多长时间|多少时间"
    r"|[多几]少?个?(?:天|周|星期|月|工作日))"
)
PAID = (
    r"(?:到[账帐]|打款|打[过到进给]|汇[款过到]|[入进转][账帐]|转过来|发放|发下来|下发|拨款?|划[拨过到]|到位|兑付|给钱"
    r"|款[^，。；,;]{0,4}下来)"
)
NEAR = r"[^，。；？,;?]{0,6}?"
PAYMENT = re.compile(f"{WHEN}{NEAR}{PAID}|{PAID}{NEAR}{WHEN}")
"""When the money is paid out, which is no question of the window."""


class DetailFinder:
    """Finds details by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._listed = TermMatcher({"detail": lexicon.details}, tolerant=False, pinyin=False)

    def find(self, folded: str) -> tuple[Match, ...]:
        """Return the details asked for in a folded message, by place."""
        paid = [Match("detail", m[0], m.start(), m.end()) for m in PAYMENT.finditer(folded)]
        listed = [
            m for m in self._listed.find(folded) if all(m.end <= other.start or other.end <= m.start for other in paid)
        ]
        return tuple(sorted((*paid, *listed), key=lambda m: m.start))
