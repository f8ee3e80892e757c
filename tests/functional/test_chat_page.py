"""The chat page in a real browser: what an owner or a clerk does there."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.records import Records
from assistant.records.register import Record, RecordFilter

# Gradio's own queue statistics use what pandas 3 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

QUESTION = "省级企业技术中心奖励多少"
NOTES = "答复仅供参考，以文件原文和主管部门解释为准"
WAIT = 20_000  # milliseconds, on a busy machine


def open_chat(page: Page, site: str) -> Page:
    page.goto(f"{site}/")
    expect(page.locator("#question textarea")).to_be_visible(timeout=WAIT)
    return page


def ask(page: Page, question: str) -> Locator:
    """Type a question, send it with Enter, and return the finished answer."""
    answers = page.locator(".bot-row")
    count = answers.count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    return finished(page, count)


def finished(page: Page, number: int) -> Locator:
    """Wait until answer `number` (from 0) is complete and return it."""
    answer = page.locator(".bot-row").nth(number)
    expect(answer.locator(".message-content")).not_to_have_text("正在查找条款……", timeout=WAIT)
    return answer


def test_answers_with_amount_citation_and_notice(site: str, page: Page) -> None:
    open_chat(page, site)
    answer = ask(page, QUESTION)
    expect(answer).to_contain_text("50万元")
    expect(answer.locator("blockquote").first).to_contain_text("2021年12月31日")
    expect(answer.locator("summary", has_text="二（一）")).to_be_visible()
    expect(page.get_by_text(NOTES)).to_have_count(1)


def test_a_chip_unfolds_the_clause_with_its_quote_marked(site: str, page: Page) -> None:
    answer = ask(open_chat(page, site), QUESTION)
    clause = answer.locator("details", has_text="二（一）").first
    expect(clause.locator("mark").first).not_to_be_visible()
    clause.locator("summary").click()
    expect(clause.locator("mark").first).to_be_visible()
    link = clause.get_by_role("link", name="在文件全文中查看")
    assert link.get_attribute("href") == f"/policy/ningde-2021-68#{quote('二（一）')}"


def test_the_top_line_says_which_policy_and_whether_its_window_is_open(site: str, page: Page) -> None:
    header = open_chat(page, site).locator("#site-header")
    expect(header).to_contain_text("宁政办〔2021〕68号")
    expect(header).to_contain_text("资格认定已于2021年12月31日截止")


def test_examples_are_asked_with_one_click(site: str, page: Page) -> None:
    open_chat(page, site)
    examples = page.locator("button.example")
    expect(examples).to_have_count(6)
    examples.first.click()
    expect(finished(page, 0)).to_contain_text("50万元")


def test_suggestions_are_asked_with_one_click(site: str, page: Page) -> None:
    open_chat(page, site)
    ask(page, "企业技术中心奖励多少")
    suggestion = page.locator("button.lead").first
    words = suggestion.inner_text()
    suggestion.click()
    expect(page.locator(".user-row").nth(1)).to_contain_text(words, timeout=WAIT)
    finished(page, 1)


def test_the_conversation_travels_with_the_question(site: str, page: Page) -> None:
    open_chat(page, site)
    ask(page, QUESTION)
    expect(ask(page, "那市级呢")).to_contain_text("5万元")


def test_shift_enter_breaks_the_line_and_enter_sends(site: str, page: Page) -> None:
    open_chat(page, site)
    box = page.get_by_role("textbox")
    box.fill("省级企业技术中心")
    page.keyboard.press("Shift+Enter")
    box.press_sequentially("奖励多少")
    assert box.input_value() == "省级企业技术中心\n奖励多少"
    expect(page.locator(".user-row")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(finished(page, 0)).to_contain_text("50万元")
    expect(box).to_have_value("")


def test_copies_the_words_as_they_are_read(site: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_chat(page, site)
    answer = ask(page, QUESTION)
    answer.locator(".message-buttons button").first.click()
    expect(answer.locator("[data-copied]")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "50万元" in copied and "二（一）" in copied
    assert "**" not in copied and "<" not in copied


def test_what_is_typed_is_shown_as_typed(site: str, page: Page) -> None:
    open_chat(page, site)
    typed = "<img src=x onerror=document.title=1> **省级**企业技术中心奖励多少"
    ask(page, typed)
    expect(page.locator(".user-row .message-content")).to_have_text(typed)
    expect(page.locator(".message-wrap img")).to_have_count(0)


def test_blank_questions_are_not_sent(site: str, page: Page) -> None:
    open_chat(page, site).get_by_role("textbox").fill("   ")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    expect(page.locator(".message-row")).to_have_count(0)


def test_requests_nothing_from_elsewhere(site: str, page: Page, requested: list[str]) -> None:
    open_chat(page, site)
    ask(page, QUESTION)
    page.goto(f"{site}/rewards")
    page.goto(f"{site}/policy/ningde-2021-68")
    asked = [urlsplit(address) for address in requested]
    assert {part.hostname for part in asked if part.scheme != "data"} == {"127.0.0.1"}


def test_fits_a_phone_without_scrolling_sideways(site: str, phone: Page) -> None:
    open_chat(phone, site)
    answer = ask(phone, QUESTION)
    answer.locator("summary").first.click()
    expect(answer.locator("mark").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    box = phone.get_by_role("textbox").bounding_box()
    assert box is not None and box["y"] + box["height"] < 800


def test_an_answer_is_read_from_its_first_line(site: str, phone: Page) -> None:
    open_chat(phone, site)
    ask(phone, QUESTION)
    first_line = ask(phone, QUESTION).get_by_text("50万元").first
    expect(first_line).to_be_in_viewport()


def test_an_opinion_is_kept_with_its_reason(site: str, page: Page, staff: Records) -> None:
    open_chat(page, site)
    answer = ask(page, "市级企业技术中心奖励多少")
    answer.get_by_role("button", name="没用").click()
    answer.get_by_role("textbox", name="哪里不对").fill("没说条件，请打13812345678")
    page.keyboard.press("Enter")
    expect(answer.locator("output")).to_have_text("谢谢，工作人员会查看。")
    record = staff.register.list(RecordFilter(opinion="dislike")).items[0]
    assert (record.question, record.channel) == ("市级企业技术中心奖励多少", "page")
    assert record.comment == "没说条件，请打〔电话隐去〕"


def test_an_opinion_can_be_changed_and_taken_back(site: str, page: Page, staff: Records) -> None:
    open_chat(page, site)
    answer = ask(page, "国家级企业技术中心奖励多少")
    like, dislike = answer.get_by_role("button", name="有用"), answer.get_by_role("button", name="没用")
    dislike.click()
    expect(answer.get_by_role("textbox")).to_be_focused()
    like.click()
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(answer.get_by_role("textbox")).to_have_count(0)
    assert newest(staff).opinion == "like"
    like.click()
    expect(like).to_have_attribute("aria-pressed", "false")
    assert newest(staff).opinion is None


def test_an_opinion_outlasts_the_next_answer(site: str, page: Page, staff: Records) -> None:
    open_chat(page, site)
    first = ask(page, QUESTION)
    first.get_by_role("button", name="有用").click()
    expect(first.locator("output")).to_have_text("谢谢您的评价。")
    ask(page, "那市级呢")
    expect(first.get_by_role("button", name="有用")).to_have_attribute("aria-pressed", "true")


def test_the_page_says_what_is_kept_and_how_long(site: str, page: Page) -> None:
    open_chat(page, site)
    expect(page.locator("#notes")).to_contain_text("保存180天")
    expect(page.locator("#notes")).to_contain_text("请勿输入个人信息")


def newest(records: Records) -> Record:
    return records.register.list(RecordFilter()).items[0]


def test_dark_mode_and_foreign_browsers_see_the_same_page(site: str, page: Page) -> None:
    open_chat(page, site)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    labels = ask(page, QUESTION).get_by_role("button").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert not [label for label in labels if label and label.isascii()]


def test_the_top_line_unfolds_all_documents(site_of_many: str, page: Page) -> None:
    open_chat(page, site_of_many)
    source = page.locator("#site-header details")
    expect(source.locator("summary")).to_have_text("答复依据 4 份政策")
    link = source.get_by_role("link", name="宁政办〔2021〕68号")
    expect(link).not_to_be_visible()
    source.locator("summary").click()
    expect(link).to_be_visible()
    entry = source.locator("li").filter(has_text="宁政办〔2021〕68号")
    expect(entry.locator(".closed")).to_have_text("资格认定已于2021年12月31日截止")


def test_the_documents_page_lists_them_with_their_windows(site_of_many: str, phone: Page) -> None:
    phone.goto(f"{site_of_many}/policies")
    entries = phone.locator(".document-entry")
    expect(entries).to_have_count(4)
    expect(entries.filter(has_text="宁政办〔2021〕68号").locator(".notice")).to_contain_text("2021年12月31日截止")
    entries.get_by_role("link", name="福州市促进工业企业发展办法").click()
    expect(phone.locator("article.policy")).to_contain_text("申请配租人才公寓")


def test_chips_say_whose_clause_they_are(site_of_many: str, phone: Page) -> None:
    answer = ask(open_chat(phone, site_of_many), QUESTION)
    chip = answer.locator("details", has_text="宁政办〔2021〕68号 二（一）").first
    chip.locator("summary").click()
    expect(chip.locator("mark").first).to_contain_text("分别一次性给予")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_programmes_to_work_out_are_parted_by_document(site_of_many: str, phone: Page) -> None:
    phone.goto(f"{site_of_many}/calculate?reward=equipment-upgrade&tier=省级")
    expect(phone.locator("#reward optgroup")).to_have_count(4)
    expect(phone.locator("#worked")).to_contain_text("宁政办〔2021〕68号 四（二）")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_overview_has_a_table_a_document(site_of_many: str, page: Page) -> None:
    page.goto(f"{site_of_many}/rewards")
    expect(page.locator("table.rewards")).to_have_count(4)
    expect(page.locator("h2")).to_contain_text(["宁政办〔2023〕990号", "宁政办〔2021〕68号"])
