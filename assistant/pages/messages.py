"""Questions and answers as messages of the chat: what Gradio shows, and the turns that are read back from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import gradio as gr
from markupsafe import Markup, escape

from assistant.models import Citation, Turn
from assistant.pages.rendering import clause_address, render_block
from assistant.policy.corpus import Corpus
from assistant.records.journal import Logged

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_PUNCTUATION = {char: f"\\{char}" for char in "!\"#$%'()*+,-./:;=?@[\\]^_`{|}~"}
_AS_TYPED = str.maketrans(_PUNCTUATION | _ENTITIES)
_ESCAPED = re.compile(r"&(amp|lt|gt);|\\(.)", re.S)
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}


def escape_question(question: str) -> str:
    r"""Return Markdown that shows the question exactly as it was typed.

    >>> escape_question("给<b>5*2</b>万")
    '给&lt;b&gt;5\\*2&lt;\\/b&gt;万'
    """
    return question.strip().translate(_AS_TYPED)


def unescape_question(markdown: str) -> str:
    r"""Undo `escape_question`.

    >>> unescape_question(escape_question(r"a\*b &lt; <i>"))
    'a\\*b &lt; <i>'
    """
    return _ESCAPED.sub(lambda found: _CHARACTERS[found[1]] if found[1] else found[2], markdown)


def read_messages(history: Iterable[Mapping[str, Any]]) -> list[gr.ChatMessage]:
    """Return the messages of a conversation that came with the request: their text, without buttons of old answers."""
    return [
        gr.ChatMessage(role="user" if message.get("role") == "user" else "assistant", content=part["text"])
        for message in history
        for part in message.get("content", ())
        if part.get("type") == "text"
    ]


def read_turns(messages: Iterable[gr.ChatMessage]) -> tuple[Turn, ...]:
    """Return the user's turns as they were typed; what the client says that we answered is only for show."""
    return tuple(
        Turn(role="user", content=unescape_question(message.content))
        for message in messages
        if message.role == "user" and isinstance(message.content, str)
    )


def question_message(question: str) -> gr.ChatMessage:
    """Return the user's message."""
    return gr.ChatMessage(role="user", content=escape_question(question))


def answer_message(logged: Logged, corpus: Corpus, root: str) -> gr.ChatMessage:
    """Return an answer with a chip for each clause it cites, buttons for an opinion, and its suggestions as buttons."""
    answer = logged.answer
    chips = render_chips(answer.citations, corpus, root)
    opinion = render_block("opinion.html", answer_id=logged.answer_id) if logged.answer_id else ""
    text = strip_disclaimer(answer.text, corpus.messages.disclaimer)
    return gr.ChatMessage(
        role="assistant",
        content="\n\n".join(filter(None, (text, chips + opinion))),
        options=[{"value": suggestion} for suggestion in answer.suggestions],
    )


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
        clause = corpus.clause(policy, label)
        chips.append(
            {
                "clause": clause,
                "number": corpus.policy(policy).meta.name,
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
