"""Whatever a notice says, the guard lets a reply repeat: every sentence of every corpus, bare, led to and quoted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus, load_corpus

DATA = Path(__file__).parents[1] / "data"
SHARED = ("lexicon.yaml", "messages.yaml", "contacts.yaml")
DOMAINS = sorted(path.parent.name for path in (DATA / "domains").glob("*/policy.md"))
WAYS: tuple[Callable[[str], str], ...] = (
    lambda said: said,
    lambda said: f"您好，{said}",
    lambda said: f"根据文件，{said}",
    lambda said: f"文件原文：“{said}”",
    lambda said: f"{said.rstrip('。；')}。特此答复。",
)


@pytest.fixture(scope="module")
def corpora(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """Return the shipped corpus, the invented notices, and all of tests/data together with the shipped one."""
    made = {"shipped": corpus}
    for name in DOMAINS:
        folder = tmp_path_factory.mktemp(name)
        _put(DATA / "domains" / name / "policy.md", folder / "policies" / f"{name}.md")
        _put(DATA / "domains" / name / "rewards.yaml", folder / "rewards" / f"{name}.yaml")
        made[name] = _load(folder, corpus)
    folder = tmp_path_factory.mktemp("all")
    for part in ("policies", "rewards"):
        for file in (DATA / part).iterdir():
            _put(file, folder / part / file.name)
    made["data"] = _load(folder, corpus)
    return made


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    shutil.copy(source, target)


def _load(folder: Path, corpus: Corpus) -> Corpus:
    for file in SHARED:
        shutil.copy(corpus.directory / file, folder / file)
    return load_corpus(folder)


def sentences(corpus: Corpus) -> Iterator[str]:
    """Yield the clauses, their paragraphs and their sentences."""
    for clause in corpus.clauses:
        pieces = {clause.text}
        for line in clause.text.split("\n"):
            pieces |= {line, *re.findall("[^。；]+[。；]?", line)}
        yield from sorted(piece for piece in pieces if piece.strip())


@pytest.mark.parametrize("name", ["shipped", *DOMAINS, "data"])
def test_no_sentence_of_a_notice_is_held_up(corpora: dict[str, Corpus], name: str) -> None:
    guard = Guard(corpora[name])
    drafts = [way(said) for said in sentences(corpora[name]) for way in WAYS]
    held = [(draft, found.reason) for draft in drafts for found in guard.check(draft).findings]
    assert len(drafts) > len(WAYS)
    assert not held
