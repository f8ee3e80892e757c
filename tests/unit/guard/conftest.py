"""What tests of the guard share: the served corpus laid out step by step, and a notice of tea that nobody serves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.checking import NoticeGuard
from assistant.guard.claims.draft import Draft
from assistant.policy.corpus import Corpus, load_corpus
from tests.unit.guard.laid import Table

HERE = Path(__file__).parent
DOMAINS = HERE.parents[1] / "data" / "domains"


@pytest.fixture(scope="session")
def table(corpus: Corpus) -> Table:
    return Table(corpus)


def corpus_of(name: str, notice: Path, folder: Path, shared: Path) -> Corpus:
    """Return the corpus of one invented notice, given as text and table alone."""
    for part, file in (("policies", "policy.md"), ("rewards", "rewards.yaml")):
        (folder / part).mkdir()
        shutil.copy(notice / file, folder / part / f"{name}{Path(file).suffix}")
    for shared_file in ("lexicon.yaml", "messages.yaml", "contacts.yaml"):
        shutil.copy(shared / shared_file, folder / shared_file)
    return load_corpus(folder)


def drafts_of(name: str, notice: str, rows: str, corpus: Corpus, made: pytest.TempPathFactory) -> Drafts:
    """Return drafts on an invented notice that a test writes itself."""
    written = made.mktemp(f"{name}-written")
    (written / "policy.md").write_text(notice, encoding="utf-8")
    (written / "rewards.yaml").write_text(rows, encoding="utf-8")
    whole = corpus_of(name, written, made.mktemp(name), corpus.directory)
    return Drafts(NoticeGuard(whole, frozenset((name,))))


@pytest.fixture(scope="session")
def tea(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of("tea", HERE / "notice", tmp_path_factory.mktemp("tea"), corpus.directory)


@pytest.fixture(scope="session")
def freight_corpus(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of("freight", HERE / "freight", tmp_path_factory.mktemp("freight"), corpus.directory)


@pytest.fixture(scope="session")
def freight(freight_corpus: Corpus) -> Drafts:
    """Drafts on a notice whose rows share most of their words."""
    return Drafts(NoticeGuard(freight_corpus, frozenset(("freight",))))


@pytest.fixture(scope="session")
def fishery(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    """Drafts on a notice that pays by parts, halves, shares and instalments."""
    folder = tmp_path_factory.mktemp("fishery")
    notice = corpus_of("fishery", HERE / "fishery", folder, corpus.directory)
    return Drafts(NoticeGuard(notice, frozenset(("fishery",))))


@pytest.fixture(scope="session")
def care_corpus(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of("care", DOMAINS / "care", tmp_path_factory.mktemp("care"), corpus.directory)


@pytest.fixture(scope="session")
def care(care_corpus: Corpus) -> Drafts:
    """Drafts on a notice with thresholds by kind of business, tiers by size, payers and recipients in its sentences."""
    return Drafts(NoticeGuard(care_corpus, frozenset(("care",))))


@pytest.fixture(scope="session")
def book(tea: Corpus) -> NoticeBook:
    return NoticeBook(tea, frozenset(("tea",)))


@pytest.fixture(scope="session")
def notices(tea: Corpus) -> NoticeGuard:
    return NoticeGuard(tea, frozenset(("tea",)))


class Drafts:
    """Judges drafts on the notice of tea."""

    def __init__(self, notices: NoticeGuard) -> None:
        self._notices = notices

    def read(self, text: str, question: str = "") -> Draft:
        return self._notices.read(text, question)

    def reasons(self, text: str, question: str = "") -> list[str]:
        """Return why each finding on a text was made."""
        return [finding.reason for finding in self._notices.check(text, question).findings]

    def rulings(self, text: str, question: str = "") -> list[str]:
        """Return for each quantity the rule that decided, and why where it is refused."""
        found = self.read(text, question).rulings
        return [f"{one.rule} {one.reason}" if one.reason else one.rule for one in found]


@pytest.fixture(scope="session")
def drafts(notices: NoticeGuard) -> Drafts:
    return Drafts(notices)
