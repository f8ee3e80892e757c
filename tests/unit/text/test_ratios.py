"""Ratios that are written out, with who shares."""

from __future__ import annotations

import pytest

from assistant.text.ratios import find_ratios


@pytest.mark.parametrize(
    ("text", "shares", "parties"),
    [
        ("所需资金由市、县财政按4∶6比例分担", [40, 60], ("市", "县")),
        ("由县财政、县渔港管委会按7:3分担", [70, 30], ("县", "县渔港管委会")),
        ("市县三七开", [30, 70], ("市", "县")),
        ("港务局与区（含保税区、新区）也按3:7分担", [30, 70], ("港务局", "区")),
        ("比例是二比八", [20, 80], ()),
        ("上午9：30到场", None, None),
    ],
)
def test_a_ratio_and_its_parties(text: str, shares: list[int] | None, parties: tuple[str, ...] | None) -> None:
    found = next(find_ratios(text), None)
    assert (found and [int(share) for share in found.shares], found and found.parties) == (shares, parties)


def test_parties_are_the_same_in_another_order() -> None:
    (told,), (said,), (wrong,) = map(
        list, map(find_ratios, ("市、县按4:6分担", "县里、市里按6:4分担", "县里、市里按4:6分担"))
    )
    assert told.agrees(said)
    assert not told.agrees(wrong)


def test_whom_an_elliptic_clause_leaves_out_the_one_before_names() -> None:
    first, second = find_ratios("运费由市与县按4:6分担，与区按7:3分担。")
    assert (first.parties, second.parties) == (("市", "县"), ("市", "区"))
    assert second.names_all_of(second)
    assert not first.names_all_of(second)
