"""A pasted text as it is read, led back to what was pasted."""

from __future__ import annotations

from assistant.guard.pasting.pasted_text import read_source


def test_all_steps_at_once() -> None:
    read = read_source("级别,标准（万元）\n~~旧~~省级,1\n5")
    assert "| 级别 | 标准(万元) |" in read.text


def test_places_lead_back() -> None:
    source = "单位：万元\n省级：15"
    read = read_source(source)
    at = read.text.index("15万元")
    assert source[read.offsets[at] : read.offsets[at + 1] + 1] == "15"


def test_a_plain_text_stays() -> None:
    assert read_source("省级奖15万元。").text == "省级奖15万元。"
