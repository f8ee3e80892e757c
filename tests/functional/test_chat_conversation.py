"""The conversation in a real browser: on slow and broken networks, over reloads, with a keyboard up, on paper."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.functional.test_chat_page import QUESTION, WAIT, ask, finished, open_chat

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

ANSWERING = "**/chat/answer"
KEYBOARD_UP = {"width": 390, "height": 420}


def box(page: Page) -> Locator:
    return page.locator("#question textarea")


def hold(page: Page) -> list[Route]:
    """Keep every request for an answer until it is let go."""
    held: list[Route] = []
    page.route(ANSWERING, lambda route: held.append(route))
    return held


def test_a_question_is_shown_before_the_server_has_it_and_sent_once(site: str, page: Page) -> None:
    open_chat(page, site)
    held = hold(page)
    page.locator("button.example").first.dblclick()
    expect(page.locator(".user-row")).to_have_count(1)
    expect(page.locator(".bot-row")).to_have_text(re.compile("正在查找条款"))
    expect(box(page)).to_have_value("")
    button = page.get_by_role("button", name="发送", exact=True)
    covered = button.evaluate(
        "b => { const r = b.getBoundingClientRect();"
        " return !b.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)); }"
    )
    assert not covered
    box(page).fill("市级呢")
    page.keyboard.press("Enter")
    expect(page.locator("#question-fault")).to_have_text("上一个问题还在答复，请稍候再发送。")
    expect(box(page)).to_have_value("市级呢")
    for route in held:
        route.continue_()
    page.unroute(ANSWERING)
    expect(finished(page, 0)).to_contain_text("50万元")
    assert len(held) == 1
    button.dblclick()
    expect(finished(page, 1)).to_contain_text("5万元")
    expect(page.locator(".user-row")).to_have_count(2)


def test_a_conversation_lasts_until_a_new_one_is_begun(site: str, page: Page) -> None:
    open_chat(page, site)
    expect(page.locator("#notes")).to_contain_text("对话留在您的浏览器里")
    typed = "<b>省级</b>企业*技术*中心奖励多少"
    ask(page, typed)
    page.reload()
    expect(page.locator(".user-row .message-content")).to_have_text(typed, timeout=WAIT)
    expect(page.locator(".bot-row")).to_contain_text("50万元")
    expect(ask(page, "市级呢")).to_contain_text("5万元")
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".message-row")).to_have_count(0)
    expect(page.locator("button.example")).to_have_count(6)
    page.reload()
    expect(page.locator("button.example")).to_have_count(6, timeout=WAIT)
    expect(page.locator(".message-row")).to_have_count(0)


def test_what_can_not_be_answered_stays_in_the_box(site: str, page: Page) -> None:
    open_chat(page, site)
    long = "奖" * 2001
    box(page).fill(long)
    page.keyboard.press("Enter")
    fault = page.locator("#question-fault")
    expect(fault).to_have_text("问题太长（2001字），请缩短到2000字以内再发送。")
    expect(box(page)).to_have_value(long)
    expect(page.locator(".message-row")).to_have_count(0)

    page.context.set_offline(True)
    box(page).fill(QUESTION)
    page.keyboard.press("Enter")
    expect(fault).to_contain_text("没有连上服务器", timeout=WAIT)
    expect(box(page)).to_have_value(QUESTION)
    expect(page.locator(".message-row")).to_have_count(0)
    shown = page.locator("body").inner_text()
    assert not re.search(r"[A-Za-z]{4,}", shown)
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(finished(page, 0)).to_contain_text("50万元")
    expect(fault).to_have_text("")


def test_enter_that_takes_a_candidate_does_not_send(site: str, page: Page) -> None:
    open_chat(page, site)
    box(page).fill("shengji")
    strike = """(box, given) => box.dispatchEvent(new KeyboardEvent("keydown",
      { key: "Enter", bubbles: true, cancelable: true, ...given }))"""
    box(page).evaluate(strike, {"keyCode": 229})
    box(page).evaluate(strike, {"keyCode": 13, "isComposing": True})
    page.wait_for_timeout(500)
    expect(page.locator(".message-row")).to_have_count(0)
    expect(box(page)).to_have_value("shengji")


def test_an_answer_leads_on_and_does_not_repeat_itself(site: str, page: Page) -> None:
    open_chat(page, site)
    answer = ask(page, QUESTION)
    leads = answer.locator(".lead")
    words = leads.all_inner_texts()
    assert "省级企业技术中心能和其他奖励同时享受吗？" in words
    assert not [word for word in words if "责任单位" in word or "截止" in word]  # both stand in the answer
    address = unquote(str(answer.get_by_role("link", name="帮我测算").get_attribute("href")))
    assert address == "/calculate?reward=technology-center&tier=省级"
    neighbour = next(word for word in words if word.endswith("奖励多少？"))
    box(page).fill("还没写完")
    answer.get_by_role("button", name=neighbour).click()
    second = finished(page, 1)
    expect(page.locator(".user-row").nth(1)).to_contain_text(neighbour)
    expect(second).to_contain_text(neighbour.removesuffix("奖励多少？"))
    expect(box(page)).to_have_value("还没写完")
    expect(leads.first).not_to_be_visible()
    assert Axe().run(page).response["violations"] == []


def test_choices_are_buttons(site: str, page: Page) -> None:
    open_chat(page, site)
    greeted = ask(page, "你好")
    greeted.locator("button.lead").first.click()
    expect(finished(page, 1)).to_contain_text("万元")
    page.get_by_role("button", name="新对话").click()
    ask(page, "国家级的给多少钱").get_by_role("button", name="企业技术中心", exact=True).click()
    expect(finished(page, 1)).to_contain_text("500万元")


def test_clause_labels_in_tables_stay_whole(site: str, phone: Page) -> None:
    answer = ask(open_chat(phone, site), "有哪些奖励")
    heights = answer.locator("td .label").evaluate_all("all => all.map((one) => one.getClientRects().length)")
    assert len(heights) > 10 and set(heights) == {1}
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_answer_is_in_view_with_the_keyboard_up(site: str, phone: Page) -> None:
    open_chat(phone, site)
    for number in range(6):
        expect(phone.locator("button.example").nth(number)).to_be_attached()
    targets = phone.locator("#site-header a, #site-header button, .tools a, button.example, .submit-button")
    heights = targets.evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert len(heights) > 10 and min(heights) >= 32
    phone.set_viewport_size(KEYBOARD_UP)
    answer = ask(phone, QUESTION)
    expect(answer.locator("strong", has_text="50万元")).to_be_in_viewport(ratio=1)
    expect(box(phone)).to_be_in_viewport(ratio=1)
    chip = answer.locator("summary").first
    chip.click()
    mark = answer.locator("details[open] mark").first
    expect(mark).to_be_in_viewport()
    below = phone.evaluate("document.querySelector('#question').getBoundingClientRect().top")
    place = answer.locator("details[open] .clause-text").bounding_box()
    assert place is not None and place["y"] < below
    assert Axe().run(phone).response["violations"] == []


def test_prints_the_whole_conversation(site: str, page: Page) -> None:
    open_chat(page, site)
    for question in (QUESTION, "市级呢", "有哪些奖励"):
        ask(page, question)
    page.emulate_media(media="print")
    whole = page.evaluate("document.documentElement.scrollHeight")
    rows = page.locator(".message-row").evaluate_all("all => all.map((row) => row.getBoundingClientRect().bottom)")
    assert len(rows) == 6 and sorted(rows) == rows and whole >= rows[-1] > 1000
    hidden = page.evaluate(
        """() => { const clips = [];
        for (let at = document.querySelector(".message-row"); at; at = at.parentElement)
          if (getComputedStyle(at).overflowY !== "visible" && at !== document.documentElement) clips.push(at.className);
        return clips; }"""
    )
    assert hidden == []
    expect(page.locator("#question")).not_to_be_visible()


def test_a_verified_number_is_called_with_one_touch(site_of_many: str, phone: Page) -> None:
    answer = ask(open_chat(phone, site_of_many), "福州市有没有养老补贴")
    link = answer.get_by_role("link", name="0591-00000000").first
    assert link.get_attribute("href") == "tel:0591-00000000"
    expect(answer.locator(".contacts")).to_contain_text("地址：某路1号")
    expect(answer.locator(".contacts")).to_contain_text("办公时间：工作日 9:00-17:00")
    expect(answer.locator(".contacts")).to_contain_text("2026年11月2日核实")


def test_sums_and_eligibility_are_open_to_everybody(site: str, phone: Page) -> None:
    open_chat(phone, site)
    with phone.expect_popup() as opened:
        phone.locator(".tools").get_by_role("link", name="测算").click()
    expect(opened.value.get_by_role("heading", name="测算")).to_be_visible()
    phone.goto(f"{site}/calculate?reward=technology-center&tier=省级")
    expect(phone.locator("#worked")).to_contain_text("50万元")
    assert Axe().run(phone).response["violations"] == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("link", name="政策体检").click()
    phone.locator('[data-field] select[data-part="level"]').first.select_option(label="省级")
    phone.get_by_role("button", name="判断").click()
    expect(phone.locator("#result")).to_contain_text("判断结果")
    assert Axe().run(phone).response["violations"] == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
