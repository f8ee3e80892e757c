"""The rules by which a figure is judged, in their order: the first that decides gives the ruling."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from assistant.guard.arithmetic import Expression, same
from assistant.guard.claims.abouts import of_another
from assistant.guard.claims.caps import capped, exempt, graded
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.conditions import placed, sized, stepped
from assistant.guard.claims.currencies import foreign
from assistant.guard.claims.draft import Draft, Ruling
from assistant.guard.claims.factors import bare, multiplied, said_again
from assistant.guard.claims.former import superseded
from assistant.guard.claims.mismatch import mismatch
from assistant.guard.claims.misquoted import misquoted
from assistant.guard.claims.payments import awarded, sized_award
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.retold import retold
from assistant.guard.claims.schedules import scheduled
from assistant.guard.claims.shares import shared, standard
from assistant.guard.claims.terms import dated, termed
from assistant.guard.claims.totals import totalled
from assistant.guard.claims.users import users
from assistant.text.numerals import read_numeral


def judge(draft: Draft) -> list[Ruling]:
    """Return the rulings on a draft's quantities, in order; what the rules let pass is held to the sentence retold."""
    for at, claim in enumerate(draft.claims):
        ruling = next(ruling for _, rule in RULES if (ruling := rule(draft, at, claim)) is not None)
        wrong = misquoted(draft, at, claim) if ruling.reason is None and ruling.rule not in FREE else None
        draft.rulings.append(wrong or ruling)
    return draft.rulings


def quoted(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A piece of the notice word for word."""
    return Ruling("quotation") if draft.quotations.holds(claim.figure.start, claim.figure.end) else None


def denied(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A figure that the draft says isn't so."""
    return Ruling("denied", status="not_policy") if claim.polarity is not None else None


def miscounted(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """The result of a product that gives something else."""
    expression = draft.given.get(at)
    if expression is None or not claim.figure.is_judged:
        return None
    if expression.kinds & {"add", "sub"} and {one.counter for one in expression.operands} != {claim.figure.counter}:
        return None
    computed = expression.value()
    stated = claim.figure.value / (100 if claim.figure.is_rate else 1)
    if computed is None or same(stated, computed) or _in_its_unit(expression, claim, computed):
        return None
    return Ruling("product", "wrong_arithmetic")


def _in_its_unit(expression: Expression[Quantity], claim: Claim, computed: Decimal) -> bool:
    """Whether bare numbers give the number that is written before the result's unit: 15×2＝30万元."""
    item = claim.figure.item
    written = read_numeral(item.figure.surface.rstrip("元块钱万亿千"), 0) if item is not None else None
    is_bare = all(one.is_rate or not one.counter for one in expression.operands)
    return written is not None and is_bare and written.value == computed


FREE = ("quotation", "denied")  # what is not held to the sentence retold
RULES: tuple[tuple[str, Callable[[Draft, int, Claim], Ruling | None]], ...] = (
    ("subject", of_another),
    ("quotation", quoted),
    ("denied", denied),
    ("restated", said_again),
    ("factor", bare),
    ("multiplied", multiplied),
    ("product", miscounted),
    ("schedule", scheduled),
    ("retold", retold),
    ("date", dated),
    ("term", termed),
    ("step", stepped),
    ("share", shared),
    ("placed", placed),
    ("currency", foreign),
    ("changed", superseded),
    ("condition", sized),
    ("standard", standard),
    ("exempt", exempt),
    ("cap", capped),
    ("graded", graded),
    ("total", totalled),
    ("award", awarded),
    ("user", users),
    ("size", sized_award),
    ("mismatch", mismatch),
)
