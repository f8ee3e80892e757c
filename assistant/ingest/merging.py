"""Bring a document that was taken in together with what a corpus folder already has of it.

Staff's own words in the front matter stay, and so do reviewed rows that the new text still bears out; all that was only
a draft is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import CorpusError
from assistant.ingest.admission import DraftedRow, admit, locate
from assistant.ingest.ingestion import Ingested, ingest_source
from assistant.ingest.markdown import render_front_matter
from assistant.models import Policy, PolicyMeta
from assistant.policy.document import FRONT_MATTER, parse_policy
from assistant.policy.pending import find_files
from assistant.policy.sources import parse_model, parse_yaml, read_text, read_yaml
from assistant.policy.table import KINDS, squeeze

FIGURES = ("yuan", "percent", "count", "cap_yuan", "up_to")


def merge(ingested: Ingested, directory: Path) -> Ingested:
    """Return what is to be written into the folder; raise `CorpusError` where its own files can't be read."""
    ingested = _with_own_id(ingested, directory)
    meta = _merge_meta(ingested.policy.meta, _read_meta(directory, ingested.policy.meta.id))
    front = render_front_matter(meta)
    text = front + ingested.file_text[ingested.begin :]
    policy, _ = parse_policy(meta, text, len(front), f"{meta.id}.md")
    reviewed = [row for row in read_rows(directory, policy, len(front)) if row.reviewed]
    kept = [row for row in admit(policy, text, len(front), reviewed).rows if row.reviewed] if reviewed else []
    fallen = {row.id for row in reviewed} - {row.id for row in kept}
    drafts = [row for row in ingested.rows if not _is_covered(row, kept)]
    admitted = admit(policy, text, len(front), [*kept, *_apart(drafts, {row.id for row in kept})])
    notes = [f"原已审核的一行与新文本不符，已不保留：{identifier}" for identifier in sorted(fallen)]
    return ingested.model_copy(
        update={
            "policy": policy,
            "file_text": text,
            "begin": len(front),
            "rows": admitted.rows,
            "rewards": admitted.rewards,
            "doubts": (*ingested.doubts, *notes, *admitted.notes),
        }
    )


def _with_own_id(ingested: Ingested, directory: Path) -> Ingested:
    """Give the policy another id where the folder has another document of that id, or this one under its own."""
    meta = ingested.policy.meta
    known = {path.stem: _read_meta(directory, path.stem) for path in find_files(directory, "policies", "*.md")}
    same = next((name for name, other in known.items() if other is not None and _is_same(meta, other)), None)
    if same == meta.id or (same is None and meta.id not in known):
        return ingested
    free = next(name for n in range(2, len(known) + 3) if (name := f"{meta.id}-{n}") not in known)
    return ingest_source(ingested.source, same or free)


def _is_same(meta: PolicyMeta, other: PolicyMeta) -> bool:
    if meta.number and other.number:
        return squeeze(meta.number) == squeeze(other.number)
    return squeeze(meta.title) == squeeze(other.title)


def _read_meta(directory: Path, identifier: str) -> PolicyMeta | None:
    """Read the head of a policy file; None where there is none, or none that can be read."""
    for path in find_files(directory, "policies", f"{identifier}.md"):
        if front := FRONT_MATTER.match(read_text(path)):
            try:
                return parse_model(path.name, "front matter", parse_yaml(path.name, front[1], before=1), PolicyMeta)
            except CorpusError:
                return None
    return None


def _merge_meta(meta: PolicyMeta, earlier: PolicyMeta | None) -> PolicyMeta:
    if earlier is None:
        return meta
    said = {name: value for name in PolicyMeta.model_fields if (value := getattr(earlier, name))}
    return meta.model_copy(update={**said, "id": meta.id})


def read_rows(directory: Path, policy: Policy, begin: int) -> Iterator[DraftedRow]:
    """Yield the rows that a corpus folder has for a policy, whose text begins at `begin` of its file.

    Rows whose clause is not there are left out; a row that was reviewed is as sure as can be.
    """
    labels = {clause.label for clause in policy.clauses}
    for path in find_files(directory, "rewards", f"{policy.meta.id}.yaml"):
        table: Mapping[str, Any] = read_yaml(path)
        for key, kind in KINDS.items():
            for row in table.get(key) or ():
                if row.get("clause") in labels:
                    start, end = locate(policy, begin, row["clause"], str(row.get("quote", "")))
                    reviewed = row.get("reviewed") is True
                    yield DraftedRow(kind=kind, row=row, start=start, end=end, confidence=1.0, reviewed=reviewed)


def _is_covered(draft: DraftedRow, kept: Sequence[DraftedRow]) -> bool:
    """Whether reviewed rows of the clause have all the figures of a draft."""
    figures = set(_figures(draft))
    had = {f for row in kept if row.row["clause"] == draft.row["clause"] for f in _figures(row)}
    if figures:
        return figures <= had
    quotes = [squeeze(str(row.row["quote"])) for row in kept if row.row["clause"] == draft.row["clause"]]
    return squeeze(str(draft.row["quote"])) in quotes


def _figures(row: DraftedRow) -> Iterator[tuple[str, float]]:
    for tier in row.row["tiers"]:
        for field in FIGURES:
            if tier.get(field) is not None:
                yield field.removesuffix("_yuan").replace("cap", "yuan"), float(tier[field])


def _apart(drafts: Sequence[DraftedRow], taken: set[str]) -> Iterator[DraftedRow]:
    """Yield the drafts, those with an id that a reviewed row has under another."""
    for draft in drafts:
        identifier, n = draft.id, 2
        while identifier in taken:
            identifier, n = f"{draft.id}-{n}", n + 1
        yield draft if identifier == draft.id else draft.model_copy(update={"row": {**draft.row, "id": identifier}})
