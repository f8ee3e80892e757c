"""The pages at 768 px: all tabs in view, no column that holds two characters a line, no label broken."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

NARROWEST = 90
"""Pixels: six characters."""
WIDTH = 768


@pytest.fixture
def tablet(staff_page: Page) -> Page:
    staff_page.set_viewport_size({"width": WIDTH, "height": 1024})
    return staff_page


def widths(page: Page, column: int) -> list[float]:
    return [
        box["width"] for cell in page.locator(f"tbody td:nth-child({column})").all() if (box := cell.bounding_box())
    ]


def test_all_tabs_are_in_view(site: str, tablet: Page) -> None:
    tablet.goto(f"{site}/staff/lookup")
    boxes = [box for tab in tablet.locator(".tabs a").all() if (box := tab.bounding_box())]
    assert len(boxes) >= 11
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= WIDTH for box in boxes)


def test_conditions_have_room_beside_the_other_columns(site: str, tablet: Page) -> None:
    tablet.goto(f"{site}/staff/rewards")
    expect(tablet.locator("tbody tr").first).to_be_visible()
    assert min(widths(tablet, 5)) >= NARROWEST
    assert tablet.evaluate("document.documentElement.scrollWidth") <= WIDTH


def test_the_label_of_a_clause_is_not_broken(site: str, tablet: Page) -> None:
    httpx.post(f"{site}/api/v1/ask", json={"question": "省级企业技术中心奖励多少"}, timeout=60).raise_for_status()
    tablet.goto(f"{site}/staff/records")
    label = tablet.locator(".log .label", has_text="二（一）").first
    expect(label).to_be_visible()
    box = label.bounding_box()
    assert box is not None and box["height"] < 30, "one line"
    assert tablet.evaluate("document.documentElement.scrollWidth") <= WIDTH
