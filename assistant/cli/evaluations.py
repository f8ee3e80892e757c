"""`evaluate`: score answers against cases."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from assistant.cli.columns import align
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.evaluation.report import Report, Tally

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


def evaluate(options: Namespace, settings: Settings) -> int:
    """Print how many answers were right, by kind, and which were not in what."""
    from assistant.evaluation import cases, report  # here, so that other commands start without them
    from assistant.wiring import build_assistant, find_approved

    read = cases.read_cases(options.cases)
    result = report.evaluate(read, build_assistant(settings, find_approved(settings)).ask, options.as_of)
    print(result.model_dump_json(indent=1) if options.json else _say(result))
    return 0


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
