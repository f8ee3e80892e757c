"""Say that a message is about nothing in the policies, and what it is that they lack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.coverage import ANSWERABLE, HOW_MUCH
from assistant.answering.rowwise.asked import SHORT, Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.quoting import WHERE, Quote
from assistant.policy.lexicon import fold
from assistant.understanding.passing import asks
from assistant.understanding.query import Intent
from assistant.understanding.rows import RowIndex
from assistant.understanding.standing import segment_end

COVERED = 0.4  # share of what is asked that the best clause must have
MET = 2.5  # or how much of it, by the rarity of its words
NEARLY = 5.0  # how much of a row a message must have that names a kind which the policies don't list
WELL = 8.0  # how much of a row a message must have
MOSTLY = 0.45  # what share of it that is
LITTLE = 4.0  # how little of the policies a message has that is about what others provide
SURE = 2.2  # how much of a row a message must have
OF_DOCUMENT = (Intent.DEADLINE, Intent.INTERPRETER, Intent.DEPARTMENT, Intent.BASIS)
AWARD = re.compile(r"([\u4e00-\u9fff]{4})(?:奖励|补助|补贴|奖补)")
ASKED_BEHIND = re.compile(r"(?:有|能|可以|给|的|拿|领)*(?:没有|什么|啥|多少)*(?:补贴|奖励|补助|奖|补)")
"""What stands behind the thing that an award is asked for."""
SUMS = "费钱款金"


def is_of_document(asked: Asked) -> bool:
    """Whether the message asks what no row says, and for no sum."""
    plain = not (asked.asks_sum or asked.query.claims())
    return plain and (
        asked.stacks
        or WHERE.search(asked.folded) is not None
        or asked.on_validity
        or any(intent in asked.intents for intent in OF_DOCUMENT)
    )


def say_outside(
    asked: Asked, choices: Sequence[Choice], quotes: Sequence[Quote], index: RowIndex, chooser: Chooser
) -> str | None:
    """Return why the message is about nothing in the policies, empty where that can't be named; None if it is."""
    query = asked.query
    absent = [t for t in query.uncovered if fold(t) in query.folded and not _is_known(t, index)]
    absent = [] if len(asked.messages) > 1 and not any(_is_asked(query.folded, t) for t in absent) else absent
    details = [word for word in query.details if not index.content.speaks_of(word)]
    if absent and not _names_row(asked, choices, index) and not _met_well(asked, choices, index):
        return f"文件没有涉及“{absent[-1]}”"
    if details and not asked.intents & ANSWERABLE and not HOW_MUCH.search(asked.folded):
        return f"文件没有写明{details[0]}"
    if (
        choices
        and choices[0].missing
        and asked.wants_money
        and not asked.stacks
        and Intent.CONDITION not in asked.intents
    ):
        return f"“{choices[0].row.name}”没有列出{choices[0].missing}"
    if choices and choices[0].met < NEARLY and (kind := chooser.missing_kind(asked)):
        return f"文件没有列出“{kind}”"
    best = [choices[0].row] if choices else []
    clauses = [index.clause(row.policy, row.clause) for row in best] + [quote.clause for quote in quotes[:1]]
    if (
        asked.on_validity
        or asked.stacks
        or (is_of_document(asked) and (not asked.weights or len(query.folded) <= SHORT))
    ):
        return None
    covers = [index.cover(clause, asked.weights) for clause in clauses]
    if quotes and quotes[0].marked:
        return None
    if _lacks_subject(asked, max((met for met, _ in covers), default=0.0), choices, index):
        return ""
    if not any(met >= MET or share >= COVERED for met, share in covers):
        return ""
    return None


def _lacks_subject(asked: Asked, met: float, choices: Sequence[Choice], index: RowIndex) -> bool:
    """Whether what a message is about is what others provide: words of the trade that the policies don't have."""
    folded = asked.query.folded
    unknown, lacking = index.content.unknown(folded), index.content.lacks(folded)
    if met < LITTLE and lacking and (len(lacking) > 1 or len(unknown) > 1):
        return True
    heads = [word for word in unknown if ASKED_BEHIND.match(folded, folded.find(word) + len(word))]
    return bool(heads) and (not choices or choices[0].met < SURE) and len(asked.messages) == 1


def _met_well(asked: Asked, choices: Sequence[Choice], index: RowIndex) -> bool:
    """Whether a row has most of a message, whatever else it speaks of."""
    if not choices or choices[0].met < WELL:
        return False
    return index.cover(index.clause(choices[0].row.policy, choices[0].row.clause), asked.own)[1] >= MOSTLY


def _names_row(asked: Asked, choices: Sequence[Choice], index: RowIndex) -> bool:
    """Whether the message asks for a row by name, whatever else it speaks of."""
    if any(index.content.speaks_of(found[1]) for found in AWARD.finditer(asked.query.folded)):
        return True
    return any(
        len(name := fold(choice.row.name)) >= 4 and name in asked.query.folded and choice.met >= SURE
        for choice in choices
    )


def _is_asked(folded: str, term: str) -> bool:
    """Whether the part of a message that has a term asks anything."""
    at = folded.find(fold(term))
    start = max(folded.rfind(sign, 0, at) for sign in "，。；！？,;!?") + 1
    return asks(folded, start, segment_end(folded, at))


def _is_known(term: str, index: RowIndex) -> bool:
    """Whether the policies speak of a term, or of what a sum is for that is called otherwise: 安家费, 安家补助."""
    stem = term.rstrip(SUMS)
    return index.content.has_most_of(term) or (stem != term and len(stem) > 1 and index.content.speaks_of(stem))
