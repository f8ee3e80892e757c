"""From a complaint to a corrected answer, and what the records and statistics show of it, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.records import Records
from tests.functional.conftest import PASSWORD, SECOND
from tests.functional.servers import log_in
from tests.functional.test_api import call

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")


def complain(site: str, question: str, comment: str) -> None:
    """Ask a question through the API, and dislike the answer."""
    reply = call(f"{site}/api/v1/ask", {"question": question})
    opinion = {"answer_id": reply.headers["X-Answer-Id"], "opinion": "dislike", "comment": comment}
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{site}/api/v1/opinions", json.dumps(opinion).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        assert response.status == 204


def queued(page: Page, site: str, question: str) -> Locator:
    page.goto(f"{site}/staff/records?view=queue")
    return page.locator(".queued").filter(has_text=question)


def test_a_question_is_found_by_words_result_and_opinion(site: str, staff_page: Page) -> None:
    complain(site, "省级工业设计中心给多少奖励呀", "想知道找谁")
    staff_page.goto(f"{site}/staff/records")
    expect(staff_page.get_by_label("检索词")).to_be_focused()
    staff_page.keyboard.type("工业设计中心给多少奖励呀")
    row = staff_page.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("没用：想知道找谁")
    expect(row).to_contain_text("二（六）")
    staff_page.get_by_role("combobox", name="评价").select_option(label="有用")
    expect(staff_page.get_by_text("没有符合条件的记录")).to_be_visible()
    staff_page.get_by_role("combobox", name="评价").select_option(label="没用")
    staff_page.get_by_role("combobox", name="结果").select_option(label="已答复")
    expect(row).to_have_count(1)
    staff_page.reload()
    expect(row).to_have_count(1)
    staff_page.get_by_label("至", exact=True).fill("2021-01-01")
    expect(staff_page.get_by_text("没有符合条件的记录")).to_be_visible()


def test_records_are_turned_page_by_page(site: str, staff_page: Page) -> None:
    for number in range(52):
        call(f"{site}/api/v1/ask", {"question": f"第{number}家企业的充电桩补贴"})
    staff_page.goto(f"{site}/staff/records?words=家企业的充电桩补贴")
    expect(staff_page.locator("tbody tr")).to_have_count(50)
    expect(staff_page.get_by_role("button", name="上一页")).to_be_disabled()
    staff_page.get_by_role("button", name="下一页").click()
    expect(staff_page.locator("tbody tr")).to_have_count(2)
    staff_page.reload()
    expect(staff_page.get_by_text("第 2 / 2 页，共 52 条")).to_be_visible()
    staff_page.get_by_label("检索词").fill("第51家企业的充电桩补贴")
    expect(staff_page.locator("tbody tr")).to_have_count(1)


def test_a_clerk_proposes_a_reviewer_approves_and_revokes(site: str, staff_page: Page, clerk_page: Page) -> None:
    question = "市级工业旅游示范基地给多少奖励"
    _propose(site, clerk_page, question)
    assert "请向市工信局咨询" not in call(f"{site}/api/v1/ask", {"question": question}).body["text"]

    staff_page.goto(f"{site}/staff/records?view=approved")
    row = staff_page.locator("tbody tr").filter(has_text=question)
    row.get_by_role("button", name="核准").click()
    expect(row).to_contain_text("已启用")
    assert "请向市工信局咨询" in call(f"{site}/api/v1/ask", {"question": question}).body["text"]

    row.get_by_role("button", name="撤销").click()
    dialog = staff_page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"撤销“{question}”的答复")
    dialog.get_by_label("理由").fill("口径有变")
    dialog.get_by_role("button", name="确定").click()
    expect(row).to_contain_text("已撤销")
    expect(row).to_contain_text("口径有变")
    assert "请向市工信局咨询" not in call(f"{site}/api/v1/ask", {"question": question}).body["text"]

    staff_page.goto(f"{site}/staff/records?view=audit")
    expect(staff_page.locator("tbody tr").filter(has_text="撤销答复").first).to_contain_text("口径有变")


def _propose(site: str, clerk_page: Page, question: str) -> None:
    complain(site, question, "没说找谁申请")
    item = queued(clerk_page, site, question)
    expect(item).to_contain_text("没说找谁申请")
    item.get_by_role("button", name="写答复").click()
    answer = clerk_page.locator("#answer")
    expect(answer).to_have_value(re.compile("不超过5万元"))
    assert "提示" not in answer.input_value() and "仅供参考" not in answer.input_value()
    expect(clerk_page.locator(".editor mark.supported").first).to_be_visible()

    answer.fill("市级工业旅游示范基地奖励50万元。")
    expect(clerk_page.locator(".editor mark.wrong")).to_contain_text("有误")
    clerk_page.get_by_role("button", name="提交审核").click()
    expect(clerk_page.locator(".editor").get_by_role("alert")).to_contain_text("没有通过核验")

    answer.fill("对新认定的市级工业旅游示范基地，给予不超过5万元奖励（二（六）），请向市工信局咨询。")
    expect(clerk_page.locator(".editor mark.wrong")).to_have_count(0)
    clerk_page.get_by_role("button", name="提交审核").click()
    expect(clerk_page.get_by_text("已提交，等待审核人员核准")).to_be_visible()
    clerk_page.get_by_role("link", name="查看核准答复").click()
    proposed = clerk_page.locator("tbody tr").filter(has_text=question)
    expect(proposed).to_contain_text("待核准")
    expect(proposed.get_by_role("button")).to_have_text(["查看"])


def test_a_reviewers_answer_is_used_when_another_has_approved_it(site: str, staff: Records, staff_page: Page) -> None:
    question = "省级服务型制造示范企业给多少奖励"
    complain(site, question, "太长")
    queued(staff_page, site, question).get_by_role("button", name="写答复").click()
    staff_page.locator("#answer").fill("列入省级服务型制造示范企业的，给予不超过50万元奖励。详情可来电问询。")
    staff_page.get_by_role("button", name="提交审核").click()
    expect(staff_page.get_by_text("答复已提交。")).to_be_visible()
    second = log_in(site, staff, SECOND, PASSWORD)
    proposed = second("/api/v1/staff/approved").body["items"][0]
    assert second(f"/api/v1/staff/approved/{proposed['id']}/approve", {}).body["state"] == "approved"
    staff_page.goto(f"{site}/staff/records?view=queue")
    expect(staff_page.locator(".queued").filter(has_text=question)).to_have_count(0)
    assert "详情可来电问询" in call(f"{site}/api/v1/ask", {"question": question}).body["text"]
    staff_page.goto(f"{site}/staff/records?words={question}")
    expect(staff_page.locator("tbody tr").first).to_contain_text("核准的答复")


def test_a_question_is_dismissed_with_a_reason(site: str, staff_page: Page) -> None:
    question = "国家级单项冠军企业给多少奖励"
    complain(site, question, "不满意")
    item = queued(staff_page, site, question)
    item.get_by_role("button", name="不需答复").click()
    staff_page.get_by_role("dialog").get_by_role("button", name="取消").click()
    expect(item).to_be_visible()
    item.get_by_role("button", name="不需答复").click()
    staff_page.get_by_label("理由").fill("答复无误")
    staff_page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(item).to_have_count(0)


def test_the_record_leads_to_its_answer(site: str, staff_phone: Page) -> None:
    call(f"{site}/api/v1/ask", {"question": "国家级工业设计中心能给几多钱"})
    staff_phone.goto(f"{site}/staff/records?words=能给几多钱")
    staff_phone.get_by_role("link", name="查看答复：国家级工业设计中心能给几多钱").click()
    expect(staff_phone.locator("#answer")).to_have_value(re.compile("不超过80万元"))
    assert staff_phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_questions_are_text_never_markup(site: str, staff: Records, staff_page: Page) -> None:
    call(f"{site}/api/v1/ask", {"question": "<img src=x onerror=document.title=1>技术中心奖励"})
    staff_page.goto(f"{site}/staff/records?words=onerror")
    expect(staff_page.locator("tbody th").first).to_contain_text("<img src=x")
    assert staff_page.locator("main img:not([alt])").count() == 0


def test_statistics_count_what_was_asked(site: str, staff_page: Page, tmp_path: Path) -> None:
    for _ in range(3):
        call(f"{site}/api/v1/ask", {"question": "省级企业技术中心奖励多少"})
    staff_page.goto(f"{site}/staff/statistics")
    asked = staff_page.locator(".numbers div").filter(has_text="提问").locator("b")
    expect(asked).to_have_text(re.compile(r"^\d+ 次$"))
    total = int(asked.inner_text().split()[0])
    assert total >= 3
    chart = staff_page.get_by_role("img", name="每日提问图")
    expect(chart.locator("rect.answered")).not_to_have_count(0)
    expect(staff_page.locator(".counts li").filter(has_text="二（一）")).to_be_visible()
    staff_page.get_by_text("按日数据").click()
    expect(staff_page.locator(".days tbody tr").first.locator("td").first).to_have_text(str(total))
    with staff_page.expect_download() as download:
        staff_page.get_by_role("link", name="导出 CSV").click()
    path = tmp_path / "statistics.csv"
    download.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    assert sum(int(row["提问"]) for row in rows) == total


def test_a_range_without_questions_says_so(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/statistics?since=2021-01-01&until=2021-02-01")
    expect(staff_page.get_by_text("这段日期没有记录。").first).to_be_visible()
    staff_page.get_by_label("自", exact=True).fill("2021-03-01")
    expect(staff_page.get_by_role("alert")).to_have_text("开始日期在结束日期之后，请改正。")
    staff_page.get_by_role("button", name="近7天").click()
    expect(staff_page.get_by_role("alert")).to_have_count(0)


def test_statistics_fit_a_phone(site: str, staff_phone: Page) -> None:
    call(f"{site}/api/v1/ask", {"question": "省级企业技术中心奖励多少"})
    staff_phone.goto(f"{site}/staff/statistics")
    expect(staff_phone.get_by_role("img", name="每日提问图")).to_be_visible()
    assert staff_phone.evaluate("document.documentElement.scrollWidth") <= 390
