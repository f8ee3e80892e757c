"""The user's own figures: what a rate applies to, what the award is believed to be, or neither."""

from decimal import Decimal

import pytest

from assistant.text.figures import find_figures
from assistant.understanding.figures import find_own, read_figures


@pytest.mark.parametrize(
    ("message", "roles"),
    [
        ("设备投资一共650万", [("650万", "base")]),
        ("单台售价480万元，补助多少", [("480万元", "base")]),
        ("听说市里奖300万", [("300万", "claim")]),
        ("最高补500万是吗", [("500万", "claim")]),
        ("去年利润900万，想问奖励", [("900万", "background")]),
        ("我们占全国三成市场，奖多少", [("三成", "background")]),
        ("按80%补对吗", [("80%", "claim")]),
        ("还能补一块吗", []),
        ("拿奖的前一年交了700万的税", [("700万", "base")]),
        ("会不会被卡掉60万", [("60万", "background")]),
        ("手头只有30万", [("30万", "background")]),
    ],
)
def test_roles(message: str, roles: list[tuple[str, str]]) -> None:
    assert [
        (figure.surface, figure.role) for figure in read_figures(message, find_figures(message), has_rate=True)
    ] == roles


def test_bare_amount_is_a_base_only_where_a_rate_waits_for_it() -> None:
    assert read_figures("300万", find_figures("300万"), has_rate=True)[0].role == "base"
    assert read_figures("300万", find_figures("300万"), has_rate=False)[0].role == "background"


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ("去年营收98亿，设备买了600万，能给500万吗", {9_800_000_000, 6_000_000}),
        ("省级的是50万吗", set()),
        ("贷款利率4.35%，贴息有多少", {Decimal("4.35")}),
        ("设备花了3,60万", {30_000, 600_000}),
    ],
)
def test_what_the_words_beside_a_figure_say_is_the_users_own(message: str, own: set[Decimal]) -> None:
    assert {value for _, value in find_own(message, find_figures(message))} == own
