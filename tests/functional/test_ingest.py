"""A notice without number, dates, issuer and interpreter is taken in, reviewed, indexed and served."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from assistant.settings import ROOT, Settings
from tests.functional.servers import Caller, running

TITLE = "青岚县支持冷链物流发展若干政策"
NOTICE = f"""{TITLE}
为支持冷链物流发展，制定本政策。
一、支持设施建设
1.冷库建设。对新建冷库，库容在1000立方米以上的，按每立方米60元给予补助，单个项目最高不超过80万元。
2.冷藏车购置。对新购置冷藏车的物流企业，按购置价格的10%给予补助，单个企业最高不超过30万元。
二、支持品牌建设
3.星级认定。对新评定的五星级、四星级冷链物流企业，分别一次性给予20万元、10万元奖励。
三、其他
4.同一事项符合多项政策的，按就高不重复原则执行。
"""


class Folder(NamedTuple):
    corpus: Path
    index: Path
    policy: str

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the project on the folder."""
        own = {"HUIQI_CORPUS_DIR": str(self.corpus), "HUIQI_INDEX_DIR": str(self.index)}
        command = [sys.executable, "-m", *arguments]
        return subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)

    def ask(self, question: str) -> dict[str, Any]:
        """Return one answer as JSON."""
        done = self.run("assistant", "ask", question, "--json")
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notice") / "notice.txt"
    path.write_text(NOTICE, "utf-8")
    return path


@pytest.fixture(scope="module")
def folder(notice: Path) -> Folder:
    folder = Folder(notice.parent / "corpus", notice.parent / "index", "qinglan-lenglianwuliufazhan")
    done = folder.run("assistant", "ingest", str(notice), "--out", str(folder.corpus))
    assert done.returncode == 0, done.stderr
    for line in ("标题      " + TITLE, "文号      （未写明）", "没有识别出文号，留空"):
        assert line in done.stdout
    assert folder.run("assistant", "validate").returncode == 1  # nobody has reviewed it
    for table in folder.corpus.glob("rewards/*.yaml"):
        table.write_text(table.read_text("utf-8").replace("reviewed: false", "reviewed: true"), "utf-8")
    done = folder.run("assistant", "validate")
    assert done.returncode == 0, done.stdout
    done = folder.run("index", "build")
    assert done.returncode == 0, done.stderr
    return folder


def test_drafted_rows_are_printed_as_the_table_is_and_nothing_is_written(notice: Path, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "corpus", tmp_path / "index", "")
    done = folder.run("assistant", "ingest", str(notice), "--json")
    rows = json.loads(done.stdout)
    text = notice.read_text("utf-8")
    assert [(r["clause"], r["yuan"], r["percent"], r["bound"], r["cap_yuan"]) for r in rows] == [
        ("一、1", 60, None, "exact", 800000),
        ("一、2", None, 10, "exact", 300000),
        ("二、3", 200000, None, "exact", None),
        ("二、3", 100000, None, "exact", None),
    ]
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert all(0 <= row["confidence"] <= 1 for row in rows)
    table = folder.run("assistant", "rewards", "--json")
    assert table.returncode == 2 and not tmp_path.joinpath("corpus").exists()


@pytest.mark.parametrize(
    ("question", "clause", "figure"),
    [
        ("冷藏车购置补助比例是多少？", "一、2", "10%"),
        ("五星级冷链物流企业奖励多少？", "二、3", "20万元"),
        ("新建冷库怎么补？", "一、1", "60元"),
    ],
)
def test_it_answers_and_names_the_title(folder: Folder, question: str, clause: str, figure: str) -> None:
    answer = folder.ask(question)
    assert answer["status"] == "answered", answer["text"]
    assert {citation["clause"] for citation in answer["citations"]} >= {clause}
    assert figure in answer["text"]
    assert f"《{TITLE}》" in answer["text"]


@pytest.mark.parametrize(
    "question", ["这个文件的文号是什么？", "谁负责解释？", "什么时候开始施行？", "这个政策的依据是什么？"]
)
def test_what_it_does_not_say_is_not_made_up(folder: Folder, question: str) -> None:
    text = folder.ask(question)["text"]
    assert "None" not in text and "由负责" not in text and "（）" not in text and "《》" not in text


def test_the_guard_reads_replies_on_it(folder: Folder) -> None:
    right = folder.run(
        "assistant", "check", "--text", "购置冷藏车的物流企业，按购置价格的10%给予补助，最高不超过30万元。"
    )
    wrong = folder.run(
        "assistant", "check", "--text", "购置冷藏车的物流企业，按购置价格的15%给予补助，最高不超过50万元。"
    )
    assert (right.returncode, wrong.returncode) == (0, 1), (right.stdout, wrong.stdout)


def test_its_pages_are_served(folder: Folder, tmp_path: Path) -> None:
    settings = Settings(
        corpus_dir=folder.corpus, index_dir=folder.index, database_url=f"sqlite:///{tmp_path / 'records.sqlite3'}"
    )
    with running(settings) as (server,):
        for path in ("/", "/policies", "/rewards", f"/policy/{folder.policy}"):
            with urllib.request.urlopen(server.site + quote(path), timeout=60) as response:
                page = response.read().decode()
            assert TITLE in page and ">None" not in page and "None印发" not in page, path
        reply = Caller(server.site)("/api/v1/ask", {"question": "冷藏车购置补助比例是多少？", "history": []})
        assert reply.status == 200 and "10%" in reply.body["text"]
