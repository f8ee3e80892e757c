"""Policies taken out of use, brought back and deleted, whole at any moment, with the index that there is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.errors import Conflict, NotFound, UsageError
from assistant.intake.policy_list import Register, list_policies
from assistant.policy.corpus import Corpus, load_corpus
from assistant.records import open_records
from assistant.retrieval.artifacts import POINTER
from assistant.settings import ROOT, Settings
from assistant.wiring import build_assistant

OLD, NEW, NEXT, FUZHOU = "ningde-2021-68", "ningde-2023-990", "ningde-2026-903", "fuzhou-2022-955"
QUESTION = "福州省级企业技术中心奖励多少"
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from assistant.intake.policy_list import Register
from assistant.records import open_records
from assistant.settings import read_settings

left = int(sys.argv[1])
def dying(call):
    def wrapped(*args, **options):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return call(*args, **options)
    return wrapped
os.replace = dying(os.replace)
shutil.move = dying(shutil.move)
Path.mkdir = dying(Path.mkdir)
settings = read_settings()
Register(settings, open_records(settings)).delete(sys.argv[2], "某人", "测试")
print("done")
"""


@pytest.fixture
def settings(many_corpus: Corpus, many_index: Path, tmp_path: Path) -> Settings:
    shutil.copytree(many_corpus.directory, tmp_path / "corpus")
    return Settings(
        corpus_dir=tmp_path / "corpus",
        index_dir=many_index,
        cache_dir=tmp_path / "cache",
        database_url=f"sqlite:///{tmp_path / 'records.sqlite3'}",
    )


@pytest.fixture
def register(settings: Settings) -> Iterator[Register]:
    records = open_records(settings)
    records.database.upgrade()
    yield Register(settings, records)
    records.close()


def used(settings: Settings) -> set[str]:
    return {policy.meta.id for policy in load_corpus(settings.corpus_dir).policies}


def cited(settings: Settings) -> set[str]:
    answer = build_assistant(settings).ask(QUESTION, as_of=date(2026, 11, 23))
    return {citation.policy for citation in answer.citations}


def test_out_of_use_and_back_without_a_new_index(register: Register, settings: Settings) -> None:
    version = (settings.index_dir / POINTER).read_text("utf-8")
    assert cited(settings) == {FUZHOU}
    register.disable(FUZHOU, "审核员", "有误")
    assert used(settings) == {OLD, NEW, NEXT} and cited(settings) == set()
    entry = next(one for one in register.list() if one.id == FUZHOU)
    assert entry.label == "已停用" and entry.note.startswith("审核员 ") and entry.note.endswith("：有误")
    assert entry.title.startswith("福州市促进")
    register.enable(FUZHOU, "审核员")
    assert cited(settings) == {FUZHOU}
    kept = register.delete(FUZHOU, "审核员", "不再收录")
    assert used(settings) == {OLD, NEW, NEXT} and cited(settings) == set()
    assert sorted(path.name for path in kept.iterdir()) == [f"policies-{FUZHOU}.md", f"rewards-{FUZHOU}.yaml"]
    assert not (settings.corpus_dir / "disabled.yaml").exists()
    assert (settings.index_dir / POINTER).read_text("utf-8") == version


def test_each_step_is_in_the_log(register: Register) -> None:
    register.disable(FUZHOU, "审核员", "有误")
    register.enable(FUZHOU, "复核员")
    entries = register._records.audit.list().items
    assert [(e.who, e.what, e.subject) for e in entries] == [
        ("复核员", "恢复政策文件", FUZHOU),
        ("审核员", "停用政策文件", FUZHOU),
    ]


def test_what_cannot_be_taken_away(register: Register, settings: Settings) -> None:
    with pytest.raises(NotFound):
        register.disable("no-such", "审核员", "测试")
    with pytest.raises(UsageError, match="原因"):
        register.disable(FUZHOU, "审核员", " ")
    with pytest.raises(Conflict, match=NEXT):
        register.delete(NEW, "审核员", "测试")
    with pytest.raises(NotFound):
        register.enable(FUZHOU, "审核员")
    for policy in (NEXT, NEW, FUZHOU):
        register.disable(policy, "审核员", "测试")
    with pytest.raises(Conflict, match="唯一"):
        register.disable(OLD, "审核员", "测试")
    assert used(settings) == {OLD}


def test_states_follow_the_day(settings: Settings) -> None:
    states = {entry.id: entry.state for entry in list_policies(settings)}
    assert states[OLD] == "closed"
    assert {entry.id for entry in list_policies(settings, region="福州")} == {FUZHOU}
    assert {entry.id for entry in list_policies(settings, "宁政办 990")} == {NEW}
    assert {entry.id for entry in list_policies(settings, valid_on=date(2022, 1, 1))} == {OLD}


@pytest.mark.parametrize("steps", range(0, 9))
def test_a_kill_while_deleting_leaves_it_whole(settings: Settings, register: Register, steps: int) -> None:
    environment = {
        **os.environ,
        "HUIQI_CORPUS_DIR": str(settings.corpus_dir),
        "HUIQI_INDEX_DIR": str(settings.index_dir),
        "HUIQI_CACHE_DIR": str(settings.cache_dir),
        "HUIQI_DATABASE_URL": settings.database_url,
    }
    list_policies(settings)  # compiled before, so that the steps are those of the deletion
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(steps), FUZHOU], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    here = used(settings)
    assert here in ({OLD, NEW, NEXT, FUZHOU}, {OLD, NEW, NEXT})
    entry = next((one for one in register.list() if one.id == FUZHOU), None)
    if entry is not None:
        assert (FUZHOU in here) == (entry.state == "in_use")
        register.delete(FUZHOU, "审核员", "接着删除")
    assert FUZHOU not in {one.id for one in register.list()}
    assert not [path for path in settings.corpus_dir.rglob(f"{FUZHOU}.*")]


def test_the_command(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("corpus_dir", "index_dir", "cache_dir", "database_url"):
        monkeypatch.setenv(f"HUIQI_{name.upper()}", str(getattr(settings, name)))
    assert main(["policies", "disable", FUZHOU, "--reason", "有误"]) == 0
    assert main(["policies", "list", "--region", "宁德"]) == 0
    said = capsys.readouterr().out
    assert NEW in said and FUZHOU not in said
    assert main(["policies", "list"]) == 0
    assert "已停用" in capsys.readouterr().out
    assert main(["policies", "enable", FUZHOU]) == 0
    assert main(["policies", "delete", FUZHOU]) == 2
    assert "--reason" in capsys.readouterr().err
