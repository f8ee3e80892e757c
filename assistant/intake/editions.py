"""Editions of the corpus: each change that is published begins one, and every process that serves it takes it over."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from assistant.errors import HuiqiError
from assistant.intake.shelf import shelf_folder
from assistant.policy.disabled import replace_text

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.settings import Settings

LOG = logging.getLogger(__name__)
FILE = ".edition"
SECONDS = 2
"""How often a process looks for a new edition."""


def begin_edition(folder: Path) -> None:
    """Say, in the folder beside the corpus, that it has changed."""
    replace_text(folder / FILE, secrets.token_hex(8))


def read_edition(settings: Settings) -> str:
    """Return the name of the present edition; empty where nothing was ever published."""
    try:
        return (shelf_folder(settings.corpus_dir) / FILE).read_text(encoding="utf-8")
    except OSError:
        return ""


class Editions:
    """Takes over what is published; `load` makes this process serve the corpus as it is on disk."""

    def __init__(self, settings: Settings, load: Callable[[], None], edition: str) -> None:
        """`edition` is the one that this process serves."""
        self._settings, self._load, self._edition = settings, load, edition
        self._lock, self._stop = Lock(), Event()

    def follow(self) -> None:
        """Serve the present edition, if another one is served."""
        with self._lock:
            edition = read_edition(self._settings)
            if edition != self._edition:
                self._edition = edition  # one that can't be loaded is not tried again and again
                self._load()

    def start(self) -> None:
        """Look for a new edition every now and then, until `stop`."""
        Thread(target=self._run, daemon=True, name="editions").start()

    def stop(self) -> None:
        """End looking."""
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.wait(SECONDS):
            try:
                self.follow()
            except HuiqiError as error:
                LOG.error("what was published can't be served; the former edition is: %s", error)
