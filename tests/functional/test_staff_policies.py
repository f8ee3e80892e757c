"""政策文件: documents are found, taken out of use and back, deleted, built anew, verified, revised in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.clock import today
from assistant.policy.corpus import Corpus, load_corpus
from tests.functional.conftest import CLERK, REVIEWER, SECOND, _log_in, _open_page
from tests.functional.test_staff_pages import assert_accessible
from tests.functional.workplace import Place, open_place

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.xdist_group("pages"),
]
OLD, NEW, NEXT, FUZHOU = "ningde-2021-68", "ningde-2023-990", "ningde-2026-903", "fuzhou-2022-955"
QUESTION = "福州省级企业技术中心奖励多少"
CHANGE_MS = 900_000


@pytest.fixture(scope="module")
def place(many_corpus: Corpus, many_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from open_place(many_corpus.directory, many_index, tmp_path_factory.mktemp("policies"))


@pytest.fixture
def desk(place: Place, browser: Browser) -> Iterator[Page]:
    """The page as a reviewer sees it."""
    for page in _open_page(browser, 1280):
        _log_in(page, place.site, place.records, REVIEWER).goto(f"{place.site}/staff/policies")
        expect(page.locator("tbody tr")).to_have_count(4)
        yield page


def row(page: Page, identifier: str) -> Locator:
    return page.locator("tbody tr").filter(has_text=identifier)


def decide(page: Page, identifier: str, what: str, reason: str) -> None:
    """Press a button that asks for a reason, and give it."""
    row(page, identifier).get_by_role("button", name=what).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="确定").click()
    expect(dialog).to_be_visible()  # without a reason nothing is done
    dialog.get_by_label("原因").fill(reason)
    dialog.get_by_role("button", name="确定").click()


def test_documents_are_found_by_words_place_state_and_day(desk: Page) -> None:
    found = desk.locator("tbody tr")
    words, region = desk.get_by_label("标题、文号或编号"), desk.get_by_label("适用地区")
    words.fill("宁政办 990")
    expect(found).to_have_count(1)
    expect(row(desk, NEW)).to_contain_text("在用")
    words.fill("没有这样的文件")
    expect(desk.locator(".empty")).to_have_text("没有符合条件的政策文件。")
    words.fill("")
    region.fill("福州市")
    expect(found).to_have_count(1)
    expect(row(desk, FUZHOU)).to_be_visible()
    region.fill("")
    desk.get_by_label("状态").select_option(label="认定已截止")
    expect(found).to_have_count(1)
    expect(row(desk, OLD)).to_be_visible()
    desk.get_by_label("状态").select_option("")
    desk.get_by_label("这一天有效").fill("2022-01-01")
    expect(found).to_have_count(1)
    expect(desk.locator("#count")).to_have_text("共 1 份")
    assert_accessible(desk)


def test_clauses_and_rows_say_whose_they_are(place: Place, desk: Page) -> None:
    desk.goto(f"{place.site}/staff/lookup?words=绿色工厂")
    expect(desk.locator(".hit").first.locator(".hit-policy")).to_have_text("宁政办〔2023〕990号")
    desk.goto(f"{place.site}/staff/rewards?words=绿色工厂")
    expect(desk.locator(".whose").first).to_have_text("宁政办〔2023〕990号")


def test_a_clerk_looks_and_a_phone_shows_all(place: Place, browser: Browser) -> None:
    for page in _open_page(browser, 390):
        _log_in(page, place.site, place.records, CLERK).goto(f"{place.site}/staff/policies?words={FUZHOU}")
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(row(page, FUZHOU)).to_contain_text("由审核人员办理")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert_accessible(page)


def test_out_of_use_and_back(place: Place, desk: Page, browser: Browser) -> None:
    decide(desk, FUZHOU, "停用", "与上级规定不一致")
    expect(row(desk, FUZHOU).locator(".state")).to_have_text("已停用", timeout=CHANGE_MS)
    expect(row(desk, FUZHOU)).to_contain_text("与上级规定不一致")
    for page in _open_page(browser, 1280):
        assert "30万元" not in place.ask_in_chat(page, QUESTION)
    row(desk, FUZHOU).get_by_role("button", name="恢复").click()
    expect(row(desk, FUZHOU).locator(".state")).not_to_have_text("已停用", timeout=CHANGE_MS)
    for page in _open_page(browser, 1280):
        assert "30万元" in place.ask_in_chat(page, QUESTION)
    assert place.audited()[:2] == [(REVIEWER, "恢复政策文件"), (REVIEWER, "停用政策文件")]


def test_what_another_replaces_is_not_deleted(place: Place, desk: Page) -> None:
    before = place.corpus_files()
    decide(desk, NEW, "删除", "录入有误")
    expect(desk.locator("#fault")).to_contain_text(NEXT)
    assert place.corpus_files() == before


def test_verified_today_and_built_anew(place: Place, desk: Page) -> None:
    row(desk, NEXT).get_by_role("button", name="核实无误").click()
    expect(row(desk, NEXT)).to_contain_text(f"{today()} 核实", timeout=CHANGE_MS)
    policy = next(one for one in load_corpus(place.settings.corpus_dir).policies if one.meta.id == NEXT)
    assert policy.meta.last_verified_on == today()
    version = sorted(path.name for path in place.settings.index_dir.iterdir())
    row(desk, NEXT).get_by_role("button", name="重建").click()
    expect(desk.locator("#toast")).to_have_text("已重建", timeout=CHANGE_MS)
    assert sorted(path.name for path in place.settings.index_dir.iterdir()) != version
    expect(row(desk, NEXT).locator(".state")).to_have_text("尚未施行")


def test_what_a_document_says_of_itself_is_revised_by_two_people(place: Place, desk: Page, browser: Browser) -> None:
    table = (place.settings.corpus_dir / "rewards" / f"{FUZHOU}.yaml").read_bytes()
    row(desk, FUZHOU).get_by_role("button", name="修订").click()
    desk.wait_for_url("**/staff/intake?policy=*")
    expect(desk.locator(".review-head")).to_contain_text(f"{REVIEWER}修订在用的文件")
    expect(desk.get_by_role("button", name="发布")).to_have_count(0)
    desk.get_by_role("button", name="更正文件信息").click()
    facts = desk.get_by_role("form", name="更正文件信息")
    facts.get_by_label("替代的文件").fill("no-such-policy")
    facts.get_by_role("button", name="保存文件信息").click()
    expect(desk.locator("#fault")).to_contain_text("no-such-policy")
    facts.get_by_label("替代的文件").fill("")
    facts.get_by_label("有效期至").fill("2031-12-31")
    facts.get_by_role("button", name="保存文件信息").click()
    expect(desk.locator(".review-head")).to_contain_text("有效期至：2031-12-31")
    assert_accessible(desk)
    for page in _open_page(browser, 1280):
        _log_in(page, place.site, place.records, SECOND).goto(desk.url)
        page.get_by_role("button", name="发布").click()
        expect(page.locator("#progress")).to_have_text("已发布", timeout=CHANGE_MS)
        page.goto(f"{place.site}/staff/policies?words={FUZHOU}")
        expect(row(page, FUZHOU)).to_contain_text("至 2031-12-31")
    assert (place.settings.corpus_dir / "rewards" / f"{FUZHOU}.yaml").read_bytes() == table, "to the letter"
    assert {"修订政策文件", "更正文件信息", "发布新政策"} <= {what for _, what in place.audited()}


def test_deleted_for_good(place: Place, desk: Page, browser: Browser) -> None:
    decide(desk, FUZHOU, "删除", "不再收录")
    expect(desk.locator("tbody tr")).to_have_count(3, timeout=CHANGE_MS)
    for page in _open_page(browser, 1280):
        assert "30万元" not in place.ask_in_chat(page, QUESTION)
    assert not list(place.settings.corpus_dir.rglob(f"{FUZHOU}.*"))
    assert list((place.settings.corpus_dir.parent / "data" / "deleted").glob(f"{FUZHOU}-*/policies-*.md"))
