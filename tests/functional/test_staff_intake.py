"""A new notice is taken in on the staff page, reviewed by two people, published, and answers without a restart."""

from __future__ import annotations

import json
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.ingest.readers.files import LARGEST
from assistant.policy.corpus import Corpus, load_corpus
from assistant.records import Records, open_records
from assistant.settings import Settings
from tests.functional.conftest import CLERK, PASSWORD, REVIEWER, SECOND, _log_in, _open_page, serve_app
from tests.functional.servers import Caller, Reply, log_in
from tests.functional.test_ingest import NOTICE, TITLE
from tests.functional.test_staff_pages import assert_accessible

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.xdist_group("pages"),
]
API = "/api/v1/staff/intake"
PUBLISHING_MS = 900_000
QUESTION = "青岚县购置冷藏车补助多少"


class Place(NamedTuple):
    site: str
    settings: Settings
    records: Records

    def caller(self, name: str) -> Caller:
        return log_in(self.site, self.records, name, PASSWORD)

    def audited(self) -> list[tuple[str, str]]:
        return [(entry.who, entry.what) for entry in self.records.audit.list().items]

    def corpus_files(self) -> dict[str, bytes]:
        folder = self.settings.corpus_dir
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def place(corpus: Corpus, built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A service over a corpus and an index of its own, with two reviewers and a clerk."""
    tmp_path = tmp_path_factory.mktemp("intake")
    shutil.copytree(corpus.directory, tmp_path / "corpus")
    shutil.copytree(built_index, tmp_path / "index")
    settings = Settings(
        corpus_dir=tmp_path / "corpus",
        index_dir=tmp_path / "index",
        cache_dir=tmp_path / "cache",
        database_url=f"sqlite:///{tmp_path / 'records.sqlite3'}",
    )
    records = open_records(settings)
    for name, role in ((REVIEWER, "reviewer"), (SECOND, "reviewer"), (CLERK, "clerk")):
        records.accounts.add(name, PASSWORD, role)  # type: ignore[arg-type]
    for site in serve_app(settings):
        yield Place(site, settings, records)
    records.close()


def send(caller: Caller, name: str, data: bytes) -> Reply:
    request = urllib.request.Request(
        f"{caller.site}{API}?name={quote(name)}", data=data, headers=caller.headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return Reply(response.status, response.headers, json.load(response))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, error.headers, json.load(error))


def row_of(detail: Any, name: str) -> Any:
    return next(row for row in detail["listed"] if name in row["row"]["name"])


def test_rows_are_corrected_and_approved_by_two_people(place: Place) -> None:
    before = place.corpus_files()
    clerk, reviewer, second = (place.caller(name) for name in (CLERK, REVIEWER, SECOND))
    made = send(reviewer, "通知.txt", NOTICE.encode())
    assert made.status == 201 and made.body["title"] == TITLE and made.body["left"] == made.body["rows"] > 2
    path = f"{API}/{made.body['id']}"
    detail = clerk(path).body
    assert [row["confidence"] for row in detail["listed"]] == sorted(row["confidence"] for row in detail["listed"])
    for row in detail["listed"]:
        clause = next(one for one in detail["clauses"] if one["label"] == row["clause"])
        assert clause["text"][row["start"] : row["end"]] == row["row"]["quote"]

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
    steps = [
        (REVIEWER, "提交新政策"),
        (SECOND, "更正草稿行"),
        (REVIEWER, "核准草稿行"),
        (SECOND, "撤回新政策"),
    ]
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


def test_from_file_to_answer(place: Place, browser: Browser, tmp_path: Path) -> None:
    """A clerk submits and corrects a row, a reviewer approves by keyboard and publishes, and the policy answers."""
    notice = tmp_path / "青岚通知.txt"
    notice.write_text(NOTICE, "utf-8")
    ask = Caller(place.site)
    before = ask("/api/v1/ask", {"question": QUESTION}).body
    assert TITLE not in json.dumps(before, ensure_ascii=False)
    for page in _open_page(browser, 1280):
        _submit_and_correct(_log_in(page, place.site, place.records, CLERK), place, notice)
    for page in _open_page(browser, 1280):
        _approve_and_publish(_log_in(page, place.site, place.records, REVIEWER), place)

    answer = ask("/api/v1/ask", {"question": QUESTION}).body
    assert "30万元" in answer["text"] and "青政办规〔2025〕3号" in answer["text"]
    rewards = load_corpus(place.settings.corpus_dir).rewards
    assert any(reward.name == "星级冷链企业认定" for reward in rewards)
    assert not list((place.settings.corpus_dir / ".pending").glob("*"))
    assert (REVIEWER, "发布新政策") in place.audited()


def _submit_and_correct(page: Page, place: Place, notice: Path) -> None:
    page.goto(f"{place.site}/staff/intake")
    page.locator("#file").set_input_files(notice)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    item = page.get_by_role("list", name="草稿各行").get_by_role("listitem").filter(has_text="五星级")
    item.first.click()
    expect(page.locator("#source mark")).to_contain_text("20万元、10万元")
    expect(page.get_by_role("button", name="核准")).to_have_count(0)
    page.get_by_role("button", name="更正").click()
    form = page.get_by_role("form", name="更正")
    form.get_by_label("项目").fill("星级冷链企业认定")
    form.get_by_role("button", name="保存更正").click()
    expect(page.locator(".drafted .current")).to_contain_text("星级冷链企业认定")
    page.get_by_role("button", name="更正文件信息").click()
    facts = page.get_by_role("form", name="更正文件信息")
    facts.get_by_label("文号").fill("青政办规〔2025〕3号")
    facts.get_by_role("button", name="保存文件信息").click()
    expect(page.locator(".review-head")).to_contain_text("文号：青政办规〔2025〕3号")
    assert_accessible(page)


def _approve_and_publish(page: Page, place: Place) -> None:
    page.goto(f"{place.site}/staff/intake")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("button", name="发布")).to_be_disabled()
    rows = page.locator(".drafted > li")
    expect(rows.first).to_be_visible()
    number = rows.count()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_class(re.compile("current"))
    page.keyboard.press("ArrowUp")
    for done in range(1, number + 1):
        page.keyboard.press("Enter")
        expect(page.locator("#progress")).to_have_text(f"已审核 {done} / {number} 行")
    page.get_by_role("button", name="发布").click()
    expect(page.locator("#progress")).to_have_text("已发布", timeout=PUBLISHING_MS)
    expect(page.locator("#fault")).to_be_empty()
    assert_accessible(page)
