"""Tables of awards: a row a tier or programme, unit and bound in the column heading, 同上 for the cell above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from assistant.ingest.drafting.brackets import find_brackets
from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.ingest.drafting.flat_text import Span
from assistant.ingest.drafting.heads import read_head
from assistant.ingest.drafting.leads import read_lead
from assistant.ingest.drafting.names import name_of_title
from assistant.policy.levels import level_of
from assistant.text import giving
from assistant.text.figures import Figure, Unit, find_figures
from assistant.text.giving import says_once

_LINE = re.compile(r"\|[^\n]*")
_RULE = re.compile(r"[|\s:-]+")
_NOTHING = re.compile(r"[—–―/／-]+|无")
_SAME = re.compile(r"同上|同左|〃|″|\"")
_CAP = re.compile(r"上限|最高|限额|封顶|不超过")
_AMOUNT = re.compile(rf"{giving.AWARD}|奖金|金额|标准|额度|比例|经费|贴息|支持|[(/]?(?:万|亿|千)?元")
_ASIDE = re.compile(r"序号|编号|备注|说明|依据|责任|部门|单位$|时限|期限|时间|年限|联系|电话|材料")
_SIZE = re.compile(r"面积|规模|产值|收入|营收|投资|销售|数量|人数|交易|额$|条件|档次|区间|范围")
_PROGRAMME = re.compile(r"项目|事项|内容|名称|政策|方向|措施|类目|科目")
_PER = re.compile(r"元/(?P<per>[一-鿿·.]{1,5})|(?P<each>每[一-鿿]{1,3})")


class _Cell(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Grid:
    """A table: its headings, its rows, and the text from its caption to its end."""

    heads: list[_Cell]
    rows: list[list[_Cell]]
    span: Span


def find_grids(text: str) -> list[Span]:
    """Return the spans of the tables of a flat text."""
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        if (line.start() and text[line.start() - 1] != "\n") or line[0].count("|") < 3:
            continue
        if spans and spans[-1].end + 1 >= line.start():
            spans[-1] = Span(spans[-1].start, line.end())
        else:
            spans.append(Span(line.start(), line.end()))
    return spans


def read_grid(text: str, span: Span, title: str, sentence: int) -> list[Draft]:
    """Read the awards of a table; the sentence before it says whom and what they are for."""
    caption = max(text.rfind("。", 0, span.start), text.rfind("\n", 0, max(span.start - 1, 0))) + 1
    grid = _parse(text, span, min(caption, span.start))
    if grid is None:
        return []
    figures = [f for f in find_figures(text) if f.unit in (Unit.YUAN, Unit.PERCENT)]
    drafts = list(_programmes(text, grid, figures, title, sentence))
    for draft in drafts:
        draft.once = says_once(text[grid.span.start : span.start]) or says_once(text[draft.start : draft.end])
    return drafts


def _parse(text: str, span: Span, caption: int) -> _Grid | None:
    lines = [list(_cells(text, m.start(), m.end())) for m in _LINE.finditer(text, span.start, span.end)]
    lines = [cells for cells in lines if not all(_RULE.fullmatch(cell.text) or not cell.text for cell in cells)]
    if len(lines) < 2:
        return None
    heads, rows = lines[0], lines[1:]
    for above, row in pairwise(rows):
        for i, cell in enumerate(row):
            if i < len(above) and _SAME.fullmatch(cell.text):
                row[i] = above[i]
    return _Grid(heads, rows, Span(caption, span.end))


def _cells(text: str, start: int, end: int) -> Iterator[_Cell]:
    at = start + 1
    for part in text[start:end].strip("|").split("|"):
        yield _Cell(part.strip(), at, at + len(part))
        at += len(part) + 1


def _programmes(
    text: str, grid: _Grid, figures: Sequence[Figure], title: str, sentence: int
) -> Iterator[Draft]:  # fmt: skip
    """Yield one row for the table, or one for each line where the lines are programmes of their own."""
    heads = [cell.text for cell in grid.heads]
    named = next((i for i, head in enumerate(heads) if _PROGRAMME.search(head) and not _AMOUNT.search(head)), None)
    lead = read_lead(text[grid.span.start : grid.heads[0].start - 1].rstrip("：\n "))
    about = read_head(lead.head, None, title)
    shared: Draft | None = None
    for row in grid.rows:
        tiers = list(_tiers(grid, row, figures, named))
        if not tiers:
            continue
        if named is None or not row[named].text:
            name = about.name or name_of_title(title) or "奖补标准"
            shared = shared or _draft(grid, name, sentence, about.beneficiary, about.condition)
            draft = shared
        else:
            draft = _draft(grid, row[named].text, sentence, about.beneficiary, None)
        if not draft.tiers:
            yield draft
        draft.tiers += tiers


def _draft(grid: _Grid, name: str, sentence: int, beneficiary: str | None, condition: str | None) -> Draft:
    draft = Draft("award", grid.span.start, grid.span.end, name, "", sentence, modality="给予")
    draft.beneficiary, draft.condition = beneficiary, condition
    draft.doubt("取自表格，请对照表头核对", 0.75)
    return draft


def _tiers(grid: _Grid, row: list[_Cell], figures: Sequence[Figure], named: int | None) -> Iterator[Tier]:
    """Yield the tiers of a line: one for each column of amounts, capped by the column of limits."""
    cells = list(zip(grid.heads, row, strict=False))
    inside = [(head, cell, [f for f in figures if cell.start <= f.start < cell.end]) for head, cell in cells]
    amounts = [i for i, (head, _, found) in enumerate(inside) if found and _is_amount(head.text, row[0].text)]
    caps = [i for i in amounts if _CAP.search(inside[i][0].text)]
    given = [i for i in amounts if i not in caps] or caps
    labels = [i for i in range(len(cells)) if i not in amounts and i != named and _labels(inside[i][0].text)]
    for i in given:
        head, _, found = inside[i]
        tier = _tier(grid, head.text, found)
        words = [said for j in labels if (said := cells[j][1].text) and not _NOTHING.fullmatch(said)]
        if len(given) > 1:
            words.append(re.sub(r"\(.*?\)", "", head.text))
        _label(tier, [grid.heads[j].text for j in labels], words)
        if caps and given is not caps and tier.is_open:
            tier.cap = inside[caps[0]][2][0].value
        yield tier


def _is_amount(head: str, row_head: str) -> bool:
    if _ASIDE.search(head):
        return False
    by_head = _AMOUNT.search(head) or _CAP.search(head)
    return bool(by_head) or level_of(head) is not None or (bool(_AMOUNT.search(row_head)) and not _SIZE.search(head))


def _labels(head: str) -> bool:
    return not _ASIDE.search(head)


def _tier(grid: _Grid, head: str, found: Sequence[Figure]) -> Tier:
    figure = found[0]
    tier = Tier(grid.span.start, grid.span.end, value=figure.value, bound=figure.bound or "exact")
    tier.unit = "yuan" if figure.unit is Unit.YUAN else "percent"
    if figure.role == "low" and len(found) > 1:
        tier.up_to, tier.bound = found[1].value, "at_least"
    if per := _PER.search(head):
        tier.per = per["per"] or (per["each"] or "")[1:]
    return tier


def _label(tier: Tier, heads: Sequence[str], words: Sequence[str]) -> None:
    """Give a tier its level, its bracket and its case from the other cells of its line."""
    rest: list[str] = []
    for at, word in enumerate(words):
        head = heads[at] if at < len(heads) else ""
        if level := level_of(word):
            tier.level = level
        elif (brackets := find_brackets(f"{head}{word}")) and brackets[0].start >= len(head):
            tier.bracket = brackets[0]._replace(of=brackets[0].of or head or None)
        else:
            rest.append(re.sub(r"\(.*?元\)", "", word))
    tier.case = "".join(rest) or None
