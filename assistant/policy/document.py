"""Parse a policy document into clauses.

The corpus form is Markdown under YAML front matter, or plain paragraphs: marks of Markdown only say more clearly what
is a heading (`# title`, `## 一、section`, `**（一）heading**。body`). `outline` says what is a clause. A clause's
责任单位 is data of it. Letterhead, addressees, signature and 抄送 are no clause; other text that is in none is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import CorpusError, Fault
from assistant.models import Clause, Policy, PolicyMeta
from assistant.policy.outline import CLOSING, COMES_INTO_FORCE, OPENING, Entry, Outline, arrange
from assistant.policy.paragraphs import ENDS, Block, read_block
from assistant.policy.responsibility import take_departments
from assistant.policy.sources import parse_model, parse_yaml, read_text
from assistant.text.figures import Unit, find_figures

AIMS = re.compile(r"^为(?!期|主)|制定本|根据《")

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
PARAGRAPH = re.compile(r"[^\n]+")
RULE = re.compile(r"[-|: ]+")


def read_policy(path: Path) -> Policy:
    """Read and parse one policy file; raise `CorpusError` naming what is wrong with its front matter or clauses."""
    text = read_text(path)
    front = FRONT_MATTER.match(text)
    if not front:
        raise CorpusError(Fault(path.name, "-", "front matter", "缺少 YAML 文件头"))
    head = {key: value for key, value in parse_yaml(path.name, front[1], before=1).items() if value is not None}
    meta = parse_model(path.name, "front matter", head, PolicyMeta)
    policy, outline = parse_policy(meta, text, front.end(), path.name)
    if not policy.clauses:
        raise CorpusError(Fault(path.name, "-", "clauses", "正文中没有识别出条款"))
    if lost := list(find_lost(outline)):
        raise CorpusError(
            *(Fault(path.name, _line(text, b), "clauses", f"这段文字不属于任何条款：{b.text[:40]}") for b in lost)
        )
    return policy


def parse_policy(meta: PolicyMeta, text: str, begin: int = 0, file: str = "") -> tuple[Policy, Outline]:
    """Parse `text` from offset `begin`; return the policy and how its paragraphs were understood."""
    outline = arrange(read_blocks(text, begin))
    clauses = tuple(_clause(meta.id, entry) for entry in outline.entries)
    return Policy(meta=meta, clauses=clauses, text=text[begin:], file=file), outline


def read_blocks(text: str, begin: int = 0) -> list[Block]:
    """Read the paragraphs of `text` from offset `begin`, without blank lines and the rules of Markdown's tables."""
    found = PARAGRAPH.finditer(text, begin)
    return [read_block(m[0], m.start(), m.end()) for m in found if m[0].strip() and not RULE.fullmatch(m[0])]


def find_lost(outline: Outline) -> Iterator[Block]:
    """Yield paragraphs that say something and are in no clause."""
    for block, part in outline.others:
        if not part and (block.kind is not None or block.text[-1:] in ENDS or _has_figure(block.text)):
            yield block


def _has_figure(text: str) -> bool:
    return any(figure.unit in (Unit.YUAN, Unit.PERCENT) for figure in find_figures(text))


def _line(text: str, block: Block) -> str:
    return f"第{text.count(chr(10), 0, block.start) + 1}行"


def find_opening(policy: Policy) -> Clause | None:
    """Return the clause that says why the policy was made: its 导语, or a first article that does."""
    first = policy.clauses[0]
    return first if first.label == OPENING or AIMS.search(first.body) else None


def find_closing(policy: Policy) -> Clause | None:
    """Return the clause that says since when the policy applies, and who interprets it: its 附则 or the last such."""
    closing = next((clause for clause in policy.clauses if clause.label == CLOSING), None)
    said = (clause for clause in reversed(policy.clauses) if COMES_INTO_FORCE.search(clause.body))
    return closing or next(said, None)


def _clause(policy: str, entry: Entry) -> Clause:
    """Make a clause of an entry; a heading that nothing follows is its text."""
    first, *others = entry.blocks
    is_headed = bool(first.mark) and entry.label not in (OPENING, CLOSING)
    paragraphs = [first.rest if is_headed else first.text, *(block.text for block in others)]
    if not first.mark and entry.label == CLOSING and not entry.title:
        paragraphs = [block.text for block in others]
    body, departments = take_departments([paragraph for paragraph in paragraphs if paragraph])
    title = entry.title if is_headed else entry.label
    if is_headed and not body:
        title, body = "", [title]
    return Clause(
        policy=policy,
        label=entry.label,
        section=entry.section,
        title=title,
        body="\n".join(body),
        departments=departments,
        start=first.start,
        end=entry.blocks[-1].end,
    )
