"""Cut the corpus into passages, and pair texts for training."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.models import Clause, Reward
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import GAP, Topic
from assistant.retrieval.passages import Passage, Passages
from index.templates import generate_questions

SENTENCE_END = re.compile(r"(?<=[。；！？])|\n")
SHORTEST_SENTENCE = 5

_Row = tuple[str, str, Literal["clause", "sentence", "heading", "reward"], str]


@dataclass(frozen=True, slots=True)
class Examples:
    """What the embedding learns from: pairs of what is asked and the clause that answers it, and what none answers."""

    pairs: tuple[tuple[str, str], ...]
    uncovered: tuple[str, ...]


def cut_passages(corpus: Corpus) -> Passages:
    """Return the passages of the corpus: per clause its whole, its heading and its sentences; then the reward rows."""
    passages = tuple(
        Passage(policy=policy, clause=clause, kind=kind, text=text)
        for policy, clause, kind, text in (*_clause_passages(corpus), *_reward_passages(corpus))
    )
    return Passages(passages=passages, wholes=tuple(p for p in passages if p.kind == "clause"))


def _clause_passages(corpus: Corpus) -> Iterator[_Row]:
    for clause in corpus.clauses:
        yield clause.policy, clause.label, "clause", describe_clause(clause)
        yield clause.policy, clause.label, "heading", f"{clause.section} {clause.title}".strip()
        for sentence in SENTENCE_END.split(clause.body):
            if len(sentence) >= SHORTEST_SENTENCE:
                yield clause.policy, clause.label, "sentence", sentence


def _reward_passages(corpus: Corpus) -> Iterator[_Row]:
    for reward in corpus.rewards:
        for text in dict.fromkeys(_describe_tiers(reward)):
            yield reward.policy, reward.clause, "reward", text


def describe_clause(clause: Clause) -> str:
    """Return a clause as one passage, headings and departments included."""
    return f"{clause.section} {clause.title} {clause.body} 责任单位 {'、'.join(clause.departments)}"


def _describe_tiers(reward: Reward) -> Iterator[str]:
    for tier in reward.tiers:
        yield f"{tier.level or ''}{reward.name} {reward.beneficiary or ''} {reward.condition or ''}".strip()


def pair_examples(corpus: Corpus, held_out: frozenset[str] = frozenset()) -> Examples:
    """Return the training examples, without the questions in `held_out`."""
    wholes = {(clause.policy, clause.label): describe_clause(clause) for clause in corpus.clauses}
    pairs = [
        (question, wholes[questions.policy, label])
        for questions in corpus.questions
        for label, asked in questions.clauses.items()
        for question in asked
        if question not in held_out
    ]
    pairs += [(p.text, wholes[p.policy, p.clause]) for p in cut_passages(corpus).passages if p.kind != "clause"]
    pairs += [
        (term, wholes[provision.policy, provision.clause])
        for topic in corpus.lexicon.topics
        for provision in topic.provisions
        for term in (*topic.terms, *_ways_of_saying(topic))
    ]
    pairs += [(question, wholes[place]) for question, place in generate_questions(corpus)]
    uncovered = (q for questions in corpus.questions for q in questions.uncovered if q not in held_out)
    return Examples(tuple(pairs), tuple(uncovered))


def _ways_of_saying(topic: Topic) -> Iterator[str]:
    yield from (way.replace(GAP, " ") for ways in topic.spoken.values() for way in ways)
