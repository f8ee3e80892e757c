"""Policies whose validity has ended, on the day of asking; the index is brought up to date without training."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.models import Answer
from assistant.policy.corpus import Corpus, load_corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wiring import build_assistant
from index.update import update

OLD, EXPIRED = "ningde-2021-68", "ningde-2023-990"
DAY, BEFORE = date(2026, 11, 23), date(2025, 6, 1)
BOTH, ONLY_EXPIRED = "省级企业技术中心奖励多少", "国家级绿色工厂奖多少"


@pytest.fixture(scope="module")
def settings(many_corpus: Corpus, many_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A corpus in which one of the invented policies was valid until the end of 2025."""
    folder = tmp_path_factory.mktemp("expired")
    shutil.copytree(many_corpus.directory, folder / "corpus")
    shutil.copytree(many_index, folder / "index")
    path = folder / "corpus" / "policies" / f"{EXPIRED}.md"
    text = path.read_text("utf-8").replace("award_window_end: 2027-12-31", "valid_to: 2025-12-31")
    path.write_text(text, "utf-8")
    return Settings(corpus_dir=folder / "corpus", index_dir=folder / "index", cache_dir=None, region="宁德")


@pytest.fixture(scope="module")
def assistant(settings: Settings) -> Assistant:
    update(load_corpus(settings.corpus_dir), settings.index_dir, settings)
    return build_assistant(settings)


def cited(answer: Answer) -> list[str]:
    return list(dict.fromkeys(citation.policy for citation in answer.citations))


def test_an_expired_policy_gives_way_where_another_answers(assistant: Assistant) -> None:
    answer = assistant.ask(BOTH, as_of=DAY)
    assert EXPIRED not in cited(answer) and cited(answer)[0] == OLD
    assert EXPIRED in cited(assistant.ask(BOTH, as_of=BEFORE))


def test_what_only_an_expired_policy_says_is_said_with_a_notice(assistant: Assistant) -> None:
    answer = assistant.ask(ONLY_EXPIRED, as_of=DAY)
    assert (answer.status, cited(answer)) == ("answered", [EXPIRED])
    assert "2025年12月31日，现已届满" in answer.text
    assert "届满" not in assistant.ask(ONLY_EXPIRED, as_of=BEFORE).text


def test_an_expired_policy_answers_where_it_is_named(assistant: Assistant) -> None:
    answer = assistant.ask(f"宁政办〔2023〕990号{BOTH}", as_of=DAY)
    assert cited(answer) == [EXPIRED] and "现已届满" in answer.text


def test_only_what_has_changed_is_indexed_anew(assistant: Assistant, settings: Settings) -> None:
    artifacts = Artifacts.open(settings.index_dir)
    manifest = artifacts.read_manifest()
    assert manifest.deltas == (), "the head of a document is in no passage"
    corpus = settings.corpus_dir
    table = corpus / "rewards" / f"{EXPIRED}.yaml"
    table.write_text(table.read_text("utf-8").replace("name: 企业技术中心", "name: 企业技术中心认定", 1), "utf-8")
    text = corpus / "policies" / f"{EXPIRED}.md"
    text.write_text(text.read_text("utf-8").replace("免费开展节能诊断", "无偿开展节能诊断", 1), "utf-8")
    changed = update(load_corpus(corpus), settings.index_dir, settings)
    manifest = changed.read_manifest()
    assert manifest.deltas == ("delta-1",) and manifest.replaced == {"": (EXPIRED,)}
    policies = {passage.policy for passage in Artifacts(changed.folder / "delta-1").read_passages().passages}
    assert policies == {EXPIRED}
    changed.check(manifest, load_corpus(corpus), settings, thorough=True)
    found = build_assistant(settings).find_clauses("无偿开展节能诊断")
    assert (found[0].policy, found[0].clause) == (EXPIRED, "二（三）") and "无偿" in found[0].text
    assert len([view for view in build_assistant(settings).find_clauses() if view.policy == EXPIRED]) == 7
    again = update(load_corpus(corpus), settings.index_dir, settings)
    assert again.read_manifest().deltas == ("delta-1",)
