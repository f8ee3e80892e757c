"""What a rate is of and what a size measures, by position: 按…的N%, N%的…, 年销售额达到N."""

from __future__ import annotations

import re

from assistant.guard.claims.claim import Slot
from assistant.guard.claims.frames import LEFT, Frames
from assistant.guard.words.slots import BASE_LEAD, BASE_OWN, BASE_PREFIX, BASE_SAID, NOT_MEASURES

_BEHIND = re.compile(r"的(?P<base>[^，。；！？\n:：|0-9的]{2,14})")
_NO_BASE = re.compile("奖|补|标准|比例|贴|返|资助|配套|部分|时候|话|计算|区间")
_ASIDE = re.compile(r"[（(][^（）()\n]{0,20}[)）]")
_BOUND = re.compile("^(?:还|也|都|又|均)*(?:不能|不得|不可|不应|最多|最高|至多)*(?:超过|高于|达到|到)(?:对|其)?")
_GIVEN = re.compile("(?:给予?|来?补|来?奖|来?算|计发?)$")
_RATE_IS = re.compile("^.*(?:比例|标准|额度|力度)(?:就?是|为|按照?)")
_PARTED = re.compile("[、:：(（|]")


def read_base(frames: Frames, at: int) -> Slot | None:
    """Return the words for what a rate is of: 按…的N%, N%的…, 基数是…."""
    quantity, frame, text = frames.quantities[at], frames.frame(at), frames.text
    if not quantity.is_rate:
        return None
    start = max(frame.clause[0], quantity.left - LEFT)
    earlier = [q for q in frames.within(start - LEFT, quantity.left) if start <= q.end <= quantity.left and q.is_rate]
    if earlier and text[earlier[-1].end : quantity.left].strip("、和及与至到-—~%") == "":
        first = earlier[0].left
        return _base_before(text, max(frame.clause[0], first - LEFT), first)
    if said := _base_before(text, max(start, earlier[-1].end if earlier else start), quantity.left):
        return said
    behind = _BEHIND.match(text, quantity.end, frame.ceiling)
    if behind and not _NO_BASE.match(behind["base"]):
        return Slot(behind["base"], behind.span("base"))
    said_after = BASE_SAID.search(text, quantity.end, frame.sentence[1])
    return Slot(said_after["base"], said_after.span("base")) if said_after else None


def _base_before(text: str, start: int, end: int) -> Slot | None:
    words = text[start:end]
    for pattern in (BASE_LEAD, BASE_OWN):
        if found := pattern.search(words):
            base = _GIVEN.sub("", _BOUND.sub("", BASE_PREFIX.sub("", _RATE_IS.sub("", found["base"]))))
            at = start + found.start("base") + found["base"].rfind(base)
            lead = start + found.start() + (found[0][:1] in "，。；:：|、")
            return Slot(base, (lead, at + len(base))) if len(base) >= 2 else None
    return None


def _opened(text: str, start: int, end: int) -> int:
    """Return where the words begin that an aside parts which ends within a span: 投资（不含税，下同）500万元."""
    closed = re.search("[)）]", text[start:end])
    opened = max(text.rfind(mark, 0, start) for mark in "（(")
    if closed is None or text[start : start + closed.start()].count("(") or opened < start - LEFT:
        return start
    return max(text.rfind(mark, 0, opened) for mark in "，,。；;：\n") + 1


def read_measure(frames: Frames, at: int) -> Slot | None:
    """Return the noun by which a size is measured: the words before it, without the verbs."""
    quantity, frame, text = frames.quantities[at], frames.frame(at), frames.text
    end = min(quantity.left, frames.listed_from[at])
    start = max(frame.clause[0], frames.counting_before(end, at), end - LEFT)
    words = _ASIDE.sub("", text[_opened(text, start, end) : end])
    words = _PARTED.split(words)[-1] if not words.endswith(("、", "(")) else words
    bare = NOT_MEASURES.sub(" ", words).split()
    return Slot(bare[-1], (start, end)) if bare and len(bare[-1]) >= 2 else None
