"""A figure to be judged: its text, to what it belongs, and the judges that its rules ask."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from assistant.guard.judging.additions import AdditionJudge
from assistant.guard.judging.amounts import AmountJudge
from assistant.guard.judging.base_sums import BaseJudge
from assistant.guard.judging.differences import DifferenceJudge
from assistant.guard.judging.products import ProductJudge
from assistant.guard.judging.reading import Reading
from assistant.guard.judging.relations import RelationJudge
from assistant.guard.judging.repeats import is_named_beside
from assistant.guard.judging.targets import TargetJudge
from assistant.guard.judging.terms import TermJudge
from assistant.guard.judging.verdicts import Judgement
from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.quotations import Quotations
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.resolving.roles import is_users
from assistant.guard.table.book import FactBook
from assistant.policy.corpus import Corpus


class Judges(NamedTuple):
    """What compares figures with one corpus."""

    book: FactBook
    quotations: Quotations
    amounts: AmountJudge
    targets: TargetJudge
    terms: TermJudge
    additions: AdditionJudge
    differences: DifferenceJudge
    bases: BaseJudge
    products: ProductJudge
    relations: RelationJudge
    closes: int
    """The last day of any award window, as 20211231; 0 where no policy has one."""

    @classmethod
    def of(cls, corpus: Corpus) -> Judges:
        """Make the judges of a corpus."""
        book = FactBook(corpus)
        metas = tuple(policy.meta for policy in corpus.policies)
        terms = TermJudge(book, metas)
        closes = max((int(f"{end:%Y%m%d}") for meta in metas if (end := meta.award_window_end) is not None), default=0)
        return cls(
            book, Quotations(corpus), AmountJudge(book), TargetJudge(book), terms, AdditionJudge(book),
            DifferenceJudge(book), BaseJudge(book), ProductJudge(book), RelationJudge(book), closes,
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
        return self.judges.amounts.judge(self.reading, self.item, self.where)

    @cached_property
    def is_users(self) -> bool:
        """Whether the user names the figure, and the text doesn't say that it is an award."""
        reading, item = self.reading, self.item
        if not reading.is_in_question(item):
            return False
        return is_users(reading.sheet, item, reading.asked.users, is_named_beside(reading, item))
