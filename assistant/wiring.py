"""Build the assistant from settings: the one place that knows which parts go together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.clock import today
from assistant.errors import UsageError
from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.regions import find_region, holds_in
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import PREFIX, SQLITE, Settings

if TYPE_CHECKING:
    from assistant.answering.model.writing import ModelDrafter
    from assistant.records import Records


def build_assistant(settings: Settings, records: Records | None = None) -> Assistant:
    """Load corpus and index; raise `CorpusError`, `IndexUnavailable` or `UsageError` where they can't be served.

    With `records` their approved answers and contacts are served.
    """
    corpus = load_corpus(settings.corpus_dir)
    approved = records.approvals if records else None
    if records:
        corpus.follow_contacts(records.contacts.apply)
    home = find_home(corpus, settings.region)
    retriever = Retriever.open(settings.index_dir, corpus, settings)
    model = open_model(settings, corpus)
    return Assistant(corpus, retriever, Guard(corpus), settings, today, approved=approved, home=home, model=model)


def open_model(settings: Settings, corpus: Corpus) -> ModelDrafter | None:
    """Return the language model of the settings; raise `UsageError` or `ModelUnavailable` where it can't be used."""
    if not settings.llm_url:
        return None
    if not settings.llm_model:
        raise UsageError(f"环境变量 {PREFIX}LLM_MODEL：设置了 {PREFIX}LLM_URL 的，须写明模型名称")
    from assistant.answering.model.writing import ModelDrafter

    return ModelDrafter(settings, corpus)


def find_home(corpus: Corpus, name: str | None) -> str | None:
    """Return the region that is served; raise `UsageError` where no policy holds in it."""
    if name is None:
        return None
    region = find_region(corpus.lexicon.regions, name)
    if region is None or not any(holds_in(corpus.lexicon.regions, policy, region) for policy in corpus.policies):
        raise UsageError(f"环境变量 {PREFIX}REGION：没有适用于“{name}”的政策文件")
    return region


def find_records(settings: Settings) -> Records | None:
    """Return the records where there is a database; None, and none made, where nothing was ever kept."""
    if settings.database_url.startswith(SQLITE) and not Path(settings.database_url.removeprefix(SQLITE)).exists():
        return None
    from assistant.records import open_records  # takes longer to import than an answer to write

    return open_records(settings)
