"""A clerk's and an administrator's day in a real browser: what was found wanting when each was tried."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from assistant.records import Records
from tests.functional.conftest import ADMINISTRATOR, CLERK, PASSWORD, REVIEWER
from tests.functional.servers import Caller
from tests.functional.test_staff_pages import assert_accessible

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

EARLIER = "国家级绿色供应链有没有奖励"
FOLLOW_UP = "那多久能办好"
ANSWER = "办理时间文件没有写明，请咨询市工信局。"


def ask(site: str, question: str, *earlier: str) -> str:
    history = [{"role": "user", "content": turn} for turn in earlier]
    return str(Caller(site)("/api/v1/ask", {"question": question, "history": history}).body["text"])


def test_a_clause_is_found_by_number_and_slash_begins_anew(site: str, clerk_page: Page) -> None:
    clerk_page.goto(f"{site}/staff/lookup?words=省级单项冠军")
    script = clerk_page.locator("#opened .script")
    expect(script).to_contain_text("省级一次性给予不低于50万元奖励")
    expect(script).not_to_contain_text("专精特新")
    opened = clerk_page.locator("#opened")
    tops = [opened.locator(part).bounding_box() for part in (".script", ".clause-text")]
    assert tops[0] and tops[1] and tops[0]["y"] < tops[1]["y"]
    opened.get_by_role("combobox", name="话术针对的项目和级别").select_option(label="国家级单项冠军企业")
    expect(script).to_contain_text("不低于100万元")
    clerk_page.get_by_role("button", name="复制话术").click()
    expect(clerk_page.locator("#toast")).to_contain_text("话术")
    assert "不低于100万元" in clerk_page.evaluate("navigator.clipboard.readText()")
    box = clerk_page.get_by_role("combobox", name="检索条款")
    box.focus()
    clerk_page.keyboard.press("/")
    clerk_page.keyboard.type("二（五）")
    expect(box).to_have_value("二（五）")
    hits = clerk_page.locator("#hits").get_by_role("option")
    expect(hits).to_have_count(1)
    expect(hits).to_contain_text("条款号相符")
    assert_accessible(clerk_page)


def test_the_table_knows_what_people_call_things_and_keeps_its_heading(site: str, clerk_page: Page) -> None:
    clerk_page.goto(f"{site}/staff/rewards?words=上规")
    expect(clerk_page.locator("tbody th").first).to_have_text("新投产纳统、规下转规上企业")
    clerk_page.goto(f"{site}/staff/rewards")
    clerk_page.locator("tbody tr").last.scroll_into_view_if_needed()
    expect(clerk_page.get_by_role("columnheader", name="标准")).to_be_in_viewport()


def test_the_queue_is_shared_out(site: str, clerk_page: Page) -> None:
    for question in ("排队一：研发费用加计扣除怎么办", "排队二：员工食堂有没有补贴", "排队三：厂区绿化有没有补贴"):
        ask(site, question)
    clerk_page.goto(f"{site}/staff/records?view=queue")
    clerk_page.get_by_label("检索词").fill("排队")
    items = clerk_page.locator(".queued")
    expect(items).to_have_count(3)
    first = items.filter(has_text="排队一")
    first.get_by_role("button", name="认领").click()
    expect(first).to_contain_text("我已认领")
    clerk_page.get_by_role("combobox", name="办理").select_option(label="我认领的")
    expect(items).to_have_count(1)
    clerk_page.get_by_role("combobox", name="办理").select_option(label="全部")
    expect(items).to_have_count(3)

    first.get_by_role("button", name="写答复").click()
    clerk_page.locator("#answer").fill("加计扣除请咨询税务部门。")
    items.filter(has_text="排队二").get_by_role("button", name="写答复").click()
    expect(clerk_page.locator(".editor h2")).to_have_text("排队二：员工食堂有没有补贴")
    first.get_by_role("button", name="写答复").click()
    expect(clerk_page.locator("#answer")).to_have_value("加计扣除请咨询税务部门。")
    expect(clerk_page.locator(".editor")).to_contain_text("已恢复您上次没有提交的草稿")
    clerk_page.get_by_role("button", name="提交审核").click()
    expect(first).to_contain_text(f"{CLERK}已提交，待核准")
    assert_accessible(clerk_page)

    for name in ("排队二", "排队三"):
        items.filter(has_text=name).get_by_role("checkbox").check()
    clerk_page.get_by_role("button", name="不需答复（已选 2）").click()
    clerk_page.get_by_label("理由").fill("与政策无关")
    clerk_page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(items).to_have_count(1)


def test_an_answer_to_a_follow_up_is_written_by_one_and_approved_by_another(
    site: str, staff_page: Page, clerk_page: Page
) -> None:
    before = Caller(site)("/api/v1/ask", {"question": FOLLOW_UP, "history": [{"role": "user", "content": EARLIER}]})
    Caller(site)("/api/v1/opinions", {"answer_id": before.headers["X-Answer-Id"], "opinion": "dislike"})
    clerk_page.goto(f"{site}/staff/records?view=queue")
    item = clerk_page.locator(".queued").filter(has_text=FOLLOW_UP)
    expect(item).to_contain_text(f"此前问过：{EARLIER}")
    item.get_by_role("button", name="写答复").click()
    expect(clerk_page.locator(".editor .context")).to_contain_text(EARLIER)
    clerk_page.locator("#answer").fill(ANSWER)
    clerk_page.get_by_role("button", name="提交审核").click()
    clerk_page.get_by_role("button", name="试问").click()
    expect(clerk_page.locator(".tried")).to_contain_text("核准后即用这条答复")
    assert ANSWER not in ask(site, FOLLOW_UP, EARLIER)

    staff_page.goto(f"{site}/staff/records?view=approved")
    row = staff_page.locator("tbody tr").filter(has_text=FOLLOW_UP)
    row.get_by_role("button", name="核准").click()
    expect(row).to_contain_text("已启用")
    assert ANSWER in ask(site, FOLLOW_UP, EARLIER)
    row.get_by_role("button", name="查看").click()
    detail = staff_page.get_by_role("region", name="答复详情")
    expect(detail).to_contain_text(FOLLOW_UP)
    detail.get_by_role("button", name="试问").click()
    expect(detail.locator(".tried")).to_contain_text("用的就是这条答复")
    expect(detail.get_by_role("heading", name=re.compile("用于这些问法"))).to_be_visible()
    assert_accessible(staff_page)

    detail.get_by_role("button", name="改写").click()
    staff_page.locator("#answer").fill("办理时间以市工信局答复为准。")
    staff_page.get_by_role("button", name="提交审核").click()
    own = staff_page.locator("tbody tr").filter(has_text="办理时间以市工信局答复为准")
    expect(own).to_contain_text("须由他人核准")
    expect(own).to_contain_text(REVIEWER)
    own.get_by_role("button", name="查看").click()
    expect(detail.locator(".versions li")).to_have_count(2)
    assert ANSWER in ask(site, FOLLOW_UP, EARLIER)


def test_a_reply_is_put_right_and_copied_with_one_click(site: str, clerk_page: Page, tmp_path: Path) -> None:
    clerk_page.goto(f"{site}/staff/check")
    clerk_page.locator("#text").fill("省级企业技术中心奖励60万元，市级最高5万元。")
    clerk_page.get_by_role("button", name="更正并复制").click()
    right = "省级企业技术中心奖励50万元，市级5万元。"
    expect(clerk_page.locator("#text")).to_have_value(right)
    expect(clerk_page.locator("#toast")).to_have_text("已更正 2 处并复制，核对无误")
    assert clerk_page.evaluate("navigator.clipboard.readText()") == right

    clerk_page.get_by_text("成批核验（Excel）").click()
    clerk_page.get_by_role("button", name="核验并下载").click()
    expect(clerk_page.locator("#sheet-fault")).to_have_text("请先选择 .xlsx 文件。")
    book = Workbook()
    assert book.active is not None
    for row in (("问题", "答复"), ("奖多少", "省级企业技术中心奖励60万元。"), ("", right), ("", "=1+1，请来电。")):
        book.active.append(row)
    file = tmp_path / "答复.xlsx"
    book.save(file)
    clerk_page.get_by_label("答复表格").set_input_files(file)
    with clerk_page.expect_download() as download:
        clerk_page.get_by_role("button", name="核验并下载").click()
    assert download.value.suggested_filename == "答复-核验结果.xlsx"
    download.value.save_as(tmp_path / "result.xlsx")
    sheet = load_workbook(io.BytesIO((tmp_path / "result.xlsx").read_bytes())).worksheets[0]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][2:] == ["核验结论", "发现的问题", "更正后的答复"]
    assert rows[1][2] == "有误" and rows[1][4] == "省级企业技术中心奖励50万元。"
    assert rows[2][2:] == ["没有发现错误", "", ""] and rows[3][2] == "没有读到金额"
    clerk_page.get_by_label("答复表格").set_input_files(
        {"name": "x.xlsx", "mimeType": "application/octet-stream", "buffer": b"no workbook"}
    )
    clerk_page.get_by_role("button", name="核验并下载").click()
    expect(clerk_page.locator("#sheet-fault")).to_contain_text("另存为 .xlsx")
    assert_accessible(clerk_page)


def test_accounts_are_managed_by_administrators(site: str, staff: Records, administrator_page: Page) -> None:
    page = administrator_page
    page.goto(f"{site}/staff/accounts")
    expect(page.locator("tbody th", has_text=CLERK)).to_be_visible()
    page.get_by_label("姓名").fill("新来的")
    page.get_by_label("初始密码").fill("a first password")
    page.get_by_role("button", name="新增").click()
    row = page.locator("tbody tr").filter(has_text="新来的")
    expect(row).to_contain_text("在用")
    assert staff.accounts.verify("新来的", "a first password")
    row.get_by_role("combobox").select_option(label="审核")
    expect(page.locator("#toast")).to_have_text("已更改角色")
    for _ in range(6):
        staff.sessions.log_in("新来的", "wrong", "127.0.0.9")
    row.get_by_role("button", name="解除登录限制").click()
    expect(page.locator("#toast")).to_have_text("已解除登录限制")
    assert len(str(staff.sessions.log_in("新来的", "a first password", "127.0.0.9"))) > 20
    row.get_by_role("button", name="停用").click()
    expect(row).to_contain_text("已停用")
    row.get_by_role("button", name="启用并设密码").click()
    page.get_by_label("新密码").fill("a second password")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(row).to_contain_text("在用")
    account = staff.accounts.verify("新来的", "a second password")
    assert account is not None and account.role == "reviewer"
    assert_accessible(page)
    own = page.locator("tbody tr").filter(has_text=ADMINISTRATOR)
    expect(own.get_by_role("button", name="停用", exact=True)).to_have_count(0)
    page.goto(f"{site}/staff/records?view=audit")
    expect(page.locator("tbody tr").filter(has_text="新来的").first).to_contain_text(ADMINISTRATOR)
    assert PASSWORD not in page.content()


def test_accounts_are_nobody_elses(site: str, staff_page: Page) -> None:
    response = staff_page.goto(f"{site}/staff/accounts")
    assert response is not None and response.status == 403
    assert staff_page.request.get(f"{site}/api/v1/staff/accounts").status == 403
    staff_page.goto(f"{site}/staff/contacts")
    expect(staff_page.locator("tbody tr").first).to_contain_text("未核实")
