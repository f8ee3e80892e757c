"""What a figure is doing in its sentence: the user's own, a base, a condition, background."""

from __future__ import annotations

from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.layout.surroundings import column_head, words_before
from assistant.guard.resolving.negation import Values, last_match
from assistant.guard.words.bases import (
    BACKGROUND,
    BASE_AFTER,
    BASE_BEFORE,
    EXAMPLE,
    LOCAL_BEFORE,
    OBTAINED,
    ONLY_AWARDED,
    PER_UNIT,
    SHARE_OF,
    SUPPOSED_GROWTH,
)
from assistant.guard.words.grants import AWARD, CLAIMED
from assistant.guard.words.targets import DEMAND_NAMED, MUST_REACH, ONLY_THEN
from assistant.guard.words.users import (
    CALLED,
    CONFIRM_AFTER,
    CONFIRM_BEFORE,
    GIVEN_ELSEWHERE,
    GRANTED,
    ONLY_PARTICLES,
    PAST_AFTER,
    STATING,
    SUPPOSED,
    USER_NAMED,
    USER_SAID,
    USER_SAID_BEHIND,
    USER_TOLD,
    USERS_BEHIND,
    USERS_TIME,
)
from assistant.text.figure_kinds import find_bases
from assistant.text.figures import Unit

BASE_REACH = 10  # how far before its figure a base may stand
EXAMPLE_REACH = 24  # how long the words are that introduce an example


def is_users(sheet: Sheet, item: Item, own: Values, is_named: bool) -> bool:
    """Whether a figure that the user names too (`own`: as the firm's own) is not said to be an award.

    `is_named`: a programme or a level stands right before it.
    """
    text = sheet.text
    start, end = sheet.clause_of(item)
    before, after = words_before(sheet, item), text[item.end : end]
    if (
        CALLED.match(after)
        or CONFIRM_AFTER.match(after)
        or CONFIRM_BEFORE.search(text, sheet.floor_of(item), item.left)
    ):
        return False
    if demands(sheet, item):
        return False
    if USER_SAID_BEHIND.match(text, item.end) or USERS_BEHIND.match(text, item.end):
        return True
    if item.bound is None and USER_TOLD.search(text, start, item.left):
        return True
    if says_base(sheet, item, frozenset()) or USER_SAID.search(text, start, item.left):
        return True
    said = GIVEN_ELSEWHERE.sub("", before)
    follows = _award_follows(after) and not PAST_AFTER.match(after)
    if AWARD.search(said) or follows or item.bound is not None or CLAIMED.search(said):
        return False
    if (item.unit, item.value) in own or SUPPOSED.search(before):
        return True
    sentence = text[sheet.sentence_of(item)[0] : item.start]
    if USER_NAMED.search(sentence) or BACKGROUND.search(before) or USERS_TIME.search(before):
        return True
    return not is_named and not _states(sheet, item, before, after)


def _states(sheet: Sheet, item: Item, before: str, after: str) -> bool:
    """Whether a figure is what its clause states: 标准是30万元; the figure alone; 30万元没问题; a cell of a table."""
    if sheet.line_of(item).kind == "row" or GRANTED.match(after):
        return True
    lead = before.rstrip(" “\"‘'「『《*（(")
    return STATING.search(lead) is not None or not (ONLY_PARTICLES.sub("", lead) or ONLY_PARTICLES.sub("", after))


def _award_follows(after: str) -> bool:
    stripped = after.lstrip('元块钱的 ”"').removeprefix("全额").removeprefix("足额")
    return bool(AWARD.match(stripped)) and not stripped.startswith(("补一半", "给予"))


def says_base(sheet: Sheet, item: Item, families: frozenset[str] | None = None) -> bool:
    """Whether the words beside a sum of money say that a rate applies to it, or that it is the firm's own.

    Public money (当地财政) is a base only where a rate applies to it: where `families`, if given, has "local".
    """
    if item.unit is not Unit.YUAN:
        return False
    text = sheet.text
    before = words_before(sheet, item)
    before = OBTAINED.sub("", before) if "获得" in before else before
    local = LOCAL_BEFORE.search(before)
    found = local or BASE_BEFORE.search(before)
    is_public = found is not None and (local is not None or "财政" in found[0])
    is_public = is_public and families is not None and "local" not in families
    heading = before.rfind("：", 0, found.start()) + 1 if found is not None else 0  # 贷款贴息：按贷款本金6000万元
    if found is not None and not is_public and not AWARD.search(before, heading, found.start()):
        return True
    if BASE_AFTER.match(text, item.end):
        is_paid = ONLY_AWARDED.match(text, item.end) or PER_UNIT.match(text, item.end)
        if not is_paid or not AWARD.search(before):
            return True
    head = column_head(sheet, item) if sheet.line_of(item).kind == "row" else ""
    if head and not AWARD.search(head) and any(base[2] != "other" for base in find_bases(head)):
        return True
    if item.bound is None and SUPPOSED_GROWTH.search(before):
        return True
    return _follows_base(item, before, families) or _is_example(sheet, item, before)


def demands(sheet: Sheet, item: Item) -> bool:
    """Whether a sum is said to be what must be reached for anything to be paid: 研发费用满100万元的项目才受理."""
    if item.unit is not Unit.YUAN:
        return False
    start = sheet.floor_of(item)
    if ONLY_THEN.match(sheet.text, item.end) and MUST_REACH.search(sheet.text, start, item.start):
        return True
    return DEMAND_NAMED.search(sheet.text, start, item.start) is not None


def _follows_base(item: Item, before: str, families: frozenset[str] | None) -> bool:
    """Whether what a rate applies to stands before a figure without a word of giving: 年化融资额起码要做到2亿元."""
    bases = find_bases(before)
    if not bases or item.bound == "at_most" or len(before) - bases[-1][1] > BASE_REACH:
        return False
    if bases[-1][2] == "other" or (bases[-1][2] == "local" and families is not None and "local" not in families):
        return False
    return not AWARD.search(before, bases[-1][1])


def _is_example(sheet: Sheet, item: Item, before: str) -> bool:
    """Whether a sum is supposed, to be worked on: 比如1亿元，奖励不超过100万元."""
    if EXAMPLE.search(before, max(0, len(before) - EXAMPLE_REACH)) is None:
        return False
    following = sheet.after(item, sheet.sentence_of(item)[1])
    return following is not None and following.unit in (Unit.YUAN, Unit.PERCENT)


def is_background(sheet: Sheet, item: Item) -> bool:
    """Whether the figure measures something that no award depends on: 利率, 增速, 占比."""
    start, _ = sheet.clause_of(item)
    found = last_match(BACKGROUND, sheet.text, start, item.start)
    if found is None or AWARD.search(sheet.text, found.end(), item.start):
        return False
    if sheet.text[found.end() : item.start] == "的" and SHARE_OF.search(
        sheet.text, sheet.sentence_of(item)[0], item.start
    ):
        return False  # 按注册资本的1%奖励: what the rate is said to apply to
    return not _award_follows(sheet.text[item.end : item.end + 12])
