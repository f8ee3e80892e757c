"""Build the assistant from settings: the one place that knows which parts go together."""

from __future__ import annotations

from pathlib import Path

from assistant.answering.approved import ApprovedAnswers
from assistant.clock import today
from assistant.guard.checker import Guard
from assistant.policy.corpus import load_corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import SQLITE, Settings


def build_assistant(settings: Settings, approved: ApprovedAnswers | None = None) -> Assistant:
    """Load corpus and index; raise `CorpusError` or `IndexUnavailable` where they can't be served."""
    corpus = load_corpus(settings.corpus_dir)
    retriever = Retriever.open(settings.index_dir, corpus, settings.embedding_model)
    return Assistant(corpus, retriever, Guard(corpus), settings, today, approved=approved)


def find_approved(settings: Settings) -> ApprovedAnswers | None:
    """Return the approved answers where there is a database; None, and none made, where nothing was ever kept."""
    if settings.database_url.startswith(SQLITE) and not Path(settings.database_url.removeprefix(SQLITE)).exists():
        return None
    from assistant.records import open_records  # takes longer to import than an answer to write

    return open_records(settings).approvals
