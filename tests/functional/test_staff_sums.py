"""The pages that work out a sum and a firm's eligibility, in a real browser at desk and phone width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.test_staff_pages import assert_accessible

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")


@pytest.fixture(params=["staff_page", "staff_phone"])
def either(request: pytest.FixtureRequest) -> Page:
    """The workbench at 1280 and at 390 px."""
    page: Page = request.getfixturevalue(request.param)
    return page


def assert_no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


# ---------------------------------------------------------------- sums


def test_a_sum_follows_what_is_typed(site: str, either: Page) -> None:
    either.goto(f"{site}/staff/calculate?reward=equipment-upgrade&tier=省级")
    expect(either.get_by_label("级别")).to_have_value("省级")
    either.get_by_role("textbox", name="设备投资").fill("3000")
    outcome = either.locator(".outcome")
    expect(outcome).to_contain_text("不超过150万元")
    expect(either.locator("#worked")).to_contain_text("3000万元×5%＝150万元")
    expect(either.locator("#worked")).to_contain_text("四（二）")
    expect(either.locator("#worked .notice")).to_contain_text("2021年12月31日")
    either.get_by_role("textbox", name="设备投资").fill("半个亿")
    expect(outcome).to_contain_text("不超过250万元")
    either.get_by_label("级别").select_option("市级")
    expect(outcome).to_contain_text("不超过500万元")
    assert_no_sideways_scrolling(either)
    assert_accessible(either)


def test_a_cap_is_shown_and_held(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/calculate?reward=first-set&tier=国内")
    staff_page.get_by_role("textbox", name="市场销售单价").fill("800万")
    expect(staff_page.locator(".outcome")).to_contain_text("不超过200万元")
    expect(staff_page.locator("#worked dd", has_text="超过上限")).to_be_visible()


def test_projects_are_capped_one_by_one(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/calculate?reward=innovative-product")
    staff_page.get_by_role("textbox", name="项目研发费用总额").fill("180")
    staff_page.get_by_role("button", name="再加一个项目").click()
    staff_page.get_by_role("textbox", name="项目研发费用总额").nth(1).fill("500")
    expect(staff_page.locator(".outcome")).to_contain_text("合计不超过190万元")
    staff_page.get_by_role("button", name="删去").click()
    expect(staff_page.locator(".outcome")).to_contain_text("补助额为90万元")


def test_a_loan_is_paid_for_three_years_at_most(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/calculate?reward=upgrade-loan-interest")
    staff_page.get_by_role("textbox", name="项目贷款").fill("2000")
    expect(staff_page.locator(".outcome")).to_contain_text("3年合计不超过120万元")
    staff_page.get_by_label("贷款年限").fill("2")
    expect(staff_page.locator(".outcome")).to_contain_text("2年合计不超过80万元")
    staff_page.get_by_label("贷款年限").fill("两年")
    expect(staff_page.locator("#worked .fault")).to_contain_text("年限应为整数")


def test_fixed_awards_need_no_figure(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/calculate?reward=above-scale")
    expect(staff_page.locator(".outcome")).to_contain_text("10万元")
    expect(staff_page.locator("#worked")).to_contain_text("5万元＋5万元＝10万元")
    expect(staff_page.locator("#figures")).to_be_hidden()


@pytest.mark.parametrize(("typed", "says"), [("若干", "看不懂"), ("-5", "大于0"), ("9999999999亿", "核对单位")])
def test_a_figure_that_cannot_be_used_is_told_beside_it(site: str, staff_page: Page, typed: str, says: str) -> None:
    staff_page.goto(f"{site}/staff/calculate?reward=equipment-upgrade")
    amount = staff_page.get_by_role("textbox", name="设备投资")
    amount.fill(typed)
    expect(staff_page.locator(".item .wrong-entry")).to_contain_text(says)
    expect(staff_page.locator(".outcome")).to_have_count(0)
    amount.fill("3000")
    expect(staff_page.locator(".item .wrong-entry")).to_be_hidden()
    expect(staff_page.locator(".outcome")).to_contain_text("不超过")


def test_the_result_is_copied_whole(site: str, staff_page: Page) -> None:
    staff_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    staff_page.goto(f"{site}/staff/calculate?reward=technology-center&tier=省级")
    staff_page.get_by_role("button", name="复制结果").click()
    expect(staff_page.locator("#toast")).to_have_text("已复制测算结果")
    copied = staff_page.evaluate("navigator.clipboard.readText()")
    assert "省级企业技术中心：一次性给予50万元奖励。" in copied
    assert "宁政办〔2021〕68号 二（一）" in copied and "2021年12月31日" in copied


# ---------------------------------------------------------------- eligibility


def entry(page: Page, field: str) -> Locator:
    return page.locator(f'.entry[data-field="{field}"]')


def fill_title(page: Page, field: str, level: str, day: str) -> None:
    entry(page, field).locator('[data-part="level"]').last.select_option(level)
    entry(page, field).locator('[data-part="date"]').last.fill(day)


def judge(page: Page) -> None:
    page.get_by_role("button", name="判断").click()
    expect(page.locator(".counts")).to_be_visible()


def test_a_firm_is_judged_condition_by_condition(site: str, either: Page) -> None:
    either.goto(f"{site}/staff/eligibility")
    fill_title(either, "technology-center", "省级", "2021-09-15")
    fill_title(either, "single-champion", "国家级", "2021年10月")
    fill_title(either, "specialized-sme", "市级", "2022-03-01")
    entry(either, "scale-change").locator("select").select_option("规下转规上")
    entry(either, "scale-date").locator("input").fill("2021")
    entry(either, "revenue").locator("input").fill("120")
    judge(either)
    expect(either.locator(".counts")).to_contain_text("符合 4 项，信息不足 1 项，不符合 1 项")
    certain = either.locator(".certain")
    expect(certain).to_contain_text("定额 60万元")
    expect(certain).to_contain_text("50万元＋5万元＋5万元＝60万元；须经解释部门确认可以同时享受")
    expect(certain).to_contain_text("不低于 100万元")
    unmet = either.locator(".programme.unmet")
    expect(unmet).to_contain_text("市级专精特新企业")
    expect(unmet.locator(".reason").first).to_contain_text("晚于资格认定截止日期2021年12月31日")
    unknown = either.locator(".programme.unknown")
    expect(unknown).to_contain_text("首次年营业收入超百亿元企业")
    expect(unknown.locator(".conditions .met")).to_have_count(1)
    assert_no_sideways_scrolling(either)
    assert_accessible(either)


def test_only_the_best_level_counts(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/eligibility")
    fill_title(staff_page, "technology-center", "市级", "2021-08-01")
    staff_page.get_by_role("button", name="企业技术中心再加一项").click()
    fill_title(staff_page, "technology-center", "省级", "2021-11-01")
    judge(staff_page)
    expect(staff_page.locator(".certain")).to_contain_text("定额 50万元")
    expect(staff_page.locator(".programme.met")).to_contain_text("另有市级的，从优不重复，不另计")


def test_what_is_worked_out_stands_outside_the_sum(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/eligibility")
    staff_page.get_by_text("技术改造与研发").click()
    fill_title(staff_page, "upgrade-project", "省级", "2021-09")
    entry(staff_page, "equipment-investment").locator("input").fill("3000")
    judge(staff_page)
    expect(staff_page.locator(".computed")).to_contain_text("不超过150万元")
    expect(staff_page.locator(".certain")).to_have_count(0)
    expect(staff_page.locator(".programme.unknown")).to_contain_text("省重点技改项目贷款贴息")


def test_a_title_before_the_policy_is_left_to_the_interpreter(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/eligibility")
    fill_title(staff_page, "specialized-sme", "省级", "2021-05-01")
    judge(staff_page)
    reason = staff_page.locator(".programme.unknown .reason")
    expect(reason).to_contain_text("早于文件施行日2021年7月22日")
    expect(reason).to_contain_text("由市工业和信息化局解释")


def test_faults_are_told_beside_their_fields(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/eligibility")
    fill_title(staff_page, "technology-center", "省级", "去年秋天")
    entry(staff_page, "revenue").locator("input").fill("很多")
    staff_page.get_by_role("button", name="判断").click()
    expect(entry(staff_page, "technology-center").locator(".wrong-entry")).to_contain_text("请填写日期")
    expect(entry(staff_page, "revenue").locator(".wrong-entry")).to_contain_text("请填写金额")
    expect(entry(staff_page, "technology-center").locator('[data-part="date"]')).to_be_focused()


def test_an_empty_form_says_what_to_do(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/eligibility")
    staff_page.get_by_role("button", name="判断").click()
    expect(staff_page.locator("#result .fault")).to_contain_text("请至少填写一项")


def test_a_changed_form_says_that_the_result_is_old_and_can_be_emptied(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/eligibility")
    fill_title(staff_page, "technology-center", "省级", "2021-09-15")
    judge(staff_page)
    expect(staff_page.locator("#stale")).to_be_empty()
    entry(staff_page, "revenue").locator("input").fill("80")
    expect(staff_page.locator("#stale")).to_have_text("内容已修改，请重新判断。")
    staff_page.get_by_role("button", name="清空").click()
    expect(staff_page.locator(".counts")).to_have_count(0)
    expect(entry(staff_page, "revenue").locator("input")).to_have_value("")


def test_the_printed_sheet_has_the_firms_case_and_no_form(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/eligibility")
    fill_title(staff_page, "technology-center", "省级", "2021-09-15")
    entry(staff_page, "revenue").locator("input").fill("80")
    judge(staff_page)
    staff_page.emulate_media(media="print")
    expect(staff_page.locator("#profile")).to_be_hidden()
    expect(staff_page.locator(".tabs")).to_be_hidden()
    facts = staff_page.locator(".facts.print-only")
    expect(facts).to_be_visible()
    expect(facts).to_contain_text("省级，2021-09-15")
    expect(facts).to_contain_text("80亿元")
    assert staff_page.pdf(format="A4").startswith(b"%PDF")


def test_the_form_asks_for_no_personal_data(site: str, staff_page: Page) -> None:
    staff_page.goto(f"{site}/staff/eligibility")
    labels = " ".join(staff_page.locator(".entry-label").all_text_contents())
    for word in ("名称", "姓名", "电话", "联系", "信用代码", "地址", "邮箱"):
        assert word not in labels
    expect(staff_page.locator("details.group[open]")).to_have_count(2)
