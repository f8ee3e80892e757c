"""Drafts of one answer by a language model: at most two, within one time limit, whole or sentence by sentence."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from assistant.answering.draft import Draft
from assistant.answering.model.endpoint import Endpoint, EndpointFailure
from assistant.answering.model.placeholders import TokenBook, find_literals
from assistant.answering.model.programmes import ProgrammeNames, levels_in
from assistant.answering.model.prompt import Frame, write_messages
from assistant.text.figures import find_figures

if TYPE_CHECKING:
    from assistant.answering.evidence import Evidence
    from assistant.policy.corpus import Corpus
    from assistant.settings import Settings
    from assistant.understanding.query import Query

TRIES = 2
CLOSED = re.compile(r"[。！？\n>]")
SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+[”）」]*\n*")
THOUGHT = re.compile(r"\A\s*<think>.*?</think>\s*", re.DOTALL)
THINKING = re.compile(r"\A\s*(?:<(?:think?)?|<think>.*)\Z", re.DOTALL)
FENCE = re.compile(r"^\s*```\w*\s*$\n?", re.MULTILINE)
LABEL = re.compile(r"[一二三四五六七八九十]+\s*[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+条")


class ModelDrafter:
    """Writes what the composer found in other words."""

    def __init__(self, settings: Settings, corpus: Corpus) -> None:
        """Raise `ModelUnavailable` where the client is not installed."""
        self._endpoint = Endpoint(settings)
        self._names = ProgrammeNames.of(corpus)
        self._seconds = settings.llm_seconds

    def begin(self, query: Query, evidence: Evidence, template: Draft) -> Writing | None:
        """Return the writing of an answer; None where there is nothing to put otherwise."""
        frame = Frame.of(template)
        if template.status != "answered" or not frame.body:
            return None
        subjects = (*evidence.subjects, *evidence.parallels)
        rows = tuple((r, t) for s in subjects for r in (*s.awards, *s.targets, *s.related) for t in r.tiers)
        book = TokenBook(rows, template.amounts)
        return Writing(self._endpoint, self._names, self._seconds, query.question, template, frame, book)

    def close(self) -> None:
        """Drop all connections."""
        self._endpoint.close()


class Writing:
    """One answer being written; `outcome` is `released`, `rejected`, or how the endpoint failed."""

    def __init__(
        self,
        endpoint: Endpoint,
        names: ProgrammeNames,
        seconds: float,
        question: str,
        template: Draft,
        frame: Frame,
        book: TokenBook,
    ) -> None:
        self._endpoint = endpoint
        self._names = names
        self._deadline = time.monotonic() + seconds
        self._question = question
        self._template = template
        self._frame = frame
        self._book = book
        self._evidence = (*template.paragraphs, question)
        self._tries = 0
        self.outcome: str = "rejected"
        self.last: Draft | None = None

    def write(self, reasons: Sequence[str] = ()) -> Draft | None:
        """Return a draft, after `reasons` for rejecting the one before; None where there is none to be had."""
        while self._tries < TRIES:
            try:
                text = _clean("".join(self._ask(reasons)))
            except EndpointFailure as error:
                self.outcome = error.failure
                return None
            sentences = _split(text, complete=True)[0]
            if not (reasons := self._find_faults(sentences)):
                return self._frame_in("".join(map(self._book.reveal, sentences)))
        self.outcome = "rejected"
        return None

    def stream(self, passes: Callable[[str], bool]) -> Iterator[str | Draft]:
        """Yield the answer sentence by sentence, each as soon as `passes` takes all that was shown with it.

        The last piece is the draft, whose text the pieces make up; without it, what was shown stands but ends there.
        """
        shown = "".join(f"{paragraph}\n\n" for paragraph in self._frame.opening)
        opened, raw, body = False, "", ""
        heard: list[str] = []
        try:
            for piece in chain(self._ask(()), [None]):
                raw += piece or ""
                if piece is not None and not CLOSED.search(piece):
                    continue
                raw = _clean(raw)
                sentences, raw = _split(raw, complete=piece is None)
                for sentence in sentences:
                    revealed = self._book.reveal(sentence)
                    heard.append(sentence)
                    if self._find_faults(heard) or not passes(shown + body + revealed):
                        self.outcome = "rejected"
                        return
                    yield revealed if opened else shown + revealed
                    body, opened = body + revealed, True
        except EndpointFailure as error:
            self.outcome = error.failure
            return
        draft = self._frame_in(body)
        if draft is not None and draft.text.startswith(shown + body):
            yield draft

    def _ask(self, reasons: Sequence[str]) -> Iterator[str]:
        self._tries += 1
        return self._endpoint.stream(write_messages(self._question, self._frame, self._book, reasons), self._deadline)

    def _find_faults(self, sentences: Sequence[str]) -> tuple[str, ...]:
        """Return why sentences of the model's can't become a draft, whatever the guard would make of them."""
        text = "".join(sentences)
        faults = ["literal"] if find_literals(text, self._evidence) else []
        faults += ["quote"] if re.search(r"^\s*>", text, re.MULTILINE) else []
        cited = {citation.clause for citation in self._template.citations}
        labels = {re.sub(r"\s", "", found).replace("(", "（").replace(")", "）") for found in LABEL.findall(text)}
        faults += ["clause"] if labels - cited else []
        return (*faults, *(["wrong_programme"] if self._says_of_others(sentences) else []))

    def _says_of_others(self, sentences: Sequence[str]) -> bool:
        """Whether a figure is said of a programme, or a level, that it is not the figure of."""
        named: frozenset[str] = frozenset()
        for sentence in sentences:
            named, levels = self._names.find(sentence) or named, levels_in(sentence)
            for token in self._book.find(sentence):
                own = {row for row, _ in token.rows}
                if named and token.rows and not named & own:
                    return True
                tiers = {tier for row, tier in token.rows if tier and (not named or row in named)}
                if levels and tiers and not levels & tiers:
                    return True
        return False

    def _frame_in(self, body: str) -> Draft | None:
        """Return the draft with a body in the place of the composer's, and the amounts that it still states."""
        if not body.strip():
            self.outcome = "garbage"
            return None
        paragraphs = (*self._frame.opening, body.rstrip("\n"), *self._frame.closing)
        draft = self._template.model_copy(update={"paragraphs": paragraphs})
        said = {figure.value for figure in find_figures(draft.text)}
        amounts = tuple(a for a in self._template.amounts if (a.yuan if a.yuan is not None else a.percent) in said)
        self.last = draft.model_copy(update={"amounts": amounts})
        return self.last


def _clean(text: str) -> str:
    """Return the text without what some models think aloud, and without fences."""
    return FENCE.sub("", THOUGHT.sub("", text))


def _split(text: str, complete: bool) -> tuple[list[str], str]:
    """Return the finished sentences of a text and what is left of it; all of it where it is complete.

    >>> _split("一。二。三", complete=False)
    (['一。', '二。'], '三')
    """
    if THINKING.match(text):
        return [], "" if complete else text
    sentences = SENTENCE.findall(text)
    rest = text[sum(map(len, sentences)) :]
    if not complete:  # the marks that close a sentence may still be on their way
        return (sentences, rest) if rest else (sentences[:-1], "".join(sentences[-1:]))
    return ([*sentences, rest] if rest.strip() else sentences), ""
