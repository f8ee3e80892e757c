"""What people type into fields: sums and dates."""

from decimal import Decimal

import pytest

from assistant.text.entries import MoneyUnit, read_date, read_money


@pytest.mark.parametrize(
    ("typed", "unit", "yuan"),
    [
        ("3000万", "元", "30000000"),
        ("3000万元", "亿元", "30000000"),
        ("3000", "万元", "30000000"),
        ("3000", "元", "3000"),
        ("1.2", "亿元", "120000000"),
        ("半个亿", "元", "50000000"),
        ("三千五百万", "元", "35000000"),
        ("3,000,000", "元", "3000000"),
        ("３０００万", "元", "30000000"),
        ("1亿2000万", "万元", "120000000"),
        (" 500 万 ", "元", "5000000"),
        ("99.99", "元", "99.99"),
    ],
)
def test_reads_money(typed: str, unit: MoneyUnit, yuan: str) -> None:
    assert read_money(typed, unit) == Decimal(yuan)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "看不懂"),
        ("若干", "看不懂"),
        ("50%", "看不懂"),
        ("约3000万", "看不懂"),
        ("3000万到5000万", "看不懂"),
        ("3000万 5000万", "看不懂"),
        ("1e9", "看不懂"),
        ("NaN", "看不懂"),
        ("Infinity", "看不懂"),
        ("-3000", "大于0"),
        ("-3000万", "大于0"),
        ("负五万元", "大于0"),
        ("0", "大于0"),
        ("10万亿1元", "10万亿"),
        ("99999999999999999999", "10万亿"),
        ("0.001", "分"),
    ],
)
def test_says_what_is_wrong_with_money(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_money(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2021-09-15", 20210915),
        ("2021年9月15日", 20210915),
        ("2021/9/15", 20210915),
        ("2021.9.15", 20210915),
        ("2021年9月", 20210900),
        ("2021-09", 20210900),
        ("2021.9", 20210900),
        ("2021年", 20210000),
        ("2021", 20210000),
        ("二〇二一年九月", 20210900),
    ],
)
def test_reads_dates(typed: str, number: int) -> None:
    assert read_date(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "去年", "9月15日", "2021-13-01", "1066", "2021年到2022年", "20210915", "昨天2021年"]
)
def test_refuses_what_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError, match="看不懂"):
        read_date(typed)
