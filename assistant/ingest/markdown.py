"""Write a healed document as the Markdown of the corpus, every character still traced to the original."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from assistant.ingest.healing import Paragraph
from assistant.ingest.metadata import PROVENANCE
from assistant.ingest.traced_text import Traced, join
from assistant.models import PolicyMeta
from assistant.policy.outline import arrange
from assistant.policy.paragraphs import Block, Mark, read_block

ORDER = tuple(PolicyMeta.model_fields)


def render_body(paragraphs: Sequence[Paragraph], title: Sequence[int], printed: str) -> Traced:
    """Return the text: `# title`, `## 一、section`, `**（一）heading**。body`, blank lines between paragraphs.

    `title` are the paragraphs that the title was printed in; where it was printed in none `printed` is put first.
    """
    pieces = _title(paragraphs, title, printed)
    rest = [p for i, p in enumerate(paragraphs) if i not in title and not PROVENANCE.fullmatch(p.text)]
    blocks = _place(rest)
    outline = arrange(blocks)
    headings = {block.start for block in outline.headings}
    openings = {entry.blocks[0].start for entry in outline.entries}
    rows = False
    for block, paragraph in zip(blocks, rest, strict=True):
        is_row = paragraph.text.startswith("|")
        if pieces and not (rows and is_row):
            pieces[-1] = pieces[-1].put("", "\n")
        rows = is_row
        pieces.append(_mark(paragraph.traced, block, block.start in headings, block.start in openings))
    return join(pieces, "\n").put("\n", "\n") if pieces else Traced("", ())


def _title(paragraphs: Sequence[Paragraph], lines: Sequence[int], printed: str) -> list[Traced]:
    if not lines:
        return [Traced(f"# {printed}", (0,) * (len(printed) + 2))]
    return [join((paragraphs[i].traced for i in lines), "").put("# ")]


def _place(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Read the paragraphs as blocks of one text."""
    blocks = []
    at = 0
    for paragraph in paragraphs:
        blocks.append(read_block(paragraph.text, at, at + len(paragraph.text)))
        at += len(paragraph.text) + 1
    return blocks


def _mark(traced: Traced, block: Block, is_heading: bool, opens: bool) -> Traced:
    """Put Markdown's marks on a heading, or on the mark and the run-in heading of a clause."""
    if "**" in traced.text:
        return traced
    if is_heading and "\n" not in traced.text:
        return traced.put("### " if block.kind is Mark.ITEM else "## ")
    if not opens or block.kind is None:
        return traced
    end = traced.text.index(block.rest) if block.rest else len(traced.text)
    bold = traced[:end]
    kept = len(bold.text.rstrip("。：: \u3000"))
    return bold[:kept].put("**", "**") + traced[kept:]


def render_front_matter(meta: PolicyMeta) -> str:
    """Return the YAML head of a policy file; what is not known is left out."""
    said = {key: value for key in ORDER if (value := getattr(meta, key))}
    if "replaces" in said:
        said["replaces"] = list(meta.replaces)
    return f"---\n{yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)}---\n"
