"""A figure to be judged: its text, to what it belongs, and the judges that its rules ask."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from assistant.guard.judging.awards import AwardJudge
from assistant.guard.judging.products import ProductJudge
from assistant.guard.judging.reading import Reading
from assistant.guard.judging.relations import RelationJudge
from assistant.guard.judging.targets import TargetJudge
from assistant.guard.judging.terms import TermJudge
from assistant.guard.judging.totals import TotalJudge
from assistant.guard.judging.verdicts import Judgement
from assistant.guard.layout.sheet import Item, Sheet
from assistant.guard.mentions.quotations import Quotations
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.resolving.roles import is_users
from assistant.guard.table.book import FactBook
from assistant.policy.corpus import Corpus


class Judges(NamedTuple):
    """What compares figures with one corpus."""

    book: FactBook
    quotations: Quotations
    awards: AwardJudge
    targets: TargetJudge
    terms: TermJudge
    totals: TotalJudge
    products: ProductJudge
    relations: RelationJudge

    @classmethod
    def of(cls, corpus: Corpus) -> Judges:
        """Make the judges of a corpus."""
        book = FactBook(corpus)
        terms = TermJudge(book, tuple(policy.meta for policy in corpus.policies))
        return cls(
            book, Quotations(corpus), AwardJudge(book), TargetJudge(book), terms, TotalJudge(book),
            ProductJudge(book), RelationJudge(book),
        )  # fmt: skip


class Case:
    """A figure of a text; what is read of it is read where a rule asks for it, and once."""

    def __init__(self, judges: Judges, reading: Reading, item: Item) -> None:
        self.judges, self.reading, self.item = judges, reading, item

    @property
    def sheet(self) -> Sheet:
        """The text of the figure, laid out."""
        return self.reading.sheet

    @cached_property
    def where(self) -> Belonging:
        """What the figure is said of."""
        return self.reading.context.belonging(self.item)

    @cached_property
    def award(self) -> Judgement:
        """What the table says of the figure as an award."""
        return self.judges.awards.judge(self.reading, self.item, self.where)

    @cached_property
    def is_users(self) -> bool:
        """Whether the user names the figure, and the text doesn't say that it is an award."""
        reading, item = self.reading, self.item
        if not reading.is_asked(item):
            return False
        return is_users(reading.sheet, item, reading.asked.own, reading.is_named_beside(item))
