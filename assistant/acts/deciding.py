"""Decide before anything is looked up whether a message is an act, and draft the reply to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.acts.act_rows import Act
from assistant.acts.english import is_english, read_english
from assistant.acts.recognition import IDLE, ActReader, Deed
from assistant.acts.shortening import shorten
from assistant.acts.withholding import withhold
from assistant.acts.writing import ActReplies
from assistant.answering.draft import Draft
from assistant.answering.release import Reply
from assistant.answering.replying import Publisher
from assistant.answering.scope import find_scope
from assistant.guard.layout.english import Translator
from assistant.models import Answer, Turn
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Query


class Desk:
    """Recognises and answers the messages to one corpus that ask nothing of a policy; keeps no state."""

    def __init__(self, corpus: Corpus, publisher: Publisher, home: str | None, guided: str | None) -> None:
        """`home` is the region served; `guided` the policy whose criteria lead a firm through its profile, if any."""
        self._corpus = corpus
        self._publisher = publisher
        self._home = home
        self._guided = guided
        self._reader = ActReader(corpus)
        self._english = Translator(corpus.lexicon.english)
        self._replies = ActReplies(corpus)

    def reply(self, queries: Sequence[Query], as_of: date, ask: Callable[..., Reply]) -> Reply | None:
        """Reply to a message that asks nothing of a policy, or that asks it in English; None where it asks.

        `ask` answers a question: what an English one means, or the one before that is to be answered otherwise.
        """
        query, earlier = queries[-1], tuple(query.question for query in queries[:-1])
        if is_english(query.question) and (meant := read_english(query.question, self._english)):
            reply = ask(meant, _turns(earlier), as_of)
            return reply.model_copy(update={"answer": self._in_english(reply.answer, query.question)})
        deed = self._read(query, as_of)
        if deed is None:
            return None
        if deed.act is Act.REPHRASE:
            said = tuple(one.question for one in self.asked(queries)[:-1])
            drafts = self._again(ask(said[-1], _turns(said[:-1]), as_of).answer if said else None)
        else:
            scope = find_scope(query, self._corpus, as_of, self._home)
            drafts = self._replies.write(deed, scope, earlier, as_of)
        if deed.act is Act.TABLE:
            judge = self._publisher.judge
            drafts = withhold(next(drafts), lambda draft: judge(draft, query.question, earlier).result.findings)
        return self._publisher.release(query.question, earlier, drafts)

    def _read(self, query: Query, as_of: date) -> Deed | None:
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

    def asked(self, queries: Sequence[Query]) -> list[Query]:
        """Return the messages that ask something, and the last: courtesies between them change no subject."""
        read = [(query, self._reader.read(query)) for query in queries[:-1]]
        return [*(query for query, deed in read if deed is None or deed.act not in IDLE), *queries[-1:]]

    def _again(self, answer: Answer | None) -> Iterator[Draft]:
        """Yield the last answer in fewer words, then as it was; that there is none where nothing was asked before."""
        if answer is None:
            yield self._replies.rephrase_nothing()
            return
        for said in (shorten(answer, self._corpus.messages.acts.shorter), answer):
            fields = {name: getattr(said, name) for name in ("citations", "amounts", "notices", "suggestions")}
            yield Draft(status=said.status, paragraphs=tuple(said.text.split("\n\n")), **fields)

    def _in_english(self, answer: Answer, question: str) -> Answer:
        """Return an answer to an English question with a line in English behind it."""
        acts = self._corpus.messages.acts
        line = acts.english if answer.status == "answered" else acts.english_uncovered
        return answer.model_copy(update={"question": question, "text": f"{answer.text}\n\n{line}"})


def _turns(messages: Sequence[str]) -> list[Turn]:
    return [Turn(role="user", content=message) for message in messages]
