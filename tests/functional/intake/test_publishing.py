"""A new notice is taken in on the staff page, reviewed by two people, published, and answers without a restart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.policy.corpus import load_corpus
from tests.functional.conftest import CLERK, REVIEWER, _log_in, _open_page
from tests.functional.intake.conftest import PUBLISHING_MS
from tests.functional.servers import Caller
from tests.functional.test_ingest import NOTICE, TITLE
from tests.functional.test_staff_pages import assert_accessible
from tests.functional.workplace import Place
from tests.unit.ingest.test_bad_files import write_macros

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.xdist_group("pages"),
]
QUESTION = "青岚县购置冷藏车补助多少"


def test_what_is_sent_is_looked_at_before_and_shown_as_text(place: Place, browser: Browser, tmp_path: Path) -> None:
    """A file of 200 MB is not even sent; marks of a page in a notice stay text; macros are told of."""
    huge, marked, macros = tmp_path / "大.docx", tmp_path / "标记.txt", tmp_path / "宏.docm"
    with huge.open("wb") as file:
        file.truncate(200 * 2**20)
    marked.write_text(MARKED, "utf-8")
    write_macros(macros)
    for page in _open_page(browser, 390):
        _log_in(page, place.site, place.records, CLERK).goto(f"{place.site}/staff/intake")
        expect(page.get_by_text("未选择文件")).to_be_visible()
        page.locator("#file").set_input_files(huge)
        expect(page.get_by_text("大.docx")).to_be_visible()
        page.get_by_role("button", name="提交").click()
        expect(page.locator("#fault")).to_contain_text("文件过大")
        page.locator("#file").set_input_files(marked)
        page.get_by_role("button", name="提交").click()
        expect(page.locator("#source")).to_contain_text("<img src=x onerror=alert(1)>")
        expect(page.locator(".review-head h2")).to_contain_text("<b>")
        expect(page.locator("#intake img, #intake b")).to_have_count(0)
        _withdraw(page)
        page.locator("#file").set_input_files(macros)
        page.get_by_role("button", name="提交").click()
        page.get_by_text("文件的存疑之处").click()
        expect(page.locator("#review")).to_contain_text("宏")
        _withdraw(page)


MARKED = """白浦县支持<b>渔业</b>发展若干措施
一、支持建设
对新建<img src=x onerror=alert(1)>网箱的企业，给予13万元补助。
"""


def _withdraw(page: Page) -> None:
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("还没有提交的文件。")).to_be_visible()


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

    for page in _open_page(browser, 390):
        answer = place.ask_in_chat(page, QUESTION)
        assert "30万元" in answer and "青政办规〔2025〕3号" in answer
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
    page.get_by_role("button", name="更正", exact=True).click()
    form = page.get_by_role("form", name="更正", exact=True)
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
