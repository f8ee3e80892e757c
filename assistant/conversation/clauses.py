"""Rules by which a message asks of a document or a clause: its number, its wording, the same of the next clause."""

from __future__ import annotations

import re

from assistant.conversation.turn import LEFT_OVER, Turn
from assistant.understanding.query import Intent, Query
from assistant.understanding.wordlists import RANKED

PAPER = re.compile(r"文号|[几多少]+号|那份|另外?一份|全称|完整的?(?:标题|名称)")
FURTHER_PAPER = re.compile(r"(?:另外?|还有|那|第二)一?份[^，。；？,;?]{0,8}呢")
DOCUMENT_INTENTS = frozenset({Intent.INTERPRETER, Intent.BASIS, Intent.DOCUMENT})
WORDING = re.compile(r"原文|原话|条文|怎么写的|念一[下遍]")
CLAUSE_ASKED = re.compile(
    r"(?:(?:为什么|为啥|凭什么|凭啥|怎么)[^，。；？,;?]{0,6}[，,？?])?(?:那|请问|这个?|这是|有|有没有|是)*(?:依据|根据|出处|出自|在|写在|按|见)(?:的是|是|的)?"
    r"(?:文件)?(?:的)?(?:哪|第几|什么)(?:[一1])?(?:条款?|款|项|章|处|里|句话?|段|个条款)?(?:写的|规定的?|的|呢|啊|[？?。])*"
)
"""Where the text says what was answered: 依据哪条."""


def on_papers(turn: Turn) -> Query | None:
    before = turn.state.asked[-1].intents if turn.state.asked else frozenset()
    folded = turn.query.folded
    on_grounds = Intent.BASIS in before and PAPER.search(folded)
    if not on_grounds and not (Intent.DOCUMENT in before and FURTHER_PAPER.search(folded)):
        return None
    return turn.query.model_copy(update={"mentions": (), "levels": (), "intents": frozenset({Intent.BASIS})})


def of_clause(turn: Turn) -> Query | None:
    """What is asked after a clause was named, with nothing else spoken of, is asked of its awards."""
    last = turn.state.asked[-1] if turn.state.asked else None
    if last is None or last.mentions or not last.clauses or turn.topics or turn.query.clauses:
        return None
    if WORDING.search(turn.query.folded):
        return turn.bare.model_copy(update={"clauses": last.clauses, "intents": frozenset({Intent.MEASURE})})
    intents = turn.query.intents or last.intents
    levels = turn.query.levels or last.levels
    return turn.bare.model_copy(update={"clauses": last.clauses, "intents": intents, "levels": levels})


def for_its_clause(turn: Turn) -> Query | None:
    """Where an answer stands in the text is asked of what was asked last."""
    last = turn.state.asked[-1] if turn.state.asked else None
    names = turn.query.clauses or (turn.query.mentions and not turn.offers.is_of_document(turn.query))
    if last is None or names or not CLAUSE_ASKED.fullmatch(turn.query.folded):
        return None
    asked = last.model_copy(update={"question": turn.query.question, "inherited": last.topics, "derived": ()})
    return asked if last.intents or last.mentions else None


def of_other_clause(turn: Turn) -> Query | None:
    """A clause named after another question is asked the same, where the message asks nothing of its own."""
    last = turn.state.asked[-1] if turn.state.asked else None
    if last is None or not turn.query.clauses or turn.query.mentions or turn.query.intents or not last.intents:
        return None
    return turn.bare.model_copy(update={"intents": last.intents})


def of_list(turn: Turn) -> Query | None:
    """What a list that was asked for is narrowed to: 最高的三项, 省级的呢, 50万以上的."""
    query, last = turn.query, turn.state.asked[-1] if turn.state.asked else None
    if last is None or Intent.LISTING not in last.intents or last.mentions or query.mentions:
        return None
    narrows = query.levels or query.departments or query.figures or RANKED.search(query.folded)
    if not narrows or len(turn.rest(query)) > LEFT_OVER:
        return None
    return query.model_copy(
        update={
            "levels": query.levels or last.levels,
            "departments": query.departments or last.departments,
            "figures": query.figures or last.figures,
            "clauses": query.clauses or last.clauses,
            "excepted": query.excepted or last.excepted,
            "intents": frozenset({Intent.LISTING}),
        }
    )


def of_document(turn: Turn) -> Query | None:
    return turn.bare if turn.query.intents & DOCUMENT_INTENTS and not turn.query.levels else None
