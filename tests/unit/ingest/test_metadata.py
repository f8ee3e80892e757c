"""What a document says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.ingest.ingestion import ingest_file

BODY = """
为支持民宿发展，制定本措施。
一、奖励新开民宿。对新开业的民宿，一次性给予2万元奖励。
二、本措施自印发之日起施行。
"""


@pytest.mark.parametrize(
    ("printed", "title", "issued"),
    [
        ("云溪县支持民宿发展若干措施（2024年5月6日）", "云溪县支持民宿发展若干措施", date(2024, 5, 6)),
        ("云溪县支持民宿发展若干措施（2024 年5 月6 日）", "云溪县支持民宿发展若干措施", date(2024, 5, 6)),
        ("云溪县支持民宿发展若干措施（试行）", "云溪县支持民宿发展若干措施（试行）", None),
    ],
)
def test_a_day_behind_the_title_is_that_of_issue(printed: str, title: str, issued: date | None, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(printed + BODY, encoding="utf-8")
    meta = ingest_file(file).policy.meta
    assert (meta.title, meta.issued, meta.effective) == (title, issued, issued)
