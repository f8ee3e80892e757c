"""Choose the kind of answer by what is asked, of what."""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.award_sections import TOTAL
from assistant.answering.firms import asked_of_firms
from assistant.answering.scope import Scope
from assistant.answering.subjects import Subject, bigrams
from assistant.answering.uncovered import HOW_MUCH
from assistant.policy.corpus import Corpus
from assistant.policy.document import find_opening
from assistant.policy.lexicon import fold
from assistant.understanding.named import asks_what_is_named
from assistant.understanding.query import Intent, Query
from assistant.understanding.wordlists import GIVEN_WORDS, RANKED, any_of

Route = Literal[
    "awards", "measures", "targets", "departments", "deadline", "stacking", "compare", "listing",
    "document", "rows", "basis", "interpreter", "duties", "clarify", "not_covered", "refused", "greeting",
]  # fmt: skip

DATED = any_of("认定 截止 申请 申报 政策 文件 措施 施行 资格 奖 补 评上 算数 执行 这份 同类")
GENERIC = any_of(
    f"""{GIVEN_WORDS} 政策 文件 措施 标准 金额 企业 公司 我们 我司 我 你们 你 请问 一下 想 问 咨询
    这个 那个 这 那 有 没 是 的 了 吗 呢 啊 呀 什么 哪些 哪个 怎么 能 可以 要 给 拿 领 钱 多 少 几 级 个 么 市里 省里
    条件 申请 申报 资格 认定"""
)
PUNCTUATION = re.compile(r"[，。；：！？,.;:!?~～…\s]")
DOCUMENT_ROUTES: tuple[tuple[Intent, Route], ...] = (
    (Intent.LISTING, "listing"),
    (Intent.INTERPRETER, "interpreter"),
    (Intent.BASIS, "basis"),
    (Intent.DOCUMENT, "document"),
    (Intent.STACKING, "stacking"),
    (Intent.DEADLINE, "deadline"),
)
DUTIES_ASKED = re.compile(
    r"哪(?:几|些|一|两|三)?(?:条|个条款|项工作|些工作|些措施)|(?:条款|条目)有哪"
    r"|(?:管|负责|承担|牵头|分管)(?:的是|了|着)?(?:啥|什么|哪些?事)"
)
NUMBER_ASKED = any_of("文号 文件号 编号 几号文 哪号文")
CITED = re.compile(r"《([^》]+)》（[^）]*〔\d{4}〕\d+号）")
FEWEST_SHARED = 2  # character pairs that a question has more of with the title of a document that it means
LEFT_OVER = 2  # characters beside generic words that a question without a subject may have
SUM_ASKED = re.compile(r"(?:奖|补|贴)[^，。；,;]{0,8}多少")
TERM_ASKED = any_of("几年 多少年 多久 年限 期限 最长 多长")
AT_ONCE = any_of("同时 叠加 重复 兼得 兼领 都能拿 都能领 就高 从优")
MONEY = any_of("奖 补 钱 资助 贴 返 拿 领 享受 给多少 给几 彩头 红包 发钱 发的话")
AWARDS_LISTED = any_of("奖 补 钱 资助 贴息 政策 扶持 支持 优惠 红利 好处")
EARLIER_RULES = re.compile(
    r"(?:以前|之前|原来|原先|过去|从前|旧|老|上一[版轮份])的?(?:政策|文件|标准|规定|办法|措施|比|相比|多|高|少)"
)


def choose_route(query: Query, subjects: tuple[Subject, ...]) -> Route:
    """Choose the kind of answer by what is asked, of what."""
    intents = query.intents
    awarding = any(subject.awards for subject in subjects)
    figured = any(subject.figured for subject in subjects)
    parts = {subject.part for subject in subjects}
    if parts == {"closing"}:
        return _closing_route(query, subjects)
    if parts == {"opening"}:
        return "basis"
    compares = Intent.COMPARE in intents and figured and not _calculates(query, subjects)
    compares = compares and not (len(subjects) == 1 and EARLIER_RULES.search(query.folded))
    if compares and (len(subjects) > 1 or len(query.levels) > 1 or _tiered(subjects)):
        return "compare"
    if Intent.STACKING in intents and figured and not _calculates(query, subjects) and not sums_firms(query, subjects):
        return "stacking"
    money = Intent.AMOUNT in intents or bool(query.claims()) or _calculates(query, subjects)
    summed = _calculates(query, subjects) or bool(HOW_MUCH.search(query.folded) or SUM_ASKED.search(query.folded))
    dated = awarding or bool(DATED.search(query.folded))
    if Intent.DEADLINE in intents and dated and not (_term_asked(query, subjects) or (money and summed)):
        return "deadline"
    if asks_what_is_named(query.folded) and not _money_asked(query, subjects):
        return "targets" if Intent.TARGET in intents and any(s.targets for s in subjects) else "measures"
    if Intent.DEPARTMENT in intents and not (figured and summed):
        return "departments"
    if Intent.TARGET in intents and any(s.targets for s in subjects) and not _money_asked(query, subjects):
        return "targets"
    only_awards = all(subject.awards for subject in subjects)
    if figured and (money or query.levels or Intent.MEASURE not in intents or only_awards):
        return "awards"
    return "measures"


def _tiered(subjects: tuple[Subject, ...]) -> bool:
    return any(len(r.tiers) > 1 for s in subjects for r in s.awards)


def _closing_route(query: Query, subjects: tuple[Subject, ...]) -> Route:
    topics = {subject.topic for subject in subjects}
    if "interpreter" in topics or Intent.INTERPRETER in query.intents:
        return "interpreter"
    if "stacking" in topics or Intent.STACKING in query.intents:
        return "stacking"
    return "deadline" if "window" in topics or Intent.DEADLINE in query.intents or query.days else "measures"


def _calculates(query: Query, subjects: tuple[Subject, ...]) -> bool:
    rated = any(t.percent is not None for s in subjects for r in s.awards for t in r.tiers)
    return rated and bool(query.base_figures())


def sums_firms(query: Query, subjects: tuple[Subject, ...]) -> bool:
    """Whether the total over several firms is asked, of one award or of one each, which is no stacking."""
    alone = len(subjects) == 1 and len(query.levels) < 2
    alone = alone or bool(asked_of_firms(subjects, query))
    return bool(alone and query.firms and TOTAL.search(query.folded) and not AT_ONCE.search(query.folded))


def _term_asked(query: Query, subjects: tuple[Subject, ...]) -> bool:
    terms = any(t.term_years for s in subjects for r in s.awards for t in r.tiers)
    return terms and bool(TERM_ASKED.search(query.folded))


def _money_asked(query: Query, subjects: tuple[Subject, ...]) -> bool:
    return bool(MONEY.search(query.folded)) and any(s.awards for s in subjects)


def route_without_subject(query: Query, corpus: Corpus) -> Route:
    """Choose the kind of answer where no subject is named."""
    intents = query.intents
    if query.attack:
        return "refused"
    if query.greeting:
        return "greeting"
    if query.departments and DUTIES_ASKED.search(query.folded):
        return "duties"
    for intent, route in DOCUMENT_ROUTES:
        if intent in intents and _fits_document(query, intent, corpus):
            return route
    if _names_window_end(query, corpus):
        return "deadline"
    return "clarify" if is_vague(query, corpus) and (intents or query.levels) else "not_covered"


def asks_of_cited(query: Query, corpus: Corpus, scope: Scope) -> bool:
    """Whether the message asks for the number of a document that an opening clause cites by its title."""
    if not NUMBER_ASKED.search(query.folded):
        return False
    asked = bigrams(query.folded)
    own = max((len(bigrams(fold(corpus.policy(policy).meta.title)) & asked) for policy in scope.ids), default=0)
    openings = (find_opening(corpus.policy(policy)) for policy in scope.ids)
    titles = (title for opening in openings if opening for title in CITED.findall(opening.text))
    return any(len(bigrams(fold(title)) & asked) > max(own, FEWEST_SHARED) for title in titles)


def _fits_document(query: Query, intent: Intent, corpus: Corpus) -> bool:
    """Whether a question that names no subject asks this of the document: 有哪些 asks for awards where it says so."""
    if intent in (Intent.DEADLINE, Intent.STACKING):
        return query.recognised or bool(DATED.search(query.folded))
    if intent is Intent.LISTING:
        narrowed = query.levels or query.figures or query.departments
        further = query.follows and RANKED.search(query.folded)
        return bool(narrowed or further or AWARDS_LISTED.search(query.folded)) or is_vague(query, corpus)
    return True


def is_vague(query: Query, corpus: Corpus) -> bool:
    """Whether hardly anything but words that any question holds is left of the message."""
    left = PUNCTUATION.sub("", query.folded)
    for word in (*query.places, *corpus.lexicon.general_words):
        left = left.replace(word, "")
    return len(GENERIC.sub("", left)) <= LEFT_OVER


def _names_window_end(query: Query, corpus: Corpus) -> bool:
    """Whether the message names the last day of an award window."""
    ends = {policy.meta.award_window_end for policy in corpus.policies}
    return any(end is not None and end.month * 100 + end.day in query.days for end in ends)
