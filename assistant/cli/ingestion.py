"""`ingest`: from a file to a policy with a draft reward table."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from assistant.cli.columns import align
from assistant.ingest.admission import DraftedRow
from assistant.ingest.corpus_writing import write_corpus
from assistant.ingest.ingestion import Ingested, ingest_file, spans, tier_span
from assistant.ingest.shared_caps import find_shared_caps
from assistant.lookup.grant_phrases import say_standard
from assistant.models import Reward
from assistant.settings import Settings
from assistant.views import RewardRow, tier_rows


def ingest(options: Namespace, _settings: Settings) -> int:
    """Take in each file; print the drafted rows or a report, and write a corpus folder where one is named."""
    taken = [ingest_file(path) for path in options.files]
    if options.json:
        rows = [row for ingested in taken for row in _rows(ingested, options.kind)]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for ingested in taken:
        written = write_corpus(ingested, options.out) if options.out is not None else None
        print(_report(written.ingested if written else ingested))
        if written is not None:
            print(f"\n已写入 {options.out}：", file=sys.stderr)
            for file in written.files:
                print(f"  {file.relative_to(options.out)}", file=sys.stderr)
            if written.kept:
                print(f"  其中保留已审核的 {written.kept} 行", file=sys.stderr)
    return 0


def _rows(ingested: Ingested, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the drafted rows in the form of `rewards --json`, with how sure each is and where it stands.

    Each printed figure is listed once: a cap that binds several tiers stands with the first, the others share it.
    """
    shared = find_shared_caps(ingested.policy, ingested.rewards)
    for reward, draft in spans(ingested):
        for row, shares_cap in _flat(reward, kind, shared):
            start, end = tier_span(ingested, draft, row.quote)
            yield {
                **row.model_dump(mode="json"),
                **({"cap_yuan": None, "shares_cap": True} if shares_cap else {}),
                "confidence": draft.confidence,
                "start": start,
                "end": end,
                "unsure": list(draft.unsure),
            }


def _flat(reward: Reward, kind: str, shared: frozenset[tuple[str, int]]) -> Iterator[tuple[RewardRow, bool]]:
    """Yield the figures of a row, and whether each has its cap from an earlier tier."""
    if kind in ("all", reward.kind):
        for index, tier in enumerate(reward.tiers):
            for row in tier_rows(reward, tier):
                yield row, (reward.id, index) in shared and row.cap_yuan is not None


KINDS = {"award": "奖补", "threshold": "门槛", "target": "目标"}


def _line(reward: Reward, draft: DraftedRow) -> tuple[str, ...]:
    said = "；".join(say_standard(reward, tier) for tier in reward.tiers)
    return reward.clause, KINDS[reward.kind], reward.name, said, f"{draft.confidence:.0%}"


def _report(ingested: Ingested) -> str:
    meta = ingested.policy.meta
    named = (
        ("标题", meta.title),
        ("文号", meta.number),
        ("发文机关", meta.issuer),
        ("适用地区", meta.region),
        ("发文日期", meta.issued),
        ("施行日期", meta.effective),
        ("有效期至", meta.valid_to),
        ("认定截止", meta.award_window_end),
        ("解释单位", meta.interpreter),
        ("编号", meta.id),
    )
    lines = [f"{ingested.source.name}", align([(name, str(value or "（未写明）")) for name, value in named])]
    lines.append(f"\n条款 {len(ingested.policy.clauses)} 条：")
    lines.append(align([(c.label, c.title or c.body[:24], "、".join(c.departments)) for c in ingested.policy.clauses]))
    drafts = spans(ingested)
    lines.append(f"\n草稿 {len(drafts)} 行（均待审核）：")
    if drafts:
        lines.append(align([_line(reward, draft) for reward, draft in drafts]))
    for title, said in (
        ("没有归入任何条款的文字", ingested.lost),
        (
            "没有把握之处",
            (*ingested.doubts, *(f"{d.row['clause']} {d.row['name']}：{w}" for _, d in drafts for w in d.unsure)),
        ),
        ("未收入正文", tuple(f"{omission.reason}：{omission.text[:40]}" for omission in ingested.omissions)),
    ):
        if said:
            lines.append(f"\n{title}：")
            lines += [f"  {line}" for line in said]
    return "\n".join(lines)
