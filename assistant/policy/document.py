"""Parse a policy document into clauses.

The corpus form is Markdown under YAML front matter: `# title`, `## 一、section`, and clauses that open with a run-in
heading, `**（一）heading**。body`. A clause's 责任单位 line is data of the clause. What precedes the first section and
does not address anybody (a line ending in a colon does) is the 导语; what follows the last clause in whole sentences
is the 附则. Letterhead, signature and 抄送 are no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError, Fault
from assistant.models import Clause, Policy, PolicyMeta
from assistant.policy.sources import parse_model, parse_yaml, read_text

OPENING, CLOSING = "导语", "附则"
AIMS = re.compile(r"^为(?!期|主)|制定本|根据《")
COMES_INTO_FORCE = re.compile(r"起(?:施行|执行|实施)|负责解释|有效期")

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
PARAGRAPH = re.compile(r"[^\n]+")
SECTION = re.compile(r"## ([一二三四五六七八九十]+)、(.+)")
RUN_IN = re.compile(
    r"\*\*(（[一二三四五六七八九十]+）|第[一二三四五六七八九十百零〇\d]+条|\d+[、.．])\s*([^*]*)\*\*[。：]?(.*)"
)
DEPARTMENTS = re.compile(r"责任单位：(.+?)。?$")
SEPARATOR = re.compile(r"[、，](?![^（]*）)")


@dataclass(slots=True)
class _Paragraph:
    text: str
    start: int
    end: int


def read_policy(path: Path) -> Policy:
    """Read and parse one policy file; raise `CorpusError` naming what is wrong with its front matter or clauses."""
    text = read_text(path)
    front = FRONT_MATTER.match(text)
    if not front:
        raise CorpusError(Fault(path.name, "-", "front matter", "缺少 YAML 文件头"))
    meta = parse_model(path.name, "front matter", parse_yaml(path.name, front[1], before=1), PolicyMeta)
    clauses = tuple(parse_clauses(meta.id, text, front.end()))
    if not clauses:
        raise CorpusError(Fault(path.name, "-", "clauses", "正文中没有识别出条款"))
    labels = [clause.label for clause in clauses]
    repeated = sorted({label for label in labels if labels.count(label) > 1})
    if repeated:
        raise CorpusError(*(Fault(path.name, label, "label", "条款标号重复") for label in repeated))
    return Policy(meta=meta, clauses=clauses, text=text[front.end() :], file=path.name)


def find_opening(policy: Policy) -> Clause | None:
    """Return the clause that says why the policy was made: its 导语, or a first article that does."""
    first = policy.clauses[0]
    return first if first.label == OPENING or AIMS.search(first.body) else None


def find_closing(policy: Policy) -> Clause | None:
    """Return the clause that says since when the policy applies, and who interprets it: its 附则 or the last such."""
    closing = next((clause for clause in policy.clauses if clause.label == CLOSING), None)
    said = (clause for clause in reversed(policy.clauses) if COMES_INTO_FORCE.search(clause.body))
    return closing or next(said, None)


def parse_clauses(policy: str, text: str, begin: int = 0) -> Iterator[Clause]:
    """Yield the clauses of `text` from offset `begin`, in printed order."""
    paragraphs = [_Paragraph(m[0], m.start(), m.end()) for m in PARAGRAPH.finditer(text, begin)]
    first = next((i for i, p in enumerate(paragraphs) if SECTION.match(p.text) or RUN_IN.match(p.text)), None)
    if first is None:
        return
    yield from _opening(policy, paragraphs[:first])
    section = numeral = ""
    i, last = first, first
    while i < len(paragraphs):
        paragraph = paragraphs[i]
        if heading := SECTION.match(paragraph.text):
            numeral, section = heading[1], heading[2].strip()
            i += 1
        elif item := RUN_IN.match(paragraph.text):
            end = _clause_end(paragraphs, i)
            yield _clause(policy, numeral, section, item, paragraphs[i:end])
            i = last = end
        else:
            i += 1
    yield from _closing(policy, paragraphs[last:])


def _clause_end(paragraphs: list[_Paragraph], start: int) -> int:
    """Return the index after the clause that opens at `start`: past its 责任单位 line, or before the next heading."""
    for i in range(start + 1, len(paragraphs)):
        if DEPARTMENTS.match(paragraphs[i].text):
            return i + 1
        if SECTION.match(paragraphs[i].text) or RUN_IN.match(paragraphs[i].text):
            return i
    return start + 1


def _clause(policy: str, numeral: str, section: str, item: re.Match[str], parts: list[_Paragraph]) -> Clause:
    departments: tuple[str, ...] = ()
    body = [item[3].strip()]
    for part in parts[1:]:
        if named := DEPARTMENTS.match(part.text):
            departments = tuple(name.strip() for name in SEPARATOR.split(named[1]))
        else:
            body.append(part.text.strip())
    mark = item[1].rstrip("、.．")
    label = mark if mark.startswith("第") else f"{numeral}、{mark}" if mark.isdigit() else f"{numeral}{mark}"
    return Clause(
        policy=policy,
        label=label,
        section=section,
        title=item[2].strip(),
        body="\n".join(filter(None, body)),
        departments=departments,
        start=parts[0].start,
        end=parts[-1].end,
    )


def _opening(policy: str, paragraphs: list[_Paragraph]) -> Iterator[Clause]:
    title = next((i for i, p in enumerate(paragraphs) if p.text.startswith("# ")), -1)
    parts = [p for p in paragraphs[title + 1 :] if p.text.endswith("。")]
    if parts:
        yield _plain(policy, OPENING, parts)


def _closing(policy: str, paragraphs: list[_Paragraph]) -> Iterator[Clause]:
    parts: list[_Paragraph] = []
    for paragraph in paragraphs:
        if not paragraph.text.endswith("。"):
            break
        parts.append(paragraph)
    if parts:
        yield _plain(policy, CLOSING, parts)


def _plain(policy: str, label: str, parts: list[_Paragraph]) -> Clause:
    body = "\n".join(part.text for part in parts)
    start, end = parts[0].start, parts[-1].end
    return Clause(policy=policy, label=label, section="", title=label, body=body, start=start, end=end)
