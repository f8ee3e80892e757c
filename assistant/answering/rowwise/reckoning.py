"""Work out what tiers give for what a message counts: per unit, by steps, by rate, then what the clause says of it."""

from __future__ import annotations

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.applying import apply_parts, apply_payers, apply_room, apply_share, plain_sum
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.differences import work_out_difference
from assistant.answering.rowwise.multiples import work_out_kinds, work_out_units
from assistant.answering.rowwise.pieces import is_ceiling
from assistant.answering.rowwise.portions import work_out_portions
from assistant.answering.rowwise.rates import work_out_payers, work_out_rate
from assistant.answering.rowwise.rents import work_out_rent
from assistant.answering.rowwise.steps import work_out_steps
from assistant.models import Tier


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
        result = self._by_figures(choice, asked)
        if result is not None:
            return self._apply(choice, choice.tiers[-1], result, asked)
        if plain := plain_sum(self._chooser, choice, asked):
            applied = self._apply(choice, *plain, asked)
            return applied if applied is not plain[1] else None
        return None

    def _by_figures(self, choice: Choice, asked: Asked) -> Calculation | None:
        """Return what the figures of a row give for those of the user, under its caps."""
        if kinds := work_out_kinds(self._chooser, choice, asked):
            return kinds
        if portions := work_out_portions(self._chooser, choice, asked):
            return portions
        tiers = [tier for tier in choice.tiers if tier.yuan is not None or tier.percent is not None]
        steps = [tier for tier in tiers if tier.every]
        if steps and (stepped := work_out_steps(self._chooser, choice, tiers, steps[0], asked)):
            return stepped
        if not tiers and (rent := work_out_rent(choice, asked)):
            return rent
        tiers = [tier for tier in tiers if not is_ceiling(choice.row, tier)]
        if len(tiers) != 1:
            return work_out_payers(self._chooser, choice, tiers, asked)
        tier = tiers[0]
        if tier.percent is not None:
            return work_out_rate(self._chooser, choice, tier, asked)
        return work_out_units(self._chooser, choice, tier, asked)

    def _apply(self, choice: Choice, tier: Tier, result: Calculation, asked: Asked) -> Calculation:
        """Return what is left of a sum by what the clause says of it: a share, room under a cap, a part, a payer's."""
        if share := self._chooser.clauses.share_for(choice.row, asked):
            result = apply_share(choice, tier, result, share)
        result = apply_room(self._chooser, choice, result, asked) or result
        result = apply_payers(self._chooser, choice, tier, result, asked) or result
        return apply_parts(self._chooser, choice, tier, result, asked) or result
