"""What of a corpus is no fault, but makes it answer worse than it could."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from assistant.errors import Fault
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import LEXICON_FILE, Vocabulary, lexicon_path
from assistant.policy.sources import read_model


def find_cautions(corpus: Corpus) -> Iterator[Fault]:
    """Yield places and levels that the lexicon does not know, and terms that name several topics."""
    known = read_model(lexicon_path(corpus.directory), Vocabulary)
    for policy in corpus.policies:
        region = policy.meta.region
        if not region:
            yield Fault(policy.file, "front matter", "region", "没有写明适用地区，将视为各地通用")
        elif region not in known.regions:
            yield Fault(policy.file, "front matter", "region", f"词库不认识“{region}”，只按全称和简称识别")
    for reward in (*corpus.rewards, *corpus.pending):
        for level in sorted({tier.level for tier in reward.tiers if tier.level} - set(known.levels)):
            yield Fault(f"{reward.policy}.yaml", reward.id, "level", f"词库不认识级别“{level}”")
    topics: dict[str, list[str]] = defaultdict(list)
    for topic in corpus.lexicon.topics:
        for term in dict.fromkeys(topic.terms):
            topics[term].append(topic.name)
    for term, names in topics.items():
        if len(names) > 1:
            yield Fault(LEXICON_FILE, term, "topics", f"同时是几个主题的说法：{'、'.join(names)}")
