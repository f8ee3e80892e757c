"""Beside a large first segment, segments are gathered into one instead of building all anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus, load_corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.segments import is_large
from assistant.settings import Settings
from index.build import build
from index.train import Training
from index.update import update

POLICY = "ningde-2023-990"


def change(folder: Path, old: str, new: str) -> Corpus:
    path = folder / "corpus" / "policies" / f"{POLICY}.md"
    said = path.read_text("utf-8")
    assert old in said
    path.write_text(said.replace(old, new, 1), "utf-8")
    return load_corpus(folder / "corpus")


@pytest.mark.parametrize("gathered", [0, 100])
def test_segments_are_gathered_while_they_are_few(
    many_corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gathered: int
) -> None:
    monkeypatch.setattr("index.segments.LARGE", 100)
    monkeypatch.setattr("index.update.MOST_DELTAS", 1)
    monkeypatch.setattr("index.update.GATHERED", gathered)
    shutil.copytree(many_corpus.directory, tmp_path / "corpus")
    settings = Settings(corpus_dir=tmp_path / "corpus", index_dir=tmp_path / "index", cache_dir=None)
    first = build(load_corpus(tmp_path / "corpus"), settings.index_dir, settings, Training(epochs=1))
    assert is_large(first)
    corpus = change(tmp_path, "免费开展节能诊断", "无偿开展节能诊断")
    assert update(corpus, settings.index_dir, settings).read_manifest().deltas == ("delta-1",)
    corpus = change(tmp_path, "无偿开展节能诊断", "不收费开展节能诊断")
    manifest = update(corpus, settings.index_dir, settings).read_manifest()
    if gathered:  # at most a hundredth: all is built anew
        assert manifest.deltas == () and manifest.replaced == {}
    else:
        assert manifest.deltas == ("delta-1",) and manifest.replaced == {"": (POLICY,)}
    served = Artifacts.open(settings.index_dir)
    served.check(served.read_manifest(), corpus, settings, thorough=True)
    folder = served if gathered else Artifacts(served.folder / "delta-1")
    assert any("不收费开展节能诊断" in passage.text for passage in folder.read_passages().passages)
