"""Masking: personal data goes, whatever stands around it; what a policy answer needs stays."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.masking import MASKED, blank, mask

HAN_BEFORE = st.sampled_from(["", "我的", "请回电", "电话：", "（", "省级企业技术中心奖多少，", "手机号是 "])
HAN_AFTER = st.sampled_from(["", "。", "，谢谢", "）", " 请回复", "，设备投资300万元", "的企业"])
DIGITS = st.text(string.digits, min_size=8, max_size=8)
DATES = st.dates().map(lambda day: f"{1930 + day.year % 90:04}{day.month:02}{day.day:02}")
CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SURNAMES = st.sampled_from([*"王李张刘陈杨黄赵吴周徐孙林郑叶蔡", "欧阳", "上官", "诸葛"])
GIVEN_NAMES = st.text("伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英建国志明", min_size=1, max_size=2)


def wide(text: str) -> str:
    """Return the text in full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


WRITTEN = st.sampled_from([str, wide])


def checked(digits: str) -> str:
    """Return the digits with the check digit of cards behind them."""
    doubled = [sum(divmod(2 * int(c), 10)) for c in digits[::-2]]
    return digits + str(-(sum(doubled) + sum(int(c) for c in digits[-2::-2])) % 10)


@given(HAN_BEFORE, st.sampled_from("3456789"), DIGITS, HAN_AFTER, st.sampled_from(["", "-", " "]), WRITTEN)
def test_mobile_numbers(before: str, second: str, digits: str, after: str, joint: str, form: type[str]) -> None:
    number = form(f"1{second}{digits[0]}{joint}{digits[1:5]}{joint}{digits[4:8]}")
    masked = mask(f"{before}{number}{after}")
    assert masked == f"{before}〔电话隐去〕{after}"


@given(HAN_BEFORE, st.integers(110000, 659000), DATES, st.integers(0, 999), st.sampled_from("0123456789Xx"), HAN_AFTER)
def test_identity_numbers(before: str, place: int, day: str, count: int, check: str, after: str) -> None:
    assert mask(f"{before}{place}{day}{count:03}{check}{after}") == f"{before}〔证件号隐去〕{after}"
    assert MASKED.search(mask(f"{before}{place}{day[2:]}{count:03}{after}"))


@given(HAN_BEFORE, st.integers(110000, 659000), st.text(CODE_LETTERS, min_size=10, max_size=10), HAN_AFTER)
def test_credit_codes(before: str, place: int, rest: str, after: str) -> None:
    for form in (str, str.lower, wide):
        assert MASKED.search(mask(f"{before}{form(f'91{place}{rest}')}{after}"))


@given(HAN_BEFORE, st.text(string.digits, min_size=15, max_size=17), HAN_AFTER)
def test_cards(before: str, digits: str, after: str) -> None:
    number = checked(f"6{digits}")
    assert number not in mask(f"{before}{number}{after}")


@given(
    HAN_BEFORE, st.from_regex(r"[a-z0-9]{1,12}([._-][a-z0-9]{1,8})?@[a-z0-9]{1,12}(\.[a-z]{2,5}){1,2}", fullmatch=True)
)
def test_mail_addresses(before: str, address: str) -> None:
    assert mask(f"{before}{address}，谢谢") == f"{before}〔电邮隐去〕，谢谢"


@given(
    SURNAMES,
    GIVEN_NAMES,
    st.sampled_from(
        ["我叫{}，", "联系人：{}。", "姓名:{} ", "我是{}，想问", "我是福安一家企业的{}，", "联系人是{}，电话"]
    ),
)
def test_names(surname: str, given_name: str, sentence: str) -> None:
    name = surname + given_name
    masked = mask(sentence.format(name) + "省级企业技术中心奖多少")
    assert name not in masked and masked.endswith("省级企业技术中心奖多少")


@pytest.mark.parametrize(
    "text",
    [
        "宁政办〔2021〕68号、闽政办发明电〔2021〕9号",
        "设备投资5000000元，营收123456789012345678元，合计350902199001011234元",
        "打12345或110都没人接",
        "2021年12月31日、2021-09-01、20210901",
        "我是做不锈钢的，我是高新技术企业，我是福安的企业，我是宁德人，我是规上企业",
        "负责人是谁？联系人是哪个？本人想问，负责解释的单位",
        "省级500万元、50万元，市级5万元；500,000,000元；30%",
        "一三五亿元、二〇二一年十二月三十一日",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert mask(text) == text


@given(st.text(max_size=60) | st.text("我叫王小明1380 〔〕电话隐去:@.", max_size=40))
def test_masking_twice_changes_nothing_and_blanks_keep_places(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
    assert len(blank(text)) == len(text)
    assert not blank(once).strip() or not MASKED.search(blank(once))
