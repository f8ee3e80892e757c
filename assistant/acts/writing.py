"""Write the reply to an act: wording from the corpus, facts from the documents in scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.acts.act_rows import Act
from assistant.acts.clauses import ClauseReplies
from assistant.acts.recognition import Deed
from assistant.answering.draft import Draft
from assistant.answering.listing import list_awards
from assistant.answering.notices import Notices
from assistant.answering.particulars import chinese_date, say_document
from assistant.answering.parts import Parts
from assistant.answering.scope import Scope
from assistant.models import Status
from assistant.policy.corpus import Corpus
from assistant.text.figures import find_figures
from assistant.understanding.query import Query

EXAMPLES = 4
PROGRAMMES = 12
STATUSES: dict[Act, Status] = {
    Act.DESPAIR: "signpost",
    Act.HANDOVER: "handover",
    Act.COMPLAINT: "handover",
    Act.PROGRESS: "not_covered",
}
"""The status of a reply that is one sentence of the corpus; `acknowledged` where none is named."""


class Situation(NamedTuple):
    """What a reply is written in: the documents that may answer, the user's earlier messages, the day of asking."""

    scope: Scope
    earlier: tuple[str, ...]
    as_of: date


class ActReplies:
    """Writes replies to acts on one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._messages = corpus.messages
        self._parts = Parts(corpus)
        self._notices = Notices(corpus, self._parts)
        self._clauses = ClauseReplies(corpus, self._parts, self._notices)
        self._writers: dict[Act, Callable[[Deed, Situation], Iterator[Draft]]] = {
            Act.CLAUSE: self._clause,
            Act.DOCUMENT: self._document,
            Act.ISSUED: self._issued,
            Act.FULL_TEXT: self._full_text,
            Act.TABLE: self._table,
            Act.PROFILE: self._profile,
            Act.RECALL: self._recall,
        }

    def write(self, deed: Deed, scope: Scope, earlier: Sequence[str], as_of: date) -> Iterator[Draft]:
        """Yield the drafts that reply to an act, in the order in which they are to be tried."""
        yield from self._writers.get(deed.act, self._say)(deed, Situation(scope, tuple(earlier), as_of))

    # ------------------------------------------------------------ sentences of the corpus

    def _say(self, deed: Deed, at: Situation) -> Iterator[Draft]:
        wording: str = getattr(self._messages.acts, deed.act.value)
        text = wording.format(number=self._parts.numbers(at.scope.ids), whom=self._parts.whom(at.scope.ids))
        asks = deed.act in (Act.GREETING, Act.IDENTITY, Act.ANGER, Act.DESPAIR)
        yield Draft(
            status=STATUSES.get(deed.act, "acknowledged"),
            paragraphs=tuple(text.split("\n\n")),
            suggestions=self._corpus.examples(at.scope.ids, EXAMPLES) if asks else (),
        )

    def rephrase_nothing(self) -> Draft:
        """Say that there is no answer yet that could be said again."""
        return Draft(status="acknowledged", paragraphs=(self._messages.acts.rephrase_none,))

    # ------------------------------------------------------------ of the documents

    def _clause(self, deed: Deed, at: Situation) -> Iterator[Draft]:
        yield from self._clauses.quote(deed.clauses, at.scope, at.as_of)

    def _document(self, deed: Deed, at: Situation) -> Iterator[Draft]:
        if not deed.policies:
            number = self._parts.numbers(at.scope.ids)
            text = self._messages.acts.no_document.format(number=number)
            yield Draft(status="not_covered", paragraphs=(text,))
            return
        notices = tuple(n for p in deed.policies for n in self._notices.of_policy(p, at.as_of, True, False))
        lines = [say_document(meta) for meta in self._parts.metas(deed.policies)]
        yield Draft(
            status="answered",
            paragraphs=(
                *(f"> {notice}" for notice in dict.fromkeys(notices)), *lines,
                *self._parts.window_lines(deed.policies), self._messages.acts.document, self._messages.disclaimer,
            ),
            citations=self._parts.cite_closings(deed.policies),
            notices=tuple(dict.fromkeys(notices)),
            suggestions=self._corpus.examples(deed.policies, EXAMPLES),
        )  # fmt: skip

    def _issued(self, deed: Deed, at: Situation) -> Iterator[Draft]:
        acts, lines = self._messages.acts, []
        for meta in self._parts.metas(at.scope.ids):
            said = acts.issued if meta.issued else acts.issued_open
            lines.append(said.format(name=meta.name, issued=chinese_date(meta.issued) if meta.issued else ""))
        lines += self._parts.window_lines(at.scope.ids)
        yield Draft(
            status="answered",
            paragraphs=(*lines, self._messages.disclaimer),
            citations=self._parts.cite_closings(at.scope.ids),
        )

    def _full_text(self, deed: Deed, at: Situation) -> Iterator[Draft]:
        lines = [
            self._messages.acts.full_text.format(
                title=meta.title, id=meta.id, source=f"来源：{meta.source}。" if meta.source else ""
            )
            for meta in self._parts.metas(at.scope.ids)
        ]
        yield Draft(status="answered", paragraphs=(*lines, self._messages.acts.document))

    def _table(self, deed: Deed, at: Situation) -> Iterator[Draft]:
        """Table all awards with a figure."""
        listing = list_awards(Query(question="", folded=""), self._corpus, at.scope)
        number = self._parts.numbers(at.scope.ids)
        if not listing.table:
            text = self._messages.not_covered_plain.format(number=number, interpreter=self._parts.whom(at.scope.ids))
            yield Draft(status="not_covered", paragraphs=(text,))
            return
        notices = tuple(
            dict.fromkeys(n for p in at.scope.ids for n in self._notices.of_policy(p, at.as_of, True, False))
        )
        count = len(listing.table.splitlines()) - 2
        rows = [(self._corpus.clause(r.policy, r.clause), r) for r in listing.first_by_clause]
        yield Draft(
            status="answered",
            paragraphs=(
                *(f"> {notice}" for notice in notices),
                self._messages.acts.table.format(number=number, count=count),
                listing.table,
                self._parts.grounds(clause for clause, _ in rows) + self._parts.stacking_lines(at.scope.ids),
                self._messages.disclaimer,
            ),
            citations=(
                *(self._parts.cite(clause, row.tiers[0].quote) for clause, row in rows),
                *self._parts.cite_closings(at.scope.ids),
            ),
            amounts=listing.amounts,
            composed=True,
            notices=notices,
        )  # fmt: skip

    def _profile(self, deed: Deed, at: Situation) -> Iterator[Draft]:
        """Ask for the firm's facts where no criteria lead through them."""
        rows = (r for r in self._corpus.rewards if r.policy in at.scope.ids and r.kind == "award")
        names = dict.fromkeys(row.name for row in rows if any(t.yuan or t.percent for t in row.tiers))
        text = self._messages.acts.profile.format(
            number=self._parts.numbers(at.scope.ids), programmes="、".join(list(names)[:PROGRAMMES])
        )
        yield Draft(status="clarify", paragraphs=(text,), suggestions=self._corpus.examples(at.scope.ids, EXAMPLES))

    # ------------------------------------------------------------ of the conversation

    def _recall(self, deed: Deed, at: Situation) -> Iterator[Draft]:
        """Say the user's questions; where a figure in them would pass for an award, dots in its place."""
        acts = self._messages.acts
        if not at.earlier:
            yield Draft(status="acknowledged", paragraphs=(acts.recall_none,))
            return
        for asked in (at.earlier, tuple(map(_without_figures, at.earlier))):
            lines = [f"{i}. 问：“{' '.join(question.split())}”" for i, question in enumerate(asked, start=1)]
            yield Draft(status="acknowledged", paragraphs=(acts.recall, "\n".join(lines)))


def _without_figures(question: str) -> str:
    """Return a question with dots for its figures."""
    for figure in reversed(find_figures(question)):
        question = f"{question[: figure.start]}……{question[figure.end :]}"
    return question
