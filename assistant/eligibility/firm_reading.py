"""Read what messages say of a firm: titles with level and date, facts, figures; segment by segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from assistant.eligibility.profile import Period, Statement, period_of
from assistant.models import Model
from assistant.policy.criteria import Criteria, ProfileField
from assistant.policy.levels import WITHIN, LevelReader
from assistant.policy.lexicon import Lexicon
from assistant.text import denying
from assistant.text.figures import Figure, Unit
from assistant.understanding.folding import fold_message
from assistant.understanding.matching import Match, TermMatcher
from assistant.understanding.query import Query
from assistant.understanding.wordlists import any_of

T = TypeVar("T")
Part = tuple[int, int | None]
WHOLE: Part = (0, None)

SEGMENT = re.compile(r"[，。；！？;!?\n]|,(?!\d{3}(?!\d))")
DENIED = re.compile(rf"没(?!错|问题)|未(?!来)|{denying.IS_NOT}|不符合|不具备|无(?=此|这|相关|$)|^(?:无|否|不)$")
SHARED = re.compile(r"^(?:都|均|全部?|两个都|这些都|同时|一起)")
PLANNED = any_of("正在(?:申|评|报|办|走) 在申请 申报中 准备 打算 拟 计划 还在 争取 [想要](?:建|申|评|上|做|搞)")
SAME_YEAR = re.compile(r"同年|当年|那年")
OVER = re.compile(r"(?:超过|超出|超|突破|冲破|冲过|破|过|逾|不止|多于|大于)[了到]*$")
OVER_AFTER = re.compile(r"(?:元)?(?:以上|多|出头|有余)")


class Segment(Model):
    """What stands between two commas: fields named, in order, with what may be said of them."""

    mentions: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    dates: tuple[Period, ...]
    money: tuple[tuple[Decimal, bool], ...]
    years: tuple[int, ...]
    denied: bool
    shared: bool


class ProfileReader:
    """Reads messages against the fields of one policy's criteria."""

    def __init__(self, criteria: Criteria, lexicon: Lexicon) -> None:
        self._criteria = criteria
        self._level_reader = LevelReader(lexicon.levels)
        self._topics = {topic.id: topic for topic in lexicon.topics}
        terms: dict[str, tuple[str, ...]] = {"": lexicon.ordinary}
        for field in criteria.fields:
            terms[field.id] = (*(self._topics[field.topic].terms if field.topic else ()), *field.terms)
            terms |= {f"{field.id}={option}": words for option, words in field.option_terms.items()}
        self._matcher = TermMatcher(terms, pinyin=False)
        self._bases = {
            c.field: award.base for award in criteria.awards if award.base for c in award.criteria if not award.years
        }
        self._wanted = {v for award in criteria.awards for c in award.criteria for v in c.values}

    def read(self, query: Query, awaited: Sequence[ProfileField] = (), part: Part = WHOLE) -> tuple[Statement, ...]:
        """Return what a message, or a part of it, says of the fields; its figures are those that `query` has.

        `awaited` are the fields that were asked for, for what names none itself.
        """
        found: list[Statement] = []
        before: tuple[str, ...] = ()
        named: tuple[str, ...] = ()
        for segment in self._segments(query, part):
            if segment.mentions:
                before = tuple(field for field, _ in segment.mentions)
                named += before
                found += self._of_mentions(segment)
            else:
                names = (named if segment.shared else before) or tuple(field.id for field in awaited)
                found += self._of_names(names, segment)
        return tuple(found)

    def denies(self, query: Query, part: Part = WHOLE) -> bool:
        """Whether a message, or a part of it, says no to what was asked without naming it: 没有, 其他都没有."""
        return any(s.denied and not (s.mentions or s.dates or s.money) for s in self._segments(query, part))

    def deny(self, fields: Iterable[ProfileField]) -> tuple[Statement, ...]:
        """Return the statements that none of the fields holds."""
        return tuple(denial for field in fields if (denial := self._denial(field)) is not None)

    def _denial(self, field: ProfileField) -> Statement | None:
        if field.kind in ("title", "yes_no"):
            return Statement(field=field.id, held=False)
        if field.kind == "choice":
            return Statement(field=field.id, choice=next(o for o in field.options if o not in self._wanted))
        return None

    # ------------------------------------------------------------ one segment

    def _segments(self, query: Query, part: Part) -> Iterator[Segment]:
        """Yield the segments of a part of a message; a month without a year is of the year named before it."""
        message, start = query.question[: part[1]], part[0]
        year, ends = 0, [*(found.span() for found in SEGMENT.finditer(message, start)), (len(message), 0)]
        for stop, following in ends:
            figures = [figure for figure in query.said if start <= figure.start < stop]
            numbers = [int(figure.value) for figure in figures if figure.unit is Unit.DATE]
            if year and not numbers and SAME_YEAR.search(message, start, stop):
                numbers = [year * 10_000]
            days = []
            for number in numbers:
                year = number // 10_000 or year
                if year:
                    days.append(period_of(year * 10_000 + number % 10_000))
            yield self._segment(message, (start, stop), figures, days)
            start = following

    def _segment(self, message: str, span: Part, figures: Sequence[Figure], days: Sequence[Period]) -> Segment:
        folded = fold_message(message[slice(*span)])
        mentions = _longest([m for m in self._matcher.find(folded) if m.key])
        levels = [mention.level for mention in self._level_reader.find(folded)]
        for mention in mentions:
            field = self._criteria.field(mention.key.partition("=")[0])
            topic = self._topics.get(field.topic or "") if field else None
            fixed = topic.fixed_levels.get(mention.term) if topic and not levels else None
            levels += [fixed] if fixed else []
        return Segment(
            mentions=tuple((m.key.partition("=")[0], m.key.partition("=")[2]) for m in mentions),
            levels=tuple(dict.fromkeys(levels)),
            dates=tuple(days),
            money=tuple((f.value, _is_over(message, f)) for f in figures if f.unit is Unit.YUAN and f.value >= 100),
            years=tuple(int(f.value) for f in figures if f.unit is Unit.YEARS),
            denied=bool(DENIED.search(folded) or PLANNED.search(folded)),
            shared=bool(SHARED.search(folded)),
        )

    def _of_mentions(self, segment: Segment) -> Iterable[Statement]:
        """Return what a segment says of the fields that it names, its attributes shared out in order."""
        names = [field for field, _ in segment.mentions]
        fields = [field for name in names if (field := self._criteria.field(name)) is not None]
        titled = [field.id for field in fields if field.levels]
        dated = [field.id for field in fields if field.kind in ("title", "choice", "yes_no")]
        paid = [name for field in fields if (name := self._money_field(field, names)) is not None]
        levels, dates = _share(titled, segment.levels), _share(dated, segment.dates)
        money = _share(paid, segment.money)
        for field, (_, option) in zip(fields, segment.mentions, strict=True):
            yield from self._of_field(field, option, segment, levels.get(field.id, ()), dates.get(field.id, ()))
        for name, sums in money.items():
            yield from (Statement(field=name, yuan=yuan, over=over) for yuan, over in sums)
        yield from self._terms(names, segment)

    def _of_field(
        self, field: ProfileField, option: str, segment: Segment, levels: Sequence[str], dates: Sequence[Period]
    ) -> Iterable[Statement]:
        if segment.denied and field.kind in ("title", "yes_no", "choice"):
            denial = self._denial(field)
            yield from () if denial is None else (denial,)
        elif field.kind == "title":
            yield from _titles(field, levels, dates)
        elif field.kind == "choice" and option:
            yield Statement(field=field.id, choice=option)
            yield from self._date(field, dates)
        elif field.kind == "yes_no":
            yield Statement(field=field.id, held=True)
            yield from self._date(field, dates)

    def _date(self, field: ProfileField, dates: Sequence[Period]) -> Iterable[Statement]:
        """Return the date of a fact as a statement on the field that holds it."""
        of = next((f for f in self._criteria.fields if f.of == field.id and f.kind == "date"), None)
        return (Statement(field=of.id, when=dates[0]),) if of is not None and dates else ()

    def _money_field(self, field: ProfileField, named: Sequence[str]) -> str | None:
        """Return the field that a sum beside a mention belongs to: its own, or the base of the title's award."""
        if field.kind == "money":
            return field.id
        base = self._bases.get(field.id)
        has_money = any((other := self._criteria.field(name)) is not None and other.kind == "money" for name in named)
        return base if base is not None and not has_money else None

    def _terms(self, names: Sequence[str], segment: Segment) -> Iterable[Statement]:
        counts = [f for f in self._criteria.fields if f.kind == "count" and (f.of in names or f.id in names)]
        return (Statement(field=f.id, count=Decimal(segment.years[0])) for f in counts if segment.years)

    def _of_names(self, names: Sequence[str], segment: Segment) -> Iterable[Statement]:
        """Return what a segment that names no field says of fields named before, or asked for."""
        fields = [field for name in names if (field := self._criteria.field(name)) is not None]
        titles = [f for f in fields if f.kind == "title"]
        if segment.levels or segment.dates:
            for field in titles if segment.shared or len(segment.dates) > 1 else titles[-1:]:
                yield from _titles(field, segment.levels, segment.dates)
        if segment.dates and not titles:
            for field in fields:
                when = [Statement(field=field.id, when=segment.dates[0])] if field.kind == "date" else ()
                yield from when or self._date(field, segment.dates)
        paid = [name for f in fields if (name := self._money_field(f, names)) is not None]
        for yuan, over in segment.money if paid else ():
            yield Statement(field=paid[-1], yuan=yuan, over=over)
        yield from self._terms(names, segment)


def _titles(field: ProfileField, levels: Sequence[str], dates: Sequence[Period]) -> Iterable[Statement]:
    """Return one statement a level of a title, with its date."""
    known = [own for own in field.levels if {own, WITHIN.get(own)} & set(levels)]
    known.sort(key=lambda own: min(levels.index(word) for word in (own, WITHIN.get(own)) if word in levels))
    for number, level in enumerate(known or [None]):
        when = dates[number] if number < len(dates) else dates[-1] if dates else None
        yield Statement(field=field.id, held=True, level=level, when=when)


def _share(names: Sequence[str], values: Sequence[T]) -> dict[str, tuple[T, ...]]:
    """Share values out: one each in order where there are as many, all to all where there is one of either."""
    if not names or not values:
        return {}
    if len(names) == 1:
        return {names[0]: tuple(values)}
    if len(values) == 1:
        return dict.fromkeys(names, tuple(values))
    return {name: (value,) for name, value in zip(names, values, strict=False)}


def _longest(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return the matches that no longer one overlaps, each field once."""
    kept: dict[str, Match] = {}
    for match in matches:
        longer = any(
            o.start < match.end and match.start < o.end and o.end - o.start > match.end - match.start for o in matches
        )
        if not longer:
            kept.setdefault(match.key, match)
    return tuple(kept.values())


def _is_over(message: str, figure: Figure) -> bool:
    return bool(OVER.search(message, 0, figure.start)) or bool(OVER_AFTER.match(message, figure.end))
