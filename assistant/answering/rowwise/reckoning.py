"""Work out what tiers give for what a message counts: per unit, by steps, by rate, in parts, under their caps."""

from __future__ import annotations

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.multiples import work_out_kinds, work_out_units
from assistant.answering.rowwise.rates import work_out_rate
from assistant.answering.rowwise.rents import work_out_rent
from assistant.answering.rowwise.shares import DIFFERENCE_LEAD, work_out_difference, work_out_part
from assistant.answering.rowwise.steps import work_out_steps
from assistant.understanding.rows import Sentence


class Reckoner:
    """Works out by one chooser's counters."""

    def __init__(self, chooser: Chooser) -> None:
        self._chooser = chooser

    def work_out(self, choice: Choice, asked: Asked) -> Calculation | None:
        """Return what the chosen tiers give for the user's figures; None where no figure applies."""
        if choice.below or choice.missing:
            return None
        if raised := work_out_difference(self._chooser, choice, asked):
            return raised
        if parted := work_out_part(self._chooser, choice, asked):
            return parted
        if kinds := work_out_kinds(self._chooser, choice, asked):
            return kinds
        tiers = [tier for tier in choice.tiers if tier.yuan is not None or tier.percent is not None]
        steps = [tier for tier in tiers if tier.every]
        if steps and (stepped := work_out_steps(self._chooser, choice, tiers, steps[0], asked)):
            return stepped
        if not tiers and (rent := work_out_rent(choice, asked)):
            return rent
        if len(tiers) != 1:
            return None
        tier = tiers[0]
        if tier.percent is not None:
            return work_out_rate(self._chooser, choice, tier, asked)
        return work_out_units(self._chooser, choice, tier, asked)

    def rule_of(self, choice: Choice, result: Calculation | None) -> Sentence | None:
        """Return the sentence that a result rests on beside its row's own: that of the difference."""
        differs = result is not None and result.lines[0].startswith(DIFFERENCE_LEAD)
        return self._chooser.clauses.difference_rule(choice.row) if differs else None
