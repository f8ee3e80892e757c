"""Add up what is certain: fixed awards that are met, a subtotal a bound, of what excludes each other only the best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.naming import title
from assistant.answering.wording import bounded
from assistant.eligibility.judging import Judgement
from assistant.models import Bound, Model, Number
from assistant.text.numerals import format_yuan

CERTAIN: tuple[Bound, ...] = ("exact", "at_least")


class Chosen(Model):
    """The judgement that counts for an award row, with the tiers and the sum it brings."""

    judgement: Judgement
    calculation: Calculation | None
    worked: Calculation | None

    @property
    def value(self) -> Decimal:
        """What it comes to, in 元."""
        found = self.calculation or self.worked
        return found.value if found else Decimal(0)


class Term(Model):
    """One award that is part of a subtotal."""

    reward: str
    title: str
    yuan: Number


class Subtotal(Model):
    """The sum of the certain awards of one bound, for the case that they may be had together."""

    bound: Bound
    yuan: Number
    terms: tuple[Term, ...]
    derivation: str


def add_certain(chosen: Sequence[Chosen]) -> tuple[Subtotal, ...]:
    """Add the met awards that are certain, one subtotal a bound; of awards that exclude each other only the best."""
    best: dict[str, Chosen] = {}
    for option in chosen:
        if option.judgement.verdict != "met" or option.calculation is None:
            continue
        reward = option.judgement.reward
        group = reward.stacking or reward.id
        if group not in best or option.value > best[group].value:
            best[group] = option
    return tuple(subtotal for bound in CERTAIN if (subtotal := _subtotal(bound, tuple(best.values()))) is not None)


def _subtotal(bound: Bound, options: Iterable[Chosen]) -> Subtotal | None:
    terms = [
        Term(reward=option.judgement.reward.id, title=title(option.judgement.reward, tier), yuan=tier.yuan)
        for option in options
        for tier in option.judgement.tiers
        if tier.yuan is not None and tier.bound == bound
    ]
    if not terms:
        return None
    total = sum((term.yuan for term in terms), Decimal(0))
    said = "＋".join(bounded(format_yuan(term.yuan), bound) for term in terms)
    derivation = f"{said}＝{bounded(format_yuan(total), bound)}" if len(terms) > 1 else said
    return Subtotal(bound=bound, yuan=total, terms=tuple(terms), derivation=derivation)
