"""A service over a corpus and an index of its own, whose staff may change both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, expect

from assistant.records import Records, open_records
from assistant.settings import Settings
from tests.functional.conftest import CLERK, PASSWORD, REVIEWER, SECOND, serve_app
from tests.functional.servers import Caller, log_in

ANSWER_MS = 60_000


class Place(NamedTuple):
    site: str
    settings: Settings
    records: Records

    def caller(self, name: str) -> Caller:
        return log_in(self.site, self.records, name, PASSWORD)

    def audited(self) -> list[tuple[str, str]]:
        """Who did what, the latest first."""
        return [(entry.who, entry.what) for entry in self.records.audit.list().items]

    def corpus_files(self) -> dict[str, bytes]:
        folder = self.settings.corpus_dir
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def ask_in_chat(self, page: Page, question: str) -> str:
        """Ask in a chat that has just been opened; return what is answered."""
        page.goto(f"{self.site}/")
        page.evaluate("localStorage.clear()")
        page.reload()
        page.locator("#question textarea").fill(question)
        page.keyboard.press("Enter")
        answer = page.locator(".bot-row").first
        expect(answer.locator(".opinion")).to_be_visible(timeout=ANSWER_MS)
        return answer.inner_text()


def open_place(corpus: Path, index: Path, folder: Path) -> Iterator[Place]:
    """Serve copies of a corpus and its index, with two reviewers and a clerk."""
    shutil.copytree(corpus, folder / "corpus")
    shutil.copytree(index, folder / "index")
    settings = Settings(
        corpus_dir=folder / "corpus",
        index_dir=folder / "index",
        cache_dir=folder / "cache",
        database_url=f"sqlite:///{folder / 'records.sqlite3'}",
    )
    records = open_records(settings)
    for name in (REVIEWER, SECOND):
        records.accounts.add(name, PASSWORD, "reviewer")
    records.accounts.add(CLERK, PASSWORD, "clerk")
    for site in serve_app(settings):
        yield Place(site, settings, records)
    records.close()
