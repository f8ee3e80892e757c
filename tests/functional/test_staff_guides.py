"""申报指南: entered by one, verified by another in the browser, and told in the chat only from then on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.clock import today
from assistant.policy.corpus import Corpus
from tests.functional.conftest import CLERK, REVIEWER, SECOND, _log_in, _open_page
from tests.functional.test_staff_pages import assert_accessible
from tests.functional.workplace import Place, open_place

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.xdist_group("pages"),
]
QUESTION = "申报企业技术中心奖励要什么材料"
MATERIALS = "企业技术中心认定文件\n上年度审计报告"


@pytest.fixture(scope="module")
def place(corpus: Corpus, built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from open_place(corpus.directory, built_index, tmp_path_factory.mktemp("guides"))


def opened(place: Place, browser: Browser, name: str, width: int = 1280) -> Iterator[Page]:
    """The page as a member of staff sees it."""
    for page in _open_page(browser, width):
        _log_in(page, place.site, place.records, name).goto(f"{place.site}/staff/guides")
        expect(page.locator("#overdue")).not_to_be_empty()
        yield page


def told(place: Place, browser: Browser) -> str:
    for page in _open_page(browser, 390):
        return place.ask_in_chat(page, QUESTION)
    raise AssertionError


def test_a_guide_is_told_once_a_second_person_has_verified_it(place: Place, browser: Browser) -> None:
    before = told(place, browser)
    for page in opened(place, browser, REVIEWER):
        _enter(page)
        expect(page.locator(".guides")).to_contain_text(f"{REVIEWER}提交，待核准")
        expect(page.get_by_role("button", name="核准")).to_have_count(0)
        assert_accessible(page)
    assert told(place, browser) == before, "what nobody has verified is not told"
    for page in opened(place, browser, CLERK, 390):
        expect(page.get_by_role("button", name="核准")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert_accessible(page)
    for page in opened(place, browser, SECOND):
        page.get_by_role("button", name="核准").click()
        expect(page.locator(".guides")).to_contain_text(f"由{SECOND}核实")
        assert_accessible(page)
    answer = told(place, browser)
    assert "上年度审计报告" in answer and f"由{SECOND}核实" in answer and "0593-2811111" in answer
    _change_and_send_back(place, browser)
    steps = [(who, what) for who, what in reversed(place.audited()) if "指南" in what]
    assert steps == [
        (REVIEWER, "提交申报指南"),
        (SECOND, "核准申报指南"),
        (CLERK, "提交申报指南"),
        (REVIEWER, "退回申报指南"),
    ]


def _enter(page: Page) -> None:
    page.get_by_text("填写一份指南").click()
    form = page.get_by_role("form", name="申报指南")
    assert_accessible(page)
    form.get_by_label("奖补项目").select_option(label="二（一） 企业技术中心")
    form.get_by_label("名称").fill("企业技术中心")
    form.get_by_label("申报材料").fill(MATERIALS)
    form.get_by_label("办理流程").fill("审核后拨付20万元")
    form.get_by_label("咨询电话").fill("0593-2811111")
    form.get_by_role("button", name="提交").click()
    expect(page.locator("#fault")).to_contain_text("金额")
    expect(form.get_by_label("申报材料")).to_have_value(MATERIALS)  # nothing that was typed is lost
    form.get_by_label("办理流程").fill("县区初审，市工信局复审")
    form.get_by_role("button", name="提交").click()


def _change_and_send_back(place: Place, browser: Browser) -> None:
    """A change of a verified guide leaves that in use; sent back, it is gone."""
    for page in opened(place, browser, CLERK):
        page.get_by_role("button", name="修改").click()
        form = page.get_by_role("form", name="申报指南")
        expect(form.get_by_label("名称")).to_have_value("企业技术中心")
        form.get_by_label("申报材料").fill("只交一张表")
        form.get_by_role("button", name="提交").click()
        expect(page.locator(".guides tbody tr")).to_have_count(2)
    answer = told(place, browser)
    assert "上年度审计报告" in answer and "只交一张表" not in answer
    for page in opened(place, browser, REVIEWER):
        page.get_by_role("button", name="退回").click()
        expect(page.locator(".guides tbody tr")).to_have_count(1)


def test_what_is_overdue_leads_to_where_it_is_verified(place: Place, browser: Browser) -> None:
    for page in opened(place, browser, REVIEWER):
        page.locator("#overdue").get_by_role("link", name="到政策文件核实").click()
        page.get_by_role("button", name="核实无误").click()
        expect(page.locator("tbody tr")).to_contain_text(f"{today()} 核实", timeout=60_000)
    for page in opened(place, browser, REVIEWER):
        expect(page.locator("#overdue").get_by_role("link", name="到政策文件核实")).to_have_count(0)
        page.locator("#overdue").get_by_role("link", name="到联系方式更新").first.click()
        expect(page.get_by_role("heading", name="联系方式", level=1)).to_be_visible()
