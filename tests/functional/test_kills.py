"""A kill -9 at any change of a file by taking in, approving, publishing or building leaves corpus and index whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.intake.shelf import Shelf
from assistant.policy.corpus import load_corpus
from assistant.policy.pending import FOLDER
from assistant.retrieval.artifacts import POINTER, Artifacts
from assistant.settings import Settings
from assistant.wiring import build_assistant
from tests.functional.killing import Mortal, moments, was_killed

FORMER = """岚山县支持茶产业发展若干措施
一、支持设备更新
1.揉捻设备。对购置揉捻机的茶企，给予3万元补助。
二、支持品牌建设
2.绿色认证。对首次获得绿色食品认证的茶企，一次性给予7万元奖励。
"""
LATEST = """岚山县支持竹产业发展若干措施
一、支持设备更新
1.分片设备。对购置分片机的竹企，给予4万元补助。
二、支持品牌建设
2.有机认证。对首次获得有机认证的竹企，一次性给予9万元奖励。
"""
OLD, NEW = "lanshan-chachanyefazhan", "lanshan-zhuchanyefazhan"
ASKED = {OLD: ("购置揉捻机补助多少", "3万元"), NEW: ("购置分片机补助多少", "4万元")}
PUBLISHER = "publisher"
PUBLISH = """
import sys, threading
from assistant.clock import now
from assistant.intake.desk import Intake
from assistant.records import open_records
from assistant.records.sessions import StaffMember
from assistant.settings import read_settings

settings = read_settings()
records = open_records(settings)
records.database.upgrade()
intake = Intake(settings, records)
people = [StaffMember(name=name, role="reviewer", csrf_token="", expires_at=now()) for name in ("甲", "乙")]
drafts = [review.id for review in intake.list()]
policy = drafts[0] if drafts else intake.take_in("竹.txt", open(sys.argv[1], "rb").read(), people[0]).id
for row in intake.describe(policy, people[1]).listed:
    if row.state == "open":
        intake.approve(policy, {row.id: row.revision}, people[1])
if intake.describe(policy, people[1]).stage != "published":
    intake.publish(policy, people[1])
    next(thread for thread in threading.enumerate() if thread.name == "publish").join()
records.close()
print(intake.describe(policy, people[1]).stage)
"""


class Folder:
    """A corpus of one reviewed policy, its index, and the files of two notices."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mortal = Mortal(folder, folder.parent / f"{folder.name}-hooks")
        self.settings = Settings(corpus_dir=folder / "corpus", index_dir=folder / "index", cache_dir=None)
        self.tried: set[tuple[frozenset[str], frozenset[str]]] = set()

    @property
    def policies(self) -> set[str]:
        return {policy.meta.id for policy in load_corpus(self.settings.corpus_dir).policies}

    def assert_whole(self, *expected: set[str]) -> None:
        """The corpus loads as one of the `expected`; the index fits it, and every file of it is as it was written.

        In each pair of corpus and index that was not met before, each policy answers with its own figure.
        """
        here, artifacts = self.policies, Artifacts.open(self.settings.index_dir)
        assert here in expected
        manifest = artifacts.read_manifest()
        artifacts.check(manifest, load_corpus(self.settings.corpus_dir), self.settings, thorough=True)
        pair = frozenset(here), frozenset(manifest.corpus.values())
        if pair in self.tried:
            return
        self.tried.add(pair)
        assistant = build_assistant(self.settings)
        for policy in here:
            question, figure = ASKED[policy]
            answer = assistant.ask(question)
            assert {citation.policy for citation in answer.citations} == {policy}
            assert figure in answer.text

    def assert_clean(self) -> None:
        left = [path for path in self.settings.corpus_dir.rglob(".*") if path.name != ".ingest.lock"]
        assert not left and not (self.settings.corpus_dir / FOLDER).exists()


def approve_all(corpus: Path) -> None:
    for table in corpus.glob("rewards/*.yaml"):
        table.write_text(table.read_text("utf-8").replace("reviewed: false", "reviewed: true"), "utf-8")


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """What each test begins with a copy of."""
    folder = tmp_path_factory.mktemp("kills") / "master"
    folder.mkdir()
    (folder / "former.txt").write_text(FORMER, "utf-8")
    (folder / "latest.txt").write_text(LATEST, "utf-8")
    made = Folder(folder)
    done = made.mortal.run("-m", "assistant", "ingest", str(folder / "former.txt"), "--out", str(folder / "corpus"))
    assert done.returncode == 0, done.stderr
    approve_all(folder / "corpus")
    done = made.mortal.run("-m", "index", "build")
    assert done.returncode == 0, done.stderr
    made.assert_whole({OLD})
    return made


@pytest.fixture
def begin(master: Folder, tmp_path: Path) -> Iterator[Folder]:
    yield copy_of(master, tmp_path / "begun")


def copy_of(master: Folder, folder: Path) -> Folder:
    shutil.copytree(master.folder, folder)
    copied = Folder(folder)
    copied.tried = master.tried
    return copied


def publishing(one: Folder) -> tuple[str, ...]:
    """The command that takes the latest notice in, approves its rows and publishes it; begun again, it goes on."""
    return "-c", PUBLISH, str(one.folder / "latest.txt"), PUBLISHER


def test_a_kill_of_taking_in(master: Folder, begin: Folder, tmp_path: Path) -> None:
    """Every single change, for they are few."""

    def command(one: Folder) -> tuple[str, ...]:
        return "-m", "assistant", "ingest", str(one.folder / "latest.txt"), "--out", str(one.folder / "corpus")

    seen = set()
    for at in range(1, len(begin.mortal.watch(*command(begin), program="assistant")) + 1):
        one = copy_of(master, tmp_path / str(at))
        assert was_killed(one.mortal.run(*command(one), at=at, program="assistant"))
        seen.add(frozenset(one.policies))
        assert {reward.policy for reward in load_corpus(one.settings.corpus_dir).rewards} == {OLD}
        one.mortal.run(*command(one))
        assert one.policies == {OLD, NEW}
        one.assert_clean()
    assert seen == {frozenset({OLD}), frozenset({OLD, NEW})}


def test_a_kill_of_approving_and_publishing(master: Folder, begin: Folder, tmp_path: Path) -> None:
    """Some moments from the first to the last, and every change of the corpus that is served."""
    changes = begin.mortal.watch(*publishing(begin), program=PUBLISHER)
    begin.assert_whole({OLD, NEW})
    served = [n for n, path in enumerate(changes, 1) if path.startswith(str(begin.settings.corpus_dir))]
    assert len(served) > 5
    seen = set()
    for at in sorted({*moments(len(changes), 4), *served}):
        one = copy_of(master, tmp_path / str(at))
        assert was_killed(one.mortal.run(*publishing(one), at=at, program=PUBLISHER))
        one.assert_whole({OLD}, {OLD, NEW})
        seen.add(frozenset(one.policies))
        assert [review.id for review in Shelf(one.settings.corpus_dir).list()] in ([], [NEW])
    assert seen == {frozenset({OLD}), frozenset({OLD, NEW})}
    one = copy_of(master, tmp_path / "again")
    assert was_killed(one.mortal.run(*publishing(one), at=served[len(served) // 2], program=PUBLISHER))
    done = one.mortal.run(*publishing(one))
    assert done.stdout.strip() == "published", done.stderr
    one.assert_whole({OLD, NEW})
    one.assert_clean()


def test_a_kill_of_indexing_what_is_published(begin: Folder, tmp_path: Path, master: Folder) -> None:
    """A process of its own brings the index up to date; where that dies the publication is told to have failed."""
    changes = begin.mortal.watch(*publishing(begin), program="update")
    pointed = next(n for n, path in enumerate(changes, 1) if path.endswith(POINTER))
    for at in (1, len(changes) // 2, pointed, pointed + 1):
        one = copy_of(master, tmp_path / str(at))
        done = one.mortal.run(*publishing(one), at=at, program="update")
        assert done.stdout.strip() == "reviewing", done.stderr
        one.assert_whole({OLD})
        assert "没有建成" in Shelf(one.settings.corpus_dir).get(NEW).fault
    assert one.mortal.run(*publishing(one)).stdout.strip() == "published"
    one.assert_whole({OLD, NEW})


def test_a_kill_of_building_anew(master: Folder, begin: Folder, tmp_path: Path) -> None:
    rebuild = ("-m", "assistant", "policies", "rebuild", OLD)
    changes = begin.mortal.watch(*rebuild, program="build")
    pointed = next(n for n, path in enumerate(changes, 1) if path.endswith(POINTER))
    for at in (1, pointed, pointed + 1):
        one = copy_of(master, tmp_path / str(at))
        done = one.mortal.run(*rebuild, at=at, program="build")
        assert done.returncode != 0 and "没有建成" in done.stderr
        one.assert_whole({OLD})
    done = one.mortal.run(*rebuild)
    assert done.returncode == 0, done.stderr
    one.assert_whole({OLD})
    assert not list(one.settings.index_dir.glob(".building-*"))
