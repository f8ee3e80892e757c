"""What may be wrong with what is said of a right value: its base, how often it is paid, for how many projects."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.table.facts import Fact
from assistant.guard.words.bases import BASE_SAID, BASE_TAKEN, RECKONED_ON
from assistant.guard.words.denials import DENY_BEFORE
from assistant.guard.words.grants import ALL_PROJECTS, ONE_PROJECT, PAID, YEARLY
from assistant.guard.words.targets import THRESHOLD_BEFORE
from assistant.text.figure_kinds import find_bases
from assistant.text.figures import Unit

BASE_REACH = 20  # how far behind 基数为 the base is looked for


def wrong_base(sheet: Sheet, item: Item, facts: Sequence[Fact]) -> Span | None:
    """Return the span of a base that the rate does not apply to, with the rate."""
    if item.unit is not Unit.PERCENT or all(fact.family is None for fact in facts):
        return None
    if (said := BASE_SAID.search(sheet.text, item.end, sheet.sentence_of(item)[1])) is not None:
        named = find_bases(sheet.text, said.end(), said.end() + BASE_REACH)
        families = {fact.family for fact in facts}
        if named and not sheet.items_in(item.end, said.start()) and not any(base[2] in families for base in named):
            return item.start, item.right
    first, _ = sheet.sentence_of(item)
    if (taken := BASE_TAKEN.search(sheet.text, first, item.start)) is not None:
        named = find_bases(sheet.text, max(first, taken.start() - BASE_REACH), taken.start())
        if named and named[-1][2] not in {fact.family for fact in facts}:
            return item.left, item.right
    reckoned = RECKONED_ON.match(sheet.text, item.end, sheet.sentence_of(item)[1])
    if reckoned is not None:
        named = find_bases(sheet.text, reckoned.end(), reckoned.end() + BASE_REACH)
        if named and named[0][2] not in {fact.family for fact in facts}:
            return item.start, item.right
    _, end = sheet.clause_of(item)
    bases = [
        base
        for base in find_bases(sheet.text, sheet.floor_of(item), item.start)
        if sheet.text[base[1] : base[1] + 1] not in ("补", "奖")
    ]
    if not bases and sheet.text.startswith("的", item.end):
        bases = [base for base in find_bases(sheet.text, item.end, min(end, item.end + 12)) if base[0] <= item.end + 3]
        if bases and bases[0][2] not in {fact.family for fact in facts}:
            return item.start, bases[0][1]
        return None
    if not bases or bases[-1][2] in {fact.family for fact in facts}:
        return None
    if any(family in {fact.family for fact in facts} for *_, family in bases) and bases[-1][2] != "other":
        return None
    return bases[-1][0], item.right


def is_of_all_projects(sheet: Sheet, item: Item) -> bool:
    """Whether what is given for each project is said of all of them together: 不管报几个项目，合计最多补100万元."""
    start, end = sheet.clause_of(item)
    if ONE_PROJECT.search(sheet.text, start, end):
        return False
    return ALL_PROJECTS.search(sheet.text, sheet.sentence_of(item)[0], end) is not None


def is_yearly(sheet: Sheet, item: Item) -> bool:
    """Whether the award is said to come again and again, in its clause or in one behind it without a figure."""
    start, end = sheet.clause_of(item)
    following = sheet.after(item, end)
    found = YEARLY.search(sheet.text, start, end)
    if found is not None and found[0].startswith("/") and following and found.start() > following.start:
        return False  # 设备补助5%+贷款贴息2%/年
    if found is not None:
        return not DENY_BEFORE.search(sheet.text, start, found.start())
    _, last = sheet.sentence_of(item)
    if end < last:
        after = sheet.clause(end + 1, end + 1)
        return not _pays(sheet, after) and _is_paid_yearly(sheet, after)
    return False


def _pays(sheet: Sheet, span: Span) -> bool:
    """Whether a clause has money or a rate that is no threshold: 每年过百亿都能领 has none."""
    paid = (item for item in sheet.items_in(*span) if item.unit in (Unit.YUAN, Unit.PERCENT))
    return any(not THRESHOLD_BEFORE.search(sheet.text, span[0], item.start) for item in paid)


def _is_paid_yearly(sheet: Sheet, span: Span) -> bool:
    found = YEARLY.search(sheet.text, *span)
    if found is None or DENY_BEFORE.search(sheet.text, span[0], found.start()):
        return False
    if found[0].endswith(("一次", "一回")):
        return True
    return PAID.search(sheet.text, found.end(), span[1]) is not None
