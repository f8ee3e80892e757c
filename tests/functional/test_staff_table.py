"""The reward table for staff: narrowed, sorted, drawn and exported."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")


def open_table(page: Page, site: str, query: str = "") -> Page:
    page.goto(f"{site}/staff/rewards{query}")
    expect(page.get_by_role("heading", name="奖补一览")).to_be_visible()
    return page


def standards(page: Page) -> list[str]:
    return page.locator("tbody td:nth-child(3) b").all_inner_texts()


def test_amounts_stand_with_their_bounds(site: str, staff_page: Page) -> None:
    open_table(staff_page, site)
    expect(staff_page.locator(".count")).to_have_text("共 29 行")
    assert {"一次性500万元", "一次性不低于100万元", "不超过200万元", "年化2%，最长三年"} <= set(standards(staff_page))
    expect(staff_page.locator(".notice")).to_contain_text("资格认定已于2021年12月31日截止")


def test_words_and_filters_narrow_in_place(site: str, staff_page: Page) -> None:
    open_table(staff_page, site)
    expect(staff_page.get_by_label("检索词")).to_be_focused()
    staff_page.keyboard.type("冠军")
    expect(staff_page.locator(".count")).to_have_text("共 3 行")
    staff_page.get_by_role("combobox", name="级别").select_option("省级")
    expect(staff_page.locator(".count")).to_have_text("共 1 行")
    staff_page.reload()
    assert standards(staff_page) == ["一次性不低于50万元"]


def test_a_column_sorts_up_down_and_not(site: str, staff_page: Page) -> None:
    open_table(staff_page, site)
    printed = standards(staff_page)
    button = staff_page.get_by_role("button", name="标准")
    heading = staff_page.locator("th", has=button)
    button.focus()
    staff_page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(button).to_be_focused()
    staff_page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert standards(staff_page)[:2] == ["一次性500万元", "一次性300万元"]
    staff_page.keyboard.press("Enter")
    expect(heading).not_to_have_attribute("aria-sort", "descending")
    assert standards(staff_page) == printed


def test_the_chart_shows_each_amount_by_level(site: str, staff_page: Page) -> None:
    open_table(staff_page, site, "?words=单项冠军")
    chart = staff_page.get_by_role("img", name="各项目金额图")
    expect(chart.locator(".lane text").filter(has_text="级")).to_have_text(
        ["国家级 不低于100万元", "省级 不低于50万元", "市级 不低于5万元"]
    )
    places = [
        float(text.removesuffix("%"))
        for text in chart.locator(".lane:not(.axis) text").evaluate_all("all => all.map(one => one.getAttribute('x'))")
    ]
    assert places == sorted(places, reverse=True)


@pytest.mark.parametrize("query", ["words=不超过&level=省级&sort=amount&descending=true", "kind=", "kind=target"])
def test_the_files_hold_exactly_the_rows_shown(site: str, staff_page: Page, tmp_path: Path, query: str) -> None:
    open_table(staff_page, site, f"?{query}")
    names = staff_page.locator("tbody th").all_inner_texts()
    assert len(names) > 2
    for label, read in (("导出 Excel", read_xlsx), ("导出 CSV", read_csv)):
        with staff_page.expect_download() as download:
            staff_page.get_by_role("link", name=label).click()
        assert download.value.suggested_filename.startswith("奖补表.")
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        assert read(path) == names


def read_xlsx(path: Path) -> list[str]:
    headings, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [str(row[headings.index("名称")]) for row in rows]


def read_csv(path: Path) -> list[str]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return [row["名称"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]


def test_an_empty_table_says_what_to_do(site: str, staff_page: Page) -> None:
    open_table(staff_page, site, "?words=没有这样的词")
    expect(staff_page.get_by_text("请减少检索词")).to_be_visible()


def test_a_value_that_cannot_be_used_is_told(site: str, staff_page: Page) -> None:
    response = staff_page.goto(f"{site}/staff/rewards?sort=price")
    assert response is not None and response.status == 422
    expect(staff_page.get_by_text("重新选择筛选条件")).to_be_visible()


def test_it_fits_a_phone(site: str, staff_phone: Page) -> None:
    open_table(staff_phone, site)
    assert staff_phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(staff_phone.locator("tbody tr").first).to_contain_text("一次性500万元")
