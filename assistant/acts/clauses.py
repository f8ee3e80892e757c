"""Quote the clauses that a message names by their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answering.draft import Draft
from assistant.answering.notices import Notices
from assistant.answering.parts import Parts
from assistant.answering.scope import Scope
from assistant.models import Clause
from assistant.policy.corpus import Corpus
from assistant.policy.labels import find_clauses
from assistant.text.figures import find_figures

WHOLE = 3
"""Most clauses that are quoted in full; of a longer section only the headings are listed."""
LONGEST_BEGINNING = 40


class ClauseReplies:
    """Writes replies that quote clauses of one corpus."""

    def __init__(self, corpus: Corpus, parts: Parts, notices: Notices) -> None:
        self._corpus = corpus
        self._messages = corpus.messages
        self._parts = parts
        self._notices = notices

    def quote(self, keys: Sequence[tuple[str, ...]], scope: Scope, as_of: date) -> Iterator[Draft]:
        """Yield the clauses of the keys with their citations, then, should that be held up, where they are."""
        named = [clause for key in keys for policy in scope.ids for clause in self._find(key, policy)]
        if not named:
            yield self._nothing(scope)
            return
        if len(named) > WHOLE:
            yield self._list(named)
            return
        awarding = {(row.policy, row.clause) for row in self._corpus.rewards if row.kind == "award"}
        policies = dict.fromkeys(clause.policy for clause in named if (clause.policy, clause.label) in awarding)
        notices = tuple(n for p in policies for n in self._notices.of_policy(p, as_of, True, len(policies) > 1))
        several = len({clause.policy for clause in named}) > 1
        blocks = [text for clause in named for text in self._block(clause, several)]
        yield Draft(
            status="answered",
            paragraphs=(
                *(f"> {notice}" for notice in notices), *blocks, self._parts.grounds(named), self._messages.disclaimer,
            ),
            citations=tuple(self._parts.cite(clause, clause.text) for clause in named),
            notices=notices,
        )  # fmt: skip
        yield self._list(named)

    def _find(self, key: tuple[str, ...], policy: str) -> tuple[Clause, ...]:
        return find_clauses(key, self._corpus.policy(policy).clauses)

    def _block(self, clause: Clause, several: bool) -> tuple[str, ...]:
        number = f"{self._parts.meta(clause.policy).name} " if several else ""
        headed = clause.title and clause.title != clause.label
        title = f"　{clause.title}" if headed else ""
        quoted = "\n".join(f"> {line}" for line in clause.text.splitlines())
        departments = (f"责任单位：{self._parts.names(clause)}。",) if clause.departments else ()
        return f"**{number}{clause.label}{title}**", quoted, *departments

    def _list(self, clauses: Sequence[Clause]) -> Draft:
        lines = [f"- {clause.label}　{clause.title or _beginning(clause)}" for clause in clauses]
        number = self._parts.numbers(tuple(dict.fromkeys(clause.policy for clause in clauses)))
        lead = self._messages.acts.section.format(number=number, section=clauses[0].section or clauses[0].label)
        return Draft(
            status="answered",
            paragraphs=(lead, "\n".join(lines), self._parts.grounds(clauses), self._messages.disclaimer),
            citations=tuple(self._parts.cite(clause, clause.title or clause.text) for clause in clauses),
            suggestions=tuple(f"{clause.label}原文" for clause in clauses[:WHOLE]),
        )

    def _nothing(self, scope: Scope) -> Draft:
        labels = [c.label for policy in scope.ids[:1] for c in self._corpus.policy(policy).clauses]
        shown = "、".join(labels) if len(labels) <= 2 * WHOLE else f"{labels[0]}、{labels[1]}……{labels[-1]}"
        text = self._messages.acts.no_clause.format(number=self._parts.numbers(scope.ids), labels=shown)
        return Draft(status="not_covered", paragraphs=(text,), suggestions=tuple(f"{n}原文" for n in labels[:WHOLE]))


def _beginning(clause: Clause) -> str:
    """Return how a clause without a heading begins; nothing where that holds a figure."""
    said = clause.text.split("，")[0].split("。")[0]
    return "" if find_figures(said) or len(said) > LONGEST_BEGINNING else f"{said}……"
