"""`evaluate`: score answers, or retrieval alone, against cases."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.cli.columns import align
from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.validation import read_errors

if TYPE_CHECKING:
    from assistant.evaluation.cases import Case
    from assistant.evaluation.ranking import RankScores
    from assistant.evaluation.report import Report, Tally
    from assistant.evaluation.retrieval import RetrievalReport

HEADINGS = {
    "cases": "案例",
    "status": "状态",
    "clauses": "条款",
    "amounts": "金额",
    "mentions": "必提",
    "no_stray": "无多余金额",
    "focus": "切题",
    "all_ok": "全对",
}
RANKS = (1, 3, 5, 10)
RANK_HEADINGS = ("案例", *(f"R@{k}" for k in RANKS), "MRR@10", "nDCG@10")


def evaluate(options: Namespace, settings: Settings) -> int:
    """Print what was right, by kind, and which cases were not."""
    from assistant.evaluation import cases, report  # here, so that other commands start without them
    from assistant.wiring import build_assistant, find_records

    read = cases.read_cases(options.cases)
    if options.compare:
        sides = {side: _rank(read, _change(settings, side)) for side in options.compare}
        print(_dump(sides) if options.json else _say_both(sides))
    elif options.retrieval:
        ranked = _rank(read, settings)
        print(ranked.model_dump_json(indent=1) if options.json else _say_ranks(ranked))
    else:
        result = report.evaluate(read, build_assistant(settings, find_records(settings)).ask, options.as_of)
        print(result.model_dump_json(indent=1) if options.json else _say(result))
    return 0


def _rank(cases: tuple[Case, ...], settings: Settings) -> RetrievalReport:
    from assistant.evaluation.retrieval import evaluate_retrieval
    from assistant.policy.compiled import open_corpus
    from assistant.retrieval.retriever import Retriever
    from assistant.searching import ClauseSearch

    corpus = open_corpus(settings.corpus_dir, settings.cache_dir)
    clauses = ClauseSearch(corpus, Retriever.open(settings.index_dir, corpus, settings))
    return evaluate_retrieval(cases, clauses.search)


def _change(settings: Settings, side: str) -> Settings:
    """Return the settings with those that `side` names: an index folder, or `name=value` pairs set apart by commas."""
    pairs = [part.partition("=") for part in side.split(",")]
    named = {"index_dir": side} if Path(side).is_dir() else {name.strip(): value for name, _, value in pairs}
    if unknown := [name for name in named if name not in Settings.model_fields]:
        raise UsageError(f"没有这项设置：{'、'.join(unknown)}")
    try:
        return Settings.model_validate(settings.model_dump() | named)
    except ValidationError as error:
        raise UsageError("；".join(f"设置 {fault.field}：{fault.message}" for fault in read_errors(error))) from error


def _say_ranks(report: RetrievalReport) -> str:
    rows = [("类型", *RANK_HEADINGS)]
    rows += [(kind, *_figures(scores)) for kind, scores in report.kinds.items()]
    rows.append(("合计", *_figures(report.total)))
    missed = f"首位未命中 {len(report.misses)} 例：{'、'.join(report.misses)}" if report.misses else "首位全部命中。"
    return "\n".join([align(rows), "", *_say_scope(report), missed])


def _say_scope(report: RetrievalReport) -> list[str]:
    told = "无法计算（须既有已覆盖的、也有未覆盖的案例）" if report.auroc is None else f"{report.auroc:.3f}"
    lines = [f"拒答 AUROC：{told}（已覆盖 {report.positives} 例，未覆盖 {report.negatives} 例）"]
    return [*lines, f"多轮案例 {report.skipped} 例不计。"] if report.skipped else lines


def _say_both(sides: dict[str, RetrievalReport]) -> str:
    rows: list[tuple[str, ...]] = [("指标", *sides)]
    rows += zip(RANK_HEADINGS, *(_figures(report.total) for report in sides.values()), strict=True)
    aurocs = (report.auroc for report in sides.values())
    rows.append(("拒答 AUROC", *("—" if value is None else f"{value:.3f}" for value in aurocs)))
    kinds = sorted({kind for report in sides.values() for kind in report.kinds})
    for kind in kinds:
        rows.append((f"{kind} R@1", *(f"{report.kinds[kind].recall[1]:.3f}" for report in sides.values())))
    return align(rows)


def _figures(scores: RankScores) -> tuple[str, ...]:
    shares = (*(scores.recall[k] for k in RANKS), scores.mrr, scores.ndcg)
    return str(scores.cases), *(f"{share:.3f}" for share in shares)


def _dump(sides: dict[str, RetrievalReport]) -> str:
    reports = {side: report.model_dump(mode="json") for side, report in sides.items()}
    return json.dumps(reports, ensure_ascii=False, indent=1)


def _say(report: Report) -> str:
    rows = [("类型", *HEADINGS.values())]
    rows += [_row(kind, tally) for kind, tally in report.kinds.items()]
    rows.append(_row("合计", report.total))
    failures = [
        f"{one.id}（{one.kind}）：{'、'.join(HEADINGS[metric] for metric in one.wrong)}" for one in report.failures
    ]
    return "\n".join([align(rows), "", f"未全对 {len(failures)} 例：" if failures else "全部答对。", *failures])


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    return name, *(str(getattr(tally, field)) for field in HEADINGS)
