"""Lists of words: 三星级、四星级、五星级的酒店; 高级雪道、中级雪道; 国际标准、国家标准、行业标准."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.ingest.drafting.listed import SEPARATOR, Items
from assistant.ingest.drafting.words import LEVEL, LISTS
from assistant.policy.levels import level_of
from assistant.text.lists import either

_LEVEL = re.compile(LEVEL)
_SEPARATED = re.compile(SEPARATOR)
_SEPARATED_PLAIN = re.compile(r"(?:、|/|(?<=[”》])(?=[“《]))")
_EACH = re.compile("每(?=[一-鿿]{0,3}[1一]?[名个人家项件])")
_SEPARATED_BY_MARK = re.compile("、")
_LEAD_IN = re.compile(f".*(?:{either(LISTS['lead_in'])})")
_SHAPE = re.compile(r"(?:[一二三四五六七八九特甲乙丙丁]|[0-9]+[A]?|[A-Z]+)$")
_PROCEDURE = re.compile(r"(?:由|经|报).*(?:局|委|部门|机构|政府|单位|办公室|专家)")
_TAIL = re.compile(
    r"^(?P<item>.*?(?:星级|A级|[一二三四五特甲乙丙丁\dA-Z]级|[一二三四五特甲乙丙丁\dA-Z]类|等奖?|名|级))(?P<tail>.+)$"
)
_KIND_OF_STANDARD = re.compile("国际|国家|行业|地方|团体|企业")
_SIZED_END = re.compile(r"\d[^，。；的]{0,6}(?:以[上下内]|的?[（(]含[)）])$")
_ENDS_OF_RANK = re.compile(r"(?:星级|级|类|等奖?|档|名|[一二三四五]?星|A级?)$")


def listed_words(head: str, count: int) -> Items | None:
    """Find a list of words in the last segment that has one."""
    if count < 2:
        return None
    for start, segment in _narrowed(head):
        for separator in (_SEPARATED, _SEPARATED_PLAIN, _SEPARATED_BY_MARK):
            pieces = list(_cut(segment, separator))
            if len(pieces) == count:
                return _from_pieces(head, start, segment, pieces)
    for start, segment in _segments(head):
        pieces = list(_cut(segment, _SEPARATED_BY_MARK))
        if len(pieces) > count and _opens_list([segment[a:b] for a, b in pieces[-count:]]):
            return _from_pieces(head, start, segment, pieces[-count:])
    return None


def _opens_list(words: Sequence[str]) -> bool:
    """Tell whether the first of the last pieces leads to a list of its own: 园区、企业引进全国首店、全省首店."""
    lead = _LEAD_IN.match(words[0])
    return lead is not None and _shared_end([words[0], *(word.rstrip("的") for word in words[1:])]) is not None


def _narrowed(head: str) -> Iterator[tuple[int, str]]:
    """Yield the segments from the last on, of each first what stands behind its last 的."""
    for start, whole in reversed(list(_segments(head))):
        segment = _EACH.split(whole)[0]
        if _PROCEDURE.match(segment):
            continue
        at = segment.rstrip("的").rfind("的") + 1
        if at:
            yield start + at, segment[at:]
        yield start, segment


def _segments(head: str) -> Iterator[tuple[int, str]]:
    at = 0
    for segment in re.split("[，：；]", head):
        yield at, segment
        at += len(segment) + 1


def _cut(segment: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Cut at separators outside brackets and quotation marks."""
    at = 0
    for found in separator.finditer(segment):
        left = segment[: found.start()]
        if left.count("(") != left.count(")") or left.count("“") != left.count("”"):
            continue
        yield at, found.start()
        at = found.end()
    yield at, len(segment)


def _from_pieces(head: str, offset: int, segment: str, pieces: Sequence[tuple[int, int]]) -> Items | None:
    words = [segment[a:b] for a, b in pieces]
    if not all(words):
        return None
    cut = _first_cut(words)
    words[0] = words[0][cut:]
    last = words[-1]
    shared = _shared_end(words[:-1])
    if (end := _end_of_item(last)) is not None:
        words[-1] = last[:end]
    elif (tail := _TAIL.match(last)) and all(w.endswith(tail["item"][-1]) or len(w) <= 2 for w in words[:-1]):
        words[-1] = tail["item"]
    if shared and shared in words[-1]:
        cut_at = words[-1].index(shared) + len(shared)
        words[-1] = words[-1] if words[-1][:cut_at] in words[:-1] else words[-1][:cut_at]  # 质量奖、质量奖提名奖
    start = offset + pieces[0][0] + cut
    end = offset + pieces[-1][0] + len(words[-1])
    extra = _missing_end(words)
    words = [*(w + extra for w in words[:-1]), words[-1]]
    if not all(words):
        return None
    common = common_end(words)
    rest = head[:start] + common + head[end:]
    levels = tuple(_leading_level(word) for word in words)
    if None in levels:  # 国家重点项目、省“…”项目: kinds, not ranks
        levels = tuple(
            level if level and word.startswith(level) else None for level, word in zip(levels, words, strict=True)
        )
    return Items(start, end, tuple(words), levels, (None,) * len(words), rest)


def _end_of_item(last: str) -> int | None:
    """Return where the last item ends before what all items share, none of whose sizes ends it: 45岁以下的博士."""
    places = (at for at, char in enumerate(last) if at and char == "的")
    return next((at for at in places if not _SIZED_END.search(last[:at])), None)


def _first_cut(words: Sequence[str]) -> int:
    """Return how much of the first piece stands before its item: as long as the others look like what remains."""
    first = words[0]
    shape = re.search(
        r"(?:[一二三四五六七八九特甲乙丙丁金银铜](?:星级?|级|类|等奖?|等|奖)?)+$|(?:\d+A级?|[A-Z]+(?:级|类)?)$", first
    )
    if shape and re.match(r"(?:[一二三四五六七八九特甲乙丙丁金银铜]|\d+A|[A-Z])", words[1]):
        return shape.start()
    lead = _LEAD_IN.match(first)
    return lead.end() if lead and lead.end() < len(first) else 0


def _shared_end(words: Sequence[str]) -> str | None:
    for size in (2, 1):
        ends = {word[-size:] for word in words}
        if len(ends) == 1 and all(len(word) > size for word in words):
            end = ends.pop()
            return end if size == 2 or end in "级类星奖等档" else None
    return None


def common_end(words: Sequence[str]) -> str:
    """Return the noun that all items end in: 标准 of 国际标准、国家标准、行业标准."""
    shortest = min(map(len, words))
    size = next((n for n in range(shortest, 1, -1) if len({word[-n:] for word in words}) == 1), 0)
    end = re.sub("^(?:级|类|等)", "", words[0][-size:]) if size else ""
    return "" if _ENDS_OF_RANK.search(end) else end


def _missing_end(words: Sequence[str]) -> str:
    """Return the 级 of 5A级 that 3A and 4A lack."""
    last = words[-1]
    if last.endswith("标准") and all(map(_KIND_OF_STANDARD.fullmatch, words[:-1])):
        return "标准"
    for end in ("星级", "级", "类", "等奖", "等"):
        if last.endswith(end) and not any(word.endswith(end) for word in words[:-1]):
            return end if all(_SHAPE.search(word) for word in words[:-1]) else ""
    return ""


def _leading_level(word: str) -> str | None:
    found = _LEVEL.match(word)
    return level_of(found[0]) if found and len(found[0]) > 1 else None
