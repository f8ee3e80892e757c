"""A corpus of some of the policies: what would be loaded were these the only ones."""

from __future__ import annotations

from collections.abc import Collection

from assistant.errors import CorpusError
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Topic
from assistant.policy.regions import containing
from assistant.policy.topics import build_topics


def take_part(corpus: Corpus, ids: Collection[str]) -> Corpus:
    """Return the corpus with only the policies of these ids; its topics are theirs alone."""
    policies = tuple(policy for policy in corpus.policies if policy.meta.id in ids)
    rewards = tuple(row for row in corpus.rewards if row.policy in ids)
    pending = tuple(row for row in corpus.pending if row.policy in ids)
    files = tuple(file for file in corpus.topic_files if file.policy in ids)
    try:
        topics = build_topics(files, corpus.lexicon.document, policies, (*rewards, *pending))
    except CorpusError:  # a file leaves terms to that of a policy which is left out
        topics = tuple(kept for topic in corpus.lexicon.topics if (kept := _narrow(topic, ids)) is not None)
    return corpus.model_copy(
        update={
            "policies": policies,
            "rewards": rewards,
            "pending": pending,
            "lexicon": corpus.lexicon.model_copy(update={"topics": topics}),
            "questions": tuple(one for one in corpus.questions if one.policy in ids),
            "criteria": tuple(one for one in corpus.criteria if one.policy in ids),
            "curated": corpus.curated & set(ids),
            "topic_files": files,
            "guides": tuple(one for one in corpus.guides if one.policy in ids),
        }
    )


def _narrow(topic: Topic, ids: Collection[str]) -> Topic | None:
    provisions = tuple(provision for provision in topic.provisions if provision.policy in ids)
    return topic.model_copy(update={"provisions": provisions}) if provisions else None


def list_regions(corpus: Corpus) -> tuple[str, ...]:
    """Return the regions that policies of the corpus are of, each once."""
    return tuple(dict.fromkeys(policy.meta.region for policy in corpus.policies if policy.meta.region))


def are_apart(corpus: Corpus) -> bool:
    """Whether two policies are of regions neither of which lies in the other."""
    regions = list_regions(corpus)
    above = {region: set(containing(corpus.lexicon.regions, region)) for region in regions}
    return any(one not in above[other] and other not in above[one] for one in regions for other in regions)
