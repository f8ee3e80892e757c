"""The items that a head lists for the figures behind 分别: levels, stars, grades, kinds, size brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.ingest.drafting.brackets import Bracket, counted, find_brackets, settle
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.words import LEVEL
from assistant.text.figures import Figure, Unit, find_figures

SEPARATOR = r"(?:、|/|以及|及|和|与|或者|或|(?<=[”》])(?=[“《]))"
_LEVEL_LIST = re.compile(rf"{LEVEL}(?:\([^()]*\))?(?:{SEPARATOR}{LEVEL}(?:\([^()]*\))?)+")
_LEVEL = re.compile(LEVEL)
_TRAILING = re.compile(r"(?:两|三|四)?级")
FULL_LEVELS = {
    "国家": "国家级", "部级": "部级", "省": "省级", "自治区": "自治区级", "市": "市级", "县": "县级", "区": "区级", "国际": "国际级",
    "全国": "国家级", "全省": "省级", "国际性": "国际级", "全国性": "国家级", "地市级": "市级", "设区市级": "市级",
}  # fmt: skip
ADMINISTRATIVE = re.compile(
    r"^(?:国家|国际|世界|部|省部|省|自治区|市|州|盟|县|区|旗|乡?镇|村|国内|省内|市内|县内|全国|全省)(?:级|性)?$"
)
_NUMERAL_RANGE = re.compile(
    r"(?P<low>[1-9一二三四五])(?P<unit>[A星级类等]*)(?:—{1,2}|-{1,2}|至|到)(?P<high>[1-9一二三四五])(?P<tail>星级?|A级?|级|类|等)"
)
_DIGITS = "零一二三四五六七八九"
_SEPARATED = re.compile(SEPARATOR)
_SEPARATED_PLAIN = re.compile(r"(?:、|/|(?<=[”》])(?=[“《]))")
_LEAD_IN = re.compile(
    r".*(?:认定为|评定为|评为|评选为|命名为|授予|获评|获得|获批|获|列入|纳入|入选|入围|通过|取得|确定为|成为|为|对于|对|凡|新建|新办|新增|新引进|引进|新发展|发展|建设|建成|打造|达到?|首次|建立|设立"
    r"|创建|荣获|制定|参与|主导|组织|开展|参加|举办|承办|按照?|新|的|从|在|给予)"
)
_SHAPE = re.compile(r"(?:[一二三四五六七八九特甲乙丙丁]|[0-9]+[A]?|[A-Z]+)$")
_TAIL = re.compile(
    r"^(?P<item>.*?(?:星级|A级|[一二三四五特甲乙丙丁\dA-Z]级|[一二三四五特甲乙丙丁\dA-Z]类|等奖?|名|级))(?P<tail>.+)$"
)


class Items(NamedTuple):
    """What a list names: a label or a bracket per figure; `start`/`end` is where the list stands in the head."""

    start: int
    end: int
    labels: tuple[str, ...]
    levels: tuple[str | None, ...]
    brackets: tuple[Bracket | None, ...]
    rest: str


def find_items(head: str, count: int) -> Items | None:
    """Find the list of `count` items that a head names, the nearest to its end first.

    >>> find_items("新评定为三星级、四星级、五星级的酒店", 3).labels
    ('三星级', '四星级', '五星级')
    >>> find_items("新认定的国家、省级企业技术中心", 2).levels
    ('国家级', '省级')
    """
    for reader in (_listed_brackets, _listed_numbers, _listed_levels, _numeral_range, _listed_words):
        if items := reader(head, count):
            return items
    return None


def level_of(word: str) -> str | None:
    """Return the administrative level that a word is, in full."""
    word = word.strip("()“”")
    if not ADMINISTRATIVE.match(word):
        return None
    return FULL_LEVELS.get(word, word)


def _listed_brackets(head: str, count: int) -> Items | None:
    brackets = settle(find_brackets(head))
    runs: list[list[Bracket]] = []
    for bracket in brackets:
        gap = head[runs[-1][-1].end : bracket.start] if runs else ""
        if (
            runs
            and re.fullmatch(rf"(?:的|，)?{SEPARATOR}?(?:在|达到?|投资额?|首次)?", gap)
            and runs[-1][-1].counter == bracket.counter
        ):
            runs[-1].append(bracket)
        else:
            runs.append([bracket])
    run = next((r for r in reversed(runs) if len(r) == count > 1), None)
    if run is None:
        return None
    of = next((b.of for b in run if b.of), None)
    named = [b._replace(of=b.of or of) for b in run]
    start, end = run[0].start, run[-1].end
    labels = tuple(head[b.start : b.end] for b in run)
    return Items(start, end, labels, (None,) * count, tuple(named), head[:start] + labels[0] + head[end:])


def _listed_numbers(head: str, count: int) -> Items | None:
    """Find 首次达到3亿元、5亿元、10亿元: a bracket from each number up."""
    found = [f for f in find_figures(head) if f.unit in (Unit.YUAN, Unit.COUNT, Unit.PERCENT)]
    runs: list[list[Figure]] = []
    for figure in found:
        gap = head[runs[-1][-1].end : figure.start] if runs else ""
        same = bool(runs) and runs[-1][-1].unit is figure.unit and runs[-1][-1].counter == figure.counter
        if same and re.fullmatch(rf"{SEPARATOR}", gap):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    run = next((r for r in reversed(runs) if len(r) == count > 1), None)
    if run is None:
        return None
    start, end = run[0].start, run[-1].end
    of = next((b.of for b in find_brackets(head, [run[0]]) if b.of), None)
    over = re.search(r"(?<!不)(?:超过|突破|高于|超)(?:人民币)?$", head[:start])
    suffix = re.match(r"(?:\(含\))?及?以[上下]", head[end:])
    counter = counted({Unit.YUAN: "元", Unit.PERCENT: "%"}.get(run[0].unit) or run[0].counter or "个", of, run[-1])
    brackets = tuple(Bracket(f.start, f.end, of, counter, **{"over" if over else "from_": f.value}) for f in run)
    labels = tuple(head[f.start : f.end] for f in run)
    return Items(
        start,
        end + (suffix.end() if suffix else 0),
        labels,
        (None,) * count,
        brackets,
        head[:start] + labels[0] + head[end:],
    )


def _listed_levels(head: str, count: int) -> Items | None:
    for found in reversed(list(_LEVEL_LIST.finditer(head))):
        words = [m[0] for m in _LEVEL.finditer(re.sub(r"\([^()]*\)", "", found[0]))]
        if len(words) != count or count < 2:
            continue
        end = found.end()
        if tail := _TRAILING.match(head, end):
            end = tail.end()
        levels = tuple(FULL_LEVELS.get(word, word) for word in words)
        return Items(found.start(), end, tuple(words), levels, (None,) * count, head[: found.start()] + head[end:])
    return None


def _numeral_range(head: str, count: int) -> Items | None:
    """Expand 2—5星级 for four figures."""
    for found in _NUMERAL_RANGE.finditer(head):
        low, high = (int(n) if n.isdigit() else _DIGITS.index(n) for n in (found["low"], found["high"]))
        if high - low + 1 != count:
            continue
        shown = str if found["low"].isdigit() else lambda n: _DIGITS[n]
        labels = tuple(f"{shown(n)}{found['tail']}" for n in range(low, high + 1))
        return Items(
            found.start(),
            found.end(),
            labels,
            (None,) * count,
            (None,) * count,
            head[: found.start()] + head[found.end() :],
        )
    return None


def _listed_words(head: str, count: int) -> Items | None:
    if count < 2:
        return None
    for start, segment in _narrowed(head):
        for separator in (_SEPARATED, _SEPARATED_PLAIN):
            pieces = list(_cut(segment, separator))
            if len(pieces) < count:
                continue
            if len(pieces) > count and separator is _SEPARATED:
                continue
            return _from_pieces(head, start, segment, pieces[:count] if len(pieces) == count else pieces[-count:])
    return None


def _narrowed(head: str) -> Iterator[tuple[int, str]]:
    """Yield the segments from the last on, of each first what stands behind its last 的."""
    for start, segment in reversed(list(_segments(head))):
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
    if "的" in last[1:]:
        words[-1] = last[: last.index("的", 1)]
    elif (tail := _TAIL.match(last)) and all(w.endswith(tail["item"][-1]) or len(w) <= 2 for w in words[:-1]):
        words[-1] = tail["item"]
    if shared and shared in words[-1]:
        words[-1] = words[-1][: words[-1].index(shared) + len(shared)]
    start = offset + pieces[0][0] + cut
    end = offset + pieces[-1][0] + len(words[-1])
    extra = _missing_end(words)
    words = [*(w + extra for w in words[:-1]), words[-1]]
    if not all(words):
        return None
    common = common_end(words)
    rest = head[:start] + common + head[end:]
    levels = tuple(_leading_level(word) for word in words)
    return Items(start, end, tuple(words), levels, (None,) * len(words), rest)


def _first_cut(words: Sequence[str]) -> int:
    """Return how much of the first piece stands before its item: as long as the others look like what remains."""
    first = words[0]
    shape = re.search(
        r"(?:[一二三四五六七八九特甲乙丙丁金银铜](?:星级?|级|类|等奖?|等|奖)?|\d+A级?|[A-Z]+(?:级|类)?)$", first
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


_ENDS_OF_RANK = re.compile(r"(?:星级|级|类|等奖?|档|名|[一二三四五]?星|A级?)$")


def common_end(words: Sequence[str]) -> str:
    """Return the noun that all items end in: 标准 of 国际标准、国家标准、行业标准."""
    shortest = min(map(len, words))
    size = next((n for n in range(shortest, 1, -1) if len({word[-n:] for word in words}) == 1), 0)
    end = re.sub("^(?:级|类|等)", "", words[0][-size:]) if size else ""
    return "" if _ENDS_OF_RANK.search(end) else end


def _missing_end(words: Sequence[str]) -> str:
    """Return the 级 of 5A级 that 3A and 4A lack."""
    last = words[-1]
    for end in ("星级", "级", "类", "等奖", "等"):
        if last.endswith(end) and not any(word.endswith(end) for word in words[:-1]):
            return end if all(_SHAPE.search(word) for word in words[:-1]) else ""
    return ""


def _leading_level(word: str) -> str | None:
    found = _LEVEL.match(word)
    return level_of(found[0]) if found else None


def items_of_notes(group: Group) -> Items | None:
    """Read the brackets behind the figures as their labels: 10万元(一等奖)、5万元(二等奖)."""
    if not all(group.notes):
        return None
    labels = tuple((note or "").strip("()") for note in group.notes)
    return Items(0, 0, labels, tuple(map(level_of, labels)), (None,) * len(labels), "")
