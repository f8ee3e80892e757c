"""Two hundred documents of twenty cities: chat, pages and workbench still lead to the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.policy.corpus import load_corpus
from index.build import build
from index.train import Training
from tests.functional.conftest import REVIEWER, _log_in, _open_page
from tests.functional.hundreds import CITIES, FIELDS, write_hundreds
from tests.functional.servers import Caller
from tests.functional.test_staff_pages import assert_accessible
from tests.functional.workplace import Place, open_place

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.xdist_group("pages"),
]
DOCUMENTS = len(CITIES) * len(FIELDS)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("hundreds")
    written = write_hundreds(folder / "written")
    build(load_corpus(written), folder / "built", training=Training(models=1, epochs=1))
    yield from open_place(written, folder / "built", folder / "place")


@pytest.fixture
def workbench(place: Place, browser: Browser) -> Iterator[Page]:
    for page in _open_page(browser, 1280):
        yield _log_in(page, place.site, place.records, REVIEWER)


@pytest.mark.parametrize("width", ["page", "phone"])
def test_the_chat_asks_for_the_place_and_names_the_document(
    place: Place, request: pytest.FixtureRequest, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    question = "新建冷藏仓库补助多少"
    asked_back = place.ask_in_chat(page, question)
    assert "请说明您问的是哪个地区" in asked_back and "万元" not in asked_back
    header = page.locator("#site-header")
    expect(header).to_contain_text(f"{DOCUMENTS} 份政策")
    assert len(header.inner_text()) < 1000
    choice = page.locator("button.lead").first
    city = next(one for one in CITIES if one in choice.inner_text())
    choice.click()
    answer = page.locator(".bot-row").nth(1)
    expect(answer).to_contain_text(f"{10 + list(CITIES).index(city)}万元")
    expect(answer).to_contain_text(f"{city[0]}政规")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_the_documents_are_a_list_that_is_searched(place: Place, phone: Page) -> None:
    phone.goto(f"{place.site}/policies")
    listed = phone.get_by_role("list", name="政策文件").get_by_role("listitem")
    expect(listed).to_have_count(DOCUMENTS)
    assert_accessible(phone)
    phone.get_by_label("适用地区").fill("莆田")
    phone.get_by_label("只看现行有效的").check()
    phone.get_by_role("button", name="查找").click()
    expect(phone).to_have_url(re.compile("region="))
    found = phone.locator(".document-entry")
    expect(found.first).to_be_visible()
    assert 0 < found.count() < len(FIELDS)
    for text in found.all_inner_texts():
        assert "莆田市" in text and "现已届满" not in text
    phone.get_by_label("标题或文号").fill("没有这样的文件")
    phone.get_by_role("button", name="查找").click()
    expect(phone.get_by_text("没有符合条件的政策文件。")).to_be_visible()


def test_the_overview_lists_documents_before_it_shows_tables(place: Place, page: Page) -> None:
    page.goto(f"{place.site}/rewards")
    expect(page.locator("table.rewards")).to_have_count(0)
    page.get_by_label("标题或文号").fill("竹产业")
    page.get_by_label("适用地区").fill("丽水市")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("table.rewards")).to_have_count(1)
    expect(page.locator("table.rewards")).to_contain_text("新建竹材分解点")
    expect(page.get_by_text("没有符合条件的政策文件。")).to_have_count(0)
    assert_accessible(page)


def test_the_workbench_stays_short(place: Place, workbench: Page) -> None:
    workbench.goto(f"{place.site}/staff/rewards")
    expect(workbench.locator("#results .notice")).to_have_count(0)
    assert workbench.locator("table.awards").bounding_box()["y"] < 500  # type: ignore[index]
    workbench.goto(f"{place.site}/staff/policies")
    expect(workbench.locator("tbody tr")).to_have_count(DOCUMENTS)
    workbench.get_by_label("适用地区").fill("温州市")
    expect(workbench.locator("tbody tr")).to_have_count(len(FIELDS))
    assert_accessible(workbench)
    workbench.goto(f"{place.site}/staff/guides")
    form = workbench.get_by_role("form", name="申报指南")
    workbench.get_by_text("填写一份指南").click()
    form.get_by_label("政策文件").select_option(label="台州市促进软件业发展若干措施")
    assert form.get_by_label("奖补项目").locator("option").all_inner_texts() == [
        "一（一） 新建开源社区",
        "一（二） 开源社区运营",
    ]


def test_figures_of_several_documents_stand_under_each(place: Place) -> None:
    answer = Caller(place.site)("/api/v1/ask", {"question": "湖州市新建深水网箱、新建影视基地分别补助多少"}).body
    assert answer["status"] == "answered"
    said = answer["text"]
    number, policies = 10 + list(CITIES).index("湖州市"), [citation["policy"] for citation in answer["citations"]]
    assert len(set(policies)) == 2 and all(policy.startswith("huzhou-") for policy in policies)
    for thing in ("深水网箱", "影视基地"):
        line = said.index(f"**新建{thing}**：给予 **{number}万元**")
        heading = said.rindex("**：\n", 0, line)
        assert said[said.rindex("**", 0, heading) + 2 : heading].startswith("湖政规〔")
