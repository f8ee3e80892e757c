"""Publish a reviewed policy in a thread of its own; how it goes is kept in its review."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.clock import now
from assistant.errors import Conflict, HuiqiError
from assistant.ingest.admission import DraftedRow
from assistant.ingest.writing import place_policy
from assistant.intake.changes import refuse_unreviewed
from assistant.intake.publishing import Publisher
from assistant.intake.review import Review
from assistant.intake.shelf import Shelf
from assistant.records import Records
from assistant.records.audit import Event
from assistant.settings import Settings

LOG = logging.getLogger(__name__)


class Publication:
    """Publishes one review at a time; `running` is the id of the one that this process is at, else None."""

    def __init__(self, settings: Settings, records: Records, shelf: Shelf, reload: Callable[[], None] | None) -> None:
        self.running: str | None = None
        self._records, self._shelf, self._reload = records, shelf, reload
        self._publisher = Publisher(settings, shelf.folder)
        self._busy = threading.Lock()

    def begin(self, review: Review, who: str) -> None:
        """Begin; the caller holds the shelf's lock. Raise `Conflict` while another is published."""
        if not self._busy.acquire(blocking=False):
            raise Conflict("另一份文件正在发布，请稍后再试。")
        self.running = review.id
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
                self.running = None
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
