"""The subjects of a question: what it names, what its payers and sums point to, or what retrieval finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from assistant.answering.scope import Scope
from assistant.models import Clause, Hit, Model, ResultSet, Reward
from assistant.policy.corpus import Corpus
from assistant.policy.document import find_closing, find_opening
from assistant.policy.labels import find_clauses
from assistant.policy.lexicon import Provision, fold
from assistant.policy.outline import CLOSING
from assistant.understanding.query import Intent, Query

OVERRIDING = 0.6  # retrieval score above which a clause that no named topic belongs to is answered too
OVERRIDES = 3  # times the score of the named topics' clauses
NEAR = 2  # character pairs that a topic's term must share with the question to be taken for it
ALIKE = 0.9  # share of the best score from which another policy's clause is about the same
SHORTEST_NAME = 3  # characters of a term that may be part of another topic's name
GREAT_SUM = Decimal(10**10)  # 元 from which a sum can only be a target

DocumentPart = Literal["opening", "closing"]


class Subject(Model):
    """One thing asked about: a topic of a clause, with its rows; `part` is set where the clause is of the document."""

    topic: str
    name: str
    clause: Clause
    awards: tuple[Reward, ...] = ()
    targets: tuple[Reward, ...] = ()
    related: tuple[Reward, ...] = ()
    terms: tuple[str, ...] = ()
    part: DocumentPart | None = None

    @property
    def policy(self) -> str:
        """The id of the policy that provides it."""
        return self.clause.policy

    @property
    def figured(self) -> bool:
        """Whether an award of it has a figure."""
        return any(tier.yuan or tier.percent for reward in self.awards for tier in reward.tiers)


class Found(Model):
    """The subjects of a query, the surest first; `parallels` are the same topics in further policies."""

    subjects: tuple[Subject, ...] = ()
    parallels: tuple[Subject, ...] = ()


def find_subjects(query: Query, results: ResultSet, corpus: Corpus, scope: Scope) -> Found:
    """Return the subjects of a query in the policies of its scope."""
    closing = {topic.id for topic in corpus.lexicon.document if topic.clause == CLOSING}
    topics = query.topics
    if closing.issuperset(topics):
        topics = (*_topics_by_payers(query, corpus, scope), *topics)
    topics = tuple(dict.fromkeys((*_topics_by_sums(query, corpus, scope), *topics)))
    if not topics and results.hits and not _asks_of_document(query):
        return _found_by_retrieval(query, results, corpus, scope)
    found = [_topic_subjects(corpus, topic, query, scope) for topic in topics]
    leads = _lead(found, {topic.id for topic in corpus.lexicon.document})
    kept = {(subject.topic, subject.policy) for subject in leads}
    ids = {policy for _, policy in kept}
    parallels = tuple(
        s for same in found for s in same if (s.topic, s.policy) not in kept and (s.part is None or len(ids) == 1)
    )
    if topics and (hit := _overriding(query, topics, results, corpus)):
        return Found(subjects=(_clause_subject(corpus, hit, query), *leads), parallels=parallels)
    return Found(subjects=leads, parallels=parallels)


def named_clauses(query: Query, corpus: Corpus, scope: Scope) -> tuple[Subject, ...]:
    """Return the clauses that a query names by their labels, in the first policy of the scope that has them."""
    for policy in scope.ids:
        clauses = [c for key in query.clauses for c in find_clauses(key, corpus.policy(policy).clauses)]
        if clauses:
            return tuple(_whole_clause(corpus, clause, query) for clause in clauses)
    return ()


def provided_in(query: Query, corpus: Corpus, scope: Scope) -> Query:
    """Return the query with only the topics that a policy of its scope provides.

    A topic that none provides gives way to those whose name its term is part of: 充电桩 to 公共充电桩.
    """
    provided = {topic for topic, _ in _provisions(corpus, scope)}
    mentions = []
    for mention in query.mentions:
        if mention.topic in provided:
            mentions.append(mention)
            continue
        kin = (t for t in corpus.lexicon.topics if t.id in provided and len(mention.term) >= SHORTEST_NAME)
        named = [t.id for t in kin if any(mention.term in fold(term) for term in t.terms)]
        mentions += [mention.model_copy(update={"topic": topic}) for topic in named]
    return query.model_copy(update={"mentions": tuple(mentions)})


def _lead(found: Sequence[Sequence[Subject]], document: set[str]) -> tuple[Subject, ...]:
    """Return the first subject of each topic; a document's own topics follow the policies of the others."""
    leads = {same[0].topic: same[0] for same in found if same}
    policies = {subject.policy for topic, subject in leads.items() if topic not in document}
    for same in found:
        beside = [subject for subject in same if subject.policy in policies]
        if same and same[0].topic in document and beside:
            leads[same[0].topic] = beside[0]
    return tuple(leads.values())


def _found_by_retrieval(query: Query, results: ResultSet, corpus: Corpus, scope: Scope) -> Found:
    """Return the best clause, and the clause of each other policy that fits about as well; all where they are far."""
    hits = results.hits
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.score >= ALIKE * hits[0].score:
            best.setdefault(hit.policy, hit)
    ranked = [_clause_subject(corpus, best[policy], query) for policy in scope.ids if policy in best]
    lead, *parallels = ranked
    if results.far and not lead.awards:
        return Found(subjects=tuple(_clause_subject(corpus, hit, query) for hit in hits))
    if lead.part is not None:
        return _part_in_all(corpus, lead, lead.part, scope)
    if lead.topic != lead.clause.label:
        others = _topic_subjects(corpus, lead.topic, query, scope)
        parallels += [subject for subject in others if subject.policy not in best]
    return Found(subjects=(lead,), parallels=tuple(parallels))


def _part_in_all(corpus: Corpus, found: Subject, part: DocumentPart, scope: Scope) -> Found:
    """Return the opening or closing clause of every policy, asked about as in the one that was found."""
    find = find_closing if part == "closing" else find_opening
    clauses = [found.clause if p == found.policy else find(corpus.policy(p)) for p in scope.ids]
    first, *further = [found.model_copy(update={"clause": clause}) for clause in clauses if clause is not None]
    return Found(subjects=(first,), parallels=tuple(further))


def _provisions(corpus: Corpus, scope: Scope) -> Iterable[tuple[str, Provision]]:
    """Yield the topics with what the policies of the scope provide on them."""
    ids = set(scope.ids)
    return ((topic.id, p) for topic in corpus.lexicon.topics for p in topic.provisions if p.policy in ids)


def _topics_by_payers(query: Query, corpus: Corpus, scope: Scope) -> tuple[str, ...]:
    """Return the topics whose awards several payers named in the message pay."""
    named = set(query.payers) & {tier.payer for reward in corpus.rewards for tier in reward.tiers}
    rows = {r.id for r in corpus.rewards if len(named) > 1 and named <= {tier.payer for tier in r.tiers}}
    return tuple(topic for topic, provision in _provisions(corpus, scope) if rows & set(provision.awards))


def _topics_by_sums(query: Query, corpus: Corpus, scope: Scope) -> tuple[str, ...]:
    """Return the topics whose target is a great sum that the message names."""
    said = {figure.yuan for figure in query.figures if figure.yuan is not None and figure.yuan >= GREAT_SUM}
    rows = {r.id for r in corpus.rewards if r.kind == "target" and said & {t.yuan for t in r.tiers if t.yuan}}
    return tuple(topic for topic, provision in _provisions(corpus, scope) if rows & set(provision.targets))


def _asks_of_document(query: Query) -> bool:
    return bool(query.intents & {Intent.INTERPRETER, Intent.BASIS, Intent.DOCUMENT, Intent.LISTING})


def _topic_subjects(corpus: Corpus, identifier: str, query: Query, scope: Scope) -> tuple[Subject, ...]:
    """Return the topic as each policy of the scope provides it, in the order of the scope."""
    provisions = (corpus.lexicon.topic(identifier).provision(policy) for policy in scope.ids)
    return tuple(_topic_subject(corpus, identifier, p, query) for p in provisions if p is not None)


def _topic_subject(corpus: Corpus, identifier: str, provision: Provision, query: Query) -> Subject:
    topic = corpus.lexicon.topic(identifier)
    terms = tuple(m.term for m in query.mentions if m.topic == identifier)
    generic_only = bool(topic.generic) and all(term in topic.generic for term in terms)
    related = provision.related if generic_only or not topic.generic else ()
    awards = tuple(corpus.reward(row) for row in provision.awards)
    clause = corpus.clause(provision.policy, provision.clause)
    return Subject(
        topic=identifier,
        name=awards[0].name if awards else topic.name,
        clause=clause,
        awards=awards,
        targets=tuple(corpus.reward(row) for row in provision.targets),
        related=tuple(corpus.reward(row) for row in related),
        terms=terms,
        part=_document_part(corpus, clause),
    )


def _document_part(corpus: Corpus, clause: Clause) -> DocumentPart | None:
    policy = corpus.policy(clause.policy)
    if clause == find_closing(policy):
        return "closing"
    return "opening" if clause == find_opening(policy) else None


def _clause_subject(corpus: Corpus, hit: Hit, query: Query) -> Subject:
    """Return the clause as a subject: as the topic of it whose terms share most with the question, if any does."""
    clause = corpus.clause(hit.policy, hit.clause)
    asked = bigrams(query.folded)
    provisions = [(topic, p) for topic in corpus.lexicon.topics if (p := topic.provision(clause.policy))]
    topics = {
        topic.id: (topic, p) for topic, p in provisions if p.clause == clause.label and topic.id not in query.excepted
    }
    shared = {i: max(len(bigrams(fold(term)) & asked) for term in topic.terms) for i, (topic, _) in topics.items()}
    nearest = [topic for topic, number in shared.items() if number == max(shared.values()) >= NEAR]
    if len(nearest) == 1 or len(topics) == 1:
        only = nearest[0] if nearest else next(iter(topics))
        return _topic_subject(corpus, only, topics[only][1], query)
    return _whole_clause(corpus, clause, query)


def _whole_clause(corpus: Corpus, clause: Clause, query: Query) -> Subject:
    """Return a clause as the subject, with its awards where money is asked about."""
    aside = excepted_rows(query, corpus)
    rows = [r for r in corpus.rewards if (r.policy, r.clause) == (clause.policy, clause.label) and r.id not in aside]
    money = Intent.AMOUNT in query.intents or query.claims() or query.base_figures()
    awards = [r for r in rows if r.kind == "award"] if money else []
    return Subject(
        topic=clause.label,
        name=clause.title,
        clause=clause,
        awards=tuple(awards),
        targets=tuple(r for r in rows if r.kind == "target"),
        part=_document_part(corpus, clause),
    )


def excepted_rows(query: Query, corpus: Corpus) -> frozenset[str]:
    """Return the awards of the topics that the message sets aside."""
    provisions = (p for topic in query.excepted for p in corpus.lexicon.topic(topic).provisions)
    return frozenset(row for provision in provisions for row in provision.awards)


def bigrams(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _overriding(query: Query, topics: tuple[str, ...], results: ResultSet, corpus: Corpus) -> Hit | None:
    """Return the best hit where retrieval is sure of a clause that the named topics are far from."""
    if not results.hits or query.inherited or results.hits[0].score < OVERRIDING:
        return None
    best = results.hits[0]
    places = {(p.policy, p.clause) for topic in topics for p in corpus.lexicon.topic(topic).provisions}
    scores = results.scores
    return best if max((scores.get(place, 0.0) for place in places), default=0.0) < best.score / OVERRIDES else None
