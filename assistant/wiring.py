"""Build the assistant from settings: the one place that knows which parts go together."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.guard.checker import Guard
from assistant.policy.corpus import load_corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import Settings

ZONE = ZoneInfo("Asia/Shanghai")


def build_assistant(settings: Settings) -> Assistant:
    """Load corpus and index; raise `CorpusError` or `IndexUnavailable` where they can't be served."""
    corpus = load_corpus(settings.corpus_dir)
    retriever = Retriever.open(settings.index_dir, corpus, settings)
    return Assistant(corpus, retriever, Guard(corpus), settings, today)


def today() -> date:
    """Return today's date where the policies are in force."""
    return datetime.now(ZONE).date()
