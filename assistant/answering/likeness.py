"""When two questions are the same: what was understood of them is equal, and so is what was not understood."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal

from assistant.answering.evidence import Evidence
from assistant.answering.routing import Route
from assistant.models import Bound, Model
from assistant.policy.corpus import Corpus
from assistant.text import giving
from assistant.understanding.query import Holding, Intent, Query, Role
from assistant.understanding.remainder import Remainder
from assistant.understanding.wordlists import any_of

DETAILS = {
    "材料": any_of("材料 资料 表 附件 模板 盖章"),
    "联系方式": any_of("电话 联系 邮箱 对接 地址 上班"),
    "到账": any_of(f"到账 {giving.PAY} 时候发"),
    "流程": any_of("流程 申报 申请 入口 系统 网址 网站 哪里填"),
}
"""Details that policies leave out, by what they are about: people have many words for each."""

WITHOUT_ANSWER: tuple[Route, ...] = ("clarify", "not_covered")
"""Kinds of answer between which the mere length of a message may decide."""


class KeyFigure(Model):
    """A figure of the user's own, without the way it was written."""

    yuan: Decimal | None
    percent: Decimal | None
    bound: Bound | None
    role: Role


class QuestionKey(Model):
    """What makes a question the same as another; every part is in an order that does not depend on the wording."""

    route: Route | None
    topics: tuple[str, ...]
    levels: tuple[str, ...]
    payers: tuple[str, ...]
    intents: tuple[Intent, ...]
    figures: tuple[KeyFigure, ...]
    uncovered: tuple[str, ...]
    details: tuple[str, ...]
    foreign: str | None
    regions: tuple[str, ...]
    policies: tuple[str, ...]
    issued: tuple[int, ...]
    years: tuple[int, ...]
    days: tuple[int, ...]
    departments: tuple[str, ...]
    firms: int | None
    terms: tuple[int, ...]
    holdings: tuple[Holding, ...]
    reverse: bool
    attack: bool
    rest: str

    @property
    def digest(self) -> str:
        """The key as 64 hexadecimal digits."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class Likeness:
    """Makes the keys of questions on one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._remainder = Remainder(corpus)
        self._names = {topic.id: topic.name for topic in corpus.lexicon.topics}
        self._full = {term: _spell_out(term, group) for group in corpus.lexicon.uncovered for term in group}

    def key(self, query: Query, evidence: Evidence) -> QuestionKey:
        """Return the key of a question that was understood and found evidence for."""
        topics = {*query.topics, *(subject.topic for subject in evidence.subjects or evidence.spoken)}
        figures = tuple(
            KeyFigure(yuan=_plain(f.yuan), percent=_plain(f.percent), bound=f.bound, role=f.role) for f in query.figures
        )
        return QuestionKey(
            route=None if evidence.route in WITHOUT_ANSWER else evidence.route,
            topics=tuple(sorted(topics)),
            levels=tuple(sorted(query.levels)),
            payers=tuple(sorted(query.payers)),
            intents=_intents(query, evidence),
            figures=figures,
            uncovered=tuple(sorted({self._full.get(term, term) for term in query.uncovered})),
            details=tuple(sorted({_detail(term) for term in query.details})),
            foreign=query.foreign,
            regions=tuple(sorted(query.regions)),
            policies=tuple(sorted(query.policies)),
            issued=tuple(sorted(query.issued)),
            years=tuple(sorted(query.years)),
            days=tuple(sorted(query.days)),
            departments=tuple(sorted(query.departments)),
            firms=query.firms,
            terms=query.terms,
            holdings=query.holdings,
            reverse=query.reverse,
            attack=query.attack,
            rest=self._remainder.characters(query),
        )

    def subject(self, query: Query, evidence: Evidence) -> str:
        """Name what a question is about: what the policies don't cover of it, else its subjects; empty if unknown."""
        uncovered = dict.fromkeys(self._full.get(term, term) for term in query.uncovered)
        named = uncovered or dict.fromkeys(self._names[topic] for topic in query.topics)
        found = named or dict.fromkeys(subject.name for subject in evidence.subjects or evidence.spoken)
        return "、".join([*([query.foreign] if query.foreign else []), *list(found)[:2]])


def _spell_out(term: str, group: Iterable[str]) -> str:
    """Return what a term is short for among those of its field, which are subjects of their own else.

    >>> _spell_out("高企", ["高新技术企业", "高企"]), _spell_out("租房补贴", ["安家费", "租房补贴"])
    ('高新技术企业', '租房补贴')
    """
    return next((other for other in group if _shortens(term, other)), term)


def _shortens(short: str, long: str) -> bool:
    """Whether a word picks characters of another, in their order and from its first, but not a piece of it."""
    rest = iter(long)
    return short not in long and short[0] == long[0] and all(character in rest for character in short)


def _intents(query: Query, evidence: Evidence) -> tuple[Intent, ...]:
    """Return what is asked; of awards, 有什么支持 and 有哪些奖 ask for the amount as 奖多少 does."""
    intents = set(query.intents)
    if evidence.route == "awards":
        intents = intents - {Intent.MEASURE, Intent.LISTING} | {Intent.AMOUNT}
    if evidence.route in WITHOUT_ANSWER and query.details:
        intents -= {Intent.MEASURE, Intent.LISTING}  # 有哪些材料 and 材料是什么 ask for the same
    return tuple(sorted(intents))


def _detail(term: str) -> str:
    return next((name for name, pattern in DETAILS.items() if pattern.search(term)), term)


def _plain(value: Decimal | None) -> Decimal | None:
    """Return the value in one form: 50 and 50.0 are the same figure."""
    return None if value is None else value.normalize()
