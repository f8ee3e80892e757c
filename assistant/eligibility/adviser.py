"""The chat's eligibility answer: rebuilt from the user's turns, judged, said, with the next questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.parts import Parts
from assistant.eligibility.asking import Question, choose_questions
from assistant.eligibility.assessment import Assessor
from assistant.eligibility.profile import Statement, join
from assistant.eligibility.reading import ProfileReader
from assistant.eligibility.recognition import FIRM, Opening
from assistant.eligibility.writing import say
from assistant.models import Model
from assistant.policy.corpus import Corpus
from assistant.policy.criteria import ProfileField
from assistant.understanding.query import Query
from assistant.understanding.reader import Reader
from assistant.understanding.wordlists import any_of

INTERROGATIVE = re.compile(r"[?？]|多少|什么|啥|哪|吗|怎么|如何|咋|几(?=[个项万家年])|呢|是不是")
AFFIRMED = re.compile(r"^(?:是|有|对|嗯|属于|属实|符合|都)[的过了啊呀是有符合属实，。！!]*$")
UNSURE = any_of("不清楚 不知道 不确定 不了解 说不准 没查 要查 不记得")
NONE = "都没有"


class Enquiry(Model):
    """An eligibility enquiry after a turn: what was said, what was asked, and whether the turn is part of it."""

    open: bool = False
    described: bool = False
    statements: tuple[Statement, ...] = ()
    pending: tuple[Question, ...] = ()
    asked: frozenset[str] = frozenset()
    uncovered: tuple[str, ...] = ()


class Adviser:
    """Answers firms that ask what they may get under one policy; keeps no state between calls."""

    def __init__(self, corpus: Corpus, reader: Reader) -> None:
        """`corpus` must have criteria; those of its first policy are asked about."""
        self._corpus = corpus
        self._criteria = corpus.criteria[0]
        self._meta = corpus.policy(self._criteria.policy).meta
        self._assessor = Assessor(corpus, self._criteria)
        self._profiles = ProfileReader(self._criteria, corpus.lexicon)
        self._reader = reader
        self._parts = Parts(corpus)

    def draft(self, messages: Sequence[str], as_of: date) -> Draft | None:
        """Return the answer to the last of the user's messages; None where it is no part of such an enquiry."""
        enquiry = Enquiry()
        for message in messages:
            enquiry = self._take(enquiry, self._reader.read(message), as_of)
        return self._write(enquiry, as_of) if enquiry.open else None

    # ------------------------------------------------------------ state

    def _take(self, enquiry: Enquiry, query: Query, as_of: date) -> Enquiry:
        """Return the enquiry after one more message."""
        described = enquiry.described or Opening.describes(query)
        if Opening.asks(query) and (described or enquiry.open):
            said = self._profiles.read(query.question)
        elif enquiry.open and self._is_reply(enquiry, query):
            said = self._read_reply(enquiry, query)
        else:
            tells = bool(FIRM.search(query.folded)) and not INTERROGATIVE.search(query.folded)
            said = self._profiles.read(query.question) if tells else ()
            return enquiry.model_copy(
                update={"open": False, "described": described, "statements": (*enquiry.statements, *said)}
            )
        statements = (*enquiry.statements, *said)
        profile = join(statements)
        assessment = self._assessor.assess(profile, as_of)
        pending = choose_questions(self._criteria, assessment, profile, enquiry.asked)
        return Enquiry(
            open=True,
            described=True,
            statements=statements,
            pending=pending,
            asked=enquiry.asked | {question.id for question in pending},
            uncovered=tuple(dict.fromkeys((*enquiry.uncovered, *query.uncovered))),
        )

    def _is_reply(self, enquiry: Enquiry, query: Query) -> bool:
        if INTERROGATIVE.search(query.folded) or query.attack or query.region:
            return False
        return bool(UNSURE.search(query.folded) or AFFIRMED.match(query.folded) or self._read_reply(enquiry, query))

    def _read_reply(self, enquiry: Enquiry, query: Query) -> tuple[Statement, ...]:
        """Return what a message says in reply to the pending questions."""
        if UNSURE.search(query.folded):
            return ()
        exact = [f for q in enquiry.pending if not q.subject for f in self._fields(q)]
        said = list(self._profiles.read(query.question, exact))
        known = {statement.field for statement in (*enquiry.statements, *said)}
        if AFFIRMED.match(query.folded):
            said += [Statement(field=field.id, held=True) for field in exact if field.kind == "yes_no"]
        elif self._profiles.denies(query.question):
            open_fields = [f for q in enquiry.pending for f in self._fields(q) if f.id not in known]
            said += self._profiles.deny(open_fields)
        return tuple(said)

    def _fields(self, question: Question) -> tuple[ProfileField, ...]:
        return tuple(field for name in question.fields if (field := self._criteria.field(name)) is not None)

    # ------------------------------------------------------------ answer

    def _write(self, enquiry: Enquiry, as_of: date) -> Draft:
        profile = join(enquiry.statements)
        messages = self._corpus.messages
        notices = self._parts.notices(Evidence(route="awards"), as_of)
        questions = self._say_questions(enquiry.pending)
        beyond = [
            messages.partly_uncovered.format(term=term, number=self._meta.number) for term in enquiry.uncovered[:1]
        ]
        if not profile.statements:
            lead = f"逐项对照{self._meta.number}之前，需要了解企业的情况。"
            return Draft(
                status="clarify",
                paragraphs=(*_quoted(notices), lead, *beyond, *questions, messages.disclaimer),
                notices=notices,
                suggestions=(NONE,),
            )
        said = say(self._assessor.assess(profile, as_of), self._criteria, self._meta)
        grounds = self._parts.grounds(citation.clause for citation in said.citations)
        return Draft(
            status="answered",
            paragraphs=(*_quoted(notices), *said.paragraphs, *beyond, *questions, grounds, messages.disclaimer),
            citations=said.citations,
            amounts=said.amounts,
            notices=notices,
            suggestions=(NONE,) if enquiry.pending else (),
        )

    @staticmethod
    def _say_questions(questions: Sequence[Question]) -> tuple[str, ...]:
        if not questions:
            return ()
        lines = [f"{number}. {question.text}" for number, question in enumerate(questions, start=1)]
        return ("\n".join(["为继续对照，请补充（没有的回答“没有”即可）：", *lines]),)


def _quoted(notices: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"> {notice}" for notice in notices)
