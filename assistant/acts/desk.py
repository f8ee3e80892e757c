"""Decide before anything is looked up whether a message is an act, and draft the reply to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.acts.english import is_english, read_english
from assistant.acts.recognition import IDLE, ActReader, Deed
from assistant.acts.rows import Act
from assistant.acts.shortening import shorten
from assistant.acts.writing import ActReplies
from assistant.answering.draft import Draft
from assistant.answering.scope import find_scope
from assistant.models import Answer
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Query


class Desk:
    """Recognises and answers the messages to one corpus that ask nothing of a policy; keeps no state."""

    def __init__(self, corpus: Corpus, home: str | None, guided: str | None) -> None:
        """`home` is the region served; `guided` the policy whose criteria lead a firm through its profile, if any."""
        self._corpus = corpus
        self._home = home
        self._guided = guided
        self._reader = ActReader(corpus)
        self._replies = ActReplies(corpus)

    def read(self, query: Query, as_of: date) -> Deed | None:
        """Return what a message does; None where it asks, or begins a profile that criteria lead through."""
        deed = self._reader.read(query)
        if deed is not None and deed.act is Act.PROFILE:
            guided = self._guided in find_scope(query, self._corpus, as_of, self._home).ids
            return None if guided else deed
        return deed

    def begins_profile(self, query: Query) -> bool:
        """Whether a message asks to be led through a firm's profile."""
        deed = self._reader.read(query)
        return deed is not None and deed.act is Act.PROFILE

    def write(self, deed: Deed, query: Query, earlier: Sequence[str], as_of: date) -> Iterator[Draft]:
        """Yield the drafts that reply to an act, in the order in which they are to be tried."""
        scope = find_scope(query, self._corpus, as_of, self._home)
        yield from self._replies.write(deed, scope, earlier, as_of)

    def asked(self, queries: Sequence[Query]) -> list[Query]:
        """Return the messages that ask something, and the last: courtesies between them change no subject."""
        read = [(query, self._reader.read(query)) for query in queries[:-1]]
        return [*(query for query, deed in read if deed is None or deed.act not in IDLE), *queries[-1:]]

    def again(self, answer: Answer | None) -> Iterator[Draft]:
        """Yield the last answer in fewer words, then as it was; that there is none where nothing was asked before."""
        if answer is None:
            yield self._replies.rephrase_nothing()
            return
        for said in (shorten(answer, self._corpus.messages.acts.shorter), answer):
            fields = {name: getattr(said, name) for name in ("citations", "amounts", "notices", "suggestions")}
            yield Draft(status=said.status, paragraphs=tuple(said.text.split("\n\n")), **fields)

    @staticmethod
    def translate(question: str) -> str | None:
        """Return the Chinese question that an English one means; None where it is none or names nothing known."""
        return read_english(question) if is_english(question) else None

    def in_english(self, answer: Answer, question: str) -> Answer:
        """Return an answer to an English question with a line in English behind it."""
        acts = self._corpus.messages.acts
        line = acts.english if answer.status == "answered" else acts.english_uncovered
        return answer.model_copy(update={"question": question, "text": f"{answer.text}\n\n{line}"})
