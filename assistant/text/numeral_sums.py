"""Add the pieces of a spoken or written number up: 三亿五千万, 一万五, 二十."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.text.numeral_tokens import ONE, WAN, YI, Token


@dataclass(slots=True)
class Sum:
    """The number as far as it is read: what 亿 closed, what 万 closed, the section below, and the pending digits."""

    closed: Decimal = Decimal(0)
    wan: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    pending: Decimal | None = None
    digits: int = 0
    last: Decimal | None = None
    floor: Decimal = Decimal(10**5)
    zero: bool = False

    def take(self, token: Token, first: bool) -> bool:
        """Add a token; False, and nothing added, where it can't follow what was read."""
        match token.kind:
            case "number":
                return self._take_number(token)
            case "half":
                if not first and not self.pending:
                    return False
                self.pending = (self.pending or Decimal(0)) + token.value
            case "small":
                return self._take_small(token.value, first)
            case "big":
                return self._take_big(token.value, first)
            case "point":
                if self.pending is not None or not self.section:
                    return False
                self.pending, self.digits = token.value, 9
            case "zero":
                if self.pending is not None:
                    return False
                self.zero = True
            case "more":
                return self.pending is not None or self.section > 0
        return True

    def _take_number(self, token: Token) -> bool:
        if self.pending is not None:
            tens = self.pending in (20, 30) and self.digits == 0  # 廿五
            self.pending = self.pending + token.value if tens else self.pending
            self.digits = 2 if tens else self.digits
            return tens and token.digits == 1
        if self.last is not None and token.value >= self.last:
            return False
        self.pending, self.digits = token.value, token.digits
        return True

    def _take_small(self, unit: Decimal, first: bool) -> bool:
        goes_on = first or self.pending is not None or (unit == 10 and (self.section or self.zero))  # 一百十
        if unit >= self.floor or not goes_on:
            return False
        if unit == 10 and self.pending is not None and self.pending != int(self.pending):
            return False
        self.section += (ONE if self.pending is None else self.pending) * unit
        self.pending, self.last, self.floor, self.zero = None, unit, unit, False
        return True

    def _take_big(self, unit: Decimal, first: bool) -> bool:
        if self.pending is None and not self.section and not first and not (unit == YI and self.wan):
            return False
        if (unit == WAN and self.wan) or (unit == YI and self.closed):
            return False
        if unit not in (WAN, YI) and (self.last or self.pending is None):
            return False
        part = self.section + (self.pending or 0)
        if unit == YI:
            self.closed, self.wan = (self.wan + part or (ONE if first else Decimal(0))) * YI, Decimal(0)
        else:
            self.wan += (part or (ONE if first and self.pending is None else part)) * unit
        self.section, self.pending, self.last, self.zero, self.floor = Decimal(0), None, unit, False, Decimal(10**5)
        return True

    def value(self) -> Decimal:
        """Return the number that was read."""
        tail = self.pending or Decimal(0)
        if self.last is not None and self.digits == 1 and not self.zero and self.pending is not None:
            tail *= self.last / 10  # 一万五, 三百五, 一亿二
        return self.closed + self.wan + self.section + tail
