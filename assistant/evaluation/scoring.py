"""Judge one answer against its case, metric by metric."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal

from assistant.evaluation.cases import Case, GoldAmount
from assistant.models import Answer, Model, StatedAmount
from assistant.text.figures import Unit, find_figures

EXTRA_CLAUSES = 2
"""Clauses beyond the gold ones that a focused answer may cite."""

LENGTH_LIMIT = 900
"""Characters that a focused answer may have beside its quotations."""

REFUTED = re.compile(r"[^。；：\n]*(?=与文件规定不一致)")
IGNORED = frozenset("*_`,")
Amount = tuple[Unit, Decimal]


class Score(Model):
    """What is right in one answer."""

    id: str
    kind: str
    status: bool
    clauses: bool
    amounts: bool
    mentions: bool
    no_stray: bool
    focus: bool
    unrefuted: bool

    @property
    def all_ok(self) -> bool:
        """Whether everything is right."""
        content = (self.status, self.clauses, self.amounts, self.mentions, self.no_stray)
        return all((*content, self.focus, self.unrefuted))


def score(case: Case, answer: Answer) -> Score:
    """Judge an answer to the last turn of its case."""
    judges: dict[str, Callable[[Case, Answer], bool]] = {
        "clauses": _cites_all,
        "amounts": _states_all,
        "mentions": _mentions,
        "no_stray": _strays_nowhere,
        "focus": _is_focused,
        "unrefuted": _refutes_nothing_right,
    }
    return Score(
        id=case.id,
        kind=case.kind,
        status=_has_status(case, answer),
        **{name: judge(case, answer) for name, judge in judges.items()},
    )


def _has_status(case: Case, answer: Answer) -> bool:
    """Whether the status is the gold one; to refuse is one way of saying that something is not covered."""
    return answer.status == case.status or (case.status, answer.status) == ("not_covered", "refused")


def _cites_all(case: Case, answer: Answer) -> bool:
    return set(case.clauses) <= {citation.clause for citation in answer.citations}


def _states_all(case: Case, answer: Answer) -> bool:
    """Whether each gold amount is stated with its bound, on another authority than the user's, and said in the text."""
    said = _amounts_in(answer.text)
    stated = {(key, a.bound) for a in answer.amounts if a.source != "user" for key in _keys(a)}
    return all((key, gold.bound) in stated and key in said for gold in case.amounts for key in _keys(gold))


def _mentions(case: Case, answer: Answer) -> bool:
    text = flatten(answer.text)
    has_all = all(any(flatten(word) in text for word in group) for group in case.must_mention)
    return has_all and not any(flatten(word) in text for word in case.must_not_mention)


def _strays_nowhere(case: Case, answer: Answer) -> bool:
    """Whether all money and rates of the text come from the gold, the question, a quotation or a grounded amount."""
    allowed = {key for gold in case.amounts for key in _keys(gold)}
    allowed |= {key for amount in answer.amounts if amount.source != "user" for key in _keys(amount)}
    for source in (*case.turns, *(citation.quote for citation in answer.citations)):
        allowed |= _amounts_in(source)
    return _amounts_in(answer.text) <= allowed


def _is_focused(case: Case, answer: Answer) -> bool:
    extra = {citation.clause for citation in answer.citations} - set(case.clauses)
    text = flatten(answer.text)
    for citation in sorted(answer.citations, key=lambda citation: -len(citation.quote)):
        text = text.replace(flatten(citation.quote), "")
    return len(extra) <= EXTRA_CLAUSES and len(text) <= LENGTH_LIMIT


def _refutes_nothing_right(case: Case, answer: Answer) -> bool:
    """Whether no figure that a right answer states or mentions, with its bound, is called wrong."""
    right = {(key, gold.bound) for gold in case.amounts for key in _keys(gold)}
    mentioned = {key for group in case.must_mention for word in group for key in _amounts_in(word)}
    refuted = [figure for sentence in REFUTED.findall(answer.text) for figure in find_figures(sentence)]
    said = {(figure.unit, figure.value, figure.bound) for figure in refuted}
    return not any(
        (unit, value) in mentioned or any(key == (unit, value) and bound in (None, own) for key, own in right)
        for unit, value, bound in said
    )


def flatten(text: str) -> str:
    """Return `text` as mentions compare it: half-width, without blanks, emphasis and digit-group commas.

    >>> flatten("不超过 **1,000,000 元**（含）")
    '不超过1000000元(含)'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c not in IGNORED and not c.isspace())


def _amounts_in(text: str) -> set[Amount]:
    return {(f.unit, f.value) for f in find_figures(text) if f.unit in (Unit.YUAN, Unit.PERCENT)}


def _keys(amount: GoldAmount | StatedAmount) -> Iterable[Amount]:
    if amount.yuan is not None:
        yield Unit.YUAN, amount.yuan
    if amount.percent is not None:
        yield Unit.PERCENT, amount.percent
