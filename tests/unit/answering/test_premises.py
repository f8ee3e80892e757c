"""What the user takes an award to be is right where a row says it, or where a row gives it for the user's own sums."""

from __future__ import annotations

import pytest

from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader
from tests.unit.answering.composed import answer

WRONG = "与文件规定不一致"
RIGHT = "与您所说一致"


@pytest.mark.parametrize(
    "turns",
    [
        ("重点创新产品研发花了80万，能补40万，对吗",),
        ("重点创新产品研发花了80万", "那就是补40万，没错吧"),
        ("重点创新产品研发花了300万，最多补100万对吧",),
        ("市级重点技改设备投资500万，能补50万？",),
        ("首台套省内的，售价200万一台", "补60万是吧"),
        ("省级技术中心奖50万对吗",),
        ("去年领过20万，这回评上省级技术中心，还能拿多少",),
        ("重点创新产品研发花了70万，账上只剩15万，能补多少",),
        ("国内首台套卖了390万，会不会被砍掉34万",),
        ("全闽乐购活动县财政总共补助了80万，省里能争取多少",),
    ],
)
def test_right_figures_are_not_called_wrong(corpus: Corpus, reader: Reader, turns: tuple[str, ...]) -> None:
    assert WRONG not in answer(corpus, reader, *turns).text


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("重点创新产品研发花了80万，能补50万，对吗",), "50万"),
        (("重点创新产品研发花了300万，能补150万，对吗",), "150万"),
        (("重点创新产品研发花了80万", "那就是补50万，没错吧"), "50万"),
        (("省级技术中心奖80万对吗",), "80万"),
    ],
)
def test_wrong_figures_are_called_wrong(corpus: Corpus, reader: Reader, turns: tuple[str, ...], said: str) -> None:
    assert f"“{said}”{WRONG}" in answer(corpus, reader, *turns).text


def test_a_figure_for_an_earlier_sum_is_borne_out_beside_the_new_sum(corpus: Corpus, reader: Reader) -> None:
    draft = answer(corpus, reader, "重点创新产品研发花了80万", "补40万对吧，要是研发花到260万呢")
    assert f"补助额为 **40万元**，{RIGHT}（80万元×50%＝40万元）。" in draft.text
    assert {(a.yuan, a.bound) for a in draft.amounts} >= {(400_000, "exact"), (1_000_000, "at_most")}
    assert WRONG not in draft.text


def test_an_earlier_sum_on_something_else_bears_nothing_out(corpus: Corpus, reader: Reader) -> None:
    assert WRONG in answer(corpus, reader, "重点创新产品研发花了80万", "那省级技术中心奖40万，对吧").text
