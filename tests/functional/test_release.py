"""Nothing wrong leaves the assistant, whoever writes the draft: lying drafters and poisoned fields."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.composer import Composer
from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.guard.checker import Guard
from assistant.models import Citation
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_percent, format_yuan
from assistant.understanding.query import Query

AS_OF = date(2021, 9, 1)
FACTORS = tuple(map(Decimal, ("0.1", "0.3", "1.1", "1.7", "2", "7", "10", "100")))


class Liar:
    """A drafter that takes the composer's answer and tells one of its amounts wrongly, as `lie` would have it."""

    def __init__(self, corpus: Corpus) -> None:
        self._composer = Composer(corpus)
        self.lie: Callable[[str], str] = str
        self.last = ""

    def compose(self, query: Query, evidence: Evidence, as_of: date) -> Draft:
        draft = self._composer.compose(query, evidence, as_of)
        self.last = self.lie(draft.text)
        return draft.model_copy(update={"paragraphs": (self.last,)})


@pytest.fixture(scope="module")
def questions(corpus: Corpus) -> tuple[str, ...]:
    """Return one question a tier of the award table that has a figure."""
    rows = [(reward, tier) for reward in corpus.rewards if reward.kind == "award" for tier in reward.tiers]
    return tuple(
        f"{'' if reward.name.startswith(tier.level or '-') else tier.level or ''}{reward.name}给多少"
        for reward, tier in rows
        if tier.yuan or tier.percent
    )


@pytest.fixture(scope="module")
def liar(corpus: Corpus) -> Liar:
    return Liar(corpus)


@pytest.fixture(scope="module")
def retriever(corpus: Corpus, built_index: Path) -> Retriever:
    return Retriever.open(built_index, corpus)


@pytest.fixture(scope="module")
def assistant(corpus: Corpus, retriever: Retriever, liar: Liar) -> Assistant:
    return Assistant(corpus, retriever, Guard(corpus), Settings(), lambda: AS_OF, liar)


def wrong_amount(text: str, rng: random.Random) -> str | None:
    """Multiply one award figure of the text; None where it has none."""
    figures = [f for f in find_figures(text) if f.unit in (Unit.YUAN, Unit.PERCENT) and f.value < 10**9]
    if not figures:
        return None
    figure = rng.choice(figures)
    factor = rng.choice(FACTORS)
    value = figure.value * factor
    if figure.unit is Unit.PERCENT and value > 100:
        value = figure.value + 3
    written = format_yuan(value) if figure.unit is Unit.YUAN else format_percent(value)
    return text[: figure.start] + written + text[figure.end :]


def test_lying_drafter_leaks_nothing(assistant: Assistant, liar: Liar, questions: tuple[str, ...]) -> None:
    rng = random.Random(20211231)
    told = leaked = 0
    while told < 2000:
        question = rng.choice(questions)
        lies: list[str] = []

        def lie(text: str, lies: list[str] = lies) -> str:
            lies.append(wrong_amount(text, rng) or text)
            return lies[-1]

        liar.lie = lie
        answer = assistant.ask(question)
        told += 1
        leaked += answer.text == lies[-1]
    assert leaked == 0, f"{leaked} of {told} wrong drafts were released"


def test_honest_drafter_is_released(assistant: Assistant, liar: Liar, questions: tuple[str, ...]) -> None:
    liar.lie = str
    for question in questions:
        assert assistant.ask(question).text == liar.last, question


@pytest.mark.parametrize("field", ["yuan", "bound", "reward", "tier", "clause", "text"])
def test_poisoned_amounts_are_caught(corpus: Corpus, retriever: Retriever, field: str) -> None:
    class Poisoner(Liar):
        def compose(self, query: Query, evidence: Evidence, as_of: date) -> Draft:
            draft = super().compose(query, evidence, as_of)
            wrong = {
                "yuan": Decimal(700000),
                "bound": "at_most",
                "reward": "first-set",
                "tier": "市级",
                "clause": "附则",
            }
            first = draft.amounts[0].model_copy(update={field: wrong.get(field, "70万元")})
            return draft.model_copy(update={"amounts": (first, *draft.amounts[1:])})

    poisoned = make_assistant(corpus, retriever, Poisoner(corpus))
    answer = poisoned.ask("国家级企业技术中心奖多少")
    assert answer.amounts
    assert all(amount.yuan in (5000000, 500000, 50000) and amount.bound == "exact" for amount in answer.amounts)
    assert {amount.clause for amount in answer.amounts} == {"二（一）"}


def test_poisoned_fields_are_caught(corpus: Corpus, retriever: Retriever) -> None:
    class Poisoner(Liar):
        def compose(self, query: Query, evidence: Evidence, as_of: date) -> Draft:
            draft = super().compose(query, evidence, as_of)
            misquoted = Citation(policy=corpus.policies[0].meta.id, clause="二（一）", quote="给予 900 万元奖励")
            return draft.model_copy(
                update={"citations": (misquoted,), "notices": ("奖励翻倍",), "suggestions": ("奖900万元吗？",)}
            )

    answer = make_assistant(corpus, retriever, Poisoner(corpus)).ask("国家级企业技术中心奖多少")
    assert "900" not in answer.model_dump_json()
    assert answer.notices == ()


def make_assistant(corpus: Corpus, retriever: Retriever, drafter: Liar) -> Assistant:
    """Return an assistant with another drafter."""
    return Assistant(corpus, retriever, Guard(corpus), Settings(), lambda: AS_OF, drafter)
