"""Read a filled-in form into a profile, or say field by field what can't be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assistant.eligibility.profile import Period, Profile, Statement, period_of
from assistant.errors import UsageError
from assistant.models import Model
from assistant.policy.criteria import Criteria, ProfileField
from assistant.text.entries import MoneyUnit, read_date, read_money

MOST_ITEMS = 20
LONGEST_TERM = 30


class Entry(Model):
    """What was filled in for one field, as typed; a field that may be given several times has several entries.

    `amount` is a sum with its unit (3000万), or a plain number in the field's own unit.
    """

    field: str
    held: bool | None = None
    level: str | None = None
    date: str | None = None
    amount: str | None = None
    count: int | None = None
    choice: str | None = None

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are filled in."""
        return frozenset(name for name in PARTS if getattr(self, name) not in (None, ""))


PARTS = ("held", "level", "date", "amount", "count", "choice")
ALLOWED = {
    "title": {"held", "level", "date"},
    "yes_no": {"held"},
    "money": {"amount"},
    "date": {"date"},
    "count": {"count"},
    "choice": {"choice"},
}


class EntryFault(NamedTuple):
    """What is wrong with a part of a field: `technology-center.date`."""

    place: str
    message: str


class UnusableEntries(UsageError):
    """Entries that can't be used, all of them."""

    def __init__(self, faults: Sequence[EntryFault]) -> None:
        super().__init__("请按提示逐项改正后重新提交。")
        self.faults = tuple(faults)


def read_entries(criteria: Criteria, entries: Iterable[Entry], as_of: date) -> Profile:
    """Return the profile that a form describes; raise `UnusableEntries` with everything that is wrong with it."""
    faults: list[EntryFault] = []
    statements: list[Statement] = []
    counted: dict[str, int] = {}
    for entry in entries:
        if not entry.parts:
            continue
        field = criteria.field(entry.field)
        if field is None:
            faults.append(EntryFault(entry.field[:60], "没有这一项，请刷新页面后重新填写"))
            continue
        counted[field.id] = counted.get(field.id, 0) + 1
        most = MOST_ITEMS if field.several else max(len(field.levels), 1)
        found = list(_find_faults(field, entry))
        if counted[field.id] > most:
            found.append(EntryFault(field.id, f"最多填写{most}项"))
        statement = _read(field, entry, as_of, found)
        faults += found
        if statement is not None and not found:
            statements.append(statement)
    if faults:
        raise UnusableEntries(faults)
    return Profile(statements=tuple(statements))


def _find_faults(field: ProfileField, entry: Entry) -> Iterable[EntryFault]:
    for part in sorted(entry.parts - ALLOWED[field.kind]):
        yield EntryFault(f"{field.id}.{part}", "这一项不用填写")
    if entry.level and entry.level not in field.levels:
        yield EntryFault(
            f"{field.id}.level", f"应为以下之一：{'、'.join(field.levels)}" if field.levels else "没有级别"
        )
    if entry.choice and entry.choice not in field.options:
        yield EntryFault(f"{field.id}.choice", f"应为以下之一：{'、'.join(field.options)}")
    if entry.count is not None and not 1 <= entry.count <= LONGEST_TERM:
        yield EntryFault(f"{field.id}.count", f"应在1至{LONGEST_TERM}之间")


def _read(field: ProfileField, entry: Entry, as_of: date, faults: list[EntryFault]) -> Statement | None:
    """Return what an entry says, adding to `faults` what can't be read."""
    when: Period | None = None
    yuan: Decimal | None = None
    try:
        when = period_of(read_date(entry.date)) if entry.date else None
        if when is not None and when.first > as_of:
            faults.append(EntryFault(f"{field.id}.date", f"日期不应晚于{as_of:%Y-%m-%d}"))
    except ValueError as error:
        faults.append(EntryFault(f"{field.id}.date", _message(error)))
    try:
        yuan = read_money(entry.amount, _unit(field)) if entry.amount else None
    except ValueError as error:
        faults.append(EntryFault(f"{field.id}.amount", _message(error)))
    if faults:
        return None
    held = True if field.kind == "title" and entry.held is None else entry.held
    level = entry.level if held is not False else None
    return Statement(
        field=field.id, held=held, level=level or None, when=when, yuan=yuan,
        count=None if entry.count is None else Decimal(entry.count), choice=entry.choice or None,
    )  # fmt: skip


def _unit(field: ProfileField) -> MoneyUnit:
    units: dict[str, MoneyUnit] = {"万元": "万元", "亿元": "亿元"}
    return units.get(field.unit or "", "元")


def _message(error: ValueError) -> str:
    text = str(error)
    return text if any("一" <= character <= "鿿" for character in text) else "不是可以使用的日期"
