"""The policy's full text and the reward overview, as pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from assistant.lookup.validity import describe_window
from assistant.models import Bracket, Policy, PolicyMeta
from assistant.pages.documents import _list_awards, read_paragraphs
from assistant.pages.messages import mark_quotes
from assistant.policy.corpus import Corpus
from assistant.policy.document import read_policy
from assistant.policy.validity import is_over

POLICY = "ningde-2021-68"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_policy(Path("corpus/policies") / f"{POLICY}.md")


def test_every_word_of_the_policy_is_on_the_page(policy: Policy) -> None:
    printed = "".join(part.heading + part.text for part in read_paragraphs(policy))
    plain = policy.text.replace("*", "").replace("#", "")
    assert "".join(printed.split()) == "".join(plain.split())


def test_every_clause_is_printed_under_its_own_anchor(policy: Policy) -> None:
    labels = [part.clause for part in read_paragraphs(policy) if part.clause]
    assert list(dict.fromkeys(labels)) == [clause.label for clause in policy.clauses]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2021, 7, 21), "自2021年7月22日起施行，尚未施行"),
        (date(2021, 12, 31), "资格认定截止日期为2021年12月31日"),
        (date(2022, 1, 1), "资格认定已于2021年12月31日截止"),
    ],
)
def test_says_whether_the_window_is_open(policy: Policy, today: date, said: str) -> None:
    assert describe_window(policy.meta, today) == said


def test_a_citation_leads_to_its_clause(site: str, page: Page) -> None:
    page.goto(f"{site}/policy/{POLICY}#{quote('二（一）')}")
    target = page.locator("section:target")
    assert "对新认定的国家、省、市企业技术中心" in target.inner_text()
    box = target.bounding_box()
    assert box is not None and 0 <= box["y"] < 800


def test_document_pages_fit_a_phone(site: str, phone: Page) -> None:
    for path in (f"/policy/{POLICY}", "/rewards", "/policy/unknown"):
        phone.goto(site + path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_unknown_policy_says_where_to_go(site: str, page: Page) -> None:
    response = page.goto(f"{site}/policy/<b>unknown")
    assert response is not None and response.status == 404
    assert page.get_by_role("link", name="返回提问页").is_visible()


def test_the_overview_has_every_award(site: str, page: Page) -> None:
    page.goto(f"{site}/rewards")
    text = page.inner_text("table")
    assert all(figure in text for figure in ("500万元", "不超过200万元", "不低于100万元", "未写明金额"))
    page.get_by_role("link", name="二（一）").first.click()
    page.locator("section:target").wait_for(state="visible")  # the click returns before the new page is there


def test_links_keep_the_prefix_of_the_gateway(site_behind_gateway: str, page: Page) -> None:
    page.goto(f"{site_behind_gateway}/rewards")
    assert page.locator("nav a").first.get_attribute("href") == "/huiqi/"


def test_quotes_are_marked_and_everything_escaped() -> None:
    marked = mark_quotes("<b>给予 50 万元</b>，5 万元", ["50万元", "万元</b>", "没有"])
    assert marked == "&lt;b&gt;给予 <mark>50 万元</mark><mark>&lt;/b&gt;</mark>，5 万元"


def test_tiers_of_the_overview_say_what_they_are_for(corpus: Corpus) -> None:
    meta = corpus.policy(POLICY).meta
    row = corpus.reward("equipment-upgrade")
    bracket = Bracket(of="设备投资", counter="元", from_=Decimal(4_000_000))
    tier = row.tiers[0].model_copy(update={"level": None, "bracket": bracket, "cap_yuan": 900_000, "cap_per": "每年"})
    changed = corpus.model_copy(update={"rewards": (row.model_copy(update={"tiers": (tier,)}),)})
    shown = next(iter(_list_awards(changed, meta, ""))).tiers[0]
    assert (shown.label, shown.standard) == ("设备投资400万元（含）以上", "不超过设备投资的5%，每年不超过90万元")


def test_what_has_expired_is_told_as_a_notice_is() -> None:
    meta = PolicyMeta(id="a", title="某办法", valid_to=date(2026, 2, 7))
    assert is_over(meta, date(2026, 2, 8)) and not is_over(meta, date(2026, 2, 7))
