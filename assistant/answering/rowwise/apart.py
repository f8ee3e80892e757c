"""Ask for the place where rows of places apart have what a message asks for, and nobody said which is meant."""

from __future__ import annotations

from assistant.answering.evidence import Evidence
from assistant.policy.corpus import Corpus
from assistant.policy.regions import common_region


def ask_place(evidence: Evidence, corpus: Corpus) -> Evidence:
    """Return the evidence, or what asks back where what was found is of regions that no region holds together."""
    if evidence.route != "rows" or not evidence.scope.apart:
        return evidence
    policies = [corpus.policy(subject.policy) for subject in evidence.subjects]
    if common_region(corpus.lexicon.regions, policies) is not None:
        return evidence
    said = evidence.finding.said if evidence.finding else ()
    first = evidence.subjects[0].model_copy(update={"name": said[0].choice.row.name} if said else {})
    regions = tuple(dict.fromkeys(policy.meta.region for policy in policies if policy.meta.region))
    return Evidence(route="clarify", scope=evidence.scope, subjects=(first,), regions=regions)
