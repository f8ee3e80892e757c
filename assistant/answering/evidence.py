"""Decide what an answer may rest on: the subjects asked about, their clauses and rows, or why there are none."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from itertools import pairwise

from assistant.answering.routing import MONEY, Route, asks_of_cited, choose_route, is_vague, route_without_subject
from assistant.answering.rowwise.findings import RowFinding
from assistant.answering.scope import Scope
from assistant.answering.strangeness import is_strange, names_nothing_said, sounds_doubtful
from assistant.answering.subjects import Found, Subject, find_subjects, named_clauses, provided_in
from assistant.answering.uncovered import why_outside
from assistant.models import Model, ResultSet
from assistant.policy.corpus import Corpus
from assistant.policy.regions import common_region
from assistant.policy.validity import find_superseded
from assistant.understanding.query import Intent, Query
from assistant.understanding.stated import segment_of
from assistant.understanding.wordlists import any_of

MOST_SUBJECTS = 3
MOST_ENUMERATED = 6  # subjects of a question that enumerates them
LONGEST_GAP = 4  # characters between two members of an enumeration
ENUMERATED = re.compile(r"[、，,和跟与及]")
HELP_ASKED = any_of("支持 帮 办法 法子 怎么办 咋办 咋整 怎么弄 管吗 管不管 能降 措施")
TIE = 0.9  # share of the best score from which the second best clause fits about equally
SURE = 0.75  # retrieval score above which a message names the best clause's subject by itself


class Evidence(Model):
    """What the answer rests on; `parallels` are the same subjects in further policies, `regions` what to choose from.

    `unprovided` is a topic that only policies outside the scope provide; `far` ones only may be
    what is asked about; `spoken` are the subjects of the message before,
    where this one names and finds none.
    """

    route: Route
    scope: Scope
    subjects: tuple[Subject, ...] = ()
    parallels: tuple[Subject, ...] = ()
    uncovered: tuple[str, ...] = ()
    reason: str | None = None
    nearest: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    unprovided: str | None = None
    far: bool = False
    finding: RowFinding | None = None
    spoken: tuple[Subject, ...] = ()

    @property
    def policies(self) -> tuple[str, ...]:
        """The ids of the policies that are answered from, in the order of the scope."""
        named = {subject.policy for subject in self.subjects}
        return tuple(policy for policy in self.scope.ids if not named or policy in named)

    def leaves_to(self, policies: Collection[str]) -> bool:
        """Whether nothing was found, or awards and measures of these policies alone."""
        found = {subject.policy for subject in (*self.subjects, *self.parallels)}
        if not found:
            return self.route == "not_covered"
        return self.route in ("awards", "measures") and found <= set(policies)


def gather(query: Query, results: ResultSet, corpus: Corpus, scope: Scope) -> Evidence:
    """Return the evidence for a completed query."""
    nearest = _nearest(results, corpus)
    sure = bool(results.hits) and results.hits[0].score >= SURE
    if aside := _aside(query, results, corpus, scope, nearest):
        return aside
    route = route_without_subject(query, corpus)
    without = Evidence(route=route, scope=scope, nearest=() if route == "clarify" else nearest)
    by_document = route == "duties" or (not sure and route not in ("not_covered", "clarify"))
    if asks_of_cited(query, corpus, scope):
        return Evidence(route="basis", scope=scope)
    if not query.mentions and (is_vague(query, corpus) or by_document):
        return without
    if not query.mentions and not sure and (both := _equally_near(results, corpus)):
        return Evidence(route="clarify", scope=scope, nearest=both)
    asked = provided_in(query, corpus, scope)
    if query.mentions and not asked.mentions and not sure:
        return Evidence(route="not_covered", scope=scope, unprovided=query.topics[0], uncovered=query.uncovered)
    found = find_subjects(asked, results, corpus, scope)
    return _on_subjects(query, asked, found, results, corpus, without) if found.subjects else without


def _aside(query: Query, results: ResultSet, corpus: Corpus, scope: Scope, nearest: tuple[str, ...]) -> Evidence | None:
    """Return the evidence for what asks of none of the policies' subjects; None where it may."""
    if outside := why_outside(query, corpus, scope):
        told = scope if query.uncovered or query.foreign else _providing(query, corpus, scope)
        return Evidence(route="not_covered", scope=told, reason=outside, nearest=nearest, uncovered=query.uncovered)
    if query.attack and not (query.mentions or query.intents):
        return Evidence(route="refused", scope=scope)
    if query.clauses and not query.mentions and (query.intents & {Intent.AMOUNT, Intent.LISTING} or query.levels):
        return Evidence(route="listing", scope=scope)
    if query.follows and not query.mentions and (labelled := named_clauses(query, corpus, scope)):
        return Evidence(route=choose_route(query, labelled), scope=scope, subjects=labelled)
    if is_strange(query, results, corpus):
        return Evidence(route="not_covered", scope=scope, uncovered=query.uncovered)
    lists = route_without_subject(query, corpus) == "listing"
    if lists and names_nothing_said(query, corpus) and sounds_doubtful(results):
        return Evidence(route="not_covered", scope=scope, nearest=nearest)
    return None


def _providing(query: Query, corpus: Corpus, scope: Scope) -> Scope:
    """Return the scope narrowed to the policies that provide what is talked about; whole where that is unknown."""
    named = {p.policy for topic in corpus.lexicon.topics if topic.id in query.topics for p in topic.provisions}
    return scope.within(named) if named & set(scope.ids) else scope


def _on_subjects(
    query: Query, asked: Query, found: Found, results: ResultSet, corpus: Corpus, without: Evidence
) -> Evidence:
    """Return the evidence on subjects found; `asked` is the query by what the scope provides."""
    scope = without.scope
    by_part = found.subjects[0].part is not None
    if not (query.mentions or by_part) and names_nothing_said(query, corpus):
        return Evidence(route="not_covered", scope=scope, nearest=_nearest(results, corpus))
    if scope.apart and not by_part and (regions := _regions_apart(found, corpus)):
        return Evidence(route="clarify", scope=scope, subjects=found.subjects, regions=regions)
    route = choose_route(asked, found.subjects)
    subjects = _trim(asked, route, found.subjects)
    named = {subject.topic for subject in subjects}
    answered = {(mention.start, mention.end) for mention in asked.mentions}
    left = (m.term for m in query.mentions if (m.start, m.end) not in answered and m.topic not in query.inherited)
    return Evidence(
        route=route,
        scope=scope,
        subjects=subjects,
        parallels=tuple(s for s in found.parallels if s.topic in named or not asked.mentions),
        uncovered=(*query.uncovered, *left),
        nearest=_nearest(results, corpus),
        far=results.far and not asked.mentions,
    )


def keep_current(evidence: Evidence, day: date) -> Evidence:
    """Return the evidence without rows that another of the same name stands in for on the day."""

    def keep(subject: Subject) -> Subject:
        out = find_superseded((*subject.awards, *subject.targets, *subject.related), day)
        rows = {name: tuple(r for r in getattr(subject, name) if r.id not in out) for name in ("awards", "targets")}
        return subject.model_copy(update=rows) if out else subject

    kept = {name: tuple(map(keep, getattr(evidence, name))) for name in ("subjects", "parallels")}
    return evidence.model_copy(update=kept)


def _trim(query: Query, route: Route, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Keep the subjects that the kind of answer is about, at most three."""
    kept = subjects
    if route in ("stacking", "compare") or (route == "awards" and _wants_money(query)):
        paid = tuple(s for s in subjects if s.figured)
        if paid and route == "awards":
            kept = tuple(s for s in subjects if s.figured or _asked_beside(query, s))
        else:
            kept = paid or tuple(s for s in subjects if s.awards) or subjects
    elif route == "targets":
        kept = tuple(s for s in subjects if s.targets)
    if len({(s.policy, s.clause.label) for s in kept}) > 1:
        kept = tuple(s for s in kept if s.part is None) or kept[:1]
    if route == "awards" and _enumerates(query):
        return kept[:MOST_ENUMERATED]
    return kept[:MOST_SUBJECTS] if route not in ("compare", "stacking") else kept[-MOST_SUBJECTS:]


def _asked_beside(query: Query, subject: Subject) -> bool:
    """Whether a part of the message asks what is done about the subject, whatever the others ask: 招工有支持吗."""
    named = [m for m in query.mentions if m.topic == subject.topic and m.topic not in query.inherited]
    parts = [query.folded[slice(*segment_of(query.folded, mention))] for mention in named]
    return any(HELP_ASKED.search(part) and not MONEY.search(part) for part in parts)


def _enumerates(query: Query) -> bool:
    """Whether the topics named stand in one enumeration: 技术中心、单项冠军和设计中心."""
    spans = sorted({(mention.start, mention.end) for mention in query.mentions})
    between = [query.folded[end:start] for (_, end), (start, _) in pairwise(spans)]
    return len(between) >= MOST_SUBJECTS and all(len(gap) <= LONGEST_GAP and ENUMERATED.search(gap) for gap in between)


def _wants_money(query: Query) -> bool:
    return (
        bool(query.intents & {Intent.AMOUNT} or query.levels or query.figures) and Intent.MEASURE not in query.intents
    )


def _equally_near(results: ResultSet, corpus: Corpus) -> tuple[str, ...]:
    """Return the titles of the two best clauses of a policy where retrieval can't tell them apart; else nothing.

    Where both are far, both are answered.
    """
    if results.far or len(results.hits) < 2:
        return ()
    first, second = results.hits[:2]
    if second.score < TIE * first.score or first.policy != second.policy:
        return ()
    return tuple(corpus.clause(hit.policy, hit.clause).title for hit in results.hits[:2])


def _nearest(results: ResultSet, corpus: Corpus) -> tuple[str, ...]:
    """Return the names of what the policies do cover that lies nearest, for suggestions without figures."""
    hits = list(results.every)
    places = dict.fromkeys((hit.policy, hit.clause) for hit in sorted(hits, key=lambda h: -h.score))
    clauses = [corpus.clause(policy, label) for policy, label in list(places)[:3]]
    return tuple(dict.fromkeys(clause.title for clause in clauses if clause.departments))


def _regions_apart(found: Found, corpus: Corpus) -> tuple[str, ...]:
    """Return the regions that the subjects' policies are of where they are apart; empty where one holds them all."""
    policies = [corpus.policy(subject.policy) for subject in (*found.subjects, *found.parallels)]
    if common_region(corpus.lexicon.regions, policies) is not None:
        return ()
    return tuple(dict.fromkeys(policy.meta.region for policy in policies))
