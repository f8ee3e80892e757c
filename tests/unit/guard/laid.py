"""A text laid out and judged against the served corpus step by step, so that tests reach each step."""

from __future__ import annotations

from typing import NamedTuple

from assistant.guard.judging.case import Case, Judges
from assistant.guard.judging.reading import Reading
from assistant.guard.judging.rules import judge
from assistant.guard.judging.verdicts import Judgement
from assistant.guard.mentions.marks import Marker
from assistant.guard.mentions.pronouns import resolve
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.resolving.context import Context
from assistant.guard.resolving.questions import ask
from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader


class Laid(NamedTuple):
    """A text with its figures as cases, each judged in its turn."""

    reading: Reading
    cases: tuple[Case, ...]

    @property
    def judgements(self) -> list[Judgement]:
        return self.reading.judgements

    @property
    def rules(self) -> list[str]:
        """The rule that decided each figure, and why where it is refused."""
        return [f"{one.rule} {one.reason}" if one.reason else one.rule for one in self.judgements]

    def of(self, surface: str) -> Case:
        """Return the case of the figure that begins where a piece of the text does."""
        at = self.reading.sheet.text.index(surface)
        return next(case for case in self.cases if case.item.start <= at < case.item.end)

    def where(self, surface: str) -> Belonging:
        return self.of(surface).where


class Table:
    """Lays texts out against one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.judges = Judges.of(corpus)
        self.marker = Marker(corpus)
        self.reader = Reader(corpus)

    def lay(self, text: str, question: str = "") -> Laid:
        sheet = self.marker.lay_out(text)
        asked = ask((question,), self.marker, self.judges.book, self.reader)
        marked = resolve(sheet.text, self.marker.mark(sheet.text))
        context = Context(sheet, marked, self.judges.book, asked)
        reading = Reading(sheet, marked, context, asked, self.judges.quotations.find_all(sheet, marked))
        cases = []
        for item in sheet.items:
            cases.append(Case(self.judges, reading, item))
            reading.judgements.append(judge(cases[-1]))
        return Laid(reading, tuple(cases))
