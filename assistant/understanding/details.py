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
WAITING = r"[^。；？;?]{0,12}?(?:等|要|得){1,2}"
PAYMENT = re.compile(f"{WHEN}{NEAR}{PAID}|{PAID}(?:{NEAR}|{WAITING}){WHEN}")
"""When the money is paid out, which is no question of the window."""
PROCEDURE = re.compile(
    r"公示(?:期|要|得|完|多|是|的|时间)*(?:[多几]少?个?(?:天|周|星期|月|工作日)|多久|多长)"
    r"|(?:什么|哪[些几][样种份]?|啥|几份)(?:纸质|书面|证明|佐证|申报|申请|相关|配套|具体|电子|盖章)+的?(?:材料|资料|文件|证件|凭证)"
)
"""How long titles are made public, and what papers are handed in."""
DONE = re.compile(r"(?:已经?|都|早就?|刚刚?)(?:到[账帐]|拨付|盖章)|到[账帐]了(?![吗没么嘛])")
"""What has been done and is not asked for: 省里那5万已经到账."""


class DetailFinder:
    """Finds details by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._listed = TermMatcher({"detail": lexicon.details}, tolerant=False, pinyin=False)

    def find(self, folded: str) -> tuple[Match, ...]:
        """Return the details asked for in a folded message, by place."""
        paid = [
            Match("detail", m[0], m.start(), m.end())
            for pattern in (PAYMENT, PROCEDURE)
            for m in pattern.finditer(folded)
        ]
        told = [m.span() for m in DONE.finditer(folded)]
        taken = [*told, *((m.start, m.end) for m in paid)]
        listed = [m for m in self._listed.find(folded) if all(m.end <= start or end <= m.start for start, end in taken)]
        return tuple(sorted((*paid, *listed), key=lambda m: m.start))
