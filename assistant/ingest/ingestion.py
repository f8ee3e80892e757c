"""Take a document in: from its file to a policy with a draft reward table that loads once it is reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from assistant.errors import CorpusError, UsageError
from assistant.ingest.admission import DraftedRow, admit, locate
from assistant.ingest.drafting import draft_rows
from assistant.ingest.healing import heal
from assistant.ingest.identity import choose_id
from assistant.ingest.markdown import render_body, render_front_matter
from assistant.ingest.metadata import DraftMeta, read_metadata
from assistant.ingest.readers import read_source
from assistant.ingest.source import Omission, SourceText
from assistant.ingest.traced_text import Traced
from assistant.models import Model, Policy, PolicyMeta, Reward
from assistant.policy.document import find_lost, parse_policy


class Ingested(Model):
    """A document taken in: its policy file as it would be written, the rows of its draft table, and what was unsure.

    `offsets` are, per character of `policy.text`, those of the original's text; `begin` is where the text begins in
    the file. `rows` are written, `rewards` is what the loader makes of them.
    """

    source: SourceText = Field(repr=False)
    policy: Policy
    file_text: str = Field(repr=False)
    begin: int
    offsets: tuple[int, ...] = Field(repr=False)
    rows: tuple[DraftedRow, ...]
    rewards: tuple[Reward, ...]
    doubts: tuple[str, ...] = ()
    omissions: tuple[Omission, ...] = ()
    lost: tuple[str, ...] = ()

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of `policy.text` to the original's text."""
        traced = Traced(self.policy.text, self.offsets)
        return traced.span(start, end)


def ingest_file(path: Path) -> Ingested:
    """Take in a file; raise `UsageError` where it can't be read or has no text that a policy could be made of."""
    return ingest_source(read_source(path))


def ingest_source(source: SourceText, identifier: str | None = None) -> Ingested:
    """Take in a document that has been read; `identifier` is the id of its policy where it has one already."""
    paragraphs, omissions = heal(source)
    draft = read_metadata(source, paragraphs, omissions)
    meta = _meta(draft, identifier)
    body = render_body(paragraphs, draft.title_lines, draft.title)
    front = render_front_matter(meta)
    policy, outline = parse_policy(meta, front + body.text, len(front), f"{meta.id}.md")
    if not policy.clauses:
        raise UsageError(f"{source.name}：没有识别出条款，请确认文件是政策正文")
    rows = _draft(policy)
    try:
        admitted = admit(policy, front + body.text, len(front), rows)
    except CorpusError as error:
        raise UsageError(f"{source.name}：文件内容无法成为政策文件：\n{error}") from error
    return Ingested(
        source=source,
        policy=policy,
        file_text=front + body.text,
        begin=len(front),
        offsets=body.offsets,
        rows=admitted.rows,
        rewards=admitted.rewards,
        doubts=(*draft.doubts, *source.notes, *admitted.notes),
        omissions=omissions,
        lost=tuple(block.text for block in find_lost(outline)),
    )


def _meta(draft: DraftMeta, identifier: str | None) -> PolicyMeta:
    said = draft.model_dump(exclude={"title_lines", "doubts"})
    return PolicyMeta(id=identifier or choose_id(draft), **said)


def _draft(policy: Policy) -> list[DraftedRow]:
    """Return the rows that the rules draft, their ids those of the policy's own."""
    drafts = draft_rows(policy)
    names = {str(draft.row["id"]): _own(policy, str(draft.row["id"])) for draft in drafts}
    rows = [
        DraftedRow(
            kind=draft.kind,
            row=_renamed(draft.row, names),
            start=draft.start,
            end=draft.end,
            confidence=draft.confidence,
            unsure=draft.unsure,
        )
        for draft in drafts
    ]
    return rows


def _own(policy: Policy, identifier: str) -> str:
    return identifier if identifier.startswith(policy.meta.id) else f"{policy.meta.id}-{identifier}"


def _renamed(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return the row with the ids that it has and names in their final form."""
    data = {**row, "id": names[str(row["id"])], "quote": str(row["quote"]).strip()}
    if "award" in data:
        data["award"] = names.get(str(data["award"]), data["award"])
    data["tiers"] = [_renamed_tier(tier, names) for tier in data["tiers"]]
    return data


def _renamed_tier(tier: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    of = tier.get("of_award")
    return {**tier, "of_award": names.get(str(of), of)} if of is not None else tier


def tier_span(ingested: Ingested, row: DraftedRow, quote: str) -> tuple[int, int]:
    """Return where a tier's quote stands in the original's text."""
    label = str(row.row["clause"])
    if quote == row.row["quote"]:
        return ingested.source_span(row.start, row.end)
    return ingested.source_span(*locate(ingested.policy, ingested.begin, label, quote))


def spans(ingested: Ingested) -> Sequence[tuple[Reward, DraftedRow]]:
    """Return each row as loaded with the draft that it was made of."""
    drafts = {row.id: row for row in ingested.rows}
    return [(reward, drafts[reward.id]) for reward in ingested.rewards if reward.id in drafts]
