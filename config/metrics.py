"""Figures for Prometheus, counted in the database at each scrape: the same whichever worker answers, right after a
restart, and without anybody's name. What is counted over a while looks at the newest lines of the journal alone."""

import hmac
import os
from collections.abc import Iterator

from django.core.cache import cache
from django.db.models import Count, Max, Min, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily as Counter
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from audits.exports.models import Export
from audits.journal.models import Entry
from audits.journal.sweeping import SWEPT, TRIES
from audits.messages.models import Message
from audits.refusals import refused
from audits.visits.models import Blob, Revision, Visit
from config.problems import respond

NEWEST = 5000  # lines of the journal from which times are taken
# what is timed → the lines that tell it: from being written to being followed
TIMED = {"grade": "visit.completed", "scorecard": "scorecard.stale", "export": "export.requested"}
QUANTILES = (0.5, 0.9, 0.99)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures as text. With `METRICS_TOKEN` for whoever carries it, without it for this machine alone."""
    if not _may_read(request):
        return respond(refused("not_found"))
    registry = CollectorRegistry()
    registry.register(Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    token = os.environ.get("METRICS_TOKEN", "")
    if token:
        given = request.META.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    came_through_a_proxy = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    return request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and not came_through_a_proxy


class Figures(Collector):
    """Everything that is told; each figure a query that stays quick at a hundred thousand visits."""

    def collect(self) -> Iterator[Metric]:
        yield from _received()
        yield from _waiting()
        yield _times()
        yield Counter(
            "encore_sweep_catches", "Lines that sweep had to announce once more", value=cache.get(SWEPT, 0)
        )


def _received() -> Iterator[Metric]:
    revisions = Counter("encore_revisions_received", "Sealed revisions received", labels=["standing"])
    for standing, number in Revision.objects.values_list("standing").annotate(Count("id")):
        revisions.add_metric([standing], number)
    yield revisions
    visits = Gauge("encore_visits", "Visits by state", labels=["state"])
    for state, number in Visit.objects.order_by().values_list("state").annotate(Count("id")):
        visits.add_metric([state], number)
    yield visits


def _waiting() -> Iterator[Metric]:
    blobs = Blob.objects.filter(stored_at=None).aggregate(Count("id"), Sum("bytes"))
    yield Gauge("encore_blobs_pending", "Photos promised and not whole yet", value=blobs["id__count"])
    yield Gauge("encore_blobs_pending_bytes", "Their promised bytes", value=blobs["bytes__sum"] or 0)
    lines = Entry.objects.filter(handled_at=None)
    oldest = lines.aggregate(Min("at"))["at__min"]
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    yield Gauge("encore_queue_lines", "Lines of the journal that wait to be followed", value=lines.count())
    yield Gauge("encore_queue_age_seconds", "Age of the oldest of them", value=max(0, age))
    dead = lines.filter(attempts__gte=TRIES).count()
    yield Gauge("encore_queue_given_up", "Lines that failed too often; somebody must look", value=dead)
    messages = Gauge("encore_messages", "Mails, pushes and webhooks by state", labels=["state"])
    for state, number in Message.objects.order_by().values_list("state").annotate(Count("id")):
        messages.add_metric([state], number)
    yield messages
    running = Export.objects.filter(state__in=("waiting", "running")).count()
    yield Gauge("encore_exports_running", "Exports that are asked for and not ready", value=running)


def _times() -> Metric:
    """Seconds from a line to its handling, by quantile, over the newest lines."""
    times = Gauge(
        "encore_seconds_to", "From a line of the journal to its handling", labels=["what", "quantile"]
    )
    newest = Entry.objects.aggregate(Max("id"))["id__max"] or 0
    lines = Entry.objects.filter(id__gt=newest - NEWEST, verb__in=TIMED.values())
    seconds: dict[str, list[float]] = {}
    for verb, at, handled in lines.values_list("verb", "at", "handled_at"):
        if handled is not None:
            seconds.setdefault(verb, []).append((handled - at).total_seconds())
    for what, verb in TIMED.items():
        ordered = sorted(seconds.get(verb, []))
        for quantile in QUANTILES if ordered else ():
            times.add_metric([what, str(quantile)], ordered[int(quantile * (len(ordered) - 1))])
    return times
