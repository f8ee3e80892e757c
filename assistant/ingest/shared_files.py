"""The files that every corpus folder needs beside its policies."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import ROOT

SHARED = ("lexicon.yaml", "messages.yaml", "contacts.yaml")


def default_corpus() -> Path:
    """Return the corpus folder that comes with the project."""
    return ROOT / "corpus"
