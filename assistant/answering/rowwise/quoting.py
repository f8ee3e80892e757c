"""Choose the sentences of the policies that answer a message by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from assistant.answering.rowwise.asked import Asked
from assistant.models import Clause, Model, ResultSet
from assistant.policy.instalments import IN_PARTS
from assistant.policy.outline import CLOSING
from assistant.policy.paragraphs import ITEM_MARK
from assistant.policy.table import squeeze
from assistant.text import giving
from assistant.text.lists import read_lists
from assistant.text.shared import SHARED
from assistant.understanding.query import Intent
from assistant.understanding.rows import RowIndex, Sentence, sentences
from assistant.understanding.wordlists import any_of

SHORT_CLAUSE = 160  # characters of a clause that is quoted whole
LONGEST = 320  # characters of what is quoted with the sentences beside those that answer best
FOUND = 0.5  # weight of what retrieval makes of a sentence's clause
NEXT = 0.8  # share of the best score from which a further sentence of the clause is quoted
MOST_SENTENCES = 3
REFERRED = 0.12  # share of what is asked that a sentence must have which leads to the clause answered from
BODY = re.compile(r"局|委员会|办公室|部门|财政|政府|领导小组|中心")
ACTING = rf"负责|会同|牵头|承担|审核|验收|解释|兼任|受理|主管|向[^，。]*(?:{BODY.pattern})"
DATES = (
    r"\d+\s*[月日]|有效期|起施行|起执行|为止|期限|暂定|工作日|当[日天]|之日|[\d一二两三四五]\s*年(?:内|有效|期)|个月"
)
TOGETHER = (
    r"叠加|可同时|就高|从优|不重复|不得重复|不再享受|不再重复|重复享受|同时享受|享受[完过]|不可兼得|只奖励差额"
    rf"|(?:只能?|仅[能可]?|限)(?:享受|申报|申请|{giving.AWARD})[1一]次|限[1一]次|不得?再次|不再(?:奖励|补)|只能?享受|仅享受"
    r"|除上级|年度累计|合计最高|总额[^。]*不超过|累计[^。]*不超过"
)
MARKS: dict[Intent, tuple[re.Pattern[str], float]] = {
    Intent.DEPARTMENT: (re.compile(ACTING), 0.3),
    Intent.DEADLINE: (re.compile(DATES), 0.25),
    Intent.STACKING: (re.compile(TOGETHER), 0.4),
    Intent.CONDITION: (re.compile("以上|不低于|不少于|满|达到|不含|除外|符合|须|应当"), 0.1),
    Intent.INTERPRETER: (re.compile("负责解释"), 0.8),
    Intent.BASIS: (re.compile("根据|依据|按照《|为"), 0.3),
    Intent.TARGET: (re.compile("总规模|设立|安排|力争|目标|达到"), 0.15),
}
APPLIED = re.compile(r"(?=.*(?:申报|申请|受理|提出))(?=.*(?:\d\s*月|\d\s*日|工作日))")
YEAR_TOLD = re.compile(r"20\d\d年|去年|前年|上一?年")
VALID = re.compile(r"起(?:施行|执行|实施|生效)|有效期|暂定")
DATED = re.compile(r"20\d\d年.*(?:参照|适用|执行|期间|至)")
FURTHER = re.compile(r"\s*(?:其中|上述|以上|前款|同一|同[1一]|每[家个户人名]|单[个家户]|该[项奖补])")
"""What a sentence opens with that goes on about the award of the one before it."""
ITEM = re.compile(rf"\s*(?:{ITEM_MARK}|[一二三四五六七八九十]是)")
MOST_ITEMS = 6
OF_ROW, OF_ALL = 0.4, 0.3
APPLYING = any_of("申报 申请 报名 递 受理 交材料")
PAYING = any_of(" ".join(read_lists(__package__, "words", SHARED)["paying"]))
PAID = re.compile(rf"{IN_PARTS}|{giving.PAY}|支付|拨款")
"""How and when what is granted is paid."""
PHONE = re.compile("电话|热线|号码|联系方式|打哪|打给谁")
NUMBER = re.compile(r"(?<!\d)(?:\d{3,4}[-—])?\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)")
"""The number of a telephone."""
AFTERMATH = any_of(
    """(?:要不要|要|会不会|用不用|需不需要|得)再?(?:退|还|吐)(?:回|钱|掉|吗|给|出来)
    会咋样 会怎么样 会怎样 怎么处理 后果 处罚 罚 追究 查出来 核实出来
    怎么罚"""
)
FOLLOWS = re.compile(r"不得享受|追回|退回|退还|违反|违约|取消|收回|不予|追究|责任|闲置费|终止")
WHERE = any_of(
    """递到哪 交到哪 交给谁 找哪 向谁 向哪 去哪 送到哪 报到哪 递哪 交哪 哪个局 哪个部门
    谁负责 归谁 归哪 到哪"""
)


class Quote(Model):
    """A verbatim piece of a clause; `marked` tells that it says what is asked for, whatever of."""

    clause: Clause
    text: str
    score: float
    marked: bool = False


def quote_rows(clauses: Iterable[tuple[Clause, Sequence[str]]]) -> list[Quote]:
    """Return, for clauses with the quotes of their rows, the sentences that have them; a short clause whole."""
    return [
        Quote(clause=clause, text=piece, score=1.0)
        for clause, quotes in clauses
        for piece in quote_sentences(clause, _with_further([s for s in sentences(clause)], quotes))
    ]


def _with_further(listed: Sequence[Sentence], quotes: Sequence[str]) -> list[Sentence]:
    """Return the sentences that have a row's quotes, and those right behind that go on about it: 其中…, 同一企业…."""
    kept, before, goes_on = list[Sentence](), False, False
    for sentence in listed:
        held = _holds(sentence, quotes)
        further = not held and (goes_on or (before and FURTHER.match(sentence.text) is not None))
        kept += [sentence] if held or further else []
        before, goes_on = held or further, further and sentence.text.endswith(("；", ";"))
    return kept


def _holds(sentence: Sentence, quotes: Sequence[str]) -> bool:
    text = squeeze(sentence.text)
    return any(squeeze(quote) in text or text.rstrip("。；") in squeeze(quote) for quote in quotes)


def quote_sentences(clause: Clause, kept: Sequence[Sentence]) -> list[str]:
    """Return the sentences as verbatim pieces of the clause, neighbours as one."""
    body = clause.text
    if len(body) <= SHORT_CLAUSE or not kept:
        return [body] if len(body) <= SHORT_CLAUSE else []
    found: list[list[int]] = []
    for sentence in sorted(kept, key=lambda s: s.start):
        end = sentence.start + len(sentence.text)
        if found and sentence.start - found[-1][1] <= 1:
            found[-1][1] = end
        else:
            found.append([sentence.start, end])
    return [body[start:end].strip() for start, end in found]


def _with_neighbours(clause: Clause, kept: Sequence[Sentence]) -> list[Sentence]:
    """Add the sentences beside those kept, behind them first, as long as all of it stays short."""
    listed = sentences(clause)
    starts = {sentence.start for sentence in kept}
    places = [at for at, sentence in enumerate(listed) if sentence.start in starts]
    for at in (*(place + 1 for place in places), *(place - 1 for place in places)):
        length = sum(len(sentence.text) for sentence in listed if sentence.start in starts)
        if 0 <= at < len(listed) and length + len(listed[at].text) <= LONGEST:
            starts.add(listed[at].start)
    return [sentence for sentence in listed if sentence.start in starts]


def _marks(asked: Asked, index: RowIndex) -> list[tuple[re.Pattern[str], float]]:
    """Return what a sentence may have that answers such a question, each with what it gains by that."""
    marks = [mark for intent, mark in MARKS.items() if intent in asked.intents and intent is not Intent.STACKING]
    if index.has_departments and Intent.INTERPRETER not in asked.intents:
        marks = [mark for mark in marks if mark is not MARKS[Intent.DEPARTMENT]]  # those of the clause are said
    marks += [MARKS[Intent.STACKING]] if asked.stacks else []
    if Intent.DEADLINE in asked.intents and APPLYING.search(asked.folded):
        marks.append((APPLIED, 0.4))
    if AFTERMATH.search(asked.folded):
        marks.append((FOLLOWS, 0.25))
    if PAYING.search(asked.folded):
        marks.append((PAID, 0.3))
    if PHONE.search(asked.folded):
        marks.append((NUMBER, 0.4))
    if WHERE.search(asked.folded):
        marks.append(MARKS[Intent.DEPARTMENT])
    if asked.on_validity:
        marks.append((VALID, 0.6))
    if YEAR_TOLD.search(asked.folded) and APPLYING.search(asked.folded):
        marks.append((DATED, 0.4))
    return marks


def find_quotes(
    asked: Asked, results: ResultSet, index: RowIndex, own: str | None = None, by_row: bool = False
) -> list[Quote]:
    """Return the sentences that answer a message best, all of one clause; `own` is the clause of the row meant.

    Where no row says what is asked, those beside them too: not `by_row`.
    """
    near = results.scores
    marks = _marks(asked, index)
    dated = YEAR_TOLD.search(asked.folded) is not None and APPLYING.search(asked.folded) is not None
    applying = Intent.DEADLINE in asked.intents and APPLYING.search(asked.folded) is not None
    scored = []
    for share, sentence in index.score_sentences(asked.weights):
        bonus = max((weight for pattern, weight in marks if pattern.search(sentence.text)), default=0.0)
        found = FOUND * near.get((sentence.clause.policy, sentence.clause.label), 0.0)
        scored.append((share + found + bonus, sentence))
    if asked.stacks:
        rules = [
            (score + _reach(s.clause.label, own), s) for score, s in scored if MARKS[Intent.STACKING][0].search(s.text)
        ]
        scored = rules or scored
    if asked.on_validity:
        scored = [(score, s) for score, s in scored if VALID.search(s.text)] or scored
    scored.sort(key=lambda pair: -pair[0])
    if not scored:
        return []
    best, first = scored[0]
    marked = (applying and APPLIED.search(first.text) is not None) or (dated and DATED.search(first.text) is not None)
    follows = AFTERMATH.search(asked.folded) and FOLLOWS.search(first.text) is not None
    marked = marked or bool(follows and index.cover(first.clause, asked.weights)[0] > 0)
    same = [s for score, s in scored if s.clause == first.clause and score >= NEXT * best][:MOST_SENTENCES]
    kept = _with_items(first.clause, same)
    pieces = quote_sentences(first.clause, kept if by_row else _with_neighbours(first.clause, kept))
    return [Quote(clause=first.clause, text=piece, score=best, marked=marked) for piece in pieces]


def _reach(label: str, own: str | None) -> float:
    """Return what a rule on several awards gains that is of the row's own clause, or of the closing, for all."""
    return OF_ROW if label == own else OF_ALL if label.startswith(CLOSING) else 0.0


def _with_items(clause: Clause, kept: Sequence[Sentence]) -> list[Sentence]:
    """Add the further items of a list of which a sentence has the first: （1）…。（2）…."""
    listed = sentences(clause)
    starts = {sentence.start for sentence in kept}
    for at, sentence in enumerate(listed):
        opens = ITEM.match(sentence.text) or re.search(rf"：{ITEM.pattern}", sentence.text)
        if sentence.start in starts and opens:
            items = takewhile(lambda s: ITEM.match(s.text), listed[at + 1 : at + MOST_ITEMS])
            starts |= {item.start for item in items}
    return [sentence for sentence in listed if sentence.start in starts]


def find_references(label: str, asked: Asked, index: RowIndex) -> list[Quote]:
    """Return the sentences of other clauses that lead to a clause (享受第5条政策) and are what is asked about."""
    found = []
    named = re.compile(rf"{re.escape(label)}(?![\d（])") if label.startswith("第") else None
    for share, sentence in index.score_sentences(asked.own) if named else ():
        text = squeeze(sentence.text)
        meant = share >= REFERRED or (PAYING.search(asked.folded) and PAID.search(text))
        if sentence.clause.label != label and named and named.search(text) and meant:
            found.append(Quote(clause=sentence.clause, text=sentence.text.strip(), score=share))
    return found[:1]
