"""The chat's eligibility answer: rebuilt from the user's turns, judged, said, with the next questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date

from assistant.answering.draft import Draft
from assistant.answering.notices import Notices
from assistant.answering.parts import Parts
from assistant.answering.uncovered import HOW_MUCH
from assistant.eligibility.asking import Question, choose_questions
from assistant.eligibility.assessment import Assessor
from assistant.eligibility.firm_reading import WHOLE, Part, ProfileReader
from assistant.eligibility.profile import Statement, join
from assistant.eligibility.recognition import FIRM, asks_openly, describes_firm, is_plural
from assistant.eligibility.writing import say
from assistant.models import Citation, Model
from assistant.policy.corpus import Corpus
from assistant.policy.criteria import ProfileField
from assistant.understanding.query import Query
from assistant.understanding.wordlists import any_of

INTERROGATIVE = re.compile(
    r"[?？]|多少|什么|啥|哪|吗|怎么|如何|咋|几(?=[个项万家年])|呢|是不是|能不能|可不可以|有没有|是否"
)
ORDINAL = re.compile(r"第([一二12])(?:个|项|条|点|问|题)?|(?<![\d.])([12一二])[.．、:：)）](?!\d)")
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

    def __init__(self, corpus: Corpus) -> None:
        """`corpus` must have criteria; those of its first policy are asked about."""
        self._corpus = corpus
        self._criteria = corpus.criteria[0]
        self._meta = corpus.policy(self._criteria.policy).meta
        self._assessor = Assessor(corpus, self._criteria)
        self._profiles = ProfileReader(self._criteria, corpus.lexicon)
        self._parts = Parts(corpus)
        self._notices = Notices(corpus, self._parts)

    @property
    def policy(self) -> str:
        """The id of the policy that is advised on."""
        return self._criteria.policy

    def draft(
        self, queries: Sequence[Query], as_of: date, begins: Callable[[Query], bool] | None = None
    ) -> Draft | None:
        """Return the answer to the last of the user's messages, each read by itself; None where it is no enquiry.

        `begins` tells the messages that ask to be led through a profile, whatever they say of the firm.
        """
        enquiry = Enquiry()
        for query in queries:
            enquiry = self._take(enquiry, query, as_of, begins is not None and begins(query))
        return self._write(enquiry, as_of) if enquiry.open else None

    # ------------------------------------------------------------ state

    def _take(self, enquiry: Enquiry, query: Query, as_of: date, begins: bool) -> Enquiry:
        """Return the enquiry after one more message."""
        described = enquiry.described or describes_firm(query)
        profiled = self._profiles.read(query)
        if begins or self._opens(enquiry, query, profiled):
            said = profiled
        elif enquiry.open and (replied := self._reply(enquiry, query)) is not None:
            said = replied
        else:
            tells = bool(FIRM.search(query.folded)) and not INTERROGATIVE.search(query.folded)
            said = profiled if tells else ()
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
            uncovered=tuple(dict.fromkeys((*enquiry.uncovered, *(() if begins else query.uncovered)))),
        )

    def _opens(self, enquiry: Enquiry, query: Query, said: Sequence[Statement]) -> bool:
        """Whether a message asks openly, of a firm that is described: by more than a sum, where it asks for 什么."""
        if not asks_openly(query) or not (enquiry.described or describes_firm(query)):
            return False
        if len(query.topics) == 1 and HOW_MUCH.search(query.folded) and not is_plural(query):
            return False  # of one programme, what it gives
        return is_plural(query) or not said or any(s.held is not None or s.choice for s in said)

    def _reply(self, enquiry: Enquiry, query: Query) -> tuple[Statement, ...] | None:
        """Return what a message replies to the pending questions; None where it is no reply."""
        if INTERROGATIVE.search(query.folded) or query.attack or query.foreign:
            return None
        said = self._read_reply(enquiry, query)
        return said if UNSURE.search(query.folded) or AFFIRMED.match(query.folded) or said else None

    def _read_reply(self, enquiry: Enquiry, query: Query) -> tuple[Statement, ...]:
        """Return what a message says in reply to the pending questions."""
        if UNSURE.search(query.folded):
            return ()
        said: list[Statement] = []
        for question, part in _pieces(query.question, enquiry.pending):
            known = {statement.field for statement in (*enquiry.statements, *said)}
            said += self._read_piece(query, part, (question,) if question else enquiry.pending, known)
        return tuple(said)

    def _read_piece(
        self, query: Query, part: Part, questions: Sequence[Question], known: Collection[str]
    ) -> list[Statement]:
        exact = [f for q in questions if not q.subject for f in self._fields(q)]
        said = list(self._profiles.read(query, exact, part))
        if AFFIRMED.match(query.question[slice(*part)].strip()):
            said += [Statement(field=field.id, held=True) for field in exact if field.kind == "yes_no"]
        elif self._profiles.denies(query, part):
            named = {*known, *(statement.field for statement in said)}
            said += self._profiles.deny(f for q in questions for f in self._fields(q) if f.id not in named)
        return said

    def _fields(self, question: Question) -> tuple[ProfileField, ...]:
        return tuple(field for name in question.fields if (field := self._criteria.field(name)) is not None)

    # ------------------------------------------------------------ answer

    def _write(self, enquiry: Enquiry, as_of: date) -> Draft:
        profile = join(enquiry.statements)
        messages = self._corpus.messages
        notices = self._notices.of_policy(self.policy, as_of, awarded=True, by_number=False)
        questions = self._say_questions(enquiry.pending)
        beyond = [messages.partly_uncovered.format(term=term, number=self._meta.name) for term in enquiry.uncovered[:1]]
        thresholds = self._cite_thresholds(enquiry.pending)
        if not profile.statements:
            lead = f"逐项对照{self._meta.name}之前，需要了解企业的情况。"
            return Draft(
                status="clarify",
                paragraphs=(*_quoted(notices), lead, *beyond, *questions, messages.disclaimer),
                citations=thresholds,
                notices=notices,
                suggestions=(NONE,),
            )
        said = say(self._assessor.assess(profile, as_of), self._criteria, self._meta)
        grounds = self._parts.grounds(self._corpus.clause(c.policy, c.clause) for c in said.citations)
        return Draft(
            status="answered",
            paragraphs=(*_quoted(notices), *said.paragraphs, *beyond, *questions, grounds, messages.disclaimer),
            citations=tuple(dict.fromkeys((*said.citations, *thresholds))),
            amounts=said.amounts,
            notices=notices,
            suggestions=(NONE,) if enquiry.pending else (),
        )

    def _cite_thresholds(self, questions: Sequence[Question]) -> tuple[Citation, ...]:
        """Cite the clauses whose thresholds the questions name."""
        asked = {name for question in questions for name in question.fields}
        return tuple(
            Citation(policy=self._criteria.policy, clause=clause, quote=criterion.quote)
            for award in self._criteria.awards
            for criterion in award.criteria
            if criterion.operator == "above" and criterion.field in asked
            for clause in [criterion.clause or self._corpus.reward(award.award).clause]
        )

    @staticmethod
    def _say_questions(questions: Sequence[Question]) -> tuple[str, ...]:
        if not questions:
            return ()
        lines = [f"{number}. {question.text}" for number, question in enumerate(questions, start=1)]
        return ("\n".join(["为继续对照，请补充（没有的回答“没有”即可）：", *lines]),)


def _quoted(notices: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"> {notice}" for notice in notices)


def _pieces(message: str, pending: Sequence[Question]) -> list[tuple[Question | None, Part]]:
    """Return the parts of a reply with the question that each answers by number; None where it numbers none."""
    marks = list(ORDINAL.finditer(message)) if len(pending) > 1 else []
    if not marks:
        return [(None, WHOLE)]
    ends = [mark.start() for mark in marks[1:]] + [len(message)]
    numbers = [0 if (mark[1] or mark[2]) in "一1" else 1 for mark in marks]
    found: list[tuple[Question | None, Part]] = [
        (pending[number], (mark.end(), end)) for number, mark, end in zip(numbers, marks, ends, strict=True)
    ]
    return [(None, (0, marks[0].start())), *found] if message[: marks[0].start()].strip() else found
