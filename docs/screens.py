"""Picture every page at three widths, into `docs/screens`: `make screens`.

Serves the app with records in a temporary file, asks a few questions, disputes some answers, and opens each page as the
role that it is for. The pictures have few colours, so that all of them together stay small.
"""

from __future__ import annotations

import http.client
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.staff import ADMINISTRATOR, log_in, serve

FOLDER = Path(__file__).parent / "screens"
SIZES = {"1280": (1280, 800), "768": (768, 1024), "390": (390, 844)}
COLOURS = 32
QUESTION, FOLLOW_UP = "省级企业技术中心奖励多少", "市级呢"
ASKED = (
    (QUESTION,),
    (QUESTION, "那要多久到账"),
    ("研发费用加计扣除怎么办",),
    ("租房补贴有没有",),
    ("高新技术企业奖多少",),
    ("你好",),
    ("单项冠军企业奖励多少",),
)
WRONG_REPLY = "省级企业技术中心奖励60万元，市级最高5万元，我们投资3000万元。"

Step = Callable[[Page], None]


def ask_in_chat(page: Page) -> None:
    """Ask a question and a follow-up."""
    for number, question in enumerate((QUESTION, FOLLOW_UP)):
        page.locator("#question textarea").fill(question)
        page.keyboard.press("Enter")
        page.locator(".bot-row .opinion").nth(number).wait_for()


def unfold_clause(page: Page) -> None:
    """Ask, and unfold the clause that the answer cites."""
    ask_in_chat(page)
    page.locator(".bot-row").last.locator("summary").first.click()


def raise_keyboard(page: Page) -> None:
    """Ask with the height that a keyboard leaves."""
    page.set_viewport_size({"width": page.viewport_size["width"] if page.viewport_size else 390, "height": 420})
    ask_in_chat(page)


def check_reply(page: Page) -> None:
    """Type a reply that is wrong."""
    page.locator("#text").fill(WRONG_REPLY)
    page.locator("mark.wrong").first.wait_for()


def judge_firm(page: Page) -> None:
    """Fill a level in and have it judged."""
    page.locator('[data-field] select[data-part="level"]').first.select_option(index=2)
    page.get_by_role("button", name="判断").click()
    page.get_by_role("heading", name="判断结果").wait_for()


def write_answer(page: Page) -> None:
    """Open the first question of the queue."""
    page.get_by_role("button", name="写答复").first.click()
    page.locator("#answer").wait_for()


def stay(page: Page) -> None:
    """Do nothing."""


PUBLIC: dict[str, tuple[str, Step]] = {
    "chat": ("/", stay),
    "chat-answer": ("/", ask_in_chat),
    "chat-clause": ("/", unfold_clause),
    "chat-keyboard": ("/", raise_keyboard),
    "policy": ("/policy/ningde-2021-68", stay),
    "policies": ("/policies", stay),
    "rewards": ("/rewards", stay),
    "calculate": ("/calculate?reward=technology-center&tier=省级", stay),
    "eligibility": ("/eligibility", judge_firm),
    "not-found": ("/nothing-here", stay),
    "staff-login": ("/staff/login", stay),
}
STAFF: dict[str, tuple[str, Step]] = {
    "staff-lookup": ("/staff/lookup?words=省级单项冠军", stay),
    "staff-rewards": ("/staff/rewards", stay),
    "staff-calculate": ("/staff/calculate?reward=technology-center&tier=省级", stay),
    "staff-eligibility": ("/staff/eligibility", stay),
    "staff-check": ("/staff/check", check_reply),
    "staff-records": ("/staff/records", stay),
    "staff-queue": ("/staff/records?view=queue", write_answer),
    "staff-approved": ("/staff/records?view=approved", stay),
    "staff-audit": ("/staff/records?view=audit", stay),
    "staff-statistics": ("/staff/statistics", stay),
    "staff-contacts": ("/staff/contacts", stay),
}
FOR_ADMINISTRATORS: dict[str, tuple[str, Step]] = {"staff-accounts": ("/staff/accounts", stay)}


def fill_records(connection: http.client.HTTPConnection) -> None:
    """Ask what people ask, and dislike an answer."""
    headers = {"Content-Type": "application/json"}
    for *earlier, question in ASKED:
        history = [{"role": "user", "content": turn} for turn in earlier]
        connection.request("POST", "/api/v1/ask", json.dumps({"question": question, "history": history}), headers)
        with connection.getresponse() as response:
            response.read()
            answer = response.getheader("X-Answer-Id")
    opinion = {"answer_id": answer, "opinion": "dislike", "comment": "没说找谁办"}
    connection.request("POST", "/api/v1/opinions", json.dumps(opinion), headers)
    connection.getresponse().read()


def picture(browser: Browser, site: str, cookie: str, pages: dict[str, tuple[str, Step]]) -> None:
    """Open each page at each width, do what is to be seen there, and keep the picture."""
    name, _, token = cookie.partition("=")
    for size, (width, height) in SIZES.items():
        for title, (address, step) in pages.items():
            context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
            if cookie:
                context.add_cookies([{"name": name, "value": token, "url": site}])
            page = context.new_page()
            page.goto(site + address)
            page.wait_for_load_state("networkidle")
            step(page)
            page.wait_for_timeout(600)
            keep(page.screenshot(), FOLDER / f"{title}-{size}.png")
            context.close()


def keep(shot: bytes, file: Path) -> None:
    """Write a screenshot in few colours."""
    image = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(file, optimize=True)


def main() -> int:
    """Picture all pages; 2 where there is no browser."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("需要 Chromium：apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with serve() as (connection, cookie), sync_playwright() as playwright:
        fill_records(connection)
        administrator = log_in(connection, ADMINISTRATOR)
        site = f"http://{connection.host}:{connection.port}"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        picture(browser, site, "", PUBLIC)
        picture(browser, site, cookie, STAFF)
        picture(browser, site, administrator, FOR_ADMINISTRATORS)
        browser.close()
    shots = sorted(FOLDER.glob("*.png"))
    print(f"{len(shots)} 张，共 {sum(shot.stat().st_size for shot in shots) / 1e6:.1f} MB：{FOLDER}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
