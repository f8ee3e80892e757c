"""The user's own figures: what a rate applies to, what the award is believed to be, or neither."""

import pytest

from assistant.text.figures import find_figures
from assistant.understanding.figures import read_figures


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
    ],
)
def test_roles(message: str, roles: list[tuple[str, str]]) -> None:
    assert [
        (figure.surface, figure.role) for figure in read_figures(message, find_figures(message), has_rate=True)
    ] == roles


def test_bare_amount_is_a_base_only_where_a_rate_waits_for_it() -> None:
    assert read_figures("300万", find_figures("300万"), has_rate=True)[0].role == "base"
    assert read_figures("300万", find_figures("300万"), has_rate=False)[0].role == "background"
