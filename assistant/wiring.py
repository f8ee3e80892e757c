"""Build the assistant from settings: the one place that knows which parts go together."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.errors import UsageError
from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.regions import find_region, holds_in
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import PREFIX, Settings

ZONE = ZoneInfo("Asia/Shanghai")


def build_assistant(settings: Settings) -> Assistant:
    """Load corpus and index; raise `CorpusError`, `IndexUnavailable` or `UsageError` where they can't be served."""
    corpus = load_corpus(settings.corpus_dir)
    home = find_home(corpus, settings.region)
    retriever = Retriever.open(settings.index_dir, corpus, settings.embedding_model)
    return Assistant(corpus, retriever, Guard(corpus), settings, today, home=home)


def find_home(corpus: Corpus, name: str | None) -> str | None:
    """Return the region that is served; raise `UsageError` where no policy holds in it."""
    if name is None:
        return None
    region = find_region(corpus.lexicon.regions, name)
    if region is None or not any(holds_in(corpus.lexicon.regions, policy, region) for policy in corpus.policies):
        raise UsageError(f"环境变量 {PREFIX}REGION：没有适用于“{name}”的政策文件")
    return region


def today() -> date:
    """Return today's date where the policies are in force."""
    return datetime.now(ZONE).date()
