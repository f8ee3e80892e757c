"""The subjects of a question: what it names, what its payers and sums point to, or what retrieval finds."""

from __future__ import annotations

from decimal import Decimal

from assistant.models import Clause, Hit, Model, ResultSet, Reward
from assistant.policy.corpus import Corpus
from assistant.policy.document import CLOSING
from assistant.policy.lexicon import fold
from assistant.understanding.query import Intent, Query

OVERRIDING = 0.9  # retrieval score above which a clause that no named topic belongs to is answered too
NEAR = 2  # character pairs that a topic's term must share with the question to be taken for it
GREAT_SUM = Decimal(10**10)  # 元 from which a sum can only be a target


class Subject(Model):
    """One thing asked about: a topic of a clause, with its rows."""

    topic: str
    name: str
    clause: Clause
    awards: tuple[Reward, ...] = ()
    targets: tuple[Reward, ...] = ()
    related: tuple[Reward, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def figured(self) -> bool:
        """Whether an award of it has a figure."""
        return any(tier.yuan or tier.percent for reward in self.awards for tier in reward.tiers)


def find_subjects(query: Query, results: ResultSet, corpus: Corpus) -> tuple[Subject, ...]:
    """Return the subjects of a query, the surest first."""
    topics = query.topics
    if all(corpus.lexicon.topic(topic).clause == CLOSING for topic in topics):
        topics = (*_topics_by_payers(query, corpus), *topics)
    topics = tuple(dict.fromkeys((*_topics_by_sums(query, corpus), *topics)))
    if not topics and results.hits and not _asks_of_document(query):
        return (_clause_subject(corpus, results.hits[0], query),)
    found = tuple(_topic_subject(corpus, identifier, query) for identifier in topics)
    if topics and (hit := _overriding(query, topics, results, corpus)):
        return (_clause_subject(corpus, hit, query), *found)
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


def _clause_subject(corpus: Corpus, hit: Hit, query: Query) -> Subject:
    """Return the clause as a subject: as the topic of it whose terms share most with the question, if any does."""
    clause = corpus.clause(hit.policy, hit.clause)
    asked = bigrams(query.folded)
    topics = [topic for topic in corpus.lexicon.topics if topic.clause == clause.label]
    shared = {topic.id: max(len(bigrams(fold(term)) & asked) for term in topic.terms) for topic in topics}
    nearest = [topic for topic, number in shared.items() if number == max(shared.values()) >= NEAR]
    if len(nearest) == 1:
        return _topic_subject(corpus, nearest[0], query)
    rows = [r for r in corpus.rewards if (r.policy, r.clause) == (clause.policy, clause.label)]
    awards = [r for r in rows if r.kind == "award"] if Intent.AMOUNT in query.intents else []
    return Subject(
        topic=clause.label,
        name=clause.title,
        clause=clause,
        awards=tuple(awards),
        targets=tuple(r for r in rows if r.kind == "target"),
    )


def bigrams(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _overriding(query: Query, topics: tuple[str, ...], results: ResultSet, corpus: Corpus) -> Hit | None:
    """Return the best hit where retrieval is sure of a clause that the named topics are far from."""
    if not results.hits or query.carried or results.hits[0].score < OVERRIDING:
        return None
    best = results.hits[0]
    labels = {corpus.lexicon.topic(topic).clause for topic in topics}
    scores = {hit.clause: hit.score for hit in (*results.hits, *(hit for hit, _ in results.rejected))}
    return best if max((scores.get(label, 0.0) for label in labels), default=0.0) < best.score / 2 else None
