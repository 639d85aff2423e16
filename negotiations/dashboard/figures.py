"""The figures of ingestion in the text format of Prometheus; from the database, so that any web process may answer."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from negotiations.dashboard.pipeline import Pipeline


def write_figures(pipeline: Pipeline, now: datetime) -> bytes:
    """Gauges alone: what stands in the database now, and what happened in the last hour and day."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(pipeline, now))
    return generate_latest(registry)


class _Figures(Collector):
    """What the library asks for its metrics."""

    def __init__(self, pipeline: Pipeline, now: datetime) -> None:
        self._pipeline, self._now = pipeline, now

    def collect(self) -> Iterator[Metric]:
        yield from self._stages()
        yield from self._failures()
        yield from self._through()
        yield from self._parts()

    def _stages(self) -> Iterator[Metric]:
        due = _gauge("parley_due", "Rows that a worker could take now.", "stage")
        running = _gauge("parley_running", "Rows in work under a lease.", "stage")
        later = _gauge("parley_later", "Rows that wait for their time.", "stage")
        oldest = _gauge("parley_oldest_due_seconds", "How long the oldest row has been due.", "stage")
        for stage in self._pipeline.stages:
            due.add_metric([stage.name], stage.due)
            running.add_metric([stage.name], stage.running)
            later.add_metric([stage.name], stage.later)
            waited = (self._now - stage.oldest).total_seconds() if stage.oldest else 0
            oldest.add_metric([stage.name], waited)
        yield from (due, running, later, oldest)

    def _failures(self) -> Iterator[Metric]:
        failed = _gauge("parley_failed_day", "Texts that failed for good in the last day.", "stage", "reason")
        for stage, reason, day, _ in self._pipeline.reasons:
            failed.add_metric([stage, reason], day)
        yield failed

    def _through(self) -> Iterator[Metric]:
        done = _gauge("parley_done", "What got through.", "what", "since")
        for since, through in (("hour", self._pipeline.hour), ("day", self._pipeline.day)):
            for what in ("looks", "new", "changed", "known", "recorded"):
                done.add_metric([what, since], getattr(through, what))
        yield done

    def _parts(self) -> Iterator[Metric]:
        feeds = _gauge("parley_feeds", "Feeds that are looked at.", "state")
        feeds.add_metric(["failing"], self._pipeline.failing_feeds)
        feeds.add_metric(["answering"], self._pipeline.feeds - self._pipeline.failing_feeds)
        heard = _gauge("parley_heard_of_seconds", "How long ago a part was heard of; none before it first was.", "part")
        for part, at in self._pipeline.pulses.items():
            heard.add_metric([part.value], (self._now - at).total_seconds())
        yield from (feeds, heard)


def _gauge(name: str, says: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, labels=labels)
