"""Answers as messages of the chat, and the questions that the browser sends; what it shows itself is in its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape
from pydantic import Field

from assistant.models import Answer, Citation, Model, Turn
from assistant.pages.contacts import link_numbers, list_contacts
from assistant.pages.next_questions import lead_on
from assistant.pages.rendering import clause_address, render_block
from assistant.policy.corpus import Corpus
from assistant.records.journal import Logged

LABEL = re.compile(
    r"[一二三四五六七八九十]+（[一二三四五六七八九十]+）|第[一二三四五六七八九十百]+条(?:（[一二三四五六七八九十]+）)?"
)
TABLE_ROW = re.compile(r"^\|.*\|$", re.M)


class Sent(Model):
    """A question as the browser sends it, with the user's earlier ones; what it shows as our answers stays there."""

    question: str
    earlier: tuple[str, ...] = Field((), max_length=100)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The earlier questions as turns."""
        return tuple(Turn(role="user", content=question) for question in self.earlier)


class Shown(Model):
    """What the browser shows: an answer as Markdown, or why the question can't be used."""

    content: str | None = None
    fault: str | None = None


def render_answer(logged: Logged, corpus: Corpus, root: str) -> str:
    """Return the answer as Markdown: its text, a chip a cited clause, whom to call, where to go on, and opinions."""
    answer = logged.answer
    text = strip_disclaimer(answer.text, corpus.messages.disclaimer)
    blocks = (
        render_chips(answer.citations, corpus, root),
        render_contacts(answer, corpus),
        render_block("leads.html", leads=lead_on(answer, corpus, root)),
        render_block("opinion.html", answer_id=logged.answer_id) if logged.answer_id else "",
    )
    return "\n\n".join(filter(None, (keep_labels_whole(link_numbers(text, corpus.contacts)), "".join(blocks))))


def render_contacts(answer: Answer, corpus: Corpus) -> str:
    """Return where the departments are that the answer names with a number, as HTML."""
    contacts = list_contacts(answer.text, corpus.contacts)
    return render_block("contacts.html", contacts=contacts) if contacts else ""


def keep_labels_whole(text: str) -> str:
    """Wrap the clause labels in tables, which a narrow column would break in the middle.

    >>> keep_labels_whole("| 贴息 | 二（一） |")
    '| 贴息 | <span class="label">二（一）</span> |'
    """
    wrap = '<span class="label">{}</span>'.format
    return TABLE_ROW.sub(lambda row: LABEL.sub(lambda label: wrap(label[0]), row[0]), text)


def strip_disclaimer(text: str, disclaimer: str) -> str:
    """Drop the answer's last line where it is the disclaimer, which the page shows once under the chat.

    >>> strip_disclaimer("给予50万元。\\n\\n仅供参考。", "仅供参考。")
    '给予50万元。'
    """
    return text.rstrip().removesuffix(disclaimer).rstrip()


def render_chips(citations: Iterable[Citation], corpus: Corpus, root: str) -> str:
    """Return the cited clauses as HTML that unfolds without a script, one chip a clause, in the order of citing."""
    quotes: dict[tuple[str, str], list[str]] = {}
    for citation in citations:
        quotes.setdefault((citation.policy, citation.clause), []).append(citation.quote)
    chips = []
    for (policy, label), quoted in quotes.items():
        clause, meta = corpus.clause(policy, label), corpus.policy(policy).meta
        chips.append(
            {
                "clause": clause,
                "number": meta.name,
                "text": mark_quotes(clause.text, quoted).replace("\n", Markup("<br>")),
                "address": clause_address(root, policy, label),
            }
        )
    several = len({policy for policy, _ in quotes}) > 1
    return render_block("chips.html", chips=chips, several=several) if chips else ""


def mark_quotes(text: str, quotes: Iterable[str]) -> Markup:
    """Return `text` as HTML with the quoted pieces marked; blanks don't count in finding them.

    >>> mark_quotes("给予 50 万元", ["50万元"])
    Markup('给予 <mark>50 万元</mark>')
    """
    spans = sorted(span for quote in quotes if (span := _find_quote(text, quote)))
    html, position = Markup(), 0
    for start, end in spans:
        if end > position:
            start = max(start, position)
            html += escape(text[position:start]) + Markup("<mark>{}</mark>").format(text[start:end])
            position = end
    return html + escape(text[position:])


def _find_quote(text: str, quote: str) -> tuple[int, int] | None:
    characters = "".join(quote.split())
    found = re.search(r"\s*".join(map(re.escape, characters)), text) if characters else None
    return found.span() if found else None
