"""Build the assistant from settings: the one place that knows which parts go together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.clock import today
from assistant.errors import UsageError
from assistant.guard.local import LocalGuard
from assistant.policy.compiled import open_corpus
from assistant.policy.corpus import Corpus
from assistant.policy.selection import find_home
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import PREFIX, SQLITE, Settings
from assistant.understanding.reader import Reader

if TYPE_CHECKING:
    from assistant.answering.model.drafting import ModelDrafter
    from assistant.records import Records


def build_assistant(settings: Settings, records: Records | None = None) -> Assistant:
    """Load corpus and index; raise `CorpusError`, `IndexUnavailable` or `UsageError` where they can't be served.

    With `records` their approved answers and contacts are served.
    """
    corpus = open_corpus(settings.corpus_dir, settings.cache_dir)
    approved = records.approvals if records else None
    if records:
        corpus.follow_contacts(records.contacts.apply)
    home = find_home(corpus, settings.region)
    retriever = Retriever.open(settings.index_dir, corpus, settings)
    model = open_model(settings, corpus)
    reader = Reader(corpus, retriever.split)
    return Assistant(
        corpus,
        retriever,
        LocalGuard(corpus, home, reader),
        settings,
        today,
        approved=approved,
        home=home,
        model=model,
        reader=reader,
    )


def open_model(settings: Settings, corpus: Corpus) -> ModelDrafter | None:
    """Return the language model of the settings; raise `UsageError` or `ModelUnavailable` where it can't be used."""
    if not settings.llm_url:
        return None
    if not settings.llm_model:
        raise UsageError(f"环境变量 {PREFIX}LLM_MODEL：设置了 {PREFIX}LLM_URL 的，须写明模型名称")
    from assistant.answering.model.drafting import ModelDrafter

    return ModelDrafter(settings, corpus)


def find_records(settings: Settings) -> Records | None:
    """Return the records where there is a database; None, and none made, where nothing was ever kept."""
    if settings.database_url.startswith(SQLITE) and not Path(settings.database_url.removeprefix(SQLITE)).exists():
        return None
    from assistant.records import open_records  # takes longer to import than an answer to write

    return open_records(settings)
