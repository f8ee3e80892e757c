"""Figures in every spelling, with what bounds them; and the numerals that are none."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.text.figures import Figure, Unit, find_figures, find_vague
from tests.forms import FORMS, MONEY_FORMS, RATE_FORMS, Form

CASES = Path(__file__).parents[2] / "cases" / "figures.jsonl"
TRIED_PER_FORM = 400


class Case(NamedTuple):
    text: str
    figures: list[list[str | None]]
    vague: list[list[str]]


def _cases() -> Iterator[Case]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        yield Case(fields["text"], fields["figures"], fields.get("vague", []))


def test_reads_the_written_cases() -> None:
    wrong = {case.text: found for case in _cases() if (found := _read(case.text)) != (case.figures, case.vague)}
    assert wrong == {}


def _read(text: str) -> tuple[list[list[str | None]], list[list[str]]]:
    figures = [[f.surface, format(f.value, "f"), f.unit.value, f.bound] for f in find_figures(text)]
    return figures, [[v.surface, v.kind] for v in find_vague(text)]


def test_there_are_enough_written_cases() -> None:
    cases = list(_cases())
    assert sum(len(case.figures) for case in cases) >= 500
    assert sum(not case.figures for case in cases) >= 150
    assert len({case.text for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("奖励不超过50万元。", "不超过50万元"),
        ("奖励50万元以内。", "50万元以内"),
        ("最高给予200万元补助", "最高给予200万元"),
        ("最高不超过 100 万元的资金", "最高不超过 100 万元"),
        ("最高可达**200万元**。", "最高可达**200万元"),
        ("最高奖励人民币50万元", "最高奖励人民币50万元"),
        ("按不超过市场销售单价 60%给", "不超过市场销售单价 60%"),
        ("不超过上年度投入的部分按2%给予", "2%"),
        ("给予最长为期三年年化", "最长为期三年"),
        ("50万元（含）以上的", "50万元（含）以上"),
        ("补100万元（上限）吧", "100万元（上限）"),
        ("不超过不低于50万元", "不低于50万元"),
        ("给50万元。", "50万元"),
    ],
)
def test_claims_span_the_bound_words(text: str, claim: str) -> None:
    (figure,) = find_figures(text)
    assert text[figure.claim_start : figure.claim_end] == claim


@pytest.mark.parametrize(
    ("text", "values", "roles"),
    [
        ("500、50、5万元", "5000000 500000 50000", [None] * 3),
        ("500万元、50万元、5万元", "5000000 500000 50000", [None] * 3),
        ("五百、五十、五万元", "5000000 500000 50000", [None] * 3),
        ("500,300,100万元", "5000000 3000000 1000000", [None] * 3),
        ("国家级500、省级50、市级5万元", "5000000 500000 50000", [None] * 3),
        ("50—80万元", "500000 800000", ["low", "high"]),
        ("三十至五十万元", "300000 500000", ["low", "high"]),
        ("5%-10%", "5 10", ["low", "high"]),
        ("5到10个点", "5 10", ["low", "high"]),
        ("八九十万", "800000 900000", ["low", "high"]),
        ("三五万", "30000 50000", ["low", "high"]),
        ("一到两千万", "10000000 20000000", ["low", "high"]),
        ("5千至1万元", "5000 10000", ["low", "high"]),
        ("2021年12月1日至12月31日", "20211201 20211231", ["low", "high"]),
    ],
)
def test_enumerations_and_ranges_share_unit_and_group(text: str, values: str, roles: list[str | None]) -> None:
    found = find_figures(text)
    assert [f.value for f in found] == [Decimal(value) for value in values.split()]
    assert [f.role for f in found] == roles
    assert len({f.group for f in found}) == 1 and found[0].group is not None
    assert {f.bound for f in found} == {None}


@pytest.mark.parametrize(
    "text", ["50万元。省级30万元", "50%、最高100万元", "三年、2%", "100万-50万", "5万元+5万元=10万元"]
)
def test_what_is_not_printed_as_one_has_no_group_or_role(text: str) -> None:
    assert all(f.role is None for f in find_figures(text))
    assert all(f.group is None or f.unit is Unit.YUAN for f in find_figures(text))


@pytest.mark.parametrize(
    ("text", "bound"),
    [("分别给予不超过 200 万元、50 万元", "at_most"), ("500、50、5万元以内", "at_most"), ("不低于5%和10%", "at_least")],
)
def test_a_bound_governs_the_whole_enumeration(text: str, bound: str) -> None:
    found = find_figures(text)
    assert len(found) > 1 and {f.bound for f in found} == {bound}


@pytest.mark.parametrize("text", ["不超过50—80万元", "3-5万元以内"])
def test_the_ends_of_a_range_have_no_bound(text: str) -> None:
    assert {f.bound for f in find_figures(text)} == {None}


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("约50万元", True),
        ("将近50万", True),
        ("50万元左右", True),
        ("50多万", True),
        ("50万余元", True),
        ("七十来个W", True),
        ("50万出头", True),
        ("50余家", True),
        ("50万元", False),
        ("节约50万元", False),
        ("近三年", False),
    ],
)
def test_tells_what_is_approximate(text: str, approximate: bool) -> None:
    assert [f.approximate for f in find_figures(text)] == [approximate]


@pytest.mark.parametrize(
    ("text", "named"),
    [("50万元", True), ("50万", False), ("50W", False), ("¥50", True), ("RMB50万", True), ("人民币50万", True),
     ("5块", True), ("50万RMB", True), ("20个亿", False), ("50%", False)],
)  # fmt: skip
def test_tells_whether_the_currency_was_named(text: str, named: bool) -> None:
    assert [f.currency_named for f in find_figures(text)] == [named]


@pytest.mark.parametrize(
    ("text", "value", "counter"),
    [("200万吨", 2000000, "吨"), ("1000 辆", 1000, "辆"), ("百家企业", 100, "家"), ("3 个及以上", 3, "个"),
     ("50 项以上", 50, "项"), ("3个工作日", 3, "个工作日"), ("50万美元", 500000, "美元"), ("万家", 10000, "家")],
)  # fmt: skip
def test_counts_are_not_money(text: str, value: int, counter: str) -> None:
    (figure,) = find_figures(text)
    assert (figure.unit, figure.value, figure.counter) == (Unit.COUNT, Decimal(value), counter)


FRAMES = ("{}", "给予{}奖励", "奖励{}，另给配套。", "对企业一次性给予{}的补助", "| 金额 |\n|---|\n| {} |")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_reads_back(form: Form) -> None:
    chosen = random.Random(f"figures {form.name}")
    written = [value for value in _values(form.unit, chosen) if form.can_write(value)]
    assert written
    for value in written[:TRIED_PER_FORM]:
        text = chosen.choice(FRAMES).format(form.write(value))
        found = [f for f in find_figures(text) if f.unit is form.unit]
        assert [f.value for f in found] == [value], text


def test_the_forms_are_many_and_so_are_their_values() -> None:
    assert len(MONEY_FORMS) >= 30 and len(RATE_FORMS) >= 15
    tried = 0
    for form in FORMS:
        values = _values(form.unit, random.Random(f"figures {form.name}"))
        tried += min(TRIED_PER_FORM, sum(form.can_write(value) for value in values))
    assert tried >= 20_000


def _values(unit: Unit, chosen: random.Random) -> list[Decimal]:
    """Round and crooked values of every size, those of policies among them."""
    if unit is Unit.PERCENT:
        values = [Decimal(n) for n in range(1, 101)] + [Decimal(n) / 10 for n in range(1, 1000)]
        values += [Decimal(chosen.randrange(1, 10_000)) / 100 for _ in range(400)]
    else:
        values = [Decimal(n * 10**power) for power in range(9) for n in range(1, 100)]
        values += [Decimal(chosen.randrange(1, 10 ** chosen.randrange(2, 12))) for _ in range(400)]
        values += [Decimal(chosen.randrange(1, 10**5)) * 1000 for _ in range(300)]
        values += [Decimal(chosen.randrange(11, 100)) * 10**7 for _ in range(300)]
        values += [Decimal(5) * 10**7]
    unique = list(dict.fromkeys(values))
    chosen.shuffle(unique)
    return unique


def _check(text: str, found: tuple[Figure, ...]) -> None:
    end = 0
    for figure in found:
        assert figure.surface == text[figure.start : figure.end] != ""
        assert end <= figure.start < figure.end <= len(text)
        assert 0 <= figure.claim_start <= figure.start and figure.end <= figure.claim_end <= len(text)
        assert figure.value.is_finite() and figure.value >= 0
        assert (figure.counter is not None) == (figure.unit is Unit.COUNT)
        end = figure.end


@given(st.text())
@example("1" * 5000 + "个月")
@example("1" * 24 + "万亿个月")
@example("1分之" + "9" * 24)
@example("5" + "\u200b" * 50 + "0万")
def test_any_text_is_read_without_fault(text: str) -> None:
    _check(text, find_figures(text))
    for vague in find_vague(text):
        assert vague.surface == text[vague.start : vague.end]


WORDS = """
不超过 不低于 最高 至少 以内 以上 正好 约 左右 给予 分别 万元 元 万 亿 W k % ‰ 成 个点 百分之 分之 一半 年 月 日 个月
家 吨 、 ， 。 - — ~ 至 到 和 / × * + = ( ) （ ） | ** ` ~~ ¥ RMB 人民币
半 个 多 来 几 数 十 百 千 零 点 一 二 三 五 九 两 廿 0 5 10 500 1,200 2.5 2021 2021年 12月31日 〔2021〕68号 第 二（一）
伍拾 上不封顶 单位：万元 --- 千万 统一
"""
PIECES = (*WORDS.split(), " ", "\n", "\u200b", "\u3000")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_heap_of_amount_words_is_read_without_fault(text: str) -> None:
    _check(text, find_figures(text))


@pytest.mark.parametrize(
    "piece", ["1", "1,", "5、", "万", "千万亿百", "不超过", "5万元、", "|5", "(一", "* ", "5 ", "半", "个"]
)
def test_long_hostile_texts_are_read(piece: str) -> None:
    _check(text := piece * 4000, find_figures(text))
