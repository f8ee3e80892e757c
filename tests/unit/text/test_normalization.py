"""Normalised text reads alike however it was typed, and every span leads back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.normalization import normalize

CASES = (
    ("５０万元", "50万元"),
    ("５０％", "50%"),
    ("￥５００，０００", "¥500，000"),
    ("（一）", "(一)"),
    ("，。；：、！？", "，。；：、！？"),
    ("伍拾萬圓整", "伍拾万元整"),
    ("貳億兩千萬", "贰亿两千万"),
    ("不超過50萬塊", "不超过50万块"),
    ("5\u200b0\ufeff万\u00ad元\u202e", "50万元"),
    ("5\ufe0f\u20e30\ufe0f\u20e3万", "50万"),
    ("**50** 万元", "50万元"),
    ("***50*** 万元", "50万元"),
    ("__50__万元", "50万元"),
    ("_50_万元", "50万元"),
    ("`50`万元", "50万元"),
    ("~~50~~万元", "50万元"),
    ("<b>50</b>万元", "50万元"),
    (r"\*50\*万元", "50万元"),
    ("5*0*0万元", "500万元"),
    ("250*60%", "250*60%"),
    ("250 * 60%", "250*60%"),
    ("ningde_2021_68", "ningde_2021_68"),
    ("50~80万", "50~80万"),
    ("50 万 元", "50万元"),
    ("50　万\u00a0元", "50万元"),
    ("4 0 0 W", "400W"),
    ("5 00 万元", "500万元"),
    ("1\u2009200元", "1200元"),
    ("1 000 000元", "1000000元"),
    ("500 300万元", "500 300万元"),
    ("二 三十万元", "二 三十万元"),
    ("3 亿 5000 万元", "3亿5000万元"),
    ("伍 拾 万 元", "伍拾万元"),
    ("青拓 200\n\n万吨", "青拓200万吨"),
    ("一共 10 家\n二是", "一共10家\n二是"),
    ("60 %", "60%"),
    ("RMB 50 万", "RMB50万"),
    ("Open source text", "Open source text"),
    ("5O万元", "50万元"),
    ("𝟓𝟎万元", "50万元"),
    ("", ""),
)


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_folds_and_drops(source: str, expected: str) -> None:
    assert normalize(source).text == expected


@pytest.mark.parametrize(
    ("source", "part", "original"),
    [
        ("给予 **50** 万元。", "50万元", "50** 万元"),
        ("5\u200b0万元", "50万元", "5\u200b0万元"),
        ("共４ ０ ０ 萬", "400万", "４ ０ ０ 萬"),
        ("😀给50 万", "50万", "50 万"),
    ],
)
def test_spans_lead_back_to_the_source(source: str, part: str, original: str) -> None:
    normal = normalize(source)
    at = normal.text.index(part)
    start, end = normal.span(at, at + len(part))
    assert source[start:end] == original


def test_empty_spans_stand_where_the_next_character_stands() -> None:
    normal = normalize("**50**")
    assert normal.span(0, 0) == (2, 2)
    assert normal.span(2, 2) == (6, 6)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123 *_~`万亿元\u200b\u3000<b>\n"))))
def test_offsets_rise_and_fit(source: str) -> None:
    normal = normalize(source)
    assert normal.source == source
    assert len(normal.offsets) == len(normal.text) <= len(source)
    assert all(left < right for left, right in zip(normal.offsets, normal.offsets[1:], strict=False))
    assert all(0 <= offset < len(source) for offset in normal.offsets)


@given(st.text(alphabet="0123456789万亿元，、 *不超过家"))
def test_normalising_twice_changes_little_more(source: str) -> None:
    once = normalize(source).text
    assert len(normalize(once).text) <= len(once)
