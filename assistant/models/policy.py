"""A policy as it is read and reviewed: its front matter, its clauses and the rows of its reward table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict, Field

from assistant.models.base import Bound, Kind, Modality, Model, Number


class PolicyMeta(Model):
    """What the front matter of a policy document says; what the document leaves open is empty.

    `valid_to` is the last day of its validity 有效期, `award_window_end` that of the window 认定期限; `replaces` are
    the ids of policies that it stands in for; `last_verified_on` is when staff last made sure that it still holds.
    """

    id: str
    title: str
    number: str = ""
    issuer: str = ""
    region: str = ""
    source: str = ""
    issued: date | None = None
    effective: date | None = None
    valid_to: date | None = None
    award_window_end: date | None = None
    interpreter: str = ""
    interpreter_short: str = ""
    replaces: tuple[str, ...] = ()
    last_verified_on: date | None = None

    @property
    def name(self) -> str:
        """The number 文号 of the policy, or its title where it has none."""
        return self.number or f"《{self.title}》"

    @property
    def since(self) -> date:
        """The day from which it is taken to hold: that it says, that of issue, or ever."""
        return self.effective or self.issued or date.min

    @property
    def authority(self) -> str:
        """Whom to ask: who interprets it, else who issued it."""
        return self.interpreter or self.issuer or "主管部门"

    def is_issued(self, day: date) -> bool:
        """Whether the policy exists on a day; one without a date always has."""
        return self.issued is None or self.issued <= day


class Clause(Model):
    """A clause 条款: the unit that answers cite.

    `start` and `end` are offsets into the policy file; `body` has neither the item's heading nor its 责任单位 line.
    """

    policy: str
    label: str
    section: str
    title: str
    body: str
    departments: tuple[str, ...] = ()
    start: int
    end: int

    @property
    def text(self) -> str:
        """The clause as printed, without its 责任单位 line."""
        return f"{self.title}。{self.body}" if self.title and self.label not in ("导语", "附则") else self.body


class Policy(Model):
    """A policy document 政策文件 with its clauses in printed order."""

    meta: PolicyMeta
    clauses: tuple[Clause, ...]
    text: str = Field(repr=False)
    file: str


class Bracket(Model):
    """The size or amount that a tier is for: `from_` and `to` include their ends, `over` and `below` do not.

    `counter` is 元 for money, `%` for a rate, else what is counted (亩, 家, 人次); `of` is what is measured.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    of: str | None = None
    counter: str
    from_: Number | None = Field(None, alias="from")
    over: Number | None = None
    to: Number | None = None
    below: Number | None = None

    def holds(self, size: Decimal) -> bool:
        """Whether a size lies within.

        >>> Bracket(counter="亩", over=Decimal(500)).holds(Decimal(500))
        False
        """
        return (
            (self.from_ is None or size >= self.from_)
            and (self.over is None or size > self.over)
            and (self.to is None or size <= self.to)
            and (self.below is None or size < self.below)
        )

    def reached_by(self, size: Decimal) -> bool:
        """Whether a size lies within, or is that which it is to be over: 突破1亿元 is reached by 1亿元.

        >>> Bracket(counter="元", over=Decimal(500)).reached_by(Decimal(500))
        True
        """
        return self.holds(size) or (self.over is not None and size == self.over)

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """Where it begins and ends, as far as it does."""
        return tuple(end for end in (self.from_, self.over, self.to, self.below) if end is not None)

    @property
    def lowest(self) -> Decimal:
        """Where it begins."""
        return max((end for end in (self.from_, self.over) if end is not None), default=Decimal(0))


class Step(Model):
    """A step 每满N, 每增加N: the figure is given once for each full `size` of `of`, counted in `counter`."""

    size: Number = Field(gt=0)
    counter: str
    of: str | None = None


class Most(Model):
    """How much is counted at most 计数上限: `size` in `counter` of `of` (同一展会最多2个展位, 面积以300平方米为限)."""

    size: Number = Field(gt=0)
    counter: str
    of: str | None = None


class Part(Model):
    """A part of a figure that is paid by itself, such as a year's instalment; `yuan` or `percent`."""

    case: str
    yuan: Number | None = None
    percent: Number | None = None


class Tier(Model):
    """A tier 档 of a row: one figure (or none, where the text names none) with all that binds it.

    Exactly one of `yuan`, `percent` and `count` is set; none of them where the text gives support without a figure.
    `up_to` is the upper end of a range whose lower end is the figure. `level` is the rank of a title (国家级, 省级),
    `case` any other dimension that tells siblings apart, in the text's words (三星级, 第一年), `bracket` a size or
    amount. `per` is what the figure counts (亩, 间, 每家), `every` a step by which it is given again. `cap_yuan` caps
    a rate, a sum per unit or steps (always "at most"), `cap_percent` the rate that comes of it (年贴息率不超过2%),
    `cap_per` is what the cap counts where `per` says what the figure counts. A rate is of `base`, of its part above
    `base_from`, which counts up to `base_cap_yuan`; or of the award of another row, `of_award`. `on_top_of` is what
    the text adds the figure to. `term_years` and `term_months` are the longest term of a yearly or monthly sum or
    rate; `most` is how many of what `per` counts are paid for; `parts` are the instalments of the figure.
    """

    level: str | None = None
    case: str | None = None
    bracket: Bracket | None = None
    yuan: Number | None = None
    percent: Number | None = None
    count: Number | None = None
    counter: str | None = None
    up_to: Number | None = None
    bound: Bound | None = None
    cap_yuan: Number | None = None
    cap_percent: Number | None = None
    cap_per: str | None = None
    base: str | None = None
    base_from: Number | None = None
    base_cap_yuan: Number | None = None
    of_award: str | None = None
    on_top_of: str | None = None
    payer: str | None = None
    per: str | None = None
    every: Step | None = None
    term_years: int | None = None
    term_months: int | None = None
    most: Most | None = None
    parts: tuple[Part, ...] = ()
    quote: str

    @property
    def name(self) -> str | None:
        """What tells the tier from its siblings, in words: its level, its case, or both."""
        return "".join(filter(None, (self.level, self.case))) or None


class Reward(Model):
    """A row of the reward table 奖补: an award, a target or a threshold of one clause.

    `once` is true where the text says 一次性, else null; `stacking` groups tiers of which only the best is paid.
    `departments` are those that the row's sentence names, else those of its clause. A row that is not `reviewed` is
    never stated. `valid_from` and `valid_to` are a validity of its own.
    """

    policy: str
    id: str
    kind: Kind
    name: str
    clause: str
    modality: Modality | None = None
    beneficiary: str | None = None
    condition: str | None = None
    once: Literal[True] | None = None
    stacking: str | None = None
    award: str | None = None
    note: str | None = None
    tiers: tuple[Tier, ...]
    departments: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    reviewed: bool = True

    def holds_on(self, day: date) -> bool:
        """Whether the row's own validity, if it has one, includes a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
