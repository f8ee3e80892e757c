"""Say an assessment in official Chinese, every figure such that the guard can check it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.wording import bounded
from assistant.eligibility.assessment import Assessment, Programme
from assistant.eligibility.judging import LACKS
from assistant.eligibility.totals import Subtotal
from assistant.models import Citation, Model, PolicyMeta, StatedAmount
from assistant.policy.criteria import Criteria
from assistant.text.numerals import format_yuan


class Said(Model):
    """The paragraphs of an assessment with what they rest on."""

    paragraphs: tuple[str, ...]
    citations: tuple[Citation, ...]
    amounts: tuple[StatedAmount, ...]


def say(assessment: Assessment, criteria: Criteria, meta: PolicyMeta) -> Said:
    """Say what is met with its amounts, what is not, what is lacking, and what the sum of the certain is."""
    met, unmet = assessment.of("met"), assessment.of("unmet")
    begun = [p for p in assessment.of("unknown") if p.begun]
    is_partial = any(not p.begun for p in assessment.programmes)
    paragraphs = [
        f"按您提供的情况，对照{assessment.number}逐项判断如下：",
        _listed("符合", [_met_line(p) for p in met]),
        _listed("信息不足", [_open_line(p) for p in begun]),
        _listed("不符合", _unmet_lines(unmet)),
        "其余项目尚未提供情况，暂不判断。" if is_partial else "",
        *(_total_line(subtotal, meta) for subtotal in assessment.certain),
        _principle(len(met), meta) if met else "",
    ]
    return Said(
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        citations=_citations([p for p in assessment.programmes if p.begun], criteria),
        amounts=(*(a for p in met for a in p.amounts), *_total_amounts(assessment.certain)),
    )


def _listed(head: str, lines: Sequence[str]) -> str:
    return "\n".join([f"**{head}**：", *lines]) if lines else ""


def _met_line(programme: Programme) -> str:
    line = f"- **{programme.title}**：{programme.award}（{programme.clause}）"
    if programme.worked is not None:
        line += f"。{programme.worked.headline}：{'；'.join(programme.worked.lines)}"
    elif programme.needed:
        line += f"。说明{'、'.join(programme.needed)}后可测算"
    if programme.others:
        line += f"。另有{'、'.join(programme.others)}的，从优不重复，不另计"
    return line


def _open_line(programme: Programme) -> str:
    reasons = [c.reason for c in programme.conditions if c.verdict == "unknown" and c.reason]
    if any(c.interpreter for c in programme.conditions):
        return f"- {programme.title}（{programme.clause}）：{'；'.join(reasons)}"
    return f"- {programme.title}（{programme.clause}）：需要说明{'、'.join(programme.needed)}"


def _unmet_lines(unmet: Iterable[Programme]) -> list[str]:
    """Say why each is not met; those of which nothing is there share a line."""
    lines, lacking = [], []
    for programme in unmet:
        why = "；".join(dict.fromkeys(c.reason or c.label for c in programme.conditions if c.verdict == "unmet"))
        if why == LACKS:
            lacking.append(f"{programme.title}（{programme.clause}）")
        else:
            lines.append(f"- {programme.title}（{programme.clause}）：{why}")
    return [*lines, f"- {LACKS}：{'；'.join(lacking)}"] if lacking else lines


def _total_line(subtotal: Subtotal, meta: PolicyMeta) -> str:
    """State a subtotal for the case that the awards may be had together; a single award is its own total."""
    if len(subtotal.terms) < 2:
        return ""
    head, derivation = subtotal.derivation.rsplit("＝", 1)
    name = "下限" if subtotal.bound == "at_least" else "定额"
    if len({term.reward for term in subtotal.terms}) == 1:
        return f"**{subtotal.terms[0].title.split('（')[0]}**：两级合计 {head}＝**{derivation}**。"
    return f"{name}部分：若经{meta.authority}确认可以同时享受，合计 {head}＝**{derivation}**。"


def _principle(met: int, meta: PolicyMeta) -> str:
    rule = "市内奖励遵循从优且不重复享受原则（附则）：同一项目不同级别只计从优的一档"
    if met < 2:
        return f"{rule}。"
    return f"{rule}；不同项目能否同时享受，文件没有明确规定，由{meta.authority}解释。"


def _citations(shown: Iterable[Programme], criteria: Criteria) -> tuple[Citation, ...]:
    found = [Citation(policy=criteria.policy, clause=p.clause, quote=p.quote) for p in shown]
    found.append(Citation(policy=criteria.policy, clause=criteria.window.clause, quote=criteria.window.quote))
    return tuple(dict.fromkeys(found))


def _total_amounts(certain: Iterable[Subtotal]) -> tuple[StatedAmount, ...]:
    return tuple(
        StatedAmount(
            text=bounded(format_yuan(subtotal.yuan), subtotal.bound), yuan=subtotal.yuan, bound=subtotal.bound,
            source="computed", derivation=subtotal.derivation,
        )
        for subtotal in certain
        if len(subtotal.terms) > 1
    )  # fmt: skip
