"""Drafts that give no answer: asking back, saying that the documents are silent, refusing, greeting."""

from __future__ import annotations

from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.parts import Parts
from assistant.answering.scope import Scope
from assistant.policy.corpus import Corpus
from assistant.policy.programme_questions import ask_how_much
from assistant.policy.regions import containing
from assistant.understanding.query import Query

MOST_EXAMPLES = 4
MOST_PROGRAMMES = 12


class Silence:
    """Writes the drafts without an answer on one corpus."""

    def __init__(self, corpus: Corpus, parts: Parts) -> None:
        self._corpus = corpus
        self._messages = corpus.messages
        self._parts = parts

    def clarify(self, query: Query, evidence: Evidence) -> Draft:
        """Ask back: which region, which of two clauses, or which programme."""
        if evidence.regions:
            subject = evidence.subjects[0]
            known = {topic.id: topic.name for topic in self._corpus.lexicon.topics}
            name = known.get(subject.topic, subject.name)
            what = ask_how_much(name) if subject.figured else f"{name}有什么规定？"
            choices = "、".join(evidence.regions)
            text = self._messages.clarify_region.format(name=name, choices=choices)
            asked = tuple(f"{region}的{what}" for region in evidence.regions)
            return Draft(status="clarify", paragraphs=(text,), suggestions=asked)
        if evidence.nearest:
            choices = "、".join(f"“{title}”" for title in evidence.nearest)
            asked = tuple(f"{title}有什么规定？" for title in evidence.nearest)
            text = self._messages.clarify.format(choices=choices)
            return Draft(status="clarify", paragraphs=(text,), suggestions=asked)
        text = self._messages.clarify.format(choices="、".join(self._programmes(evidence.scope, query)))
        examples = self._corpus.examples(evidence.scope.ids, MOST_EXAMPLES)
        return Draft(status="clarify", paragraphs=(text,), suggestions=examples)

    def _programmes(self, scope: Scope, query: Query) -> tuple[str, ...]:
        """Name programmes with an amount, or with a rate where a sum was told, each once however many policies have it.

        Where a level was told, those are left out that have no such level.
        """
        topics = {row: topic.id for topic in self._corpus.lexicon.topics for row in topic.awards}
        awards = [r for r in self._corpus.rewards if r.policy in scope.ids and r.kind == "award"]
        rated = [r for r in awards if r.tiers[0].percent] if query.base_figures() else []
        rows = rated or [r for r in awards if r.tiers[0].yuan]
        rows = [r for r in rows if any(tier.level in query.levels for tier in r.tiers)] or rows
        first = {topics.get(row.id, row.id): row.name for row in reversed(rows)}
        return tuple(reversed(first.values()))[:MOST_PROGRAMMES]

    def not_covered(self, query: Query, evidence: Evidence) -> Draft:
        """Say that the documents are silent, and why."""
        if evidence.unprovided:
            return self._not_provided(evidence.unprovided, query, evidence)
        ids = evidence.scope.ids
        fields = {"number": self._parts.numbers(ids), "interpreter": self._parts.whom(ids)}
        if evidence.reason:
            text = self._messages.not_covered.format(reason=evidence.reason, **fields)
        else:
            text = self._messages.not_covered_plain.format(**fields)
        suggestions = tuple(f"{name}有什么规定？" for name in evidence.nearest)
        return Draft(status="not_covered", paragraphs=(text,), suggestions=suggestions)

    def _not_provided(self, identifier: str, query: Query, evidence: Evidence) -> Draft:
        """Say that only documents outside the scope speak of the topic, and which of them may be asked about."""
        topic = self._corpus.lexicon.topic(identifier)
        scope = evidence.scope
        name = next((m.term for m in query.mentions if m.topic == identifier), topic.name)
        ours = {region for meta in scope.policies for region in containing(self._corpus.lexicon.regions, meta.region)}
        others = [meta for meta in scope.others if topic.provision(meta.id)]
        earlier = [meta for meta in others if meta.region in ours]
        elsewhere = [meta for meta in others if meta.region not in ours] if scope.region is None else []
        said = [f"{meta.name}有这方面的规定" for meta in earlier] + [
            f"{meta.region}的{meta.name}有这方面的规定" for meta in elsewhere
        ]
        where = f"{scope.region}现行的" if scope.region else ""
        text = self._messages.not_provided.format(
            where=f"{where}{self._parts.numbers(scope.ids)}",
            name=name,
            elsewhere=f"{'，'.join(said)}，如需查询请写明。" if said else "",
            interpreter=self._parts.whom(scope.ids),
        )
        asked = [*(meta.name for meta in earlier), *(meta.region for meta in elsewhere)]
        suggestions = tuple(f"{place}对{name}有什么规定？" for place in asked)
        return Draft(status="not_covered", paragraphs=(text,), suggestions=suggestions)

    def refused(self, query: Query, evidence: Evidence) -> Draft:
        """Refuse to change the rules."""
        return Draft(status="refused", paragraphs=(self._messages.refused,))

    def greeting(self, query: Query, evidence: Evidence) -> Draft:
        """Say what can be asked."""
        number = self._parts.numbers(evidence.scope.ids)
        return Draft(
            status="not_covered",
            paragraphs=(self._messages.greeting.format(number=number),),
            suggestions=self._corpus.examples(evidence.scope.ids, MOST_EXAMPLES),
        )
