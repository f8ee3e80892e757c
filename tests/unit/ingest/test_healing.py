"""What copying and typesetting did to a text is healed; its words, numbers and quotes are kept, with their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.healing import heal, heal_blanks
from assistant.ingest.readers.plain import read_plain
from assistant.ingest.traced_text import Traced
from assistant.policy.table import squeeze


def healed(text: str) -> list[str]:
    paragraphs, _ = heal(read_plain("a.txt", text.encode(), "txt"))
    return [paragraph.text for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第 1 0 条 对新 兴产业给予 20 万元", "第10条 对新兴产业给予20万元"),
        ("给予 5 0 万元、1 . 5 % 的补助", "给予50万元、1.5%的补助"),
        ("投资 200      万元—  500      万元", "投资200万元—500万元"),
        ("Made in China 企业 500 强", "Made in China企业500强"),
        ("中共某县委 某县人民政府", "中共某县委 某县人民政府"),
        ("“ 一事一议 ”", "“一事一议”"),
        ("2021 2022", "2021 2022"),
        ("1. 5 家以上的，给予奖励", "1. 5家以上的，给予奖励"),
    ],
)
def test_blanks_within_words_and_numbers_are_dropped(text: str, expected: str) -> None:
    assert heal_blanks(Traced.cut(text, 0, len(text))).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、奖励\n给予5\n0万元奖励。", ["一、奖励", "给予50万元奖励。"]),
        ("一、奖励\n对企业，\n给予奖励。", ["一、奖励", "对企业，给予奖励。"]),
        ("一、奖励\n（一）甲类。\n（二）乙类。", ["一、奖励", "（一）甲类。", "（二）乙类。"]),
        ("对企业给予奖励\n- 3 -\n，每年一次。", ["对企业给予奖励，每年一次。"]),
        ("给予奖励。\n第 2 页 共 9 页\n另行通知。", ["给予奖励。", "另行通知。"]),
        ("给予奖励。\n抄送：县委办。\n县工商联。\n某县办公室2024年1月2日印发", ["给予奖励。"]),
    ],
)
def test_broken_lines_are_joined_and_page_numbers_left_out(text: str, expected: list[str]) -> None:
    assert healed(text) == expected


def test_lines_of_cells_parted_by_tabs_become_a_table() -> None:
    table = "档次\t甲类（元/人）\t乙类\n一档\t800\t400\n二档\t600\t\n另行\t通知。"
    text = f"一、补贴\n按下表给予补贴：\n{table}\n二、其他\n无\t。"
    rows = ["| 档次 | 甲类（元/人） | 乙类 |", "| 一档 | 800 | 400 |", "| 二档 | 600 |", "| 另行 | 通知。 |"]
    assert healed(text) == ["一、补贴", "按下表给予补贴：", *rows, "二、其他", "无。"]


def test_lines_broken_at_the_width_of_the_page_become_paragraphs_again() -> None:
    paragraphs = [
        "一、支持企业发展",
        "（一）对年度主营业务收入首次达到三亿元的企业给予企业法定代表人一次性奖励，由县财政在次年三月底以前兑现到位，逾期未申报的不再补办。",
        "（二）企业入选行业排行榜前一百名的，入选当年给予一次性奖励，奖励资金由受益财政承担，企业应当在公布之日起三十日内提出申请。",
        "二、支持人才引进",
        "对新引进的高层次人才给予安家补贴，补贴分三年发放，每年考核合格后兑现，中途离职的停止发放，已经发放的补贴不再追回。",
    ]
    for gap in ("\n", "\n\n"):
        lines = [p[i : i + 26] for p in paragraphs for i in range(0, len(p), 26)]
        assert healed(gap.join(lines)) == paragraphs


@given(st.text(alphabet="一二对给予企业0123456789万元%.，。、（） \n\t第条-—", max_size=120))
def test_only_blanks_are_taken_out_of_what_is_kept(text: str) -> None:
    source = read_plain("a.txt", text.encode(), "txt")
    paragraphs, omissions = heal(source)
    kept = squeeze("".join(paragraph.text for paragraph in paragraphs)).replace("|", "")
    left_out = squeeze("".join(omission.text for omission in omissions))
    assert sorted(kept + left_out) == sorted(squeeze(source.text))
    for paragraph in paragraphs:
        for character, offset in zip(paragraph.text, paragraph.traced.offsets, strict=True):
            assert character in " |" or source.text[offset] == character


def test_offsets_lead_back_through_both_line_ends(tmp_path: Path) -> None:
    text = "一、奖励\r\n对企业，\r\n给予5\r\n0万元奖励。"
    paragraphs, _ = heal(read_plain("a.txt", text.encode(), "txt"))
    at = paragraphs[1].text.index("50万元")
    start, end = paragraphs[1].traced.span(at, at + 4)
    assert text[start:end] == "5\r\n0万元"
