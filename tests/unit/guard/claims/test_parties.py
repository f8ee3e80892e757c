"""Who gets a figure and who pays it."""

from __future__ import annotations

import pytest

from assistant.guard.claims.frames import Frames
from assistant.guard.claims.parties import read_payer, read_recipient
from assistant.guard.layout.sheet import Sheet
from tests.unit.guard.conftest import Drafts


def frames(text: str) -> Frames:
    return Frames(Sheet(text))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("补助5万元，由合作社领取", "合作社"),
        ("5万元奖给行业协会", "行业协会"),
        ("5万元由茶农领取", "茶农"),
        ("5万元奖给村集体", "村集体"),
        ("5万元不是发给行业协会的", None),
        ("补助5万元", None),
    ],
)
def test_who_gets_it(text: str, who: str | None) -> None:
    found = read_recipient(frames(text), 0)
    assert (found is not None and who is not None and who in found.words) or found is who is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("县财政补助5万元", "县"),
        ("补助5万元，所需资金由镇财政承担", "镇"),
        ("补助5万元，市财政另补3万元", None),
        ("补助5万元", None),
    ],
)
def test_who_pays_it(text: str, who: str | None) -> None:
    found = read_payer(frames(text), 0)
    assert (found.words if found else None) == who


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("跨县联网综合型养老信息平台由市级给予奖补，最高90万元。", []),
        ("跨县联网综合型养老信息平台，市里给予奖补，最高90万元。", []),
        ("跨县联网综合型养老信息平台由县里给予奖补，最高90万元。", ["wrong_payer"]),
        ("助浴、助医专业型养老信息平台由所在镇给予奖补，最高35万元。", ["wrong_payer"]),
        ("五星级养老院由县里给予奖励30万元。", []),
        ("跨县联网综合型养老信息平台最高90万元，由县里给予。", ["wrong_payer"]),
        ("跨县联网综合型养老信息平台最高90万元，由市里给予。", []),
    ],
)
def test_the_rank_that_gives_a_sum_is_the_notices(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons
