"""Retrieval over outside corpora, on a made-up one: a policy a town, and questions that name town and subject."""

import gzip
import json
from itertools import product
from pathlib import Path

import pytest

from assistant.evaluation.ranking import score_rankings
from benchmarks import tuning
from benchmarks.outside import Data, read_data
from benchmarks.retrieval import describe, measure
from benchmarks.tuning import describe_halves, tune_halves

TOWNS = ("青田县", "云和县", "遂昌县", "松阳县")
SUBJECTS = {
    "养老": ("养老服务补贴", "年满八十周岁的老人每月可以领取高龄津贴，由民政部门发放。"),
    "茶叶": ("茶产业发展扶持", "新建标准化茶园的农户，按面积给予苗木补助，由农业部门验收。"),
    "租房": ("人才租房补助", "引进的青年人才在本县租赁住房的，按月给予租金补助，最长三年。"),
}
QUESTIONS = ("{town}{subject}有什么补助？", "请问在{town}，{subject}这块的钱归谁管")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside")
    documents, queries, judged = [], [], ["query-id\tcorpus-id\tscore"]
    for town, (subject, (title, text)) in product(TOWNS, SUBJECTS.items()):
        documents.append({"_id": f"{town}{subject}", "title": f"{town}{title}办法", "text": f"{town}：{text}"})
        for i, question in enumerate(QUESTIONS):
            name = f"{town}{subject}{i}"
            queries.append({"_id": name, "text": question.format(town=town, subject=subject)})
            judged.append(f"{name}\t{town}{subject}\t1")
    for name, rows in (("corpus.jsonl", documents), ("queries.jsonl", queries)):
        (folder / name).write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    (folder / "qrels.tsv").write_text("\n".join(judged), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(folder: Path) -> Data:
    return read_data(folder)


@pytest.mark.parametrize(("system", "least"), [("huiqi", 0.9), ("bm25s-jieba", 0.5)])
def test_a_system_finds_the_documents_that_the_questions_name(system: str, least: float, folder: Path) -> None:
    result = measure(system, folder)
    assert result.documents == len(TOWNS) * len(SUBJECTS)
    assert result.scores.cases == result.documents * len(QUESTIONS)
    assert result.scores.recall[1] > least
    assert f"| {system} | {result.scores.recall[1]:.3f} |" in describe([result])


def test_each_half_is_asked_with_what_was_chosen_on_the_other(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[tuning.Choice, tuning.Found]] = []
    one, two = list(data.queries)[::2], list(data.queries)[1::2]
    wrong = ["nowhere"]

    def answer(queries: list[str]) -> tuning.Found:
        return {q: list(data.relevant[q]) if q in queries else wrong for q in data.queries}

    for joining, right in ((0.1, one), (0.2, two), (0.3, [*one[1:], *two[1:]])):
        choice = tuning.Choice(joining=joining, place=1, dense_share=0, whole_share=0.5)
        tried.append((choice, answer(right)))
    monkeypatch.setattr(tuning, "_try_all", lambda _data, _folder: iter(tried))

    halves = tune_halves(data)

    first, second = halves.halves
    assert (first.choice.joining, second.choice.joining) == (0.1, 0.2)
    assert first.chosen_on.recall[1] == second.chosen_on.recall[1] == 1
    assert first.held_out.recall[1] == second.held_out.recall[1] == halves.held_out.recall[1] == 0


def test_halves_come_from_real_searches(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, values in (("JOINING", (0.2,)), ("PLACES", (0.8, 1.0)), ("DENSE", (0.05,)), ("WHOLE", (0.3, 0.6))):
        monkeypatch.setattr(tuning, name, values)
    halves = tune_halves(data)
    assert halves.held_out.cases == len(data.queries)
    counted = sum(half.held_out.recall[1] * half.held_out.cases for half in halves.halves)
    assert halves.held_out.recall[1] * halves.held_out.cases == pytest.approx(counted)
    assert halves.held_out.recall[1] > 0.7
    assert describe_halves(halves).count("\n") == 4


def test_files_may_be_compressed_and_unjudged_questions_are_left_out(folder: Path, tmp_path: Path) -> None:
    for name in ("corpus.jsonl", "queries.jsonl"):
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress((folder / name).read_bytes()))
    lines = (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "qrels.tsv").write_text("\n".join(lines[:2]), encoding="utf-8")
    data = read_data(tmp_path)
    assert len(data.queries) == 1
    assert score_rankings([([*data.relevant[q]], data.relevant[q]) for q in data.queries]).recall[1] == 1
