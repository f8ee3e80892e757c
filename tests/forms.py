"""The ways in which people write one amount or rate; each form says which values it can write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.text.figures import Unit

_WAN, _YI = Decimal(10**4), Decimal(10**8)
_FULL_WIDTH = str.maketrans("0123456789.,%W", "０１２３４５６７８９．，％Ｗ")
_TRADITIONAL = str.maketrans("万亿元两", "萬億圓兩")
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a value of `unit`."""

    name: str
    unit: Literal[Unit.YUAN, Unit.PERCENT]
    can_write: Callable[[Decimal], bool]
    write: Callable[[Decimal], str]


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _has_places(value: Decimal, places: int) -> bool:
    return _is_whole(value * 10**places)


def in_han(value: Decimal) -> str:
    """Write a whole number below 10**12 in Chinese numerals.

    >>> in_han(Decimal(10500)), in_han(Decimal(350000000))
    ('一万零五百', '三亿五千万')
    """
    number = int(value)
    if number == 0:
        return "零"
    parts: list[str] = []
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, scale)
        if section:
            gap = bool(parts) and section < 1000
            parts.append(("零" if gap else "") + _section(section) + name)
        elif parts and number and not parts[-1].endswith("零"):
            parts.append("零")
    return "".join(parts).replace("零零", "零")


def _section(number: int) -> str:
    digits = "零一二三四五六七八九"
    text = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("一" if digit == 1 and name == "十" and text else digits[digit]) + name
        elif text and number and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _han_decimal(value: Decimal) -> str:
    whole, _, fraction = _plain(value).partition(".")
    decimals = "".join("零一二三四五六七八九"[int(digit)] for digit in fraction)
    return in_han(Decimal(whole)) + ("点" + decimals if decimals else "")


def _spaced(text: str, blank: str) -> str:
    return blank.join(text)


def _money(name: str, can_write: Callable[[Decimal], bool], write: Callable[[Decimal], str]) -> Form:
    return Form(name, Unit.YUAN, lambda value: value > 0 and can_write(value), write)


def _rate(name: str, can_write: Callable[[Decimal], bool], write: Callable[[Decimal], str]) -> Form:
    return Form(name, Unit.PERCENT, lambda value: 0 < value <= 100 and can_write(value), write)


def _in_wan(value: Decimal) -> bool:
    """A sum that people give in 万, with at most two decimals."""
    return value >= 10**3 and value < 10**12 and _has_places(value / _WAN, 2)


def _whole_wan(value: Decimal) -> bool:
    return value >= _WAN and value < 10**12 and _is_whole(value / _WAN)


def _below_yi_wan(value: Decimal) -> bool:
    return _whole_wan(value) and value < _YI


def _short_wan(value: Decimal) -> bool:
    """一万五: one significant digit after 万."""
    return value < 10 * _WAN and value > _WAN and value % 1000 == 0 and value % _WAN != 0


def _wan(value: Decimal) -> str:
    return _plain(value / _WAN)


def _yuan(value: Decimal) -> bool:
    return value < 10**12 and _has_places(value, 2)


def _whole_yuan(value: Decimal) -> bool:
    return value < 10**12 and _is_whole(value)


def _mixed(value: Decimal) -> str:
    yi, rest = divmod(value, _YI)
    return f"{_plain(yi)}亿{_plain(rest / 10**7)}千万"


def _in_mixed(value: Decimal) -> bool:
    return _YI < value < 10**12 and value % _YI != 0 and value % 10**7 == 0


MONEY_FORMS: tuple[Form, ...] = (
    _money("元", _yuan, lambda v: f"{_plain(v)}元"),
    _money("grouped", _yuan, lambda v: f"{v:,f}元".replace(".00元", "元") if _is_whole(v) else f"{v:,f}元"),
    _money("grouped with decimals", _whole_yuan, lambda v: f"{v:,.2f}元"),
    _money("full-width 元", _whole_yuan, lambda v: f"{_plain(v)}元".translate(_FULL_WIDTH)),
    _money("full-width grouped", _whole_yuan, lambda v: f"{int(v):,}元".translate(_FULL_WIDTH)),
    _money("块", _whole_yuan, lambda v: f"{_plain(v)}块"),
    _money("块钱", _whole_yuan, lambda v: f"{_plain(v)}块钱"),
    _money("¥", _yuan, lambda v: f"¥{_plain(v)}"),
    _money("￥ grouped", _whole_yuan, lambda v: f"￥{int(v):,}"),
    _money("RMB", _whole_yuan, lambda v: f"RMB {int(v):,}"),
    _money("CNY", _whole_yuan, lambda v: f"CNY{int(v)}"),
    _money("人民币…元", _whole_yuan, lambda v: f"人民币{int(v)}元"),
    _money("han 元", _whole_yuan, lambda v: f"{in_han(v)}元"),
    _money("formal", _whole_yuan, lambda v: f"{in_han(v).translate(_FORMAL)}元整"),
    _money("formal 圆", _whole_yuan, lambda v: f"{in_han(v).translate(_FORMAL)}圆整"),
    _money("万元", _in_wan, lambda v: f"{_wan(v)}万元"),
    _money("blank 万元", _in_wan, lambda v: f"{_wan(v)} 万元"),
    _money("blanks everywhere", _in_wan, lambda v: f"{_wan(v)} 万 元"),
    _money("ideographic blank", _in_wan, lambda v: f"{_wan(v)}　万元"),
    _money("grouped 万元", _whole_wan, lambda v: f"{int(v / _WAN):,}万元"),
    _money("万", _in_wan, lambda v: f"{_wan(v)}万"),
    _money("W", _in_wan, lambda v: f"{_wan(v)}W"),
    _money("w", _in_wan, lambda v: f"{_wan(v)}w"),
    _money("个W", _whole_wan, lambda v: f"{_wan(v)}个W"),
    _money("full-width Ｗ", _in_wan, lambda v: f"{_wan(v)}W".translate(_FULL_WIDTH)),
    _money("万块", _in_wan, lambda v: f"{_wan(v)}万块"),
    _money("万块钱", _in_wan, lambda v: f"{_wan(v)}万块钱"),
    _money("万元人民币", _in_wan, lambda v: f"{_wan(v)}万元人民币"),
    _money("万RMB", _in_wan, lambda v: f"{_wan(v)}万RMB"),
    _money("han 万元", _below_yi_wan, lambda v: f"{in_han(v / _WAN)}万元"),
    _money("han decimal 万元", lambda v: _in_wan(v) and v < _YI, lambda v: f"{_han_decimal(v / _WAN)}万元"),
    _money("han 万", _below_yi_wan, lambda v: f"{in_han(v / _WAN)}万"),
    _money("formal 万元", _below_yi_wan, lambda v: f"{in_han(v / _WAN).translate(_FORMAL)}万元整"),
    _money("traditional", _whole_yuan, lambda v: f"{in_han(v)}元".translate(_TRADITIONAL)),
    _money("traditional 萬", _in_wan, lambda v: f"{_wan(v)}萬元"),
    _money("bold", _in_wan, lambda v: f"**{_wan(v)}万元**"),
    _money("bold number", _in_wan, lambda v: f"**{_wan(v)}** 万元"),
    _money("code", _in_wan, lambda v: f"`{_wan(v)}`万元"),
    _money("spaced digits", lambda v: _whole_wan(v) and v < _YI, lambda v: f"{_spaced(_wan(v), ' ')} 万元"),
    _money("zero-width", _in_wan, lambda v: f"{_spaced(_wan(v), chr(0x200B))}万元"),
    _money("soft hyphens", _in_wan, lambda v: f"{_spaced(_wan(v), chr(0xAD))}万元"),
    _money("亿元", lambda v: 10**6 <= v < 10**12 and _has_places(v / _YI, 4), lambda v: f"{_plain(v / _YI)}亿元"),
    _money("个亿", lambda v: 10**6 <= v < 10**12 and _has_places(v / _YI, 2), lambda v: f"{_plain(v / _YI)}个亿"),
    _money("千万", lambda v: 10**6 <= v < 10**8 and _has_places(v / 10**7, 2), lambda v: f"{_plain(v / 10**7)}千万"),
    _money("百万", lambda v: 10**5 <= v < 10**7 and _has_places(v / 10**6, 2), lambda v: f"{_plain(v / 10**6)}百万元"),
    _money(
        "million", lambda v: 10**5 <= v < 10**9 and _has_places(v / 10**6, 3), lambda v: f"{_plain(v / 10**6)} million"
    ),
    _money("mixed", _in_mixed, _mixed),
    _money("k", lambda v: v < 10**6 and v % 1000 == 0, lambda v: f"{_plain(v / 1000)}k"),
    _money("千元", lambda v: v < 10**4 and v % 1000 == 0, lambda v: f"{_plain(v / 1000)}千元"),
    _money("一万五", _short_wan, lambda v: in_han(v).removesuffix("千")),
    _money("1万5", _short_wan, lambda v: f"{int(v // _WAN)}万{int(v % _WAN // 1000)}"),
    _money("半个亿", lambda v: v == _YI / 2, lambda _: "半个亿"),
)

RATE_FORMS: tuple[Form, ...] = (
    _rate("%", lambda v: _has_places(v, 2), lambda v: f"{_plain(v)}%"),
    _rate("blank %", lambda v: _has_places(v, 2), lambda v: f"{_plain(v)} %"),
    _rate("full-width ％", lambda v: _has_places(v, 2), lambda v: f"{_plain(v)}%".translate(_FULL_WIDTH)),
    _rate("bold %", lambda v: _has_places(v, 2), lambda v: f"**{_plain(v)}%**"),
    _rate("百分之", lambda v: _has_places(v, 2), lambda v: f"百分之{_han_decimal(v)}"),
    _rate("百分之 with digits", lambda v: _has_places(v, 2), lambda v: f"百分之{_plain(v)}"),
    _rate("千分之", lambda v: v < 100 and _is_whole(v * 10), lambda v: f"千分之{in_han(v * 10)}"),
    _rate("‰", lambda v: _has_places(v, 3), lambda v: f"{_plain(v * 10)}‰"),
    _rate("万分之", lambda v: v < 10 and _is_whole(v * 100), lambda v: f"万分之{in_han(v * 100)}"),
    _rate("成", lambda v: v % 10 == 0, lambda v: f"{in_han(v / 10)}成"),
    _rate("digit 成", lambda v: v % 10 == 0, lambda v: f"{_plain(v / 10)}成"),
    _rate("成半", lambda v: v % 10 == 5 and v > 10, lambda v: f"{in_han(v // 10)}成半"),
    _rate("个点", lambda v: _has_places(v, 2), lambda v: f"{_plain(v)}个点"),
    _rate("han 个点", lambda v: _is_whole(v), lambda v: f"{in_han(v)}个点"),
    _rate("个百分点", lambda v: _has_places(v, 2), lambda v: f"{_plain(v)}个百分点"),
    _rate("一半", lambda v: v == 50, lambda _: "一半"),
    _rate("二分之一", lambda v: v == 50, lambda _: "二分之一"),
    _rate("四分之三", lambda v: v == 75, lambda _: "四分之三"),
    _rate("五分之", lambda v: v in (20, 40, 60, 80), lambda v: f"五分之{in_han(v / 20)}"),
)

FORMS: tuple[Form, ...] = MONEY_FORMS + RATE_FORMS
