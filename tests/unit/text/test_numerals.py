"""One number, many spellings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.numerals import _read_by_pieces, format_percent, format_yuan, parse_numeral, read_numeral
from tests.forms import in_han

NUMBERS = (
    ("0", "0"),
    ("〇", "0"),
    ("零", "0"),
    ("12", "12"),
    ("1.5", "1.5"),
    (".5", "0.5"),
    ("1,200", "1200"),
    ("１，２００", "1200"),
    ("1,200,000", "1200000"),
    ("1，200，000", "1200000"),
    ("1,200.50", "1200.5"),
    ("１２", "12"),
    ("十", "10"),
    ("十二", "12"),
    ("二十一", "21"),
    ("廿", "20"),
    ("廿五", "25"),
    ("卅", "30"),
    ("一百", "100"),
    ("百", "100"),
    ("一百零五", "105"),
    ("一百一十", "110"),
    ("一百十", "110"),
    ("一百五", "150"),
    ("两百五", "250"),
    ("三百五", "350"),
    ("一千零五十", "1050"),
    ("一千二", "1200"),
    ("五千", "5000"),
    ("5千", "5000"),
    ("5k", "5000"),
    ("100k", "100000"),
    ("一万", "10000"),
    ("一万五", "15000"),
    ("一万二", "12000"),
    ("一万零五", "10005"),
    ("一万零五百", "10500"),
    ("三万八", "38000"),
    ("3万5", "35000"),
    ("3万5千", "35000"),
    ("1万5000", "15000"),
    ("两万", "20000"),
    ("十万", "100000"),
    ("十二万五", "125000"),
    ("五十万", "500000"),
    ("伍拾万", "500000"),
    ("贰佰", "200"),
    ("叁佰万", "3000000"),
    ("壹仟贰佰万", "12000000"),
    ("貳佰萬", "2000000"),
    ("五十个W", "500000"),
    ("50W", "500000"),
    ("50w", "500000"),
    ("1.5W", "15000"),
    ("一百五十万", "1500000"),
    ("一百零五万", "1050000"),
    ("百万", "1000000"),
    ("千万", "10000000"),
    ("两千五百万", "25000000"),
    ("1.5千万", "15000000"),
    ("五〇〇万", "5000000"),
    ("半千万", "5000000"),
    ("0.5 million", "500000"),
    ("一亿", "100000000"),
    ("一亿二", "120000000"),
    ("一点五亿", "150000000"),
    ("1.5亿", "150000000"),
    ("3亿5千万", "350000000"),
    ("3亿5000万", "350000000"),
    ("三亿零五十万", "300500000"),
    ("壹億貳仟萬", "120000000"),
    ("半个亿", "50000000"),
    ("一个半亿", "150000000"),
    ("20个亿", "2000000000"),
    ("百亿", "10000000000"),
    ("千亿", "100000000000"),
    ("1,200亿", "120000000000"),
    ("万亿", "1000000000000"),
    ("5 0 万", "500000"),
    ("**50**万", "500000"),
    ("二〇二一", "2021"),
    ("零点五", "0.5"),
    ("十二点五", "12.5"),
    ("50多万", "500000"),
)


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_reads_numbers(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "元", "万元", "50万元", "统一", "abc", "三五万", "1.2.3", "-5", "5万万", "十十", "5万5万", "1" * 30]
)
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_numeral(text)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_reads_back_any_chinese_numeral(number: int) -> None:
    assert parse_numeral(in_han(Decimal(number))) == number


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_reads_back_any_grouped_number(number: int, cents: int) -> None:
    assert parse_numeral(f"{number:,}.{cents:02}") == number + Decimal(cents) / 100


@given(st.text())
def test_any_text_is_a_number_or_a_value_error(text: str) -> None:
    try:
        assert parse_numeral(text).is_finite()
    except ValueError as error:
        assert "not a number" in str(error)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0元"),
        ("5", "5元"),
        ("0.5", "0.5元"),
        ("5000", "5000元"),
        ("5000.00", "5000元"),
        ("10000", "1万元"),
        ("12345", "12345元"),
        ("50000", "5万元"),
        ("155000", "15.5万元"),
        ("500000", "50万元"),
        ("5E+5", "50万元"),
        ("2580000", "258万元"),
        ("50000000", "5000万元"),
        ("150000000", "1.5亿元"),
        ("123456789", "123456789元"),
        ("123450000", "12345万元"),
        ("120000000000", "1200亿元"),
    ],
)
def test_writes_the_short_official_form(value: str, text: str) -> None:
    assert format_yuan(Decimal(value)) == text


@given(st.decimals(min_value=0, max_value=10**14, places=2))
def test_the_official_form_is_exact(value: Decimal) -> None:
    assert parse_numeral(format_yuan(value).removesuffix("元")) == value


@pytest.mark.parametrize(("value", "text"), [("50", "50%"), ("0.50", "0.5%"), ("33.33", "33.33%"), ("1E+2", "100%")])
def test_writes_rates(value: str, text: str) -> None:
    assert format_percent(Decimal(value)) == text


@given(
    st.from_regex(r"[0-9]{1,9}[万亿]?[元%]", fullmatch=True),
    st.sampled_from(["", "省级奖励", "3,", "1.", "超百亿", "第"]),
    st.sampled_from(["", "奖励", "5千元"]),
)
def test_plain_numbers_are_read_at_once_as_they_are_by_pieces(number: str, before: str, after: str) -> None:
    text = before + number + after
    assert read_numeral(text, len(before)) == _read_by_pieces(text, len(before))
