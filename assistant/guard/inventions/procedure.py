"""Who does what in the procedure: to whom one applies, who examines, pays out or takes back, by article where told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.guard.claims.phrases import abbreviates, pairs
from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.guard.layout.lines import Span
from assistant.policy.corpus import Corpus
from assistant.policy.labels import find_labels
from assistant.policy.lexicon import fold
from assistant.text.lists import either, read_lists
from assistant.text.normalization import normalize
from assistant.text.shared import SHARED

FEWEST = 2  # pairs of characters by which what is done to the same thing is known
_LISTS = read_lists(__package__, "words", SHARED)
_OFFICE = f"(?:{either(_LISTS['office'])})"
_ONE = rf"(?:所在地?|注册地|属地|原)?(?:[省市县区][一-鿿]{{0,14}}?{_OFFICE}|{either(_LISTS['body'])})"
_BETWEEN = f"(?:(?!{either(_LISTS['parts'])})[一-鿿0-9]){{0,10}}?"
_NAMES = rf"{_ONE}(?:(?:[、和与及]|会同|联合|以及){_ONE})*"
_ROLES = {
    "first": _LISTS["examines_first"], "examines": _LISTS["examines"], "pays": _LISTS["pays"],
    "provides": _LISTS["provides"], "takes": _LISTS["takes_in"], "recovers": _LISTS["takes_back"],
}  # fmt: skip
_ROLE = "|".join(f"(?P<{name}>{either(words)})" for name, words in _ROLES.items())
_DOES = re.compile(rf"(?P<who>{_NAMES}){_BETWEEN}(?:{_ROLE})")
_FILED = re.compile(rf"(?:向|找|到|去|报)(?P<who>{_NAMES})(?:提出|提交|办理|进行)*(?P<to>备案|报备|登记)")
_EACH = re.compile(_ONE)
_CLAUSE = re.compile("[，。；！？;!?\n]")
_TO = re.compile("至|到|-|—|~")
_PLACED = re.compile("^(?:所在地?|注册地|属地|原)?[一-鿿]{0,3}?[省市县区](?=.{2})")


class Role(NamedTuple):
    """That someone does something, for some articles (none: for all)."""

    what: str
    who: str
    articles: frozenset[int]
    clause: str
    span: Span


def read_roles(text: str) -> Iterator[Role]:
    """Yield who does what by a normalised text."""
    for pattern in (_DOES, _FILED):
        for found in pattern.finditer(text):
            what = next(name for name, words in found.groupdict().items() if words and name != "who")
            start = max((one.end() for one in _CLAUSE.finditer(text, 0, found.start())), default=0)
            stop = _CLAUSE.search(text, found.end())
            clause, articles = text[start : stop.start() if stop else None], _articles(text[start : found.start()])
            for one in _EACH.finditer(text, *found.span("who")):
                yield Role(what, one[0], articles, clause, one.span())


def _articles(text: str) -> frozenset[int]:
    """Return the articles that a text names, one by one or from one to another: 第四条至第十一条、第十五条."""
    found = [(mention, int(mention.key[0])) for mention in find_labels(text) if mention.key[0].isdigit()]
    numbers = {number for _, number in found}
    for (left, first), (right, last) in pairwise(found):
        if _TO.search(text, left.end, right.start) and right.start - left.end <= 2:
            numbers |= set(range(first, last + 1))
    return frozenset(numbers)


class RoleReview:
    """Compares who is said to do what in the procedure with who does it by the documents."""

    reason = "wrong_department"

    def __init__(self, corpus: Corpus) -> None:
        self._known = tuple(role for clause in corpus.clauses for role in read_roles(normalize(clause.text).text))

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield who is said to do what somebody else does."""
        for said in read_roles(reviewed.text):
            known = self._of_same(said)
            if known and reviewed.is_claimed(*said.span) and not any(self._may_be(said, one) for one in known):
                yield Invention(*said.span, self.reason, "、".join(dict.fromkeys(one.who for one in known)))

    def _of_same(self, said: Role) -> list[Role]:
        """Return who does the same by the documents: for the same articles, or to the same thing, where these tell."""
        known = [one for one in self._known if one.what == said.what]
        if said.articles:
            own = [one for one in known if one.articles & said.articles]
            return own or [one for one in known if not one.articles]
        shared = [len((pairs(one.clause) - pairs(one.who)) & (pairs(said.clause) - pairs(said.who))) for one in known]
        most = max(shared, default=0)
        is_told = most >= FEWEST
        return [one for one, number in zip(known, shared, strict=True) if not is_told or number == most]

    def _may_be(self, said: Role, told: Role) -> bool:
        """Whether one may be the one who is told; of a department told in general, one that does nothing else."""
        if "部门" in told.who and "部门" not in said.who and said.what == "first":
            others = [one for one in self._known if one.what == "examines" and "部门" not in one.who]
            return not any(_is_same(said.who, one.who) for one in others)
        return _is_same(said.who, told.who)


def _is_same(said: str, told: str) -> bool:
    """Whether two names may be of one body: whole, short, or one of them general."""
    one, other = (_PLACED.sub("", fold(name)) or fold(name) for name in (said, told))
    if one in other or other in one or "部门" in said or "部门" in told:
        return True
    return one[-1] == other[-1] and (abbreviates(one[:4], other) or abbreviates(other[:4], one))
