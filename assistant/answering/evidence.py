"""Decide what an answer may rest on: the subjects asked about, their clauses and rows, or why there are none."""

from __future__ import annotations

from assistant.answering.coverage import why_outside
from assistant.answering.routing import Route, choose_route, is_vague, route_without_subject
from assistant.answering.subjects import Subject, find_subjects
from assistant.models import Model, ResultSet
from assistant.policy.corpus import Corpus
from assistant.policy.document import CLOSING, OPENING
from assistant.understanding.query import Intent, Query

MOST_SUBJECTS = 3
TIE = 0.9  # share of the best score from which the second best clause fits about equally
SURE = 0.75  # retrieval score above which a message names the best clause's subject by itself


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
    if outside := why_outside(query, corpus):
        return Evidence(route="not_covered", reason=outside, nearest=nearest, uncovered=query.uncovered)
    if query.attack and not (query.mentions or query.intents):
        return Evidence(route="refused")
    route = route_without_subject(query, corpus)
    sure = bool(results.hits) and results.hits[0].score >= SURE
    if not query.mentions and (is_vague(query) or (not sure and route not in ("not_covered", "clarify"))):
        return Evidence(route=route, nearest=() if route == "clarify" else nearest)
    if not query.mentions and not sure and (both := _equally_near(results, corpus)):
        return Evidence(route="clarify", nearest=both)
    subjects = find_subjects(query, results, corpus)
    if not subjects:
        return Evidence(route=route, nearest=() if route == "clarify" else nearest)
    route = choose_route(query, subjects)
    return Evidence(route=route, subjects=_trim(query, route, subjects), uncovered=query.uncovered, nearest=nearest)


def _trim(query: Query, route: Route, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Keep the subjects that the kind of answer is about, at most three."""
    kept = subjects
    if route in ("stacking", "compare") or (route == "awards" and _wants_money(query)):
        paid = tuple(s for s in subjects if s.figured)
        kept = paid or tuple(s for s in subjects if s.awards) or subjects
    elif route == "targets":
        kept = tuple(s for s in subjects if s.targets)
    if len({s.clause.label for s in kept}) > 1:
        kept = tuple(s for s in kept if s.clause.label not in (CLOSING, OPENING))
    return kept[:MOST_SUBJECTS] if route not in ("compare", "stacking") else kept[-MOST_SUBJECTS:]


def _wants_money(query: Query) -> bool:
    return (
        bool(query.intents & {Intent.AMOUNT} or query.levels or query.figures) and Intent.MEASURE not in query.intents
    )


def _equally_near(results: ResultSet, corpus: Corpus) -> tuple[str, ...]:
    """Return the titles of the two best clauses where retrieval can't tell them apart; empty where it can."""
    if len(results.hits) < 2 or results.hits[1].score < TIE * results.hits[0].score:
        return ()
    return tuple(corpus.clause(hit.policy, hit.clause).title for hit in results.hits[:2])


def _nearest(query: Query, results: ResultSet, corpus: Corpus) -> tuple[str, ...]:
    """Return the names of what the policies do cover that lies nearest, for suggestions without figures."""
    hits = [*results.hits, *(hit for hit, _ in results.rejected)]
    labels = list(dict.fromkeys(hit.clause for hit in sorted(hits, key=lambda h: -h.score)))
    titles = [c.title for label in labels[:3] for c in corpus.clauses if c.label == label and c.departments]
    return tuple(titles[:3])
