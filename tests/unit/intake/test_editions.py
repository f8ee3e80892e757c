"""What one process publishes, and others on the same corpus take over; and that one publishes at a time over all."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import Conflict, UsageError
from assistant.intake.drafted import Review
from assistant.intake.editions import Editions, begin_edition, read_edition
from assistant.intake.publication import Publication
from assistant.intake.publishing import Publisher
from assistant.intake.shelf import Shelf
from assistant.policy.corpus import Corpus
from assistant.records import Records, open_records
from assistant.settings import Settings

TEXT = "# 某市促进办法\n\n一、新认定的省级企业技术中心，奖励10万元。\n"


@pytest.fixture
def settings(corpus: Corpus, tmp_path: Path) -> Settings:
    shutil.copytree(corpus.directory, tmp_path / "corpus")
    (tmp_path / "data" / "intake").mkdir(parents=True)
    return Settings(corpus_dir=tmp_path / "corpus", database_url=f"sqlite:///{tmp_path / 'records.sqlite3'}")


@pytest.fixture
def records(settings: Settings) -> Iterator[Records]:
    records = open_records(settings)
    yield records
    records.close()


def test_an_edition_is_loaded_once_by_each_process(settings: Settings) -> None:
    loaded: list[str] = []
    processes = [Editions(settings, lambda name=name: loaded.append(name), read_edition(settings)) for name in "ab"]  # type: ignore[misc]
    for process in processes:
        process.follow()
    assert loaded == []
    begin_edition(settings.corpus_dir.parent / "data" / "intake")
    for process in (*processes, *processes):
        process.follow()
    assert loaded == ["a", "b"]


def test_an_edition_that_cannot_be_loaded_is_told_and_not_tried_again(settings: Settings) -> None:
    tries: list[int] = []

    def fail() -> None:
        tries.append(1)
        raise UsageError("语料有误")

    editions = Editions(settings, fail, "")
    begin_edition(settings.corpus_dir.parent / "data" / "intake")
    with pytest.raises(UsageError):
        editions.follow()
    editions.follow()
    assert len(tries) == 1


def test_one_publication_runs_over_all_processes_and_all_know(
    settings: Settings, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(settings.corpus_dir)
    going, done = threading.Event(), threading.Event()

    def publish(*_: object, **__: object) -> None:
        going.set()
        assert done.wait(60)

    monkeypatch.setattr(Publisher, "publish", publish)
    here, there = (Publication(settings, records, shelf, None) for _ in range(2))
    review = shelved(shelf)
    here.begin(review, "甲")
    assert going.wait(60)
    assert here.is_at(review.id) and there.is_at(review.id) and not here.is_at("another")
    with pytest.raises(Conflict, match="另一份文件正在发布"):
        there.begin(review, "乙")
    done.set()
    deadline = time.monotonic() + 60
    while there.is_at(review.id):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert not here.is_at(review.id) and shelf.get(review.id).stage == "published"


def shelved(shelf: Shelf) -> Review:
    """Return a review with no row."""
    review = shelf.take_in("办法.md", TEXT.encode(), "丙")
    return review.model_copy(update={"rows": ()})
