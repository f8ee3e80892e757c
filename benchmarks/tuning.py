"""Weights and shares chosen on one half of the questions and read on the other, both ways.

So each question is asked with what was chosen without it, and none of them flatters itself.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from assistant.evaluation.ranking import RankScores, score_rankings
from assistant.models import Model
from assistant.retrieval.fusion import Fusion
from assistant.settings import Settings
from assistant.text.emphasis import Emphasis
from benchmarks.outside import Data
from benchmarks.own import index_documents, open_engine, rank

JOINING = (0.1, 0.2, 0.3)
PLACES = (0.7, 0.8, 0.9, 1.0)
DENSE = (0.0, 0.03, 0.05, 0.08, 0.1)
WHOLE = (0.3, 0.4, 0.5, 0.6, 0.7)


class Choice(Model):
    """What words that join and places weigh, and the shares of the embedding and of whole texts."""

    joining: float
    place: float
    dense_share: float
    whole_share: float


class Half(Model):
    """A choice, what it scored on the questions that it was chosen on and on the others."""

    choice: Choice
    chosen_on: RankScores
    held_out: RankScores


class Halves(Model):
    """Both halves, and every question with the choice made without it."""

    halves: tuple[Half, Half]
    held_out: RankScores


Found = dict[str, list[str]]


def tune_halves(data: Data) -> Halves:
    """Index the documents, try every choice, keep the one of the best MRR@10 on each half (every other question)."""
    with tempfile.TemporaryDirectory() as scratch:
        tried = dict(_try_all(data, Path(scratch)))
    queries = list(data.queries)
    parts = queries[::2], queries[1::2]
    halves, together = [], {}
    for own, other in (parts, parts[::-1]):
        choice, found = max(tried.items(), key=lambda item: _score(data, item[1], own).mrr)
        halves.append(Half(choice=choice, chosen_on=_score(data, found, own), held_out=_score(data, found, other)))
        together |= {query: found[query] for query in other}
    return Halves(halves=(halves[0], halves[1]), held_out=_score(data, together, queries))


def describe_halves(halves: Halves) -> str:
    """Return the halves as a Markdown table: R@1 / R@10 / MRR@10."""
    lines = ["| joining | places | dense | whole | chosen on | held out |", "|---|---|---|---|---|---|"]
    for half in halves.halves:
        choice = " | ".join(f"{value:g}" for value in half.choice.model_dump().values())
        lines.append(f"| {choice} | {_figures(half.chosen_on)} | {_figures(half.held_out)} |")
    return "\n".join([*lines, f"| both | | | | | {_figures(halves.held_out)} |"])


def _try_all(data: Data, folder: Path) -> Iterator[tuple[Choice, Found]]:
    artifacts = index_documents(data, folder)
    usual = Fusion.of(Settings(), taught=False)
    for joining, place in product(JOINING, PLACES):
        engine = open_engine(artifacts, Emphasis(joining=joining, place=place))
        sought = {query: engine.search(text) for query, text in data.queries.items()}
        for dense, whole in product(DENSE, WHOLE):
            fusion = replace(usual, dense_share=dense, whole_share=whole)
            choice = Choice(joining=joining, place=place, dense_share=dense, whole_share=whole)
            yield choice, {query: rank(one.places, fusion.mean(one.scores)) for query, one in sought.items()}


def _score(data: Data, found: Found, queries: Sequence[str]) -> RankScores:
    return score_rankings([(found[query], data.relevant[query]) for query in queries])


def _figures(scores: RankScores) -> str:
    return f"{scores.recall[1]:.3f} / {scores.recall[10]:.3f} / {scores.mrr:.3f}"
