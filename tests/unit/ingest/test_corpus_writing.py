"""What is written loads once it is reviewed, a second time replaces only drafts, and a kill leaves the folder whole."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from assistant.errors import CorpusError, UsageError
from assistant.ingest.corpus_writing import write_corpus
from assistant.ingest.ingestion import Ingested, ingest_file
from assistant.policy.corpus import load_corpus
from assistant.policy.pending import FOLDER
from assistant.settings import ROOT
from tests.unit.ingest import notices

OTHER = (
    "某县人民政府关于扶持民宿的若干意见\n某政发〔2024〕5号\n一、奖励\n"
    "对新建民宿，每间奖励{}元。\n某县人民政府\n2024年3月1日"
)


@pytest.fixture
def notice(tmp_path: Path) -> Ingested:
    path = tmp_path / "notice.docx"
    notices.write_docx(path)
    return ingest_file(path)


def approve(directory: Path, count: int = 0) -> None:
    """Set rows to reviewed, all of them or the first few, as `sed` would."""
    for path in directory.glob("rewards/*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^(\s*)reviewed: false$", r"\1reviewed: true", text, count=count, flags=re.M), "utf-8")


def test_what_is_written_loads_once_it_is_reviewed(notice: Ingested, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    written = write_corpus(notice, folder)
    names = sorted(path.relative_to(folder).as_posix() for path in written.files)
    policy = "yunxi-2025-17"
    assert names == [
        "contacts.yaml",
        "lexicon.yaml",
        "messages.yaml",
        f"policies/{policy}.md",
        f"rewards/{policy}.yaml",
    ]
    loaded = load_corpus(folder)
    assert not loaded.rewards
    assert {row.id for row in loaded.pending} == {row.id for row in notice.rows}
    table = (folder / "rewards" / f"{policy}.yaml").read_text(encoding="utf-8")
    assert table.count("    reviewed: false\n") == len(notice.rows)
    approve(folder)
    assert {row.id for row in load_corpus(folder).rewards} == {row.id for row in notice.rows}
    assert not list(folder.glob(".ingest-*")) and not (folder / FOLDER).exists()


def test_a_second_time_keeps_what_was_reviewed_and_what_staff_wrote(notice: Ingested, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_corpus(notice, folder)
    approve(folder, count=1)
    table = folder / "rewards" / "yunxi-2025-17.yaml"
    table.write_text(table.read_text(encoding="utf-8").replace("name: 整机制造企业", "name: 整机制造项目"), "utf-8")
    text = folder / "policies" / "yunxi-2025-17.md"
    text.write_text(text.read_text(encoding="utf-8").replace("云溪市工信局", "市工信局"), "utf-8")
    written = write_corpus(notice, folder)
    assert written.kept == 1
    loaded = load_corpus(folder)
    assert [row.name for row in loaded.rewards] == ["整机制造项目"]
    assert len(loaded.pending) == len(notice.rows) - 1
    assert loaded.policies[0].meta.interpreter_short == "市工信局"


def test_a_reviewed_row_that_the_new_text_does_not_bear_out_goes(tmp_path: Path) -> None:
    folder, path = tmp_path / "corpus", tmp_path / "notice.txt"
    path.write_text(OTHER.format(2000), "utf-8")
    write_corpus(ingest_file(path), folder)
    approve(folder)
    path.write_text(OTHER.format(3000), "utf-8")
    written = write_corpus(ingest_file(path), folder)
    assert written.kept == 0
    assert any("已审核" in doubt for doubt in written.ingested.doubts)
    loaded = load_corpus(folder)
    assert [tier.yuan for row in loaded.pending for tier in row.tiers] == [3000]


def test_another_document_of_the_same_number_gets_an_id_of_its_own(notice: Ingested, tmp_path: Path) -> None:
    folder, path = tmp_path / "corpus", tmp_path / "other.md"
    write_corpus(notice, folder)
    other = notice.file_text.split("---\n", 2)[2].replace("云政办规", "云政规").replace("低空", "海洋")
    path.write_text(other, "utf-8")
    for _ in range(2):
        assert write_corpus(ingest_file(path), folder).ingested.policy.meta.id == "yunxi-2025-17-2"
    assert {policy.meta.id for policy in load_corpus(folder).policies} == {"yunxi-2025-17", "yunxi-2025-17-2"}


def test_what_the_folder_has_already_stays(notice: Ingested, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    messages = (ROOT / "corpus" / "messages.yaml").read_text(encoding="utf-8").replace("请输入要问的问题", "请提问")
    (folder / "messages.yaml").write_text(messages, "utf-8")
    write_corpus(notice, folder)
    assert (folder / "messages.yaml").read_text(encoding="utf-8") == messages


def test_a_folder_that_cannot_be_written_is_told(notice: Ingested, tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("a file")
    with pytest.raises(UsageError, match="无法写入"):
        write_corpus(notice, tmp_path / "corpus")


WRITE = """
import sys
from pathlib import Path
from assistant.ingest.ingestion import ingest_file
from assistant.ingest.corpus_writing import write_corpus
taken = [ingest_file(Path(name)) for name in sys.argv[2:]]
print("ready", flush=True)
while True:
    for ingested in taken:
        write_corpus(ingested, Path(sys.argv[1]))
"""


def test_a_kill_at_any_moment_leaves_the_folder_whole(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    versions = []
    for sum_ in (2000, 3000):
        versions.append(tmp_path / f"notice-{sum_}.txt")
        versions[-1].write_text(OTHER.format(sum_), "utf-8")
    write_corpus(ingest_file(versions[0]), folder)
    seen = set()
    for turn in range(12):
        command = [sys.executable, "-c", WRITE, str(folder), *map(str, versions)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        with process, process.stdout:
            assert process.stdout.readline() == "ready\n"
            time.sleep(0.011 * turn)
            os.kill(process.pid, signal.SIGKILL)
        corpus = load_corpus(folder)
        sums = [tier.yuan for row in corpus.pending for tier in row.tiers]
        assert len(corpus.policies) == 1 and sums in ([2000], [3000])
        seen.add(sums[0])
    write_corpus(ingest_file(versions[0]), folder)
    assert not list(folder.glob(".ingest-*")) and not (folder / FOLDER).exists()


def test_text_and_table_count_from_one_renaming_on(notice: Ingested, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_corpus(notice, folder)
    policy, table = folder / "policies" / "yunxi-2025-17.md", folder / "rewards" / "yunxi-2025-17.yaml"
    new = {
        path: path.read_text(encoding="utf-8").replace("80万元", "90万元").replace("800000", "900000")
        for path in (policy, table)
    }
    stage = folder / FOLDER / "yunxi-2025-17"
    stage.mkdir(parents=True)
    for path, text in new.items():
        (stage / path.name).write_text(text, "utf-8")
    for moved in ((), (policy,), (policy, table)):
        for path in moved:
            if (stage / path.name).exists():
                os.replace(stage / path.name, path)
        assert 900000 in {tier.yuan for row in load_corpus(folder).pending for tier in row.tiers}
    written = write_corpus(notice, folder)
    assert 800000 in {tier.yuan for reward in written.ingested.rewards for tier in reward.tiers}


def test_the_folder_at_fault_is_told_and_left(notice: Ingested, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_corpus(notice, folder)
    table = folder / "rewards" / "yunxi-2025-17.yaml"
    table.write_text("policy: [", "utf-8")
    with pytest.raises(UsageError, match="YAML"):
        write_corpus(notice, folder)
    assert table.read_text(encoding="utf-8") == "policy: ["
    with pytest.raises(CorpusError):
        load_corpus(folder)


@pytest.mark.parametrize(
    "text",
    [
        "对企业给予租金减免至0元、利率0%的支持。",
        "给予5\n\n甲\n\n0万元奖励。",
        "按下表执行（单位：万元）：\n| 类别 | 补助标准 |\n| 大型 | 100 |\n| 小型 | 50 |",
        "对一企一策的项目，投入1亿元的，由县政府研究确定。",
    ],
)
def test_whatever_the_text_says_what_is_written_loads(text: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(f"某县若干措施\n一、支持企业\n{text}\n二、其他\n由县工信局负责解释。", "utf-8")
    write_corpus(ingest_file(path), tmp_path / "corpus")
    approve(tmp_path / "corpus")
    assert load_corpus(tmp_path / "corpus").policies[0].meta.title == "某县若干措施"


def test_the_table_is_plain_yaml_that_people_edit(notice: Ingested, tmp_path: Path) -> None:
    write_corpus(notice, tmp_path)
    text = (tmp_path / "rewards" / "yunxi-2025-17.yaml").read_text(encoding="utf-8")
    assert "&" not in text and "\\u" not in text and "!!" not in text
    assert yaml.safe_load(text)["policy"] == "yunxi-2025-17"
