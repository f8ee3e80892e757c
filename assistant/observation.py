"""What is counted for those who run the service: answers, what the guard held up, refusals, times, the index's age.

Nothing here names a person or a question.
"""

from __future__ import annotations

import os
import time
from collections import Counter as Tally
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from assistant.guard.judging.reasons import REASONS
from assistant.retrieval.artifacts import POINTER
from assistant.settings import SHARED_METRICS

if TYPE_CHECKING:
    from assistant.answering.release import Reply
    from assistant.settings import Settings

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
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
        self._requests = Counter("huiqi_http_requests", "Requests", ["method", "route", "status"], registry=own)
        self._state = _State(settings.index_dir, policies)
        own.register(self._state)
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

    def count(self, method: str, route: str, status: int) -> None:
        """Count a request that was served, by its route."""
        self._requests.labels(method if method in METHODS else "other", route, str(status)).inc()

    def refuse(self, status: int) -> None:
        """Count a request that the gate refused."""
        self._refusals.labels(str(status)).inc()

    def expose(self) -> bytes:
        """Return all metrics in Prometheus' text format, those of all workers together."""
        if SHARED_METRICS not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        together.register(self._state)
        return generate_latest(together)


class _State(Collector):
    """What is read when it is asked for, and the same in every worker."""

    def __init__(self, index_dir: Path, policies: int) -> None:
        self._index_dir, self._policies = index_dir, policies

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        age = _age(self._index_dir)
        yield GaugeMetricFamily("huiqi_index_age_seconds", "Time since the index in use was built", value=age)
        yield GaugeMetricFamily("huiqi_policies", "Policies that are served", value=self._policies)


def _age(index_dir: Path) -> float:
    try:
        return time.time() - (index_dir / POINTER).stat().st_mtime
    except OSError:
        return float("nan")
