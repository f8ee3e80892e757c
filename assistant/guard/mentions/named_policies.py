"""Which policies a text names: by number, title, region or year, where there is more than one to tell apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.models import PolicyMeta
from assistant.text.normalization import normalize

Policies = frozenset[str]
_NUMBER = re.compile(r"(?P<series>\D*)\D(?P<year>[0-9]{4})\D(?P<number>[0-9]+)号")
_YEARS_OWN = r"年(?:度)?(?:的|那份|出台的?|发布的?|印发的?|这份|版)?(?:政策|文件|通知|办法|措施|标准|规定|口径|版)"
_PLACE_END = re.compile("[省市县区]$")
_NEAR = 12  # mentions no farther apart speak of one policy: 福州市2022年的政策
_JOINED = 4  # how many mentions together may name a policy
_REPLACES = ("替代", "取代", "代替")  # 已由宁政办〔2026〕903号替代: what follows is not said of that one
ANY: Policies = frozenset()


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """A mention in a normalised text, and the policies that it may mean."""

    start: int
    end: int
    policies: Policies


class PolicyReader:
    """Finds the mentions of policies in texts; none where the corpus holds one policy."""

    def __init__(self, policies: Sequence[PolicyMeta]) -> None:
        self._means: dict[str, Policies] = {}
        for meta in policies if len(policies) > 1 else ():
            for pattern in _patterns(meta):
                self._means[pattern] = self._means.get(pattern, ANY) | {meta.id}
        told = {pattern: ids for pattern, ids in self._means.items() if len(ids) < len(policies)}
        self._told = tuple((re.compile(pattern), ids) for pattern, ids in told.items())

    def find(self, text: str) -> tuple[PolicyMention, ...]:
        """Return the mentions in order."""
        found = [
            PolicyMention(*m.span(), ids)
            for pattern, ids in self._told
            for m in pattern.finditer(text)
            if not (text.startswith(_REPLACES, m.end()) and text.endswith("由", 0, m.start()))
        ]
        return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _patterns(meta: PolicyMeta) -> Iterator[str]:
    """Yield what a policy is called by."""
    if number := _NUMBER.fullmatch(normalize(meta.number).text):
        yield rf"(?:{re.escape(number['series'])})?\W?{number['year']}\W?(?:第)?{number['number']}号"
        yield rf"(?<![0-9]){number['number']}号文"
    title = normalize(meta.title).text.replace(" ", "")
    yield re.escape(title)
    yield re.escape(title.removeprefix(meta.issuer).removesuffix("的通知"))
    if meta.region:
        yield re.escape(_PLACE_END.sub("", meta.region)) + f"(?:{meta.region[-1]})?"
    if meta.issued is not None:
        yield f"{meta.issued.year}{_YEARS_OWN}"


class PolicyFinder:
    """Tells of which policies a figure of one text speaks; of any where none is named."""

    def __init__(self, sheet: Sheet, mentions: tuple[PolicyMention, ...], asked: Policies) -> None:
        """`asked`: the policies that the question names."""
        self._sheet, self._mentions, self._asked = sheet, mentions, asked
        self._starts = [mention.start for mention in mentions]

    def of(self, item: Item) -> Policies:
        """Return the policies named nearest to a figure: in its column, its sentence, before it, or in the question."""
        if not self._mentions:
            return self._asked
        for span in self._spans(item):
            if inside := self._inside(*span):
                return joined(inside)
        return joined(self._inside(0, item.start)) or self._asked

    def _inside(self, start: int, end: int) -> tuple[PolicyMention, ...]:
        """Return the last mentions that begin in a span."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._mentions[max(first, last - _JOINED) : last]

    def _spans(self, item: Item) -> Iterator[Span]:
        sheet, line = self._sheet, self._sheet.line_of(item)
        cell = sheet.cell_at(line, item.start)
        if cell is not None:
            yield cell[1]
            yield from sheet.cells_beside(line, cell[0])
            head = sheet.lines[line.header].cells if line.header is not None else ()
            yield from head[cell[0] : cell[0] + 1]
        yield sheet.floor_of(item), item.start
        start, end = sheet.clause_of(item)
        yield start, end
        first, last = sheet.sentence_of(item)
        yield first, item.start
        following = sheet.after(item, last)
        yield item.end, following.start if following is not None else last
        for parent in line.parents:
            yield sheet.lines[parent].start, sheet.lines[parent].end


def joined(mentions: Sequence[PolicyMention]) -> Policies:
    """Return what the last mention means together with those right before it that don't contradict it."""
    if not mentions:
        return ANY
    last, policies = mentions[-1], mentions[-1].policies
    for mention in reversed(mentions[:-1]):
        if last.start - mention.end > _NEAR or not policies & mention.policies:
            break
        last, policies = mention, policies & mention.policies
    return policies
