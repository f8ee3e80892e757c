"""The chat on a bureau's own site: a real page of another origin with the one line in it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.errors import UsageError
from assistant.pages.embedded import read_origins
from assistant.settings import Settings
from tests.functional.conftest import serve_app
from tests.listening import Handler, listening

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")
WAIT = 30_000  # milliseconds, on a busy machine


class Host:
    """A bureau's site; `script` is where its one line points to."""

    def __init__(self) -> None:
        self.script = ""
        self.origin = ""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    host = Host()

    class Told(Handler):
        def do_GET(self) -> None:
            page = f'<!doctype html><title>局网站</title><h1>通知公告</h1><script src="{host.script}" async></script>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

    with listening(Told) as port:
        host.origin = f"http://localhost:{port}"
        yield host


@pytest.fixture(scope="module")
def embeddable(site_settings: Settings, host: Host) -> Iterator[str]:
    yield from serve_app(site_settings.model_copy(update={"embed_origins": host.origin}))


@pytest.mark.xdist_group("pages")
def test_a_question_is_answered_on_the_bureaus_page(embeddable: str, host: Host, page: Page) -> None:
    host.script = f"{embeddable}/embed.js"
    page.goto(host.origin)
    button = page.get_by_role("button", name="惠企政策问答")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert len(page.frames) == 1
    button.click()
    frame = page.frame_locator("iframe")
    box = frame.get_by_role("textbox")
    expect(box).to_be_visible(timeout=WAIT)
    box.fill("省级企业技术中心奖励多少")
    box.press("Enter")
    expect(frame.locator(".bot-row")).to_contain_text("50万元", timeout=WAIT)
    page.get_by_role("button", name="收起").click()
    expect(page.locator("iframe")).not_to_be_visible()


@pytest.mark.xdist_group("pages")
def test_a_site_that_is_not_named_sees_nothing(site: str, host: Host, page: Page) -> None:
    host.script = f"{site}/embed.js"
    page.goto(host.origin)
    page.get_by_role("button", name="惠企政策问答").click()
    page.wait_for_timeout(1500)
    assert not [frame for frame in page.frames[1:] if frame.url.startswith(site) and frame.locator("textarea").count()]


def test_only_the_chat_may_be_framed(embeddable: str, host: Host) -> None:
    def framers(path: str) -> str:
        policy = httpx.get(f"{embeddable}{path}", headers={"Accept": "text/html"}).headers["Content-Security-Policy"]
        return policy.partition("frame-ancestors ")[2]

    assert framers("/") == f"'self' {host.origin}"
    for path in ("/staff/login", "/policies", "/embed", "/nowhere"):
        assert framers(path) == "'self'"


def test_the_page_has_the_line_to_copy(embeddable: str, host: Host) -> None:
    text = httpx.get(f"{embeddable}/embed").text
    assert f'&lt;script src="{embeddable}/embed.js" async&gt;&lt;/script&gt;' in text
    assert host.origin in text


@pytest.mark.parametrize("origins", ["gxj.example.gov.cn", "https://a.cn/path", "*", "https://a.cn; script-src *"])
def test_what_is_no_origin_is_told(origins: str) -> None:
    with pytest.raises(UsageError, match="HUIQI_EMBED_ORIGINS"):
        read_origins(Settings(embed_origins=origins))
