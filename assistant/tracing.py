"""OpenTelemetry traces, where a collector is set: a span a request, one an answer; neither has a word of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from opentelemetry import trace

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from opentelemetry.trace import Span

    from assistant.settings import Settings


class _Current:
    """The tracer in use.

    It is ours alone and not OpenTelemetry's global one: with that, the web framework would send spans of its own, whose
    attributes have addresses and query strings.
    """

    tracer: trace.Tracer = trace.NoOpTracer()


def set_up_traces(settings: Settings) -> None:
    """Send traces to the collector of the settings; raise `ModelUnavailable` where the exporter is not installed."""
    if not settings.otlp_endpoint:
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise ModelUnavailable("发送调用链还缺少程序库，请先安装：pip install -e '.[otel]'。") from error
    provider = TracerProvider(resource=Resource.create({"service.name": "huiqi"}))
    exporter = OTLPSpanExporter(endpoint=f"{settings.otlp_endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=1000))
    _Current.tracer = provider.get_tracer("huiqi")


@contextmanager
def span(name: str, **attributes: str) -> Iterator[Span]:
    """Run a piece of work as a span, which may go on in another thread; without a collector this does nothing."""
    started = _Current.tracer.start_span(name, attributes=attributes)
    try:
        yield started
    finally:
        started.end()


@contextmanager
def serving_span(name: str) -> Iterator[Span]:
    """Run the serving of a request as the span that others are part of."""
    with span(name) as started, trace.use_span(started, record_exception=False):
        yield started
