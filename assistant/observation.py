"""What is counted for those who run the service: answers, what the guard held up, refusals, times, the index's age.

Nothing here names a person or a question.
"""

from __future__ import annotations

import time
from collections import Counter as Tally
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from assistant.guard.judging.reasons import REASONS
from assistant.retrieval.artifacts import POINTER

if TYPE_CHECKING:
    from assistant.answering.release import Reply
    from assistant.settings import Settings

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
CONTENT_TYPE = CONTENT_TYPE_LATEST


class Meter:
    """The metrics of one app."""

    def __init__(self, settings: Settings, policies: int) -> None:
        self._registry = own = CollectorRegistry()
        self._answers = Counter("huiqi_answers", "Answers", ["status", "channel"], registry=own)
        self._blocks = Counter("huiqi_guard_blocks", "Faults in drafts that were held up", ["reason"], registry=own)
        self._seconds = Histogram("huiqi_answer_seconds", "Time to answer", ["channel"], buckets=SECONDS, registry=own)
        self._refusals = Counter("huiqi_refused_requests", "Requests refused unanswered", ["code"], registry=own)
        self._drafts = Counter("huiqi_model_drafts", "Drafts of a language model", ["outcome"], registry=own)
        age = Gauge("huiqi_index_age_seconds", "Time since the index in use was built", registry=own)
        age.set_function(lambda: _age(settings.index_dir))
        Gauge("huiqi_policies", "Policies that are served", registry=own).set(policies)
        for reason in (*REASONS, "fields"):
            self._blocks.labels(reason)  # a reason that never occurred is 0, not absent

    def observe(self, reply: Reply, channel: str, seconds: float) -> None:
        """Count an answer."""
        self._answers.labels(reply.answer.status, channel).inc()
        self._seconds.labels(channel).observe(seconds)
        for reason, times in Tally(reply.reasons).items():
            self._blocks.labels(reason).inc(times)
        if reply.model is not None:
            self._drafts.labels(reply.model).inc()

    def refuse(self, status: int) -> None:
        """Count a request that the gate refused."""
        self._refusals.labels(str(status)).inc()

    def expose(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._registry)


def _age(index_dir: Path) -> float:
    try:
        return time.time() - (index_dir / POINTER).stat().st_mtime
    except OSError:
        return float("nan")
