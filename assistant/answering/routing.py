"""Choose the kind of answer by what is asked, of what."""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.awards import TOTAL
from assistant.answering.coverage import HOW_MUCH
from assistant.answering.scope import Scope
from assistant.answering.subjects import Subject, bigrams
from assistant.policy.corpus import Corpus
from assistant.policy.document import find_opening
from assistant.policy.lexicon import fold
from assistant.understanding.query import Intent, Query
from assistant.understanding.wordlists import GIVEN_WORDS, any_of

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
    r"哪(?:几|些|一|两|三)?(?:条|个条款|些条款|项工作|些工作|些措施)|(?:条款|条目)有哪"
    r"|(?:管|负责|承担|牵头|分管)(?:的是|了|着)?(?:啥|什么|哪些?事)"
)
NAMES_ASKED = re.compile(
    r"点名|[提点列]到?了?哪[几些两三四]|(?:指|说)的(?:都|又)?是?谁|都?有谁|叫(?:什么|啥)(?:名|$|[？?，,])|哪[几些两三四](?:家|个)(?:大?企业|公司|大?厂|工厂|大户|(?:去|来)?(?:争创|申报|试点))"
)
NAMED_BY_TEXT = re.compile(
    r"(?:指导|督促|推动|推进|引导|组织|发挥|要求|遴选|推荐|点名?的?|点了|写明|列明|新增的?|让|叫|安排|发动|带动)(?:的?是|了|由)?"
    r"(?:哪[几些两三四]?|什么)(?:家|个|类|样的)?[^，。；？,;?]{0,6}?"
    r"(?:企业|公司|厂|单位|集团|电站|银行|机构|平台|产品|项目)(?!能|可|才|算|符合|有资格|有份)"
)
"""Which firms or things the text sets a task for: 指导哪些企业争创."""
WORDING_ASKED = re.compile(
    r"(?:有没有|有无|没有|有)[^，。；？,;?]{0,16}(?:的话|字样|字眼|说法|表述|提法|意思|这类话|这种话|的句子)(?:吗|么|呢|没有?|啊|呀)*(?:[，。；？,;?]|$)"
)
"""Whether the text has words to some effect: 有没有督促银行的话."""
WHICH_ASKED = re.compile(
    "|".join(
        (
            "(?:哪[几些两三四]?(?:家|个|样|类|种|项|条|部|方面)?|什么样?的?|啥)(?:本地|名优|特色|主要|具体|土)*(?:产品|特产|土产|土货|东西|活动|领域|方面|工作|环节|平台|系统|条例|法规|渠道|方式|行业|产业)(?![^，。；,;]{0,4}(?:能|可以|才|算|符合|够))",
            "(?:产品|特产|活动|领域|方面|工作|环节|平台|系统|条例)(?:都|具体|分别|主要)*(?:有|是|包括|指)的?(?:哪|什么|啥)",
        )
    )
)
"""Which things the text names (特色产品有哪些), unless the question is which of them qualify."""
ACTION_ASKED = re.compile(
    r"(?:市里|市上|县里|政府|部门|工信局|你们|这边|文件)[^，。；？,;?]{0,4}(?:做什么|干什么|做啥|干啥|做哪些|管什么|管啥|怎么做)"
)
"""What the authorities do about something: 市里这边做什么."""
NUMBER_ASKED = any_of("文号 文件号 发文号 编号 几号文 哪号文 几号文件")
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
    names = any(p.search(query.folded) for p in (NAMES_ASKED, WHICH_ASKED, NAMED_BY_TEXT, WORDING_ASKED, ACTION_ASKED))
    if names and not _money_asked(query, subjects):
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
    """Whether the total of one award over several firms is asked, which is no stacking."""
    alone = len(subjects) == 1 and len(query.levels) < 2
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
        return bool(DATED.search(query.folded))
    if intent is Intent.LISTING:
        narrowed = query.levels or query.figures or query.departments
        return bool(narrowed or AWARDS_LISTED.search(query.folded)) or is_vague(query, corpus)
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
