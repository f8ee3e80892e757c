"""Contacts: changed on a page, audited, and said in the very next answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from assistant.policy.contacts import Contact
from assistant.records import Records
from tests.functional.conftest import ADMINISTRATOR, CLERK, PASSWORD
from tests.functional.servers import Caller, log_in
from tests.functional.test_chat_page import ask, open_chat
from tests.functional.test_staff_pages import assert_accessible

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")
BUREAU = "市工业和信息化局"
QUESTION = "省级企业技术中心奖励多少"
PATH = "/api/v1/staff/contacts"


@pytest.fixture(autouse=True)
def cleared(staff: Records) -> Iterator[None]:
    yield
    staff.contacts.save(Contact(department=BUREAU))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_change_is_served_at_once(
    administrator_page: Page, page: Page, site: str, staff: Records, width: int
) -> None:
    administrator_page.set_viewport_size({"width": width, "height": 800})
    administrator_page.goto(f"{site}/staff/contacts")
    row = administrator_page.get_by_role("row").filter(has_text=BUREAU)
    expect(row).to_contain_text("未核实")
    row.get_by_role("button", name="修改").click()
    assert_accessible(administrator_page)
    administrator_page.get_by_label("电话（留空则不公布）").fill("电话不详")
    administrator_page.get_by_role("button", name="保存").click()
    expect(administrator_page.locator("#contact-fault")).to_contain_text("电话应为数字")
    administrator_page.get_by_label("电话（留空则不公布）").fill("0593-2345678")
    administrator_page.get_by_label("地址").fill("某路1号")
    administrator_page.get_by_label("打电话核实的日期").fill("2026-11-02")
    administrator_page.get_by_role("button", name="保存").click()
    expect(row.get_by_role("link", name="0593-2345678")).to_have_attribute("href", "tel:0593-2345678")
    assert administrator_page.evaluate("document.documentElement.scrollWidth") <= width
    answer = ask(open_chat(page, site), QUESTION)
    assert answer.get_by_role("link", name="0593-2345678").first.get_attribute("href") == "tel:0593-2345678"
    expect(answer.locator(".contacts")).to_contain_text("地址：某路1号")
    expect(answer.locator(".contacts")).to_contain_text("2026年11月2日核实")
    latest = staff.audit.list().items[0]
    assert (latest.who, latest.what, latest.subject) == (ADMINISTRATOR, "更改联系方式", BUREAU)
    assert latest.detail == "0593-2345678，某路1号，2026-11-02 核实"


def test_a_checked_reply_may_give_it_from_then_on(site: str, staff: Records) -> None:
    draft = {"text": "请拨打0593-7654321咨询市工业和信息化局。"}
    call = log_in(site, staff, ADMINISTRATOR, PASSWORD)
    found = [finding["reason"] for finding in call("/api/v1/check", draft).body["findings"]]
    assert found == ["invented_contact"]
    body = {"department": BUREAU, "phone": "0593-7654321", "last_verified": "2026-11-02"}
    assert call(PATH, body).status == 204
    assert call("/api/v1/check", draft).body["findings"] == []


def test_clerks_read_and_do_not_change(site: str, staff: Records, clerk_page: Page) -> None:
    call = log_in(site, staff, CLERK, PASSWORD)
    assert BUREAU in [item["department"] for item in call(PATH).body["items"]]
    assert call(PATH, {"department": BUREAU, "phone": "12345", "last_verified": "2026-11-02"}).status == 403
    assert Caller(site)(PATH).status == 401
    clerk_page.goto(f"{site}/staff/contacts")
    expect(clerk_page.get_by_role("row").filter(has_text=BUREAU)).to_be_visible()
    expect(clerk_page.get_by_role("button", name="修改")).to_have_count(0)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"phone": "12345"}, "核实的日期"),
        ({"phone": "12345", "last_verified": "2099-01-01"}, "不能晚于今天"),
        ({"phone": "<b>12345", "last_verified": "2026-11-02"}, "电话应为数字"),
        ({"phone": "12", "last_verified": "2026-11-02"}, "电话应为数字"),
    ],
)
def test_what_nobody_can_have_verified_is_refused(site: str, staff: Records, fields: dict[str, str], said: str) -> None:
    reply = log_in(site, staff, ADMINISTRATOR, PASSWORD)(PATH, {"department": BUREAU, **fields})
    assert reply.status == 422 and said in reply.body["detail"]
