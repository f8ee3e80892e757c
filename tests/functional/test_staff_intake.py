"""A new notice is taken in on the staff page, reviewed by two people, published, and answers without a restart."""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.ingest.readers.files import LARGEST
from assistant.policy.corpus import Corpus, load_corpus
from tests.functional.conftest import CLERK, REVIEWER, SECOND, _log_in, _open_page
from tests.functional.servers import Caller, Reply
from tests.functional.test_ingest import NOTICE, TITLE
from tests.functional.test_staff_pages import assert_accessible
from tests.functional.workplace import Place, open_place
from tests.unit.ingest.test_bad_files import BAD, write_macros

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.xdist_group("pages"),
]
API = "/api/v1/staff/intake"
PUBLISHING_MS = 900_000
QUESTION = "青岚县购置冷藏车补助多少"
# Requests to approve wait in the page until they are let go: not a matter of when an interceptor is ready.
HOLD_APPROVALS = """() => {
  const send = window.fetch;
  window.held = [];
  window.fetch = (address, ...rest) => address.endsWith("/approve")
    ? new Promise((resolve) => held.push(() => resolve(send(address, ...rest)))) : send(address, ...rest);
  window.letGo = () => { window.fetch = send; held.forEach((go) => go()); };
}"""


@pytest.fixture(scope="module")
def place(corpus: Corpus, built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from open_place(corpus.directory, built_index, tmp_path_factory.mktemp("intake"))


def send(caller: Caller, name: str, data: bytes) -> Reply:
    request = urllib.request.Request(
        f"{caller.site}{API}?name={quote(name)}", data=data, headers=caller.headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return Reply(response.status, response.headers, json.load(response))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, error.headers, json.load(error))


def row_of(detail: Any, name: str) -> Any:
    return next(row for row in detail["listed"] if name in row["row"]["name"])


def test_rows_are_corrected_and_approved_by_two_people(place: Place) -> None:
    before = place.corpus_files()
    clerk, reviewer, second = (place.caller(name) for name in (CLERK, REVIEWER, SECOND))
    made = send(reviewer, "通知.txt", NOTICE.encode())
    assert made.status == 201 and made.body["title"] == TITLE and made.body["left"] == made.body["rows"] > 2
    path = f"{API}/{made.body['id']}"
    detail = clerk(path).body
    in_doubt = [bool(row["unsure"]) for row in detail["listed"]]
    assert in_doubt == sorted(in_doubt, reverse=True)
    settled = [row["clause"] for row in detail["listed"] if not row["unsure"]]
    assert settled == sorted(settled), "the others as the text has them"
    for row in detail["listed"]:
        clause = next(one for one in detail["clauses"] if one["label"] == row["clause"])
        assert clause["text"][row["start"] : row["end"]] == row["row"]["quote"]

    row = detail["listed"][0]
    step = f"{path}/rows/{row['id']}"
    seen = {"revision": row["revision"]}
    assert clerk(f"{step}/approve", seen).status == 403
    assert reviewer(f"{step}/approve", seen).status == 403, "who submitted the file does not approve"
    wrong = row["row"] | {"tiers": [{"yuan": 123456789, "bound": "exact"}]}
    meta = detail["meta"] | {"number": "青政办规〔2025〕3号", "valid_to": "2027-12-31", "replaces": []}
    assert second(f"{path}/meta", {"revision": 0, "meta": meta | {"valid_to": "不久"}}).status == 422
    assert second(f"{path}/meta", {"revision": 0, "meta": meta}).body["meta"]["number"] == "青政办规〔2025〕3号"
    assert second(f"{path}/meta", {"revision": 0, "meta": meta}).status == 409, "it was changed meanwhile"
    refused = second(f"{step}/correct", seen | {"kind": row["kind"], "row": wrong})
    assert refused.status == 422, "a figure that the text does not have"
    corrected = second(f"{step}/correct", seen | {"kind": row["kind"], "row": row["row"] | {"name": "改过的名称"}})
    assert corrected.status == 200
    changed = row_of(corrected.body, "改过的名称")
    assert (changed["author"], changed["state"]) == (SECOND, "open")
    seen = {"revision": changed["revision"]}
    assert second(f"{step}/approve", seen).status == 403, "who corrected a row does not approve it"
    assert reviewer(f"{step}/approve", {"revision": 0}).status == 409, "it was changed meanwhile"
    assert reviewer(f"{step}/approve", seen).status == 200
    assert second(f"{path}/publish", {}).status == 409, "rows are left"
    assert send(second, "again.txt", NOTICE.encode()).status == 409
    assert place.corpus_files() == before

    assert second(f"{path}/withdraw", {}).status == 204
    assert clerk(API).body["items"] == []
    steps = [
        (REVIEWER, "提交新政策"),
        (SECOND, "更正草稿行"),
        (REVIEWER, "核准草稿行"),
        (SECOND, "撤回新政策"),
    ]
    assert [entry for entry in reversed(place.audited()) if entry[1] in {what for _, what in steps}] == steps


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.txt", b" \n", "空的"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "另存为 docx"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"0" * 600, "图片"),
        ("大.txt", b"0" * (LARGEST + 1), "文件过大"),
        ("..", NOTICE.encode(), "文件名"),
    ],
)
def test_a_bad_file_is_told_and_leaves_nothing(place: Place, name: str, data: bytes, said: str) -> None:
    before = place.corpus_files()
    refused = send(place.caller(CLERK), name, data)
    assert refused.status == 422 and said in refused.body["detail"]
    assert place.corpus_files() == before
    assert place.caller(CLERK)(API).body["items"] == []


@pytest.mark.parametrize("kind", ["zip bomb", "one part too large", "encrypted PDF", "scan", "spreadsheet"])
def test_a_trap_is_told_and_leaves_nothing(
    place: Place, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # as where the extra is not installed
    before = place.corpus_files()
    name, write, said = BAD[kind]
    write(tmp_path / name)
    refused = send(place.caller(CLERK), name, (tmp_path / name).read_bytes())
    assert refused.status == 422 and said in refused.body["detail"]
    assert place.corpus_files() == before
    assert place.caller(CLERK)(API).body["items"] == []
    assert not list((place.settings.corpus_dir.parent / "data" / "intake").glob("*/*"))


def test_what_is_sent_is_looked_at_before_and_shown_as_text(place: Place, browser: Browser, tmp_path: Path) -> None:
    """A file of 200 MB is not even sent; marks of a page in a notice stay text; macros are told of."""
    huge, marked, macros = tmp_path / "大.docx", tmp_path / "标记.txt", tmp_path / "宏.docm"
    with huge.open("wb") as file:
        file.truncate(200 * 2**20)
    marked.write_text(MARKED, "utf-8")
    write_macros(macros)
    for page in _open_page(browser, 390):
        _log_in(page, place.site, place.records, CLERK).goto(f"{place.site}/staff/intake")
        expect(page.get_by_text("未选择文件")).to_be_visible()
        page.locator("#file").set_input_files(huge)
        expect(page.get_by_text("大.docx")).to_be_visible()
        page.get_by_role("button", name="提交").click()
        expect(page.locator("#fault")).to_contain_text("文件过大")
        page.locator("#file").set_input_files(marked)
        page.get_by_role("button", name="提交").click()
        expect(page.locator("#source")).to_contain_text("<img src=x onerror=alert(1)>")
        expect(page.locator(".review-head h2")).to_contain_text("<b>")
        expect(page.locator("#intake img, #intake b")).to_have_count(0)
        _withdraw(page)
        page.locator("#file").set_input_files(macros)
        page.get_by_role("button", name="提交").click()
        page.get_by_text("文件的存疑之处").click()
        expect(page.locator("#review")).to_contain_text("宏")
        _withdraw(page)


MARKED = """白浦县支持<b>渔业</b>发展若干措施
一、支持建设
对新建<img src=x onerror=alert(1)>网箱的企业，给予13万元补助。
"""


def _withdraw(page: Page) -> None:
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("还没有提交的文件。")).to_be_visible()


def test_from_file_to_answer(place: Place, browser: Browser, tmp_path: Path) -> None:
    """A clerk submits and corrects a row, a reviewer approves by keyboard and publishes, and the policy answers."""
    notice = tmp_path / "青岚通知.txt"
    notice.write_text(NOTICE, "utf-8")
    ask = Caller(place.site)
    before = ask("/api/v1/ask", {"question": QUESTION}).body
    assert TITLE not in json.dumps(before, ensure_ascii=False)
    for page in _open_page(browser, 1280):
        _submit_and_correct(_log_in(page, place.site, place.records, CLERK), place, notice)
    for page in _open_page(browser, 1280):
        _approve_and_publish(_log_in(page, place.site, place.records, REVIEWER), place)

    for page in _open_page(browser, 390):
        answer = place.ask_in_chat(page, QUESTION)
        assert "30万元" in answer and "青政办规〔2025〕3号" in answer
    rewards = load_corpus(place.settings.corpus_dir).rewards
    assert any(reward.name == "星级冷链企业认定" for reward in rewards)
    assert not list((place.settings.corpus_dir / ".pending").glob("*"))
    assert (REVIEWER, "发布新政策") in place.audited()


def _submit_and_correct(page: Page, place: Place, notice: Path) -> None:
    page.goto(f"{place.site}/staff/intake")
    page.locator("#file").set_input_files(notice)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    item = page.get_by_role("list", name="草稿各行").get_by_role("listitem").filter(has_text="五星级")
    item.first.click()
    expect(page.locator("#source mark")).to_contain_text("20万元、10万元")
    expect(page.get_by_role("button", name="核准")).to_have_count(0)
    page.get_by_role("button", name="更正", exact=True).click()
    form = page.get_by_role("form", name="更正", exact=True)
    form.get_by_label("项目").fill("星级冷链企业认定")
    form.get_by_role("button", name="保存更正").click()
    expect(page.locator(".drafted .current")).to_contain_text("星级冷链企业认定")
    page.get_by_role("button", name="更正文件信息").click()
    facts = page.get_by_role("form", name="更正文件信息")
    facts.get_by_label("文号").fill("青政办规〔2025〕3号")
    facts.get_by_role("button", name="保存文件信息").click()
    expect(page.locator(".review-head")).to_contain_text("文号：青政办规〔2025〕3号")
    assert_accessible(page)


def _approve_and_publish(page: Page, place: Place) -> None:
    page.goto(f"{place.site}/staff/intake")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("button", name="发布")).to_be_disabled()
    rows = page.locator(".drafted > li")
    expect(rows.first).to_be_visible()
    number = rows.count()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_class(re.compile("current"))
    page.keyboard.press("ArrowUp")
    for done in range(1, number + 1):
        page.keyboard.press("Enter")
        expect(page.locator("#progress")).to_have_text(f"已审核 {done} / {number} 行")
    page.get_by_role("button", name="发布").click()
    expect(page.locator("#progress")).to_have_text("已发布", timeout=PUBLISHING_MS)
    expect(page.locator("#fault")).to_be_empty()
    assert_accessible(page)


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
