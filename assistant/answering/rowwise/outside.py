"""Say that a message is about nothing in the policies, and what it is that they lack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.rowwise.asked import SHORT, TELLING, Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.events import lacking_event
from assistant.answering.rowwise.quoting import APPLIED, APPLYING, NUMBER, PAID, PAYING, PHONE, WHERE, Quote
from assistant.answering.uncovered import ANSWERABLE, HOW_MUCH
from assistant.models import Clause
from assistant.policy.lexicon import fold
from assistant.text import giving
from assistant.understanding.content import pairs
from assistant.understanding.mentioned_only import WANTED, asks
from assistant.understanding.query import Intent
from assistant.understanding.rows import RowIndex
from assistant.understanding.stated import segment_end, segment_start

COVERED = 0.4  # share of what is asked that the best clause must have
FAIRLY = 1.5  # the same where the clause has the very name of the award, or the message asks on
MET = 2.5  # or how much of it, by the rarity of its words
NEARLY = 5.0  # how much of a row a message must have that names a kind which the policies don't list
WELL = 8.0  # how much of a row a message must have
MOSTLY = 0.45  # what share of it that is
VERY_WELL, SOME = 14.0, 0.25  # the same where the row has much of a long message, told in one breath
FEW = 0.15  # how small a share of a message the policies have that names what others provide
LESS = 0.25  # the same where what is asked for is none of it
SOMEWHAT = 5.5  # how much that small share may be
LITTLE = 4.0  # how little of the policies a message has that is about what others provide
REST = 4.0  # how much of a row or sentence the rest of a message must have beside what it only tells of
SURE = 2.2  # how much of a row a message must have
OF_DOCUMENT = (Intent.DEADLINE, Intent.INTERPRETER, Intent.DEPARTMENT, Intent.BASIS)
AWARD = re.compile(rf"([\u4e00-\u9fff]{{4}})(?:{giving.AWARD})")
ASKED_BEHIND = re.compile(
    r"(?:企业)?(?:的?认定|称号)?[，,]?(?:本|这个|这份|该|咱们?的?)?(?:办法|政策|文件|措施)?"
    rf"(?:有|能|可以|给|的|拿|领|也|还)*(?:没有|什么|啥|多少)*(?:补不补|奖不奖|{giving.AWARD}|奖|补)"
)
"""What stands behind the thing that an award is asked for."""
APPLIED_FOR = re.compile(
    r"(?:申请|申报|评[上为选]|获评|创[建成]|认定)(?:了|上|成|为|过|一个|个|的|国家|[省市区县]级?|国家级)*$"
)
"""What stands before a title that somebody is after."""
ASKED_BEFORE = re.compile(r"(?:有没有|有无|给不给|有不有)[^，。；？]{0,4}$")
"""What stands before a thing that is asked for."""
RANKS = ("国家级", "省级", "市级", "区级", "县级")  # words that make no two titles the same
NUMBERED = re.compile("[0-9第]")
COST = re.compile(r"[\u4e00-\u9fff]{2,}[费税]$")
NAMED_AWARD = re.compile(rf"(?=([\u4e00-\u9fff]{{2}}(?:{giving.AWARD}|津贴)))")
PRICED = re.compile(
    r"(?:多少钱|几块钱?|几元)[1一](?:张|斤|本|瓶|度|公斤|碗|份|桶)|[1一](?:张|斤|本|瓶|度|份)(?:票)?(?:多少钱|几块)|票价"
)
"""What is asked of goods: their price."""
MONEY_ASKED = re.compile(r"(?:奖|补|贴|给|拿|领)[^，。；？]{0,6}(?:多少|几(?![月号点]))")
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
    details = _details(asked, quotes, index)
    if (lacking := _lacking(asked, choices, quotes, index)) is not None:
        return f"文件没有涉及{lacking}"
    if PRICED.search(asked.folded) and not MONEY_ASKED.search(asked.folded):
        return ""
    if details and _asks_when_to_apply(asked) and not any(APPLIED.search(s.text) for s in index.sentences):
        return f"文件没有写明{details[0]}"
    if details and not (asked.intents & ANSWERABLE or query.claims() or HOW_MUCH.search(asked.folded)):
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
    if _lacks_subject(asked, covers, choices, index):
        return ""
    leans = len(asked.messages) > 1 and index.mass(asked.own) < TELLING
    least = FAIRLY if leans or _names_award(asked, clauses) else MET
    return None if any(met >= least or share >= COVERED for met, share in covers) else ""


def _names_award(asked: Asked, clauses: Sequence[Clause]) -> bool:
    """Whether a message names an award as one of the clauses does: 租金补贴."""
    named = {found[1] for found in NAMED_AWARD.finditer(asked.query.folded)}
    return any(name in fold(clause.text) for name in named for clause in clauses)


def _lacking(asked: Asked, choices: Sequence[Choice], quotes: Sequence[Quote], index: RowIndex) -> str | None:
    """Return what a message asks for that the policies have nothing of: an event, or what others provide."""
    if (event := lacking_event(asked, index)) is not None:
        return f"“{event}”的奖补"
    absent = _absent(asked, choices, quotes, index)
    is_met = _names_row(asked, choices, index) or _met_well(asked, choices, index)
    return f"“{absent[-1]}”" if absent and not is_met else None


def _absent(asked: Asked, choices: Sequence[Choice], quotes: Sequence[Quote], index: RowIndex) -> list[str]:
    """Return the subjects asked about that others provide and these policies don't speak of."""
    query = asked.query
    absent = [t for t in query.uncovered if fold(t) in query.folded and not _is_known(t, index)]
    absent = [] if len(asked.messages) > 1 and not any(_is_asked(query.folded, t) for t in absent) else absent
    return [t for t in absent if not _only_told(asked, t, choices, quotes, index)]


def _details(asked: Asked, quotes: Sequence[Quote], index: RowIndex) -> list[str]:
    """Return the details asked for that the policies leave to later rules."""
    details = [word for word in asked.query.details if not index.content.speaks_of(word)]
    details = [w for w in details if not (PHONE.search(w) and any(NUMBER.search(c.text) for c in index.clauses))]
    return [] if PAYING.search(asked.folded) and quotes and _says_payment(quotes[0], index) else details


def _says_payment(quote: Quote, index: RowIndex) -> bool:
    """Whether the clause quoted, or one that speaks of it, says how its sums are paid."""
    return any(
        PAID.search(s.text) and (s.clause == quote.clause or quote.clause.label in s.text) for s in index.sentences
    )


def _asks_when_to_apply(asked: Asked) -> bool:
    """Whether it is asked when applications are taken, and not what is given."""
    answerable = asked.intents & ANSWERABLE
    return (
        answerable == {Intent.DEADLINE}
        and APPLYING.search(asked.folded) is not None
        and not MONEY_ASKED.search(asked.folded)
    )


def _lacks_subject(
    asked: Asked, covers: Sequence[tuple[float, float]], choices: Sequence[Choice], index: RowIndex
) -> bool:
    """Whether what a message is about is what others provide: words of the trade that the policies don't have."""
    folded = asked.query.folded
    unknown, lacking = index.content.unknown(folded), index.content.lacks(folded)
    met, share = (max((cover[i] for cover in covers), default=0.0) for i in (0, 1))
    met = max(met, choices[0].met if choices else 0.0)
    if lacking and unknown and share < FEW and met < SOMEWHAT:
        return True
    if met < LITTLE and lacking and (len(lacking) > 1 or len(unknown) > 1):
        return True
    heads = _heads(folded, (*unknown, *lacking))
    if any(COST.search(word) and not index.content.has_most_of(word) for word in heads):
        return True
    if not heads or len(asked.messages) > 1:
        return False
    said = pairs("，".join((*heads, *RANKS)))
    beside = {pair: weight for pair, weight in asked.own.items() if pair not in said}
    rest = max((index.met_row(choice.row, beside) for choice in choices), default=0.0)
    return not choices or choices[0].met < SURE or (share < LESS and rest < NEARLY)


def _heads(folded: str, unknown: Sequence[str]) -> list[str]:
    """Return which of the words that the policies don't have an award is asked for, or a title applied for."""
    words = [word for word in unknown if not NUMBERED.search(word)]
    places = [(found.start(), word) for word in words for found in re.finditer(re.escape(word), folded)]
    return [
        word
        for at, word in places
        if ASKED_BEHIND.match(folded, at + len(word))
        or APPLIED_FOR.search(folded[:at].rstrip("的"))
        or ASKED_BEFORE.search(folded[:at])
    ]


def _met_well(asked: Asked, choices: Sequence[Choice], index: RowIndex) -> bool:
    """Whether a row has most of a message, whatever else it speaks of."""
    if not choices or choices[0].met < WELL:
        return False
    share = index.cover(index.clause(choices[0].row.policy, choices[0].row.clause), asked.own)[1]
    return share >= (SOME if choices[0].met >= VERY_WELL else MOSTLY)


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


def _only_told(asked: Asked, term: str, choices: Sequence[Choice], quotes: Sequence[Quote], index: RowIndex) -> bool:
    """Whether a part of the message only tells of a term (户口也迁来了), and the rest is about something provided."""
    folded = asked.query.folded
    at = folded.find(fold(term))
    if _is_asked(folded, term) or WANTED.search(folded[segment_start(folded, at) : at]):
        return False
    own = pairs(folded[segment_start(folded, at) : segment_end(folded, at)])
    rest = {pair: weight for pair, weight in asked.weights.items() if pair not in own}
    rows = [index.met_row(choice.row, rest) for choice in choices]
    said = [index.cover(quote.clause, rest)[0] for quote in quotes[:1]]
    return max((*rows, *said), default=0.0) >= REST


def _is_known(term: str, index: RowIndex) -> bool:
    """Whether the policies speak of a term, or of what a sum is for that is called otherwise: 安家费, 安家补助."""
    stem = term.rstrip(SUMS)
    return index.content.has_most_of(term) or (stem != term and len(stem) > 1 and index.content.speaks_of(stem))
