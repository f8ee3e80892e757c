"""Read the slots of a figure by position: what stands where a base, a unit, a recipient or a payer stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.guard.claims.acts import read_act
from assistant.guard.claims.bases import read_base, read_measure
from assistant.guard.claims.claim import Claim, Role
from assistant.guard.claims.frames import LEFT, Frame, Frames
from assistant.guard.claims.parties import read_giver, read_payer, read_recipient
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.units import read_periods, read_units
from assistant.guard.layout.sheet import Sheet
from assistant.guard.words.slots import (
    AWARD,
    AWARD_AFTER,
    AWARD_BEFORE,
    CAPPED,
    GIVEN_BEFORE,
    MEASURED,
    OVER_AFTER,
    RATE_MEASURED,
    SIZE_AFTER,
    SIZE_BEFORE,
)
from assistant.text import denying, summing

OWN = 60  # how far before a figure its own words begin
BESIDE = 10  # how many characters beside a figure tell one condition from another
STEPPED = re.compile("每(?:新)?(?:增加|增长|新增|增|满|超过|超|多)$")
TOTAL = re.compile(f"(?:{summing.TOTAL}|共)(?:是|为|有|约)?$")
SPENT = re.compile("[投花买付交缴欠贷]")
AT_ONCE = re.compile("(?:一次性|最高|最多|不超过|奖励|企业|的|了|你们?|您){0,2}")
NOT_PAID = re.compile(f"[^，。；0-9]{{0,3}}(?:{denying.IS_NOT})[^，。；0-9]{{0,4}}(?:奖|补|资助|津贴|比例)")
OF_RATE = re.compile(
    "元?(?:以内|以下|以上)?(?:[（(]含[)）])?的?(?:那?部分)?[，,]?(?:都|也|则|就)?(?:按照?|的|[×xX*]|乘以?)$"
)
GIVES = re.compile(r"元?(?:以上|以内)?(?:[（(]含[)）])?的?\s*(?P<by>[:：→]|就?是|为|对应的?是?)\s*")
MEASURED_AT_ONCE = re.compile(f"(?:{MEASURED.pattern})(?:为|是|达到?|超过?)?$")
OF_STEP = re.compile("(?:这一?)?(?:台阶|档次|档|门槛)(?:的|$|[，。；])")  # 拿过1亿元台阶的奖
FUND = re.compile("[^，。；0-9]{0,8}(?:资金|经费|基金|额度|盘子)[里中内]")  # 从1000万元引导资金里出
OUTSIDE = re.compile("(?:的?(?:总额|限额|额度|上限))?(?:之外|以外)")  # 在500万元之外另拿
REACHED = re.compile("(?:超过?|达到?|满|突破)$")
PASSED = re.compile("(?:突破|达到?|超过|跨过)了?$")
FIXED = re.compile("固定|统一|一律|定额|一口价|都是|均为|整$")


class SlotReader:
    """Reads the claims of one laid-out text."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.text = sheet.text
        self._frames = Frames(sheet)
        self.quantities = self._frames.quantities
        self.frame = self._frames.frame
        self.lists = self._frames.lists
        self.judged_before = self._frames.judged_before
        self.start_of_own = self._frames.start_of_own

    def read(self) -> Iterator[Claim]:
        """Yield what is said of each quantity; who is meant and which tier is found by others."""
        claims = [self.read_one(at) for at in range(len(self.quantities))]
        for run in self.lists:
            said = {claims[at].role for at in run} - {"open"}
            if len(said) == 1:
                claims[run[0] : run[-1] + 1] = [replace(claims[at], role=min(said)) for at in run]
        yield from claims

    def read_one(self, at: int) -> Claim:
        """Return what is said of one quantity."""
        quantity, frame, frames = self.quantities[at], self.frame(at), self._frames
        listed = frames.listed_from[at]
        return Claim(
            figure=quantity,
            role=self._role(at, quantity, frame),
            payer=read_payer(frames, at),
            giver=read_giver(frames, at),
            bound=quantity.bound,
            base=read_base(frames, at),
            recipient=read_recipient(frames, at),
            per=tuple(read_units(frames, at)),
            period=tuple(read_periods(frames, at)),
            measure=read_measure(frames, at),
            before=self.text[max(frame.clause[0], listed - BESIDE) : listed],
            after=self.text[quantity.end : min(frame.clause[1], quantity.end + BESIDE)],
            act=read_act(frames, at),
            own=self._own(at, quantity, frame),
            firm=FIXED.search(self.text, max(frame.floor, quantity.start - 14), quantity.end) is not None,
        )

    def _own(self, at: int, quantity: Quantity, frame: Frame) -> str:
        """Return the words that are a figure's own: from the sum or rate before its list up to what follows it."""
        run = next((run for run in self.lists if at in run), range(at, at + 1))
        before = self._frames.judged_before(run[0])
        start = max(frame.clause[0] if before is None else frame.sentence[0], before.end if before else 0)
        return self.text[max(start, quantity.start - OWN) : min(frame.ceiling, quantity.end + BESIDE)]

    def _role(self, at: int, quantity: Quantity, frame: Frame) -> Role:
        """Return whether a quantity is said to be paid, by the words before and behind it."""
        text = self.text
        start = max(frame.floor, quantity.start - LEFT)
        before, after = text[start : quantity.start], text[quantity.end : frame.ceiling]
        is_capped = _is_capped(text, quantity)
        if OUTSIDE.match(after) or (FUND.match(after) and text.endswith("从", 0, quantity.start)):
            return "size"
        if not quantity.is_judged or STEPPED.search(before) or self._has_rate(at, quantity):
            return "size"
        if self._has_award(at, quantity, before) or self._is_reached(quantity, frame, before):
            return "size"
        if (paid := AWARD_AFTER.match(after)) and (said := self._paid(at, quantity, frame, paid)) is not None:
            return said
        if quantity.is_rate and RATE_MEASURED.search(before):
            return "size"
        if GIVEN_BEFORE.search(text, start, quantity.left) and not OVER_AFTER.match(after):
            return "award"
        if OF_STEP.match(after):
            return "size"
        if SIZE_AFTER.match(after) and not (is_capped and quantity.bound == "at_most" and AWARD_BEFORE.search(before)):
            return "size"
        if (led := AWARD_BEFORE.search(text[start : quantity.left]) or AWARD_BEFORE.search(before)) is not None:
            return "size" if led[0][0] in ":：|" and len(led[0]) > 1 and SIZE_BEFORE.search(before) else "award"
        if NOT_PAID.match(after):
            return "size"
        if quantity.is_rate:
            near = before if REACHED.search(before) else text[frame.clause[0] : frame.clause[1]]
            return "award" if is_capped or AWARD.search(near) else "open"
        if is_capped:
            return "award" if quantity.bound == "at_most" else "open"
        whole = TOTAL.sub("", before)
        is_size = SIZE_BEFORE.search(whole) or (whole != before and (MEASURED.search(whole) or SPENT.search(whole)))
        return "size" if is_size else "open"

    def _has_rate(self, at: int, quantity: Quantity) -> bool:
        """Whether a rate of a sum follows: 3000万元的部分按6%."""
        following = self.quantities[at + 1] if at + 1 < len(self.quantities) else None
        is_rate = quantity.is_money and following is not None and following.is_rate
        return is_rate and OF_RATE.fullmatch(self.text, quantity.end, following.left) is not None  # type: ignore[union-attr]

    def _is_reached(self, quantity: Quantity, frame: Frame, before: str) -> bool:
        """Whether a sum is one to come to, for which another is given: 首次突破50亿元给团队150万元."""
        others = self._frames.judged(quantity.end, frame.clause[1])
        is_bare = quantity.is_money and quantity.bound is None
        return is_bare and PASSED.search(before) is not None and any(q.is_money for q in others)

    def _has_award(self, at: int, quantity: Quantity, before: str) -> bool:
        """Whether what is given for a size follows at once: 一千万元：三百万元, 实缴资本25亿元是2000万元."""
        following = self.quantities[at + 1] if at + 1 < len(self.quantities) else None
        if not quantity.is_money or following is None or not following.is_money or quantity.value <= following.value:
            return False
        joined = GIVES.fullmatch(self.text, quantity.end, following.left)
        return joined is not None and (joined["by"] in ":：→" or MEASURED_AT_ONCE.search(before) is not None)

    def _paid(self, at: int, quantity: Quantity, frame: Frame, paid: re.Match[str]) -> Role | None:
        """Return the role of a figure that a verb of giving follows: it is given, or another is given for it."""
        text = self.text
        listed = self._frames.listed_from[at]
        following = self._frames.judged_after(at)
        if following is not None and AT_ONCE.fullmatch(text, quantity.end + paid.end(), following.left):
            return "size"  # 1亿元奖5万元
        measured = SIZE_BEFORE.search(text, max(frame.clause[0], listed - LEFT), listed)
        asks = text.startswith("多少", quantity.end + paid.end())  # 1亿元给多少
        others = any(q is not quantity for q in self._frames.judged(quantity.end, frame.clause[1]))
        return None if measured and (asks or others or listed < quantity.start) else "award"


def _is_capped(text: str, quantity: Quantity) -> bool:
    """Whether words of a cap stand right before or behind a figure."""
    behind = text[quantity.end : quantity.right + 2]
    return bool(CAPPED.search(text[quantity.left : quantity.start])) or bool(CAPPED.match(behind))
