"""`validate` passes on the real corpus, and on a broken one names file, row and field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.errors import CorpusError
from assistant.policy.corpus import load_corpus
from assistant.settings import ROOT
from tests.corpus.breaks import BREAKS, POLICY, REWARDS, TABLE, TEXT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the real corpus, to be broken."""
    return Path(shutil.copytree(ROOT / "corpus", tmp_path / "corpus"))


def test_the_real_corpus_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    assert capsys.readouterr().out.startswith("语料检查通过")


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_corpus_is_told_by_file_row_and_field(copy: Path, name: str) -> None:
    change = BREAKS[name]
    path = copy / change.file
    text = path.read_text(encoding="utf-8")
    assert change.old in text
    path.write_text(text.replace(change.old, change.new, 1), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(copy)
    line = text[: text.index(change.old)].count("\n") + 2
    where = tuple(part.format(line=line) for part in change.fault)
    told = [fault for fault in caught.value.faults if (fault.file, fault.row, fault.field) == where]
    assert told, str(caught.value)
    assert change.says in told[0].message
    assert not any(fault.message.isascii() for fault in caught.value.faults)


def test_the_command_prints_the_faults_and_fails(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / REWARDS
    path.write_text(path.read_text(encoding="utf-8").replace("yuan: 3000000,", "yuan: 4000000,"), encoding="utf-8")
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(copy))
    assert main(["validate"]) == 1
    assert capsys.readouterr().out.startswith(f"{TABLE}:revenue-ten-billion[0]:yuan: ")


def test_a_row_that_nobody_has_reviewed_is_loaded_apart_and_told(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / REWARDS
    text = path.read_text(encoding="utf-8")
    row = "    reviewed: {}\n    quote: 对省级工业互联网示范平台"
    path.write_text(text.replace(row.format("true"), row.format("false"), 1), encoding="utf-8")
    corpus = load_corpus(copy)
    assert [reward.id for reward in corpus.pending] == ["internet-platform"]
    assert "internet-platform" not in {reward.id for reward in corpus.rewards}
    assert not any("internet-platform" in topic.awards for topic in corpus.lexicon.topics)
    assert all(award.award != "internet-platform" for criteria in corpus.criteria for award in criteria.awards)
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(copy))
    assert main(["validate"]) == 1
    assert capsys.readouterr().out == f"{TABLE}:internet-platform:reviewed: 尚未复核，不能使用\n"


def test_what_only_makes_answers_worse_is_told_and_no_fault(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / POLICY
    text = path.read_text(encoding="utf-8")
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(copy))
    for region, says in (("region: 云溪市\n", "词库不认识“云溪市”"), ("", "没有写明适用地区")):
        path.write_text(text.replace("region: 宁德市\n", region, 1), encoding="utf-8")
        assert main(["validate"]) == 0
        told = capsys.readouterr()
        assert told.out.startswith("语料检查通过")
        assert f"提醒 {TEXT}:front matter:region: {says}" in told.err


@pytest.mark.parametrize("missing", ["lexicon.yaml", "messages.yaml", "contacts.yaml", POLICY, REWARDS])
def test_a_missing_file_is_named(copy: Path, missing: str) -> None:
    (copy / missing).unlink()
    with pytest.raises(CorpusError):
        load_corpus(copy)


def test_a_file_that_is_not_utf8_is_named(copy: Path) -> None:
    path = copy / POLICY
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(CorpusError, match=f"{TEXT}:-:-: 文件不是 UTF-8 编码"):
        load_corpus(copy)
