"""Decide what an answer may rest on: the subjects asked about, their clauses and rows, or why there are none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from assistant.models import Clause, Hit, Model, ResultSet, Reward
from assistant.policy.corpus import Corpus
from assistant.policy.document import CLOSING, OPENING
from assistant.understanding.query import Intent, Query

Route = Literal[
    "awards", "measures", "targets", "departments", "deadline", "stacking", "compare", "listing",
    "document", "basis", "interpreter", "clarify", "not_covered", "refused", "greeting",
]  # fmt: skip

MOST_SUBJECTS = 3
OVERRIDING = 0.9  # retrieval score above which a clause that no named topic belongs to is answered too
SURE = 0.75  # retrieval score above which the best clause's own subject is what was asked about
GREAT_SUM = Decimal(10**10)
COMPOUND = re.compile(r"[^，。；,;和跟与及、评获拿是申有做的]{0,6}")
EVENT = re.compile(r"拿到|认定|评上|评的|通过|投产|获评|取得|成立|才|入选|拿的|下来|过百亿|超百亿|还能|能不能|可以|来得及|截止|已经")
YEAR_OF = re.compile(r"20\d\d年?(?:的|度|以来|以后|新出|最新|版|起)?.{0,16}(?:政策|文件|标准|补贴|奖励|奖补|补助)")
NEXT_YEARS = re.compile(r"明年|后年|新一年|最新一期|今后几年")
JOINED = re.compile(r"^[^，。；,;]{0,4}(?:和|跟|与|及|、|还有|以及)[^，。；,;]{0,6}$")
HOW_MUCH = re.compile(
    r"多少钱|给多少|奖多少|补多少|拿多少|多少奖|多少补|几万|几个点|几多|好多|金额|标准|比例|上限|最多|最高|封顶|多少资金|多少万|奖励多少|补助多少|多少呢|给几|补几|奖几|咋算|怎么算"
)
DATED = re.compile(r"认定|截止|申请|申报|政策|文件|措施|施行|资格|奖|补|评上|算数|执行|这份|同类")
GENERIC = re.compile(
    r"奖励|奖补|奖金|奖|补助|补贴|补|政策|文件|措施|标准|金额|企业|公司|我们|我司|我|你们|你|请问|一下|想|问|咨询|这个|那个|这|那|有|没|是|的|了|吗|呢|啊|呀|什么|哪些|哪个|怎么|能|可以|要|给|拿|领|钱|多|少|几|级|个|么|市里|省里|宁德|工业|条件|申请|申报|资格|认定"
)
ANSWERABLE = frozenset({Intent.DEPARTMENT, Intent.STACKING, Intent.DEADLINE})
PUNCTUATION = re.compile(r"[，。；：！？,.;:!?~～…\s]")
DOCUMENT_ROUTES: tuple[tuple[Intent, Route], ...] = (
    (Intent.LISTING, "listing"),
    (Intent.INTERPRETER, "interpreter"),
    (Intent.BASIS, "basis"),
    (Intent.DOCUMENT, "document"),
    (Intent.STACKING, "stacking"),
    (Intent.DEADLINE, "deadline"),
)
LEFT_OVER = 2  # characters beside generic words that a question without a subject may have
TERM_ASKED = re.compile(r"几年|多少年|多久|年限|期限|最长|多长")


class Subject(Model):
    """One thing asked about: a topic of a clause, with its rows."""

    topic: str
    name: str
    clause: Clause
    awards: tuple[Reward, ...] = ()
    targets: tuple[Reward, ...] = ()
    related: tuple[Reward, ...] = ()
    terms: tuple[str, ...] = ()


class Evidence(Model):
    """What the answer rests on."""

    route: Route
    subjects: tuple[Subject, ...] = ()
    uncovered: tuple[str, ...] = ()
    reason: str | None = None
    nearest: tuple[str, ...] = ()


def gather(query: Query, results: ResultSet, corpus: Corpus) -> Evidence:
    """Return the evidence for a completed query."""
    nearest = _nearest(query, results, corpus)
    if outside := _outside(query):
        return Evidence(route="not_covered", reason=outside, nearest=nearest, uncovered=query.uncovered)
    if query.attack and not (query.mentions or query.intents):
        return Evidence(route="refused")
    route = _route_without_subject(query, corpus)
    sure = bool(results.hits) and results.hits[0].score >= SURE
    if not query.mentions and (_vague(query) or not sure and route not in ("not_covered", "clarify")):
        return Evidence(route=route, nearest=nearest)
    subjects = _subjects(query, results, corpus)
    if not subjects:
        return Evidence(route=route, nearest=nearest)
    route = _route(query, subjects)
    return Evidence(route=route, subjects=_trim(query, route, subjects), uncovered=query.uncovered, nearest=nearest)


def _outside(query: Query) -> str | None:
    """Return why the question lies outside the policies, by what it names; None where it may be inside."""
    if query.region:
        return f"您问的是{query.region}的政策"
    if query.uncovered and not _covered_beside(query):
        return f"文件没有涉及“{query.uncovered[-1]}”"
    foreign = [year for year in query.years if year != 2021]
    if foreign and not EVENT.search(query.folded) and (YEAR_OF.search(query.folded) or not query.mentions):
        return f"您问的是{foreign[0]}年的政策"
    if query.details and not query.intents & ANSWERABLE and not HOW_MUCH.search(query.folded):
        return f"文件没有写明{query.details[0]}"
    return None


def _covered_beside(query: Query) -> bool:
    """Whether a covered topic is asked about as well as the uncovered one: later in the message, or joined to it."""
    own = [m for m in query.mentions if m.topic not in query.carried and not _compounded(query, m.start)]
    if not own:
        return False
    last_uncovered = max(query.folded.rfind(term) for term in query.uncovered)
    last_topic = max(mention.end for mention in own)
    if last_topic > last_uncovered:
        return True
    return bool(JOINED.match(query.folded[last_topic:last_uncovered]))


def _compounded(query: Query, start: int) -> bool:
    """Whether the topic only ends the name of an uncovered subject: 农业产业化…龙头企业."""
    for term in query.uncovered:
        at = query.folded.rfind(term, 0, start)
        if at >= 0 and COMPOUND.fullmatch(query.folded[at + len(term) : start]):
            return True
    return False


def _subjects(query: Query, results: ResultSet, corpus: Corpus) -> tuple[Subject, ...]:
    topics = query.topics
    if all(corpus.lexicon.topic(topic).clause == CLOSING for topic in topics):
        topics = (*_topics_by_payers(query, corpus), *topics)
    topics = tuple(dict.fromkeys((*_topics_by_sums(query, corpus), *topics)))
    if not topics and results.hits and not _asks_of_document(query):
        hit = results.hits[0]
        return (_clause_subject(corpus, hit.policy, hit.clause, query),)
    found = tuple(_topic_subject(corpus, identifier, query) for identifier in topics)
    if topics and (hit := _overriding(query, topics, results, corpus)):
        return (_clause_subject(corpus, hit.policy, hit.clause, query), *found)
    return found


def _topics_by_payers(query: Query, corpus: Corpus) -> tuple[str, ...]:
    """Return the topics whose awards several payers named in the message pay."""
    named = set(query.payers) & {tier.payer for reward in corpus.rewards for tier in reward.tiers}
    rows = {r.id for r in corpus.rewards if len(named) > 1 and named <= {tier.payer for tier in r.tiers}}
    return tuple(topic.id for topic in corpus.lexicon.topics if rows & set(topic.awards))


def _topics_by_sums(query: Query, corpus: Corpus) -> tuple[str, ...]:
    """Return the topics whose target is a great sum that the message names."""
    said = {figure.yuan for figure in query.figures if figure.yuan is not None and figure.yuan >= GREAT_SUM}
    rows = {r.id for r in corpus.rewards if r.kind == "target" and said & {t.yuan for t in r.tiers if t.yuan}}
    return tuple(topic.id for topic in corpus.lexicon.topics if rows & set(topic.targets))


def _asks_of_document(query: Query) -> bool:
    return bool(query.intents & {Intent.INTERPRETER, Intent.BASIS, Intent.DOCUMENT, Intent.LISTING})


def _topic_subject(corpus: Corpus, identifier: str, query: Query) -> Subject:
    topic = corpus.lexicon.topic(identifier)
    policy = corpus.policies[0].meta.id
    terms = tuple(m.term for m in query.mentions if m.topic == identifier)
    generic_only = bool(topic.generic) and all(term in topic.generic for term in terms)
    related = topic.related if generic_only or not topic.generic else ()
    awards = tuple(corpus.reward(row) for row in topic.awards)
    return Subject(
        topic=identifier,
        name=awards[0].name if awards else topic.name,
        clause=corpus.clause(awards[0].policy if awards else policy, topic.clause),
        awards=awards,
        targets=tuple(corpus.reward(row) for row in topic.targets),
        related=tuple(corpus.reward(row) for row in related),
        terms=terms,
    )


def _clause_subject(corpus: Corpus, policy: str, label: str, query: Query) -> Subject:
    """Return the clause as a subject, with the awards whose quotes share most with the question."""
    clause = corpus.clause(policy, label)
    rows = [r for r in corpus.rewards if (r.policy, r.clause) == (policy, label)]
    asked = _bigrams(query.folded)
    shared = {r.id: len(_bigrams(f"{r.name}{r.beneficiary}") & asked) for r in rows if r.kind == "award"}
    most = max(shared.values(), default=0)
    return Subject(
        topic=label,
        name=clause.title,
        clause=clause,
        awards=tuple(r for r in rows if r.kind == "award" and shared[r.id] == most),
        targets=tuple(r for r in rows if r.kind == "target"),
    )


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _overriding(query: Query, topics: tuple[str, ...], results: ResultSet, corpus: Corpus) -> Hit | None:
    """Return the best hit where retrieval is sure of a clause that the named topics are far from."""
    if not results.hits or query.carried or results.hits[0].score < OVERRIDING:
        return None
    best = results.hits[0]
    labels = {corpus.lexicon.topic(topic).clause for topic in topics}
    scores = {hit.clause: hit.score for hit in (*results.hits, *(hit for hit, _ in results.rejected))}
    return best if max((scores.get(label, 0.0) for label in labels), default=0.0) < best.score / 2 else None


def _route(query: Query, subjects: tuple[Subject, ...]) -> Route:
    """Choose the kind of answer by what is asked, of what."""
    intents = query.intents
    awarding = any(subject.awards for subject in subjects)
    figured = any(t.yuan or t.percent for s in subjects for r in s.awards for t in r.tiers)
    labels = {subject.clause.label for subject in subjects}
    if labels == {CLOSING}:
        return _closing_route(query, subjects)
    if labels == {OPENING}:
        return "basis"
    if Intent.COMPARE in intents and figured and (len(subjects) > 1 or len(query.levels) > 1 or _tiered(subjects)):
        return "compare"
    if Intent.STACKING in intents and figured and not _calculates(query, subjects):
        return "stacking"
    money = bool(intents & {Intent.AMOUNT}) or bool(query.claims()) or _calculates(query, subjects)
    if Intent.DEADLINE in intents and (awarding or DATED.search(query.folded)) and not _term_asked(query, subjects):
        if not (money and HOW_MUCH.search(query.folded)):
            return "deadline"
    if Intent.DEPARTMENT in intents and not (figured and (_calculates(query, subjects) or HOW_MUCH.search(query.folded))):
        return "departments"
    if Intent.TARGET in intents and any(s.targets for s in subjects) and not _money_asked(query, subjects):
        return "targets"
    if figured and (money or query.levels or not intents & {Intent.MEASURE} or not any(not s.awards for s in subjects)):
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
    return "deadline"


def _calculates(query: Query, subjects: tuple[Subject, ...]) -> bool:
    rated = any(t.percent is not None for s in subjects for r in s.awards for t in r.tiers)
    return rated and bool(query.base_figures())


def _term_asked(query: Query, subjects: tuple[Subject, ...]) -> bool:
    terms = any(t.term_years for s in subjects for r in s.awards for t in r.tiers)
    return terms and bool(TERM_ASKED.search(query.folded))


MONEY = re.compile(r"奖|补|钱|资助|贴|返|拿|领|享受|给多少|给几")


def _money_asked(query: Query, subjects: tuple[Subject, ...]) -> bool:
    return bool(MONEY.search(query.folded)) and any(s.awards for s in subjects)


def _route_without_subject(query: Query, corpus: Corpus) -> Route:
    intents = query.intents
    if query.attack:
        return "refused"
    if query.greeting:
        return "greeting"
    for intent, route in DOCUMENT_ROUTES:
        if intent in intents and (intent not in (Intent.DEADLINE, Intent.STACKING) or DATED.search(query.folded)):
            return route
    if _names_window_end(query, corpus):
        return "deadline"
    return "clarify" if _vague(query) and (intents or query.levels) else "not_covered"


def _vague(query: Query) -> bool:
    """Whether hardly anything but words that any question holds is left of the message."""
    return len(GENERIC.sub("", PUNCTUATION.sub("", query.folded))) <= LEFT_OVER


def _names_window_end(query: Query, corpus: Corpus) -> bool:
    """Whether the message names the last day of an award window."""
    ends = {policy.meta.award_window_end for policy in corpus.policies}
    return any(end is not None and end.month * 100 + end.day in query.days for end in ends)


def _trim(query: Query, route: Route, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Keep the subjects that the kind of answer is about, at most three."""
    kept = subjects
    if route in ("stacking", "compare") or (route == "awards" and _wants_money(query)):
        paid = tuple(s for s in subjects if any(t.yuan or t.percent for r in s.awards for t in r.tiers))
        kept = paid or tuple(s for s in subjects if s.awards) or subjects
    elif route == "targets":
        kept = tuple(s for s in subjects if s.targets)
    if len({s.clause.label for s in kept}) > 1:
        kept = tuple(s for s in kept if s.clause.label not in (CLOSING, OPENING))
    return kept[:MOST_SUBJECTS] if route not in ("compare", "stacking") else kept[-MOST_SUBJECTS:]


def _wants_money(query: Query) -> bool:
    return bool(query.intents & {Intent.AMOUNT} or query.levels or query.figures) and Intent.MEASURE not in query.intents


def _nearest(query: Query, results: ResultSet, corpus: Corpus) -> tuple[str, ...]:
    """Return the names of what the policies do cover that lies nearest, for suggestions without figures."""
    hits = [*results.hits, *(hit for hit, _ in results.rejected)]
    labels = list(dict.fromkeys(hit.clause for hit in sorted(hits, key=lambda h: -h.score)))
    titles = [c.title for label in labels[:3] for c in corpus.clauses if c.label == label and c.departments]
    return tuple(titles[:3])
