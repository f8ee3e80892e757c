"""The compiled corpus is the corpus, or it is made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.policy import compiled
from assistant.policy.compiled import agrees, compiled_path, open_corpus
from assistant.policy.corpus import load_corpus
from assistant.settings import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return tmp_path / "corpus"


def test_what_was_compiled_is_what_was_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    first = open_corpus(folder, cache)
    assert first == load_corpus(folder)
    monkeypatch.setattr(compiled, "load_corpus", lambda _: pytest.fail("read anew"))
    again = open_corpus(folder, cache)
    assert again == first and again.directory == folder
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert open_corpus(copy, cache).rewards == first.rewards


def test_any_edit_is_seen(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    open_corpus(folder, cache)
    contacts = folder / "contacts.yaml"
    contacts.write_text(contacts.read_text("utf-8").replace("phone: null", "phone: 0593-1234567", 1), "utf-8")
    assert any(contact.phone == "0593-1234567" for contact in open_corpus(folder, cache).contacts)
    rewards = folder / "rewards" / "ningde-2021-68.yaml"
    rewards.write_text(rewards.read_text("utf-8").replace("yuan: 5000000", "yuan: 6000000", 1), "utf-8")
    with pytest.raises(CorpusError):
        open_corpus(folder, cache)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"0" * 64 + b"\n{}", None])
def test_a_damaged_form_is_made_anew(folder: Path, tmp_path: Path, damage: bytes | None) -> None:
    cache = tmp_path / "cache"
    corpus = open_corpus(folder, cache)
    path = compiled_path(folder, cache)
    whole = path.read_bytes()
    path.write_bytes(whole[:-40] if damage is None else damage)
    assert open_corpus(folder, cache) == corpus
    assert path.read_bytes() == whole


def test_a_form_that_lies_is_told_and_mended(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    corpus = open_corpus(folder, cache)
    lying = corpus.model_copy(update={"rewards": corpus.rewards[1:]})
    compiled._write(lying, compiled_path(folder, cache))
    assert open_corpus(folder, cache) != corpus
    assert not agrees(corpus, cache)
    assert open_corpus(folder, cache) == corpus
    assert agrees(corpus, cache)


def test_a_folder_that_cannot_be_written_does_no_harm(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert open_corpus(folder, tmp_path / "file" / "cache") == load_corpus(folder)
