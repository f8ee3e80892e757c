"""A draft under review in the page: rows are added, mended and approved clause by clause, on a slow network too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.functional.conftest import CLERK, REVIEWER, _log_in, _open_page
from tests.functional.intake.conftest import API, row_of, send
from tests.functional.test_staff_pages import assert_accessible
from tests.functional.workplace import Place

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.xdist_group("pages"),
]
# Requests to approve wait in the page until they are let go: not a matter of when an interceptor is ready.
HOLD_APPROVALS = """() => {
  const send = window.fetch;
  window.held = [];
  window.fetch = (address, ...rest) => address.endsWith("/approve")
    ? new Promise((resolve) => held.push(() => resolve(send(address, ...rest)))) : send(address, ...rest);
  window.letGo = () => { window.fetch = send; held.forEach((go) => go()); };
}"""
TIERED = """南汀县促进预制菜产业发展若干措施
一、支持企业做大
对年营业收入达到2000万元、8000万元的企业，分别给予6万元、18万元奖励。对建成中央厨房的企业，给予25万元补助。
对获评县级龙头企业的，奖励按入库税收分档确定。
二、支持设备更新
对购置速冻设备的企业，设备投资100万元（含）至400万元的，给予9万元补助；400万元以上的，给予21万元补助。
"""


def test_what_a_draft_lacks_is_added_and_a_clause_is_approved_at_once(place: Place, browser: Browser) -> None:
    """A clerk adds a row from selected text and corrects a bracket; a reviewer approves each clause with one key."""
    made = send(place.caller(CLERK), "预制菜.txt", TIERED.encode()).body
    address = f"{place.site}/staff/intake?policy={made['id']}"
    for page in _open_page(browser, 1280):
        _log_in(page, place.site, place.records, CLERK).goto(address)
        _add_row(page)
        _correct_bracket(page)
    for page in _open_page(browser, 1280):
        _log_in(page, place.site, place.records, REVIEWER).goto(address)
        _approve_by_clause(page)
    detail = place.caller(CLERK)(f"{API}/{made['id']}").body
    assert detail["left"] == 0
    added = row_of(detail, "县级龙头企业").copy()
    assert added["row"]["quote"] == "对获评县级龙头企业的，奖励按入库税收分档确定"
    assert (added["author"], added["approved_by"], added["clause"]) == (CLERK, REVIEWER, "一")
    ends = [tier["bracket"] for row in detail["listed"] for tier in row["row"]["tiers"] if "bracket" in tier]
    assert {"of": "设备投资", "counter": "元", "from": 1000000, "below": 4000000} in ends
    assert ("接线员", "增补草稿行") in place.audited()
    assert place.caller(REVIEWER)(f"{API}/{made['id']}/withdraw", {}).status == 204


def _add_row(page: Page) -> None:
    page.get_by_label("看哪一条").select_option("一")
    page.locator("#source .text").evaluate("""(place) => {
      const quote = "对获评县级龙头企业的，奖励按入库税收分档确定";
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      while (!node.data.includes(quote)) node = walker.nextNode();
      const at = node.data.indexOf(quote);
      getSelection().setBaseAndExtent(node, at, node, at + quote.length);
    }""")
    page.get_by_role("button", name="增补一行").click()
    form = page.get_by_role("form", name="增补一行")
    expect(form.get_by_label("原文摘句")).to_have_value("对获评县级龙头企业的，奖励按入库税收分档确定")
    form.get_by_label("项目").fill("县级龙头企业")
    form.get_by_label("数额").fill("990000")
    form.locator("[name='0.unit']").select_option("yuan")
    form.get_by_role("button", name="保存增补一行").click()
    expect(page.locator("#fault")).to_contain_text("990000")  # no such figure in the text
    form.get_by_label("数额").fill("")
    form.locator("[name='0.unit']").select_option("")
    form.get_by_label("说明").fill("奖励按入库税收分档确定")
    form.get_by_role("button", name="保存增补一行").click()
    expect(page.locator(".drafted .current")).to_contain_text("县级龙头企业")
    expect(page.locator("#source mark")).to_have_text("对获评县级龙头企业的，奖励按入库税收分档确定")
    assert_accessible(page)


def _correct_bracket(page: Page) -> None:
    row = page.locator(".drafted > li").filter(has_text="100万元（含）至400万元")
    row.click()
    page.keyboard.press("F2")
    form = page.get_by_role("form", name="更正", exact=True)
    expect(form.get_by_label("项目")).to_be_focused()
    tier = form.get_by_role("group", name="标准 1")
    tier.get_by_label("至（含）").fill("")
    tier.get_by_label("至（不含）").fill("4000000")
    assert_accessible(page)
    form.get_by_role("button", name="保存更正").click()
    expect(page.locator(".drafted .current")).to_contain_text("设备投资100万元（含）至400万元（不含），9万元")


def test_keys_on_a_slow_network_and_without_one(place: Place, browser: Browser) -> None:
    """Keys pressed while an approval is on its way do nothing; without a network it is told, and nothing is lost."""
    made = send(place.caller(CLERK), "预制菜.txt", TIERED.encode()).body
    for page in _open_page(browser, 390):
        _log_in(page, place.site, place.records, REVIEWER).goto(f"{place.site}/staff/intake?policy={made['id']}")
        expect(page.locator(".drafted > li").first).to_be_visible()
        page.evaluate(HOLD_APPROVALS)
        for _ in range(3):
            page.keyboard.press("Enter")
        expect(page.locator("#progress[aria-busy]")).to_be_visible()
        assert page.evaluate("held.length") == 1
        page.evaluate("letGo()")
        expect(page.locator("#progress")).to_have_text(re.compile("^已审核 1 / "))
        expect(page.locator("#fault")).to_be_empty()
        page.context.set_offline(True)
        page.keyboard.press("Enter")
        expect(page.locator("#fault")).to_contain_text("连不上服务器")
        page.context.set_offline(False)
        page.keyboard.press("Enter")
        expect(page.locator("#progress")).to_have_text(re.compile("^已审核 2 / "))
        expect(page.locator("#fault")).to_be_empty()
    assert place.caller(REVIEWER)(f"{API}/{made['id']}/withdraw", {}).status == 204


def _approve_by_clause(page: Page) -> None:
    rows = page.locator(".drafted > li")
    expect(rows.first).to_be_visible()
    number = rows.count()
    assert number > 3
    for _ in range(number):
        left = page.locator(".drafted .state.proposed").count()
        if not left:
            break
        several = page.get_by_role("button", name="一并核准").count()
        page.keyboard.press("Shift+Enter" if several else "Enter")
        expect(page.locator(".drafted .state.proposed")).not_to_have_count(left)
    expect(page.locator("#progress")).to_have_text(f"已审核 {number} / {number} 行")


CONDITION = "在本县依法登记注册、近三年内没有发生较大以上安全事故、研发费用占营业收入的比例连续两年达到同行业平均水平"
LONG = "溪口县支持绿色建材若干措施\n" + "".join(
    f"{number}、支持第{number}类企业\n对{CONDITION}的第{number}类企业，给予{at}万元奖励。"
    f"对投产的，给予{at + 20}万元补助。\n"
    for at, number in enumerate("一二三四五六七", 11)
)


def test_the_head_hides_nothing_and_what_is_left_to_another_is_told(place: Place, browser: Browser) -> None:
    """Row and clause stand below the head, the clause's other rows below the row; a long condition is read whole."""
    made = send(place.caller(CLERK), "绿色建材.txt", LONG.encode()).body
    for page in _open_page(browser, 1280):
        _log_in(page, place.site, place.records, REVIEWER).goto(f"{place.site}/staff/intake?policy={made['id']}")
        rows = page.locator(".drafted > li")
        expect(rows.first).to_be_visible()
        for _ in range(4):
            page.keyboard.press("ArrowDown")
        expect(rows.nth(4)).to_have_class(re.compile("current"))
        _assert_below_the_head(page, rows.nth(4), page.locator("#source h3"))
        page.keyboard.press("F2")
        condition = page.get_by_role("form", name="更正", exact=True).get_by_label("条件")
        assert condition.evaluate("(box) => box.value.length > 40 && box.scrollHeight <= box.clientHeight + 2")
        condition.fill("第三类企业")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".drafted .current")).to_contain_text("由另一位审核人员核准")
        _assert_below_the_head(page, page.locator(".drafted .current"), page.locator("#source h3"))
        listed = place.caller(REVIEWER)(f"{API}/{made['id']}").body["listed"]
        for row in [row for row in listed if row["may_approve"]]:
            page.locator(f"#row-{row['id']}").click()
            page.keyboard.press("Enter")
            expect(page.locator(f"#row-{row['id']}")).to_contain_text("已核准")
        expect(page.get_by_text("其余 1 行由您提交或更正，待另一位审核人员核准。")).to_be_visible()
        assert_accessible(page)
    assert place.caller(REVIEWER)(f"{API}/{made['id']}/withdraw", {}).status == 204


def _assert_below_the_head(page: Page, *shown: Locator) -> None:
    head = page.locator(".review-head").bounding_box()
    for item in shown:
        box = item.bounding_box()
        assert head and box and box["y"] >= head["y"] + head["height"] - 1
