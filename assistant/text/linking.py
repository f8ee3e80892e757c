"""Numbers that are printed together: ranges, enumerations and sums, whose members share a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count, pairwise

from assistant.text import giving
from assistant.text.quantities import Atom, Unit

ONE = Decimal(1)
_RANGE = re.compile(r"(?:\(不?含(?:本数)?\))?(?:到|至|-{1,2}|[—–―~]{1,2})")
_LIST = re.compile(r"(?:[、/]|以?及|和|与|或者?)")
_LIST_OF_BARE = re.compile(r"(?:[、/,，;；]|以?及|和|与|或者?)")
_WORDS_BETWEEN = re.compile(
    rf"\([^()0-9]{{1,12}}\)[、/，；]|[、/](?:[国省市县区][家内级外]*级?(?:企业|平台|项目)?(?:为|{giving.GIVE}|{giving.AWARD}|给)?)"
)
_OPERATOR = re.compile(r"[() ]{0,3}(?:[×xX*÷/+=≈-]|乘以?|除以|加上?|减去?|等于)[() ]{0,3}[约≈]?")
_HARD_OPERATOR = re.compile(r"[×xX*÷+=≈]|[乘除加减等]")
_SHARED_BELOW = 10**4
_YEAR = 10**4  # of a yyyymmdd number


def link_atoms(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Give bare numbers the unit of what they are printed with, and mark ranges and enumerations.

    >>> from assistant.text.scanning import scan_atoms
    >>> [str(a.value) for a in link_atoms("500、50、5万元", list(scan_atoms("500、50、5万元")))]
    ['5000000', '500000', '50000']
    """
    groups = count(1)
    linked: list[Atom] = []
    for chain in _chains(text, atoms):
        gaps = [text[left.end : right.start] for left, right in pairwise(chain)]
        if any(gap and _OPERATOR.fullmatch(gap) and _HARD_OPERATOR.search(gap) for gap in gaps):
            linked += _share_in_sum(chain, gaps)
        else:
            linked += _group(_share_in_list(chain), gaps, groups)
    return linked


def _chains(text: str, atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    chain: list[Atom] = []
    for atom in atoms:
        if chain and not _joins(text[chain[-1].end : atom.start][:24], chain[-1], atom):
            yield chain
            chain = []
        chain.append(atom)
    if chain:
        yield chain


def _joins(gap: str, left: Atom, right: Atom) -> bool:
    if left.role == "low" and right.role == "high" and not gap:
        return True
    if _RANGE.fullmatch(gap) or _LIST.fullmatch(gap) or _OPERATOR.fullmatch(gap):
        return True
    if left.unit is not None:
        return False
    if _WORDS_BETWEEN.fullmatch(gap):
        return True
    is_bare_list = _LIST_OF_BARE.fullmatch(gap) is not None and left.arabic and right.arabic
    return is_bare_list and right.unit in (None, Unit.YUAN, Unit.PERCENT)


def _share_in_list(chain: Sequence[Atom]) -> list[Atom]:
    """Hand the last unit of a list down to the bare numbers before it (and of 百分之五到十 to the one after)."""
    shared = list(chain)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if left.unit is None and right.unit not in (None, Unit.DATE):
            shared[index] = _like(left, right)
        elif right.unit is Unit.COUNT and right.big and _is_bare_money(left):
            shared[index] = left._replace(unit=Unit.COUNT, counter=right.counter)  # 1万至5万人次
    for index in range(1, len(shared)):
        left, right = shared[index - 1], shared[index]
        if right.unit is None and left.unit is Unit.PERCENT:
            shared[index] = right._replace(unit=Unit.PERCENT)
    return shared


def _is_bare_money(atom: Atom) -> bool:
    """Tell a sum that is one only for its 万: no unit is written on it."""
    return atom.unit is Unit.YUAN and atom.big and not atom.currency


def _like(bare: Atom, model: Atom) -> Atom:
    """Give a bare number the unit of `model`, and its 万 where that brings the two nearer each other."""
    bare = bare._replace(unit=model.unit, counter=model.counter, currency=model.currency)
    if bare.big or not model.scales or not bare.value or not model.value:
        return bare
    best = min((*model.scales, ONE), key=lambda scale: _distance(bare.value * scale, model.value))
    return bare._replace(value=bare.value * best, scales=model.scales)


def _distance(left: Decimal, right: Decimal) -> Decimal:
    return max(left / right, right / left)


def _group(chain: Sequence[Atom], gaps: Sequence[str], groups: Iterator[int]) -> list[Atom]:
    """Number the runs of one unit; two ends of a range get their roles."""
    result = list(chain)
    start = 0
    for index in range(len(chain)):
        if index + 1 < len(chain) and chain[index].unit is not None and _is_alike(chain[index], chain[index + 1]):
            continue
        if index > start and chain[index].unit is not None:
            number = next(groups)
            for member in range(start, index + 1):
                result[member] = result[member]._replace(group=number)
        start = index + 1
    for index, gap in enumerate(gaps):
        left, right = result[index], result[index + 1]
        if left.group is not None and left.group == right.group and (_RANGE.fullmatch(gap) or not gap):
            if left.unit is Unit.DATE and right.value < _YEAR <= left.value:  # 2021年12月1日至12月31日
                right = right._replace(value=left.value // _YEAR * _YEAR + right.value)
            if left.value > right.value:
                continue
            result[index], result[index + 1] = left._replace(role="low"), right._replace(role="high")
    return result


def _is_alike(left: Atom, right: Atom) -> bool:
    return left.unit is right.unit and left.counter == right.counter


def _share_in_sum(chain: Sequence[Atom], gaps: Sequence[str]) -> list[Atom]:
    """Read the bare numbers of 250*60%=150万 and 5+5=10万元 as money: one a term, unless the term names its money."""
    money = next((atom for atom in reversed(chain) if atom.unit is Unit.YUAN), None)
    if money is None:
        return list(chain)
    shared, start = list(chain), 0
    for index in range(len(chain)):
        if index < len(gaps) and re.search(r"[×xX*÷/乘除]", gaps[index]):
            continue
        term = range(start, index + 1)
        start = index + 1
        bare = [member for member in term if chain[member].unit is None]
        if bare and not any(chain[member].unit is Unit.YUAN for member in term):
            largest = max(bare, key=lambda member: chain[member].value)
            model = money._replace(scales=money.scales if chain[largest].value < _SHARED_BELOW else ())
            shared[largest] = _scaled(chain[largest], model)
    return shared


def _scaled(bare: Atom, model: Atom) -> Atom:
    scale = model.scales[0] if model.scales and not bare.big else ONE
    return bare._replace(value=bare.value * scale, unit=Unit.YUAN, currency=model.currency)
