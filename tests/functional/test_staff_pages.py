"""What all pages of the workbench have in common: login, frame, accessibility."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.access import COOKIE
from assistant.records import Records
from tests.functional.conftest import CLERK, LOAD_SECONDS, PASSWORD
from tests.functional.test_api import call

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

TABS = [
    "条款检索",
    "奖补一览",
    "测算",
    "政策体检",
    "答复核验",
    "记录",
    "统计",
    "联系方式",
    "新政策入库",
    "政策文件",
    "申报指南",
]
PAGES = [
    "lookup?words=技术中心",
    "lookup?words=技术中心&clause=二（一）",
    "rewards",
    "rewards?words=没有这样的词",
    "calculate",
    "eligibility",
    "check",
    "records",
    "records?view=queue",
    "records?view=approved",
    "records?view=audit",
    "statistics",
    "contacts",
    "intake",
    "policies",
    "guides",
]


QUIET = """() => {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.responseEnd);
  return document.readyState === "complete" && performance.now() - Math.max(0, ...loaded) > 500
    && !document.querySelector("[aria-busy=true]");
}"""
"""Nothing has come for half a second, and nothing is shown as on its way.

The browser's own word for it, networkidle, may never come where a page gives up a request for a newer one.
"""


def settle(page: Page) -> None:
    """Wait until the page has what it asks the server for."""
    deadline = time.monotonic() + LOAD_SECONDS
    while not page.evaluate(QUIET):
        assert time.monotonic() < deadline, "the page does not come to rest"
        page.wait_for_timeout(100)


def assert_accessible(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in violations] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_fault_of_accessibility_on_a_desk(site: str, staff_page: Page, path: str) -> None:
    staff_page.goto(f"{site}/staff/{path}")
    settle(staff_page)
    assert_accessible(staff_page)


@pytest.mark.parametrize("path", PAGES)
def test_no_fault_of_accessibility_on_a_phone(site: str, staff_phone: Page, path: str) -> None:
    staff_phone.goto(f"{site}/staff/{path}")
    settle(staff_phone)
    assert_accessible(staff_phone)
    assert staff_phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_blank_question_is_named_in_the_records(site: str, staff_page: Page) -> None:
    staff_page.request.post(f"{site}/api/v1/ask", data={"question": "   "})
    staff_page.goto(f"{site}/staff/records")
    expect(staff_page.get_by_role("rowheader", name="（空白）").first).to_be_visible()
    assert_accessible(staff_page)


def test_a_checked_reply_is_accessible(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/check")
    staff_page.get_by_label("待核验的答复").fill("省级企业技术中心奖励60万元，市级5万元，我们投资3000万元。")
    expect(staff_page.locator("mark.wrong")).to_be_visible()
    assert_accessible(staff_page)


def test_the_editor_and_its_dialog_are_accessible(site: str, staff: Records, staff_page: Page) -> None:
    reply = call(f"{site}/api/v1/ask", {"question": "国家级专精特新小巨人企业奖多少"})
    staff.journal.judge(reply.headers["X-Answer-Id"], "dislike", "看不懂")
    staff_page.goto(f"{site}/staff/records?view=queue")
    item = staff_page.locator(".queued").filter(has_text="国家级专精特新小巨人企业奖多少")
    item.get_by_role("button", name="写答复").click()
    expect(staff_page.locator(".editor mark").first).to_be_visible()
    assert_accessible(staff_page)
    item.get_by_role("button", name="不需答复").click()
    expect(staff_page.get_by_role("dialog")).to_be_visible()
    assert_accessible(staff_page)


@pytest.mark.parametrize("width", ["page", "phone"])
def test_the_login_page_is_accessible(site: str, request: pytest.FixtureRequest, width: str) -> None:
    page: Page = request.getfixturevalue(width)
    page.goto(f"{site}/staff/login?fault=limit")
    expect(page.get_by_role("alert")).to_contain_text("15分钟后再试")
    assert_accessible(page)


def test_logging_in_leads_to_the_page_that_was_wanted(site: str, staff: Records, page: Page) -> None:
    page.goto(f"{site}/staff/rewards?words=冠军")
    expect(page.get_by_role("heading", name="登录坐席工作台")).to_be_visible()
    expect(page.get_by_label("姓名")).to_be_focused()
    page.keyboard.type(CLERK)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_have_text("共 3 行")
    expect(page.locator(".who")).to_have_text(f"{CLERK}坐席")


def test_a_wrong_password_is_told_and_the_way_kept(site: str, staff: Records, page: Page) -> None:
    page.goto(f"{site}/staff/check")
    page.get_by_label("姓名").fill("没有这个人")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("姓名或密码不对")
    page.get_by_label("姓名").fill(CLERK)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="答复核验")).to_be_visible()


def test_logging_out_ends_the_session(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff")
    expect(staff_page.get_by_role("combobox", name="检索条款")).to_be_visible()
    staff_page.get_by_role("button", name="退出").click()
    expect(staff_page.get_by_role("heading", name="登录坐席工作台")).to_be_visible()
    staff_page.goto(f"{site}/staff/records")
    expect(staff_page.get_by_role("heading", name="登录坐席工作台")).to_be_visible()


def test_the_tabs_lead_to_every_page(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/lookup")
    tabs = staff_page.get_by_role("navigation", name="工作台").get_by_role("link")
    expect(tabs).to_have_text(TABS)
    for number, label in enumerate(TABS):
        tabs.nth(number).click()
        expect(staff_page.get_by_role("navigation", name="工作台").locator("[aria-current]")).to_have_text(label)


def test_a_clerk_is_not_shown_the_audit(site: str, clerk_page: Page) -> None:
    clerk_page.goto(f"{site}/staff/records")
    views = clerk_page.get_by_role("navigation", name="记录").get_by_role("link")
    expect(views).to_have_text(["提问记录", "待处理", "核准答复"])
    response = clerk_page.goto(f"{site}/staff/records?view=audit")
    assert response is not None and response.status == 403
    expect(clerk_page.get_by_role("heading", name="无权查看这个页面")).to_be_visible()


def test_behind_a_gateway_everything_keeps_its_prefix(site_behind_gateway: str, staff_page: Page, site: str) -> None:
    """The browser sees /huiqi; what it asks for goes to the app with that prefix stripped, as a gateway does."""
    gateway = site_behind_gateway
    staff_page.context.add_cookies(
        [{"name": COOKIE, "value": staff_page.context.cookies(site)[0]["value"], "url": gateway}]
    )
    staff_page.route(
        f"{gateway}/huiqi/**", lambda route: route.continue_(url=route.request.url.replace("/huiqi", "", 1))
    )
    asked: list[str] = []
    staff_page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    staff_page.goto(f"{gateway}/huiqi/staff/lookup?words=贷款")
    expect(staff_page.locator("#hits").get_by_role("option").first).to_contain_text("六（一）")
    staff_page.get_by_role("link", name="奖补一览").click()
    expect(staff_page.locator(".count")).to_have_text("共 29 行")
    staff_page.wait_for_load_state()  # the server writes the table, the script that sorts it comes after
    staff_page.get_by_role("button", name="标准").click()
    expect(staff_page.locator("[aria-sort]")).to_be_visible()
    staff_page.get_by_role("link", name="记录").click()
    expect(staff_page.get_by_role("heading", name="提问记录")).to_be_visible()
    assert len(asked) > 10 and all(path.startswith("/huiqi/") for path in asked)


def test_scripts_and_styles_are_kept_by_the_browser(site: str, page: Page) -> None:
    page.goto(f"{site}/staff/login")
    address = str(page.locator("link[rel=stylesheet]").first.get_attribute("href"))
    kept = page.request.get(site + address)
    assert kept.ok and "immutable" in kept.headers["cache-control"]
    stale = page.request.get(site + address.replace(address.split("/")[-2], "0" * 12))
    assert stale.ok and stale.headers["cache-control"] == "no-store"
    assert page.request.get(f"{site}/staff/static/x/..%2Frouter.py").status == 404
