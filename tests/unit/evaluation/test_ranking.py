from __future__ import annotations

import json
from math import log2
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.evaluation.cases import read_cases
from assistant.evaluation.ranking import auroc, score_rankings
from assistant.evaluation.retrieval import evaluate_retrieval
from assistant.models import Hit, ResultSet


def test_rank_metrics_of_two_cases() -> None:
    scores = score_rankings([(["a", "b", "c"], {"a", "c"}), (["x", "y"], {"z"})])
    assert scores.cases == 2
    assert scores.recall[1] == 0.5 and scores.found[1] == 0.25 and scores.found[3] == 0.5
    assert scores.mrr == 0.5
    assert scores.ndcg == pytest.approx((1 + 1 / 2) / (1 + 1 / log2(3)) / 2)


def test_auroc_counts_ties_half() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == 0.875


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_retrieval_is_judged_by_order_and_by_confidence(tmp_path: Path) -> None:
    case = {"kind": "amount", "status": "answered", "amounts": []}
    path = write(
        tmp_path / "cases.jsonl",
        case | {"id": "right", "turns": ["一"], "clauses": ["甲"]},
        case | {"id": "second", "turns": ["二"], "clauses": ["乙"]},
        case | {"id": "later", "turns": ["一", "二"], "clauses": ["乙"]},
        {"id": "look-up", "text": "一", "clauses": ["甲"]},
        {"id": "outside", "kind": "out_of_scope", "turns": ["三"], "status": "not_covered"},
    )

    def search(text: str, limit: int) -> ResultSet:
        hits = [Hit(policy="p", clause=c, score=s, dense=s, lexical=s) for c, s in (("甲", 0.9), ("乙", 0.05))]
        return ResultSet(hits=(hits[0],), rejected=((hits[1], "低"),), confidence=0.2 if text == "三" else 0.8)

    report = evaluate_retrieval(read_cases(path), search)
    assert report.total.cases == 3 and report.total.recall[1] == pytest.approx(2 / 3) and report.total.recall[3] == 1
    assert set(report.kinds) == {"amount", "lookup"}
    assert (report.auroc, report.positives, report.negatives, report.skipped) == (1.0, 3, 1, 1)
    assert report.misses == ("second",)


def test_two_settings_stand_side_by_side(
    tmp_path: Path, built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = built_index.parent / "corpus"
    monkeypatch.setenv("HUIQI_INDEX_DIR", str(built_index))
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(corpus))
    path = write(tmp_path / "cases.jsonl", {"id": "a", "text": "省级企业技术中心奖励", "clauses": ["二（一）"]})
    assert main(["evaluate", str(path), "--retrieval", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["recall"]["1"] == 1
    assert main(["evaluate", str(path), "--compare", "dense_share=0", "dense_share=1,whole_share=0"]) == 0
    shown = capsys.readouterr().out
    assert "dense_share=0 " in shown and "dense_share=1,whole_share=0" in shown and "R@1" in shown
    assert main(["evaluate", str(path), "--compare", "dense_share=2", "none=1"]) == 2
    assert "dense_share" in capsys.readouterr().err
