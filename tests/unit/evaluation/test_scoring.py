"""Each metric fails on what it is there for, and on nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.evaluation.cases import Case, GoldAmount
from assistant.evaluation.report import METRICS, summarize
from assistant.evaluation.scoring import score
from assistant.models import Answer, Citation, StatedAmount

QUOTE = "给予 500 万元、50 万元、5 万元奖励"
CASE = Case(
    id="a",
    kind="level",
    turns=("省级技术中心给多少，有没有80万",),
    status="answered",
    clauses=("二（一）",),
    amounts=(GoldAmount(yuan=Decimal(500_000), bound="exact"),),
    must_mention=(("一次性", "只给一次"),),
    must_not_mention=("每年",),
)


def cite(clause: str, quote: str = QUOTE) -> Citation:
    return Citation(policy="p", clause=clause, quote=quote)


def state(yuan: int, **more: str) -> StatedAmount:
    return StatedAmount.model_validate({"text": "x", "yuan": yuan, "bound": "exact", "source": "table"} | more)


RIGHT = Answer(
    question="q",
    status="answered",
    text="一次性给予 **500,000 元**，不是80万；国家级500万元。",
    citations=(cite("二（一）"),),
    amounts=(state(500_000),),
)


def wrong_metrics(answer: Answer, case: Case = CASE) -> list[str]:
    result = score(case, answer)
    return [metric for metric in METRICS if metric != "all_ok" and not getattr(result, metric)]


def test_a_right_answer_is_right_in_everything() -> None:
    assert wrong_metrics(RIGHT) == []
    assert score(CASE, RIGHT).all_ok


@pytest.mark.parametrize(
    ("change", "metrics"),
    [
        ({"status": "not_covered"}, ["status"]),
        ({"citations": (cite("二（二）"),)}, ["clauses"]),
        ({"amounts": (state(500_000, bound="at_most"),)}, ["amounts"]),
        ({"amounts": (state(500_000, source="user"),)}, ["amounts"]),
        ({"text": "一次性给予5万元。"}, ["amounts"]),
        ({"text": "给予50万元。"}, ["mentions"]),
        ({"text": "每 年一次性给予50万元。"}, ["mentions"]),
        ({"text": "一次性给予50万元，另加70万元。"}, ["no_stray"]),
        ({"text": "一次性给予50万元，另按3%补助。"}, ["no_stray"]),
        ({"citations": tuple(map(cite, ("二（一）", "二（二）", "二（三）", "二（四）")))}, ["focus"]),
        ({"text": "一次性给予50万元。" + "好" * 900}, ["focus"]),
        ({"text": "您提到的“50万”与文件规定不一致：一次性给予50万元。"}, ["unrefuted"]),
    ],
)
def test_one_fault_fails_one_metric(change: dict[str, object], metrics: list[str]) -> None:
    assert wrong_metrics(RIGHT.model_copy(update=change)) == metrics


def test_a_figure_may_be_called_wrong_for_its_value_or_its_bound() -> None:
    for said in ("80万", "不超过50万"):
        text = f"您提到的“{said}”与文件规定不一致：一次性给予50万元。"
        assert wrong_metrics(RIGHT.model_copy(update={"text": text})) == []


def test_a_refusal_is_right_where_nothing_is_covered() -> None:
    outside = CASE.model_copy(update={"status": "not_covered"})
    assert "status" not in wrong_metrics(RIGHT.model_copy(update={"status": "refused"}), outside)
    assert "status" in wrong_metrics(RIGHT.model_copy(update={"status": "refused"}))


def test_quotations_do_not_count_as_length() -> None:
    long = "本措施" * 400
    answer = RIGHT.model_copy(update={"text": RIGHT.text + long, "citations": (cite("二（一）"), cite("附则", long))})
    assert "focus" not in wrong_metrics(answer)


def test_two_extra_clauses_are_still_in_focus() -> None:
    answer = RIGHT.model_copy(update={"citations": tuple(map(cite, ("二（一）", "附则", "导语")))})
    assert wrong_metrics(answer) == []


def test_a_report_counts_by_kind_and_names_failures() -> None:
    other = CASE.model_copy(update={"id": "b", "kind": "amount", "clauses": ("附则",)})
    report = summarize([score(CASE, RIGHT), score(other, RIGHT)])
    assert (report.total.cases, report.total.all_ok, report.total.clauses) == (2, 1, 1)
    assert {kind: tally.all_ok for kind, tally in report.kinds.items()} == {"amount": 0, "level": 1}
    assert [(one.id, one.wrong) for one in report.failures] == [("b", ("clauses",))]
