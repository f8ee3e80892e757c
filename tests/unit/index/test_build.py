import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.retriever import Retriever
from assistant.settings import ROOT
from index.__main__ import main
from index.build import BUILDING, build
from index.passages import cut_passages
from index.train import Training


def test_every_clause_and_row_has_passages(corpus: Corpus) -> None:
    passages = cut_passages(corpus)
    wholes = [(p.policy, p.clause) for p in passages.wholes]
    assert wholes == [(clause.policy, clause.label) for clause in corpus.clauses]
    assert {p.clause for p in passages.passages if p.kind == "reward"} == {reward.clause for reward in corpus.rewards}


def test_the_manifest_describes_the_build(built_index: Path, corpus: Corpus) -> None:
    manifest = Artifacts.open(built_index).read_manifest()
    assert "policies/ningde-2021-68.md" in manifest.corpus
    assert manifest.settings == Training().describe()
    assert manifest.words == corpus.lexicon.words
    assert {"vectors.faiss", "passages.jsonl", "jieba.cache", "places.txt", "model/model.safetensors"} <= set(
        manifest.files
    )


def test_check_tells_fresh_from_missing_and_damaged(
    built_index: Path, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check = ["check", "--corpus", str(corpus.directory), "--index"]
    assert main([*check, str(built_index)]) == 0
    assert main([*check, str(tmp_path / "none")]) == 1
    assert "python -m index build" in capsys.readouterr().err
    copy = shutil.copytree(built_index, tmp_path / "index")
    vectors = Artifacts.open(copy).vectors
    content = bytearray(vectors.read_bytes())
    content[-1] ^= 1  # same size, other content
    vectors.write_bytes(content)
    assert main([*check, str(copy)]) == 1
    assert "vectors.faiss" in capsys.readouterr().err


def test_check_knows_an_index_of_another_format(built_index: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(built_index, tmp_path / "index")
    manifest = Artifacts.open(copy).manifest
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"format": 0}), encoding="utf-8")
    assert main(["check", "--index", str(copy)]) == 1


def test_a_killed_build_leaves_the_old_index_working(built_index: Path, corpus: Corpus, tmp_path: Path) -> None:
    copy = shutil.copytree(built_index, tmp_path / "index")
    before = Artifacts.open(copy)
    log = tmp_path / "stderr"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "index", "build", "--corpus", str(corpus.directory), "--index", str(copy)],
            cwd=ROOT,
            stderr=stream,
        )
    deadline = time.monotonic() + 60
    while not list(copy.glob(f"{BUILDING}*/jieba.cache")):  # the build is under way, its training just beginning
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert "%|" not in log.read_text(encoding="utf-8")  # progress bars are for terminals
    assert Artifacts.open(copy) == before
    assert Retriever.open(copy, corpus).search("省级企业技术中心").hits
    after = build(corpus, copy, training=Training(models=1, epochs=1))
    assert Artifacts.open(copy) == after != before
    assert not list(copy.glob(f"{BUILDING}*"))
    assert before.folder.is_dir()  # whoever opened it goes on reading it


def test_an_index_can_be_served_by_another_user_than_built_it(built_index: Path) -> None:
    modes = {path.relative_to(built_index).as_posix(): path.stat().st_mode for path in built_index.glob("2*/**/*")}
    assert modes and all(mode & 0o044 == 0o044 for mode in modes.values()), modes
