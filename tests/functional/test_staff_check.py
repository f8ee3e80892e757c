"""Checking a reply: each figure marked, each finding told and linked to its mark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")


def open_check(page: Page, site: str) -> Page:
    page.goto(f"{site}/staff/check")
    expect(page.get_by_label("待核验的答复")).to_be_focused()
    return page


def test_figures_are_marked_while_typing(site: str, staff_page: Page) -> None:
    open_check(staff_page, site)
    staff_page.keyboard.insert_text("您好𠮷🎉，省级企业技术中心一次性奖励60万元，市级5万元。")
    expect(staff_page.get_by_text("共 2 处数字：1 处有误。")).to_be_visible()
    wrong = staff_page.locator("mark.wrong")
    expect(wrong).to_have_text("60万元1 有误")
    expect(staff_page.locator("mark.supported")).to_have_text("5万元相符")
    finding = staff_page.locator(".findings li")
    expect(finding).to_contain_text("应为50万元")
    expect(finding.get_by_role("link", name="二（一）")).to_be_visible()
    finding.get_by_role("button").click()
    expect(wrong).to_be_focused()


def test_what_no_policy_covers_is_told_in_chinese(site: str, staff_page: Page) -> None:
    open_check(staff_page, site)
    staff_page.keyboard.insert_text("瞪羚企业一次性奖励50万元。")
    expect(staff_page.locator(".findings")).to_contain_text("文件没有为所述事项写明金额或比例，“50万元”没有依据")


def test_a_verdict_does_not_hang_on_colour(site: str, staff_page: Page) -> None:
    open_check(staff_page, site)
    staff_page.keyboard.insert_text("省级企业技术中心奖励60万元。市级企业技术中心一次性给予5万元奖励。")
    expect(staff_page.locator("mark")).to_have_count(2)
    expect(staff_page.locator("mark .tag")).to_have_text(["1 有误", "相符"])
    style = "all => all.map(one => getComputedStyle(one).textDecorationStyle)"
    assert staff_page.locator("mark").evaluate_all(style) == ["wavy", "solid"]


def test_the_callers_question_says_which_programme(site: str, staff_page: Page) -> None:
    open_check(staff_page, site)
    staff_page.keyboard.insert_text("奖励80万元。")
    expect(staff_page.locator("mark.figure")).to_be_visible()
    staff_page.get_by_label("来电人的问题").fill("国家级工业设计中心奖励多少")
    expect(staff_page.locator(".findings")).to_contain_text("应为不超过80万元")


def test_ctrl_enter_checks_at_once(site: str, staff_page: Page) -> None:
    open_check(staff_page, site)
    staff_page.clock.install()  # no pause of the page ends by itself
    staff_page.keyboard.insert_text("首次年营业收入超百亿元的企业，一次性奖励300万元。")
    staff_page.keyboard.press("Control+Enter")
    expect(staff_page.get_by_text("共 2 处数字：没有发现错误。")).to_be_visible()


def test_replies_are_text_never_markup(site: str, staff_page: Page) -> None:
    open_check(staff_page, site)
    staff_page.keyboard.insert_text("<img src=x onerror=document.title=1>省级企业技术中心奖励60万元")
    expect(staff_page.locator("mark.wrong")).to_be_visible()
    expect(staff_page.locator(".checked")).to_contain_text("<img src=x")
    assert staff_page.locator("main img").count() == 0


def test_it_fits_a_phone(site: str, staff_phone: Page) -> None:
    open_check(staff_phone, site)
    staff_phone.keyboard.insert_text("省级企业技术中心奖励60万元，国家级500万元，市级6万元，贴息3%，" * 3)
    expect(staff_phone.locator("mark.wrong").first).to_be_visible()
    assert staff_phone.evaluate("document.documentElement.scrollWidth") <= 390
