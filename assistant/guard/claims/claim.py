"""What is said of one figure, by slots: of a draft's figure a claim, of a notice's a fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.guard.claims.quantities import Quantity
from assistant.guard.layout.lines import Span
from assistant.models import Bound

Role = Literal["award", "size", "open"]


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one place of a claim: its words and where; not `readable` where they say nothing."""

    words: str
    span: Span
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says of a figure. An empty slot is None or (): the text is silent.

    `role`: whether the figure is said to be paid, is a size or condition, or either. `tier`: indices of the tiers that
    may be meant, by row. `per` are the units that it counts, `period` how often (年, 月, 一次性), `measure` what a size
    measures. `polarity`: the words that deny it; `owner`: the words by which it is the asker's, or only supposed.
    `own` are the words from the sum or rate before it up to what follows it, `act` what is done for as long as a size.
    """

    figure: Quantity
    role: Role = "open"
    subject: tuple[str, ...] = ()
    tier: dict[str, frozenset[int]] = field(default_factory=dict)
    tier_slot: Slot | None = None
    payer: Slot | None = None
    giver: Slot | None = None
    bound: Bound | None = None
    base: Slot | None = None
    recipient: Slot | None = None
    per: tuple[Slot, ...] = ()
    period: tuple[Slot, ...] = ()
    measure: Slot | None = None
    polarity: Slot | None = None
    owner: Slot | None = None
    firm: bool = False
    before: str = ""
    after: str = ""
    own: str = ""
    act: str | None = None

    @property
    def units(self) -> frozenset[str]:
        """The units that the figure is said to count."""
        return frozenset(slot.words for slot in self.per)

    @property
    def periods(self) -> frozenset[str]:
        """How often it is said to be paid."""
        return frozenset(slot.words for slot in self.period)
