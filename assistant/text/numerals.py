"""Numbers as documents and people write them: 1,200 · 一百五十万 · 伍拾万 · 3亿5千万 · 一万五 · 20个亿 · 50W."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.text.normalization import normalize
from assistant.text.numeral_sums import Sum
from assistant.text.numeral_tokens import FORMAL, ONE, WAN, YI, Token, read_token

_NO_SHORTHAND = re.compile(r"[%‰成年家个户台项次人月天名款件元块点分万亿wW档级种类笔头者边方样倍条]")
_LONGEST = 24  # tokens
_PLAIN = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,7})([万亿]?)(?=元|%)")  # most figures: read at once
_SCALES = {"万": WAN, "亿": YI}


class Numeral(NamedTuple):
    """A number read from normalised text.

    `scales`: the multipliers of its last units, which a bare partner may share (8千万: 1000万 or 万).
    `low`: for 八九十万, the end and the value of the lower number. `implied`: no digit was said (百万, 千亿).
    `big`: with 万, 亿, W, k or million.
    """

    start: int
    end: int
    value: Decimal
    scales: tuple[Decimal, ...] = ()
    low: tuple[int, Decimal] | None = None
    implied: bool = False
    big: bool = False
    approximate: bool = False
    formal: bool = False
    arabic: bool = False


def parse_numeral(text: str) -> Decimal:
    """Read a whole string as one number; ValueError if it isn't one.

    >>> parse_numeral("3亿5千万"), parse_numeral("一万五"), parse_numeral("半个亿")
    (Decimal('350000000'), Decimal('15000'), Decimal('50000000'))
    """
    normal = normalize(text.strip()).text
    numeral = read_numeral(normal, 0)
    if numeral is None or numeral.end != len(normal) or numeral.low:
        raise ValueError(f"not a number: {text[:40]!r}")
    return simplify(numeral.value)


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the longest number that begins at `start` of a normalised text."""
    plain = _PLAIN.match(text, start)
    return _read_by_pieces(text, start) if plain is None else _read_plain(plain)


def _read_plain(found: re.Match[str]) -> Numeral:
    """Return the number of 500万元, 30% and the like, as reading it piece by piece does."""
    value, scale = Decimal(found[1]), _SCALES.get(found[2])
    start, end = found.span()
    if scale is None:
        return Numeral(start, end, value, arabic=True)
    return Numeral(start, end, value * scale, scales=(scale,), big=True, arabic=True)


def _read_by_pieces(text: str, start: int) -> Numeral | None:
    tokens, value = _read_tokens(text, start)
    if not tokens:
        return None
    low = None
    pair = next((token for token in tokens if token.pair is not None), None)
    if pair is not None and pair.pair is not None:
        low = (pair.start + 1, value)
        value = _total([token._replace(value=pair.pair, pair=None) if token is pair else token for token in tokens])
    end, arabic = tokens[-1].end, "0" <= text[start] <= "9"
    kinds = {token.kind for token in tokens}
    return Numeral(
        start,
        end,
        value,
        scales=_trailing_scales(tokens, arabic),
        low=low,
        implied=tokens[0].kind in ("small", "big"),
        big="big" in kinds,
        approximate="more" in kinds,
        formal=not FORMAL.isdisjoint(text[start:end]),
        arabic=arabic,
    )


def _read_tokens(text: str, at: int) -> tuple[list[Token], Decimal]:
    """Read pieces while they make one number, and its value; a hanging 零, 半 or 多 is left."""
    tokens: list[Token] = []
    total = Sum()
    while len(tokens) < _LONGEST:
        token = read_token(text, at, bool(tokens)) if at < len(text) else None
        if token is None or _is_apart(text, tokens, token) or not total.take(token, not tokens):
            break
        tokens.append(token)
        at = token.end
    used = len(tokens)
    while used and tokens[used - 1].kind in ("zero", "half", "more"):
        used -= 1
    used = _give_back(text, tokens, used)
    return (tokens, total.value()) if used == len(tokens) else (tokens[:used], _total(tokens[:used]))


def _is_apart(text: str, tokens: Sequence[Token], token: Token) -> bool:
    """Tell digits from the words before them: 超百亿300万."""
    is_word = bool(tokens) and tokens[0].kind in ("small", "big")
    return is_word and token.kind == "number" and "0" <= text[token.start] <= "9"


def _total(tokens: Sequence[Token]) -> Decimal:
    total = Sum()
    for index, token in enumerate(tokens):
        total.take(token, index == 0)
    return total.value()


def _give_back(text: str, tokens: Sequence[Token], used: int) -> int:
    """Leave a last digit to the unit that follows it: 每家5万一年, 最高50万60%."""
    if used < 2 or tokens[used - 1].kind != "number" or tokens[used - 2].kind != "big":
        return used
    last, after = tokens[used - 1], _NO_SHORTHAND.match(text, tokens[used - 1].end)
    if after is None:
        return used
    says_one = last.value == 1 and after[0] not in "元块"
    if says_one or after[0] in "%‰成点分万亿wW档级种类笔头者边方样倍条" or (after[0] in "年个月" and last.digits <= 2):
        return used - 1
    return used


def _trailing_scales(tokens: Sequence[Token], arabic: bool) -> tuple[Decimal, ...]:
    """Multipliers that a bare partner may share: of 8千万, 1000万 first; of 五十万, 万 first."""
    scale, scales = ONE, list[Decimal]()
    for token in reversed(tokens):
        if token.kind not in ("big", "small"):
            if token.kind == "number" and token is tokens[-1]:
                return ()
            break
        if token.kind == "small" and not scales:
            break
        scale *= token.value
        scales.append(scale)
    return tuple(reversed(scales)) if arabic else tuple(scales)


def simplify(value: Decimal) -> Decimal:
    """Drop the zeros after the decimal point: 50000000.0 → 50000000."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def format_yuan(value: Decimal) -> str:
    """Write an amount of 元 in its short official form.

    >>> format_yuan(Decimal(500000)), format_yuan(Decimal("150000000")), format_yuan(Decimal(5000))
    ('50万元', '1.5亿元', '5000元')
    """
    for unit, name in ((YI, "亿元"), (WAN, "万元")):
        scaled = value / unit
        if abs(scaled) >= 1 and scaled * 100 == (scaled * 100).to_integral_value():
            return f"{format_number(scaled)}{name}"
    return f"{format_number(value)}元"


def format_percent(value: Decimal) -> str:
    """Write a rate in percent.

    >>> format_percent(Decimal("50")), format_percent(Decimal("0.50"))
    ('50%', '0.5%')
    """
    return f"{format_number(value)}%"


def format_number(value: Decimal) -> str:
    """Write a decimal without exponent or trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
