"""Rows of a new notice are corrected and approved by two people; bad files are told and leave nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.ingest.readers.files import LARGEST
from tests.functional.conftest import CLERK, REVIEWER, SECOND
from tests.functional.intake.conftest import API, row_of, send
from tests.functional.test_ingest import NOTICE, TITLE
from tests.functional.workplace import Place
from tests.unit.ingest.test_bad_files import BAD

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.xdist_group("pages"),
]


def _assert_those_in_doubt_stand_first(detail: Any) -> None:
    in_doubt = [bool(row["unsure"]) for row in detail["listed"]]
    assert in_doubt == sorted(in_doubt, reverse=True)
    settled = [row["clause"] for row in detail["listed"] if not row["unsure"]]
    assert settled == sorted(settled), "the others as the text has them"
    for row in detail["listed"]:
        clause = next(one for one in detail["clauses"] if one["label"] == row["clause"])
        assert clause["text"][row["start"] : row["end"]] == row["row"]["quote"]


def test_rows_are_corrected_and_approved_by_two_people(place: Place) -> None:
    before = place.corpus_files()
    clerk, reviewer, second = (place.caller(name) for name in (CLERK, REVIEWER, SECOND))
    made = send(reviewer, "通知.txt", NOTICE.encode())
    assert made.status == 201 and made.body["title"] == TITLE and made.body["left"] == made.body["rows"] > 2
    path = f"{API}/{made.body['id']}"
    detail = clerk(path).body
    _assert_those_in_doubt_stand_first(detail)

    row = detail["listed"][0]
    step = f"{path}/rows/{row['id']}"
    seen = {"revision": row["revision"]}
    assert clerk(f"{step}/approve", seen).status == 403
    assert reviewer(f"{step}/approve", seen).status == 403, "who submitted the file does not approve"
    wrong = row["row"] | {"tiers": [{"yuan": 123456789, "bound": "exact"}]}
    meta = detail["meta"] | {"number": "青政办规〔2025〕3号", "valid_to": "2027-12-31", "replaces": []}
    assert second(f"{path}/meta", {"revision": 0, "meta": meta | {"valid_to": "不久"}}).status == 422
    assert second(f"{path}/meta", {"revision": 0, "meta": meta}).body["meta"]["number"] == "青政办规〔2025〕3号"
    assert second(f"{path}/meta", {"revision": 0, "meta": meta}).status == 409, "it was changed meanwhile"
    refused = second(f"{step}/correct", seen | {"kind": row["kind"], "row": wrong})
    assert refused.status == 422, "a figure that the text does not have"
    corrected = second(f"{step}/correct", seen | {"kind": row["kind"], "row": row["row"] | {"name": "改过的名称"}})
    assert corrected.status == 200
    changed = row_of(corrected.body, "改过的名称")
    assert (changed["author"], changed["state"]) == (SECOND, "open")
    seen = {"revision": changed["revision"]}
    assert second(f"{step}/approve", seen).status == 403, "who corrected a row does not approve it"
    assert reviewer(f"{step}/approve", {"revision": 0}).status == 409, "it was changed meanwhile"
    assert reviewer(f"{step}/approve", seen).status == 200
    assert second(f"{path}/publish", {}).status == 409, "rows are left"
    assert send(second, "again.txt", NOTICE.encode()).status == 409
    assert place.corpus_files() == before

    assert second(f"{path}/withdraw", {}).status == 204
    assert clerk(API).body["items"] == []
    steps = [(REVIEWER, "提交新政策"), (SECOND, "更正草稿行"), (REVIEWER, "核准草稿行"), (SECOND, "撤回新政策")]
    assert [entry for entry in reversed(place.audited()) if entry[1] in {what for _, what in steps}] == steps


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.txt", b" \n", "空的"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "另存为 docx"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"0" * 600, "图片"),
        ("大.txt", b"0" * (LARGEST + 1), "文件过大"),
        ("..", NOTICE.encode(), "文件名"),
    ],
)
def test_a_bad_file_is_told_and_leaves_nothing(place: Place, name: str, data: bytes, said: str) -> None:
    before = place.corpus_files()
    refused = send(place.caller(CLERK), name, data)
    assert refused.status == 422 and said in refused.body["detail"]
    assert place.corpus_files() == before
    assert place.caller(CLERK)(API).body["items"] == []


@pytest.mark.parametrize("kind", ["zip bomb", "one part too large", "encrypted PDF", "scan", "spreadsheet"])
def test_a_trap_is_told_and_leaves_nothing(
    place: Place, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # as where the extra is not installed
    before = place.corpus_files()
    name, write, said = BAD[kind]
    write(tmp_path / name)
    refused = send(place.caller(CLERK), name, (tmp_path / name).read_bytes())
    assert refused.status == 422 and said in refused.body["detail"]
    assert place.corpus_files() == before
    assert place.caller(CLERK)(API).body["items"] == []
    assert not list((place.settings.corpus_dir.parent / "data" / "intake").glob("*/*"))
