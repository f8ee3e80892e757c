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
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.settings import ROOT
from benchmarks.staff import ADMINISTRATOR, log_in, serve

FOLDER = Path(__file__).parent / "screens"
SIZES = {"1280": (1280, 800), "768": (768, 1024), "390": (390, 844)}
COLOURS, QUESTION, FOLLOW_UP = 32, "省级企业技术中心奖励多少", "市级呢"
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

NOTICE = """滨溪县支持预制菜产业发展若干措施
滨政规〔2025〕4号
一、支持建设
（一）中央厨房。对新建中央厨房的企业，按设备投资额的12%给予补助，单个企业最高不超过60万元。
（二）冷链设施。对冷库库容达到500立方米、2000立方米的企业，分别给予8万元、25万元补助；特别重大的项目，实行一事一议。
二、支持品牌
（三）绿色食品。对首次获得绿色食品认证的企业，一次性给予5万元奖励。
本措施自2025年3月1日起施行，有效期至2027年12月31日，由滨溪县农业农村局负责解释。
滨溪县人民政府
2025年2月10日
"""
"""Invented: there is no such county."""
GUIDE = {
    "奖补项目": "企业技术中心", "名称": "企业技术中心", "申报材料": "奖励资金申请表\n认定文件复印件",
    "申报时限": "每年9月1日至9月30日受理", "办理流程": "县区初审，市级复审", "受理单位": "市工业和信息化局",
}  # fmt: skip

Step = Callable[[Page], None]


def open_chat(page: Page) -> None:
    """Wait for its questions."""
    page.locator("#chat .example").first.wait_for()


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


def take_in(page: Page) -> None:
    """Send a notice, or open the draft where it was sent before."""
    if not page.get_by_role("link", name="预制菜").count():
        page.locator("#file").set_input_files({"name": "通知.txt", "mimeType": "text/plain", "buffer": NOTICE.encode()})
        page.get_by_role("button", name="提交").click()
    else:
        page.get_by_role("link", name="预制菜").click()
    page.locator(".drafted .current").wait_for()


def correct_row(page: Page) -> None:
    """Open the form of a row."""
    take_in(page)
    page.keyboard.press("F2")
    page.locator(".drafted form.correct").wait_for()


def enter_guide(page: Page) -> None:
    """Enter a guide, and open the form again."""
    if not page.locator(".guides").count():
        page.get_by_text("填写一份指南").click()
        form = page.get_by_role("form", name="申报指南")
        for label, words in GUIDE.items():
            field = form.get_by_label(label)
            if label == "奖补项目":
                named = field.locator("option", has_text=words).first
                field.select_option(value=named.get_attribute("value"))
            else:
                field.fill(words)
        form.get_by_role("button", name="提交").click()
        page.locator(".guides").wait_for()
    page.get_by_role("button", name="修改").click()


def stay(page: Page) -> None:
    """Do nothing."""


PUBLIC: dict[str, tuple[str, Step]] = {
    "chat": ("/", open_chat),
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
    "staff-review": ("/staff/intake", take_in),
    "staff-review-correct": ("/staff/intake", correct_row),
    "staff-intake": ("/staff/intake", stay),
    "staff-policies": ("/staff/policies", stay),
    "staff-guides": ("/staff/guides", enter_guide),
}
BY_PROVIDER: dict[str, tuple[str, Step]] = {"staff-login-sso": ("/staff/login", stay)}
PROVIDER = {
    "oidc_issuer": "https://login.invalid",
    "oidc_client_id": "huiqi",
    "oidc_client_secret": "for pictures only",
    "oidc_roles": "policy-desk=clerk",
    "oidc_label": "市统一认证平台",
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


def site_of(connection: http.client.HTTPConnection) -> str:
    """Return the address that is served."""
    return f"http://{connection.host}:{connection.port}"


def keep(shot: bytes, file: Path) -> None:
    """Write a screenshot in few colours."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def main() -> int:
    """Picture all pages; 2 where there is no browser."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("需要 Chromium：apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        corpus = shutil.copytree(ROOT / "corpus", Path(folder) / "corpus")  # what is entered here stays here
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with serve(corpus_dir=corpus) as (connection, cookie):
            fill_records(connection)
            administrator = log_in(connection, ADMINISTRATOR)
            picture(browser, site_of(connection), "", PUBLIC)
            picture(browser, site_of(connection), cookie, STAFF)
            picture(browser, site_of(connection), administrator, FOR_ADMINISTRATORS)
        with serve(corpus_dir=corpus, **PROVIDER) as (connection, _):
            picture(browser, site_of(connection), "", BY_PROVIDER)
        browser.close()
    sizes = [shot.stat().st_size for shot in FOLDER.glob("*.png")]
    print(f"{len(sizes)} 张，共 {sum(sizes) / 1e6:.1f} MB：{FOLDER}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
