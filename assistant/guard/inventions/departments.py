"""Departments said to answer for an award, or to take applications for it, that its clause does not name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from assistant.guard.claims.phrases import abbreviates, coverage
from assistant.guard.claims.subjects import Subjects, clause_subject, meant, words_said
from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.models import Clause
from assistant.policy.corpus import Corpus
from assistant.policy.labels import find_clauses, find_labels
from assistant.policy.lexicon import fold
from assistant.text.normalization import normalize

_RANK = "[省市县区]"
_KIND = "(?:委员会|办公室|局|委(?!托|员)|厅|办(?![理法事公])|部(?!门|分|委)|中心(?![城区镇村校]))"
_WHOLE = "(?:工商联|贸促会|科协|总工会)"  # needs nothing between its rank and itself: 市科协
_BODY = rf"(?:{_WHOLE}|[一-鿿]{{1,14}}?(?:{_KIND}|{_WHOLE}))"
_NAME = f"{_RANK}{_BODY}"
_JOINED = "(?:[、和与及]|会同|联合|以及)"
_NAMES = f"{_NAME}(?:{_JOINED}{_RANK}?{_BODY})*"
_ANSWERING = re.compile(
    rf"(?:责任(?:单位|部门)|牵头(?:单位|部门)|主管(?:单位|部门)|负责(?:单位|部门)|归口(?:单位|部门)?|归)(?:是|为|[:：])?(?P<a>{_NAMES})"
    rf"|(?:由|归|是)(?P<b>{_NAMES})(?:共同|统一|具体|来)?(?:负责(?!解释)|牵头|主管|归口|管(?!理)|认定|办(?![理法公])|组织|承担(?!的)|落实|兑付)"
)
_TAKING = re.compile(
    rf"(?:由|归|是|转交?给?|交由?)(?P<a>{_NAMES})(?:共同|统一|具体|来|联合)?(?:受理|初审|审核|审批|经办|承办|办理|处理)"
    rf"|(?:找|向|到|去|联系|咨询)(?P<b>{_NAMES})(?:提出|提交|递交)?(?:申请|申报|受理|办理|咨询|问)?"
)
_EXPLAINING = re.compile(
    r"(?:由|是|归)(?P<a>[一-鿿、()（）]{3,24}?)(?:共同|商.{2,16}?|会同.{2,16}?)?(?:负责|进行|作)(?:具体|最终)?解释"
)
_ONE = re.compile(_NAME)
_EACH = re.compile(rf"(?:(?!{_JOINED}).)+")
_PLACED = re.compile(rf"^[一-鿿]{{0,3}}{_RANK}")
MOSTLY = 0.8
_DENIED = re.compile("(?:不|没|非)[^，。；、]{0,2}$")


class DepartmentReview:
    """Compares the departments that a text names for an award with those of its clause."""

    reason = "wrong_department"

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._aliases = {
            _bare(name): _bare(known) for known, names in corpus.lexicon.departments.items() for name in (known, *names)
        }
        self._clauses = {(clause.policy, clause.label): clause for clause in corpus.clauses}
        self._rows: dict[tuple[str, str], list[str]] = defaultdict(list)
        for reward in corpus.rewards:
            self._rows[reward.policy, reward.clause] += reward.departments
        self._where = {reward.id: (reward.policy, reward.clause) for reward in corpus.rewards}
        self._where |= {clause_subject(*key): key for key in self._clauses}

    @cached_property
    def _subjects(self) -> Subjects:
        return Subjects(self._corpus.clauses, self._corpus.rewards)

    @cached_property
    def _general(self) -> frozenset[str]:
        """The departments of the clauses without an award, and of those who explain."""
        plain = (clause for key, clause in self._clauses.items() if key not in self._rows)
        said = [name for clause in plain for name in self._named(clause)]
        for policy in self._corpus.policies:
            said += _ONE.findall(f"{policy.meta.interpreter}、{policy.meta.issuer}")
        return frozenset(map(self._key, said))

    @cached_property
    def _all(self) -> frozenset[str]:
        """The departments that any clause names, where each says whose affair it is."""
        return frozenset(self._key(name) for clause in self._clauses.values() for name in self._named(clause))

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the departments that the clause of what they are named for doesn't have."""
        yield from self._find_explaining(reviewed)
        for pattern, is_taking in ((_ANSWERING, False), (_TAKING, True)):
            for found in self._said(reviewed, pattern):
                cited = self._cited(reviewed, found.span())
                clauses = cited or self._governing(reviewed, found.span(), is_taking)
                own = {self._key(name) for clause in clauses for name in self._named(clause)}
                known = own | self._general if is_taking and not cited else own or self._all
                expected = "、".join(dict.fromkeys(name for c in clauses for name in c.departments))
                for start, end in self._unknown(reviewed, found, known) if own or (not is_taking and known) else ():
                    yield Invention(start, end, self.reason, expected or None, clauses[0].label if clauses else None)

    @staticmethod
    def _said(reviewed: Reviewed, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches that nothing right before them denies."""
        for found in reviewed.matches(pattern):
            if not _DENIED.search(reviewed.text, max(0, found.start() - 6), found.start()):
                yield found

    def _unknown(self, reviewed: Reviewed, found: re.Match[str], known: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Yield the spans of the departments of a list that are not known."""
        listed = _EACH.finditer(reviewed.text, *found.span("a" if found["a"] else "b"))
        yield from (one.span() for one in listed if not self._is_known(one[0], known))

    def _cited(self, reviewed: Reviewed, span: tuple[int, int]) -> list[Clause]:
        """Return the clauses that the sentence cites by their labels."""
        sentence = reviewed.text[slice(*reviewed.sentence(*span))]
        keys = {mention.key for mention in find_labels(sentence)}
        return [c for policy in self._corpus.policies for key in keys for c in find_clauses(key, policy.clauses)]

    def _find_explaining(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield who is said to explain a policy though all of the policies name another."""
        metas = [policy.meta for policy in self._corpus.policies]
        told = [meta.interpreter for meta in metas]
        if not all(told):
            return
        for found in reviewed.matches(_EXPLAINING):
            said = fold(found["a"])
            if not any(self._explains(said, fold(name)) for name in told):
                yield Invention(*found.span("a"), self.reason, "、".join(dict.fromkeys(told)), None)

    def _explains(self, said: str, told: str) -> bool:
        """Whether a name is that of the one who explains: whole, without its place, or short."""
        own, other = self._key(said), self._key(told)
        return own in told or other in said or _is_short(own, other) or coverage(own, [told]) >= MOSTLY

    def _governing(self, reviewed: Reviewed, span: tuple[int, int], is_taking: bool) -> list[Clause]:
        """Return the clauses of the figures beside, of those of the whole text, or that the sentence is about.

        Whom to turn to may be said beside figures of something else: then both are meant.
        """
        start, end = reviewed.sheet.source_span(*reviewed.sentence(*span))
        supported = [figure for figure in reviewed.figures if figure.verdict == "supported" and figure.clause]
        near = {figure.clause for figure in supported if start <= figure.start < end}
        labels = near or {figure.clause for figure in supported}
        beside = [clause for key, clause in self._clauses.items() if key[1] in labels]
        if beside and not is_taking:
            return beside
        said = words_said(reviewed.text[slice(*reviewed.sentence(*span))], reviewed.asked)
        keys = dict.fromkeys(self._where[one] for one in meant(self._subjects.fit(said)))
        return [*beside, *(self._clauses[key] for key in keys if key in self._rows)]

    def _named(self, clause: Clause) -> Iterable[str]:
        rows = self._rows.get((clause.policy, clause.label), ())
        return (*clause.departments, *rows, *_ONE.findall(normalize(clause.text).text))

    def _is_known(self, name: str, known: Iterable[str]) -> bool:
        own = self._key(name)
        return any(own in other or other in own or _is_short(own, other) or _is_short(other, own) for other in known)

    def _key(self, name: str) -> str:
        bare = _bare(name)
        return self._aliases.get(bare, bare)


def _bare(name: str) -> str:
    """Return a department's folded name without the place and rank before it."""
    return _PLACED.sub("", fold(name)) or fold(name)


def _is_short(short: str, name: str) -> bool:
    """Whether a name is a short form of another: 文旅局 of 文化和旅游局."""
    return short[-1] == name[-1] and len(short) < len(name) and abbreviates(short[:4], name)
