"""Wrong drafts from the reward table: right ones with one thing changed, or with a sum that does not come out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.models import Bound
from assistant.policy.corpus import Corpus
from assistant.text.figures import Unit
from tests.drafts import BOUND_WORDS, FRAMES, Statement, forms_for, statements, write


def wrong_drafts(corpus: Corpus, rng: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield `count` (draft, kind), each with one thing changed in a right draft."""
    known = statements(corpus)
    made = 0
    kinds = [*MUTATIONS, *SUMS]
    while made < count:
        kind = kinds[made % len(kinds)]
        draft = _changed(kind, known, rng)
        if draft is None:
            continue
        if rng.random() < 0.5:
            draft = _among_right_ones(draft, known, rng)
        made += 1
        yield draft, kind


def _changed(kind: str, known: tuple[Statement, ...], rng: random.Random) -> str | None:
    """Return a draft with something of that kind changed; None where the choice left nothing to change."""
    one = rng.choice(known)
    if kind in SUMS:
        return SUMS[kind](one, known, rng)
    changed = MUTATIONS[kind](one, known, rng)
    if changed is None or _is_right(changed, known) or not forms_for(changed):
        return None
    return write(changed, rng.choice(forms_for(changed)), rng.choice(FRAMES), rng)


def _drop_cap(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> str | None:
    """Work out a rate on a base so large that its cap decides, and forget the cap."""
    caps = [k.value for k in known if (k.reward, k.level) == (one.reward, one.level) and k.bound == "at_most"]
    if one.unit is not Unit.PERCENT or one.base is None or not (caps := [cap for cap in caps if cap > 100]):
        return None
    base = Decimal(int(caps[0] * 100 / one.value * rng.choice([2, 3, 5])) // 10_000 * 10_000)
    result = base * one.value / 100
    rate = f"{base / 10_000:f}万元×{one.value:f}%={result / 10_000:f}万元"
    return rng.choice(
        (
            f"{one.subject()}：{rate}，可补{result / 10_000:f}万元。",
            f"{one.subject()}，{rate}，最多补{result / 10_000:f}万元。",
        )
    )


def _add_up(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> str | None:
    """Add two awards that the text does not let be added: levels of one programme, or two programmes."""
    other = rng.choice([k for k in known if k.unit is Unit.YUAN])
    if one.unit is not Unit.YUAN or one.payer or other.payer or (one.reward, one.level) == (other.reward, other.level):
        return None
    figures = [BOUND_WORDS[k.bound][0].format(f"{k.value / 10_000:f}万元") for k in (one, other)]
    total = f"{(one.value + other.value) / 10_000:f}万元"
    word = rng.choice(("合计", "一共可拿", "加起来"))
    return f"{one.subject()}{figures[0]}，{other.subject()}{figures[1]}，{word}{total}。"


def _is_right(one: Statement, known: tuple[Statement, ...]) -> bool:
    return any(
        (one.reward, one.level, one.payer, one.unit, one.value, one.bound)
        == (k.reward, k.level, k.payer, k.unit, k.value, k.bound)
        for k in known
    )


def _among_right_ones(draft: str, known: tuple[Statement, ...], rng: random.Random) -> str:
    """Put right statements before and behind a draft."""
    extra = [write(one, rng.choice(forms_for(one)), FRAMES[0], rng) for one in rng.sample(known, 2)]
    return f"{extra[0]}\n\n{draft}\n\n{extra[1]}"


def _change_digit(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement:
    factor = Decimal(
        rng.choice(
            [
                "0.2",
                "0.3",
                "0.4",
                "0.6",
                "0.7",
                "0.8",
                "0.9",
                "1.1",
                "1.2",
                "1.4",
                "1.5",
                "1.6",
                "1.8",
                "2",
                "3",
                "4",
                "6",
                "7",
                "9",
            ]
        )
    )
    return replace(one, value=one.value * factor)


def _change_unit(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement:
    power = rng.choice([1, 2, 3, 4]) if one.unit is Unit.YUAN else 1
    return replace(one, value=one.value * Decimal(10) ** (power if rng.random() < 0.5 else -power))


def _change_level(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement | None:
    others = [
        k
        for k in known
        if k.reward == one.reward and k.unit is one.unit and k.value != one.value and k.level != one.level
    ]
    return replace(one, level=rng.choice(others).level) if others else None


def _change_programme(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement:
    other = rng.choice(known)
    return replace(one, reward=other.reward, level=other.level, payer=other.payer)


def _change_bound(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement:
    bounds: list[Bound] = [bound for bound in BOUND_WORDS if bound != one.bound]
    return replace(one, bound=rng.choice(bounds))


def _change_payer(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement | None:
    if one.payer is None:
        return None
    return replace(one, payer=rng.choice(["中央财政", "县级财政", "项目受益财政", "国家财政", "乡镇财政"]))


MUTATIONS = {
    "digit": _change_digit,
    "unit": _change_unit,
    "level": _change_level,
    "programme": _change_programme,
    "bound": _change_bound,
    "payer": _change_payer,
}
SUMS = {"cap": _drop_cap, "sum": _add_up}
