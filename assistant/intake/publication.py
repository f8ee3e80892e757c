"""Publish a reviewed policy in a thread of its own; how it goes is kept in its review."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.clock import now
from assistant.errors import Conflict, HuiqiError
from assistant.ingest.admission import DraftedRow
from assistant.ingest.corpus_writing import place_policy
from assistant.intake.changes import refuse_unreviewed
from assistant.intake.drafted import Review
from assistant.intake.publishing import Publisher
from assistant.intake.shelf import Shelf
from assistant.records import Records
from assistant.records.audit import Event
from assistant.settings import Settings

LOG = logging.getLogger(__name__)
LOCK = ".publication.lock"
LOCK_SECONDS = 0.2
"""How long another one is waited for: who only looks whether there is one holds the lock for a moment."""


class Publication:
    """Publishes one review at a time, over all processes."""

    def __init__(self, settings: Settings, records: Records, shelf: Shelf, reload: Callable[[], None] | None) -> None:
        self._running: str | None = None
        self._records, self._shelf, self._reload = records, shelf, reload
        self._publisher = Publisher(settings, shelf.folder)
        self._busy = self._lock()

    def _lock(self) -> FileLock:
        """Return a lock that any thread may give back, and the system where the process is killed."""
        return FileLock(self._shelf.folder / LOCK, timeout=LOCK_SECONDS, thread_local=False)

    def is_at(self, identifier: str) -> bool:
        """Whether a review that is said to be published really is: by this process, or by another one."""
        if self._running is not None:
            return self._running == identifier
        try:
            with self._lock().acquire(timeout=0):
                return False
        except Timeout:
            return True

    def begin(self, review: Review, who: str) -> None:
        """Begin; the caller holds the shelf's lock. Raise `Conflict` while another is published."""
        try:
            self._busy.acquire()
        except Timeout as error:
            raise Conflict("另一份文件正在发布，请稍后再试。") from error
        self._running = review.id
        self._shelf.save(review.model_copy(update={"stage": "publishing", "step": "检查", "fault": ""}))
        self._records.audit.note(who, Event.PUBLISHING, review.title)
        threading.Thread(target=self._run, args=(review, who), name="publish").start()

    def _run(self, review: Review, who: str) -> None:
        end: dict[str, Any] = {"stage": "reviewing", "step": ""}
        try:
            self._publish(review)
            end = {"stage": "published", "step": "", "published_by": who, "published_at": now()}
            self._records.audit.note(who, Event.PUBLISHED, review.title)
        except HuiqiError as error:
            end["fault"] = str(error)
        except Exception as error:  # whatever it was, it is told on the page, and the next try is free
            LOG.exception("publishing %s failed", review.id)
            end["fault"] = f"发布没有完成（{type(error).__name__}），请联系系统维护人员。"
        finally:
            try:
                if "fault" in end:
                    self._records.audit.note(who, Event.UNPUBLISHED, review.title, str(end["fault"])[:500])
            finally:
                self._update(review.id, **end)
                self._running = None
                self._busy.release()

    def _publish(self, review: Review) -> None:
        text = self._shelf.text(review.id)
        rows = None if review.leaves_table else review.kept
        self._publisher.publish(
            lambda folder: _put(review.id, text, rows, folder),
            lambda corpus: refuse_unreviewed(corpus, review.id),
            lambda step: self._update(review.id, step=step),
        )
        if self._reload is not None:
            self._update(review.id, step="载入")
            self._reload()

    def _update(self, identifier: str, **changes: object) -> None:
        with self._shelf.lock():
            self._shelf.save(self._shelf.get(identifier).model_copy(update=changes))


def _put(identifier: str, text: str, rows: Sequence[DraftedRow] | None, directory: Path) -> None:
    place_policy(identifier, text, rows, directory)
