"""How the whole of ingestion is doing: a page for people, and the same figures for programs that watch."""

from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from negotiations.dashboard.access import MAY_ADD, needs
from negotiations.dashboard.figures import write_figures
from negotiations.dashboard.health_words import Whole, say_reason, say_span, say_trouble, say_whole
from negotiations.dashboard.pipeline import Pipeline, look_at_pipeline
from negotiations.ingest.pressure import texts_waiting
from negotiations.ingest.quarantine import count_failed
from negotiations.models import Part
from negotiations.templatetags.clocks import say_moment, say_since


@needs(MAY_ADD)
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """What waits where and since when, what failed, what got through, and whether clock and workers live."""
    now = timezone.now()
    pipeline = look_at_pipeline(now)
    labels = {stage.name: stage.label for stage in pipeline.stages}
    context = {
        "pipeline": pipeline,
        "verdict": say_whole(_whole(pipeline), now),
        "stages": [
            {"stage": stage, "waited": say_span(now - stage.oldest) if stage.oldest else ""}
            for stage in pipeline.stages
        ],
        "reasons": [
            {"stage": stage, "label": labels[stage], "code": code, "reason": say_reason(code), "day": day, "week": week}
            for stage, code, day, week in pipeline.reasons
        ],
        "hosts": [
            {
                "host": host,
                "pages": pages,
                "trouble": say_trouble(host.trouble),
                "since": say_since(host.in_trouble_since, now) if host.in_trouble_since else "",
                "until": say_moment(host.next_visit_at, now),
            }
            for host, pages in pipeline.hosts
        ],
        "failed": count_failed(),
        "swept": pipeline.pulses.get(Part.CLOCK),
        "worked": pipeline.pulses.get(Part.WORKER),
        "through": (("hour", pipeline.hour), ("day", pipeline.day)),
        "now": now,
    }
    return render(request, "parts/_health.html" if getattr(request, "htmx", False) else "health.html", context)


@require_safe
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """The figures as monitoring programs read them, for those who may add and for the bearer of the metrics token."""
    if not (_bears_token(request) or request.user.has_perm(MAY_ADD)):
        sentence = "Sign in as an editor, or send the metrics token as: Authorization: Bearer …\n"
        refusal = HttpResponse(sentence, status=401, content_type="text/plain; charset=utf-8")
        refusal["WWW-Authenticate"] = 'Bearer realm="metrics"'
        return refusal
    now = timezone.now()
    return HttpResponse(write_figures(look_at_pipeline(now), now), content_type=CONTENT_TYPE_LATEST)


def _bears_token(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    wanted: str = settings.METRICS_TOKEN
    return bool(wanted) and scheme.lower() == "bearer" and compare_digest(token.strip().encode(), wanted.encode())


def _whole(pipeline: Pipeline) -> Whole:
    return Whole(
        due=pipeline.due,
        running=pipeline.running,
        oldest=pipeline.oldest,
        heard_of=pipeline.heard_of,
        swept_at=pipeline.pulses.get(Part.CLOCK),
        held_back=_say_held_back(),
        failing_feeds=pipeline.failing_feeds,
        feeds=pipeline.feeds,
    )


def _say_held_back() -> str:
    most: int = settings.MOST_TEXTS_WAITING
    if texts_waiting(most=most) < most:
        return ""
    return f"Nothing more is fetched until fewer than {most:,} texts wait to be read; feeds and pages keep their turn."
