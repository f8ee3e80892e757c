"""Look-up beside the phone: words and keys in a real browser, on a desk and on a phone."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")


def open_lookup(page: Page, site: str, query: str = "") -> Page:
    page.goto(f"{site}/staff/lookup{query}")
    expect(page.locator("#hits").get_by_role("option").first).to_be_visible()
    return page


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_all_clauses_are_there_and_the_search_box_has_the_focus(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)
    expect(staff_page.locator("#count")).to_have_text("共 21 条")
    expect(staff_page.get_by_role("combobox", name="检索条款")).to_be_focused()


def test_clauses_are_found_while_typing(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)
    staff_page.keyboard.type("研发中心")
    first = staff_page.locator("#hits").get_by_role("option").first
    expect(first).to_contain_text("二（一）")
    expect(first.locator("mark").first).to_have_text("技术中心")
    expect(first.locator(".reasons")).to_contain_text("词表认出：“研发中心”，即“企业技术中心”")
    expect(first.locator(".reasons")).to_contain_text("语义相近 0.")
    expect(staff_page.locator("#opened h2")).to_have_text("持续推动创新驱动发展")


def test_everything_goes_by_keyboard(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)
    box = staff_page.get_by_role("combobox", name="检索条款")
    staff_page.keyboard.type("贷款")
    expect(staff_page.locator("#hits").get_by_role("option").first).to_contain_text("六（一）")
    staff_page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "hit-1")
    expect(staff_page.locator("#hits").get_by_role("option", selected=True)).to_contain_text("四（二）")
    staff_page.keyboard.press("Enter")
    expect(staff_page.locator("#opened")).to_be_focused()
    staff_page.keyboard.press("c")
    expect(staff_page.get_by_text("已复制第四条第（二）项的引用")).to_be_visible()
    assert copied(staff_page).startswith("根据《宁德市人民政府办公室关于促进当前全市工业增产增效若干措施的通知》")
    assert "（宁政办〔2021〕68号）第四条第（二）项：“对列入省、市重点技术改造项目" in copied(staff_page)
    staff_page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("贷款")
    staff_page.keyboard.type("充电桩c")
    expect(box).to_have_value("充电桩c")


def test_a_script_is_copied_with_one_click(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site, "?words=首台套")
    staff_page.get_by_role("button", name="复制话术").click()
    expect(staff_page.get_by_role("status").filter(has_text="已复制第三条第（二）项的话术")).to_be_visible()
    said = copied(staff_page)
    assert "国内首台（套）按不超过市场销售单价的60%给予补助，最高不超过200万元" in said
    assert "资格认定已于2021年12月31日截止" in said and "责任单位是市工信局" in said


def test_an_opened_clause_has_text_rewards_departments_and_validity(site: str, staff_page: Page) -> None:
    opened = open_lookup(staff_page, site, "?words=单项冠军").locator("#opened")
    expect(opened).to_contain_text("宁政办〔2021〕68号")
    expect(opened.get_by_text("资格认定已于2021年12月31日截止。", exact=True)).to_be_visible()
    expect(opened).to_contain_text("责任单位：市工信局、财政局")
    expect(opened.get_by_role("row").filter(has_text="国家级").first).to_contain_text("一次性不低于100万元")
    expect(opened.get_by_role("link", name="在文件全文中查看")).to_have_attribute(
        "href", "/policy/ningde-2021-68#%E4%BA%8C%EF%BC%88%E4%BA%94%EF%BC%89"
    )


def test_filters_narrow_and_stay_in_the_address(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)
    staff_page.get_by_label("责任单位").select_option("人社局")
    expect(staff_page.locator("#count")).to_have_text("共 2 条")
    staff_page.get_by_label("措施类别").select_option(label="无金额措施")
    staff_page.get_by_label("措施类别").focus()
    staff_page.keyboard.press("/")
    staff_page.keyboard.type("用工")
    expect(staff_page.locator("#hits mark").first).to_contain_text("用工")
    staff_page.wait_for_url("**words=*")
    query = parse_qs(urlsplit(staff_page.url).query)
    assert query == {"words": ["用工"], "department": ["人社局"], "measure": ["unpriced"]}
    staff_page.reload()
    expect(staff_page.get_by_label("责任单位")).to_have_value("人社局")
    expect(staff_page.locator("#hits").get_by_role("option").first).to_contain_text("六（三）")


def test_a_late_reply_does_not_replace_a_later_one(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)

    def delay(route: Route) -> None:
        staff_page.wait_for_timeout(600)
        route.continue_()

    staff_page.route("**/search?words=%E8%B4%B7", delay)
    box = staff_page.get_by_role("combobox", name="检索条款")
    box.fill("贷")
    staff_page.wait_for_timeout(60)
    box.fill("充电桩")
    expect(staff_page.locator("#hits").get_by_role("option").first).to_contain_text("三（三）")
    staff_page.wait_for_timeout(900)
    expect(staff_page.locator("#hits").get_by_role("option").first).to_contain_text("三（三）")


def test_a_slow_server_is_seen_to_be_waited_for(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)
    held: list[Route] = []
    staff_page.route("**/api/v1/staff/search**", lambda route: held.append(route))
    staff_page.keyboard.type("贷")
    expect(staff_page.locator("#count[aria-busy=true]")).to_be_visible()
    held[-1].continue_()
    expect(staff_page.locator("[aria-busy=true]")).to_have_count(0)


def test_says_what_to_do_when_nothing_is_found(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)
    staff_page.keyboard.type("今天天气怎么样")
    expect(staff_page.locator("#count")).to_contain_text("请换一种说法")
    staff_page.get_by_text("另有 5 条相关度不足").click()
    expect(staff_page.locator("#rejected li").first).to_contain_text("低于下限")
    expect(staff_page.locator("#hits").get_by_role("option")).to_have_count(0)


def test_words_are_text_never_markup(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site, "?words=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E企业")
    assert staff_page.locator("main img").count() == 0


def test_a_broken_connection_is_told(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)
    staff_page.route("**/api/v1/staff/search**", lambda route: route.abort())
    staff_page.keyboard.type("贷款")
    expect(staff_page.get_by_role("alert")).to_have_text("连不上服务器，请检查网络后再试。")


def test_an_ended_session_is_told(site: str, staff_page: Page) -> None:
    open_lookup(staff_page, site)
    staff_page.context.clear_cookies()
    staff_page.keyboard.type("贷款")
    expect(staff_page.get_by_role("alert")).to_contain_text("重新登录")


def test_on_a_phone_a_clause_fills_the_screen_and_leads_back(site: str, staff_phone: Page) -> None:
    open_lookup(staff_phone, site, "?words=贷款")
    opened = staff_phone.locator("#opened")
    expect(opened).not_to_be_visible()
    staff_phone.locator("#hits").get_by_role("option").nth(1).click()
    expect(opened).to_be_visible()
    expect(opened.get_by_role("heading", level=2)).to_have_text("推动企业技术改造")
    assert staff_phone.evaluate("document.documentElement.scrollWidth") <= 390
    staff_phone.get_by_role("button", name="返回列表").click()
    expect(opened).not_to_be_visible()
    expect(staff_phone.locator("#hits").get_by_role("option").nth(1)).to_be_visible()
    staff_phone.locator("#hits").get_by_role("option").first.click()
    staff_phone.go_back()
    expect(opened).not_to_be_visible()


def test_a_clause_has_an_address_of_its_own(site: str, staff_phone: Page) -> None:
    staff_phone.goto(f"{site}/staff/lookup?words=贷款&clause=四（二）")
    expect(staff_phone.locator("#opened h2")).to_have_text("推动企业技术改造")
    staff_phone.get_by_role("button", name="返回列表").click()
    expect(staff_phone.locator("#hits").get_by_role("option").first).to_be_visible()


def test_the_box_has_a_line_of_its_own(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/lookup")
    box, choices = staff_page.locator("#words"), staff_page.locator("#search .filters")
    wide, below = box.bounding_box(), choices.bounding_box()
    assert wide is not None and below is not None
    assert wide["width"] > 1000 and below["y"] >= wide["y"] + wide["height"]
