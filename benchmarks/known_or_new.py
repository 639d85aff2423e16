"""How long it takes to decide what is known and what is new in a feed of 100 entries, with little and with much kept.

Run as ``python -m benchmarks.known_or_new`` in the repository, with a PARLEY_VAR of its own: it fills that database.
"""

import os
import statistics
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from negotiations.sources.feeds import Entry

FEW, MANY, ENTRIES, SOURCES, LOOKS, MOST = 2_000, 200_000, 100, 100, 41, 1.5


def run() -> bool:
    """Measure at both sizes in turn and print the ratio; False where it is too high."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    times = {}
    for size in (FEW, MANY):
        _fill(size)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE negotiations_intake, negotiations_article")
        times[size] = _measure()
        print(f"{size:>9,} articles: {times[size] * 1000:6.2f} ms for a feed of {ENTRIES} entries")
    ratio = times[MANY] / times[FEW]
    print(f"ratio {ratio:.2f}, at most {MOST}")
    return ratio < MOST


def _fill(size: int) -> None:
    """Articles and what brought them, up to that many, over 100 feeds of one host."""
    from django.utils import timezone

    from negotiations.models import Article, Intake, Source

    now = timezone.now()
    sources = [
        Source.objects.get_or_create(slug=f"many-{number}", defaults={"name": f"Many {number}", "kind": "feed"})[0]
        for number in range(SOURCES)
    ]
    for start in range(Article.objects.count(), size, 5_000):
        numbers = range(start, min(start + 5_000, size))
        Article.objects.bulk_create(
            Article(source=sources[number % SOURCES], title=f"Report {number}", address=_address(number))
            for number in numbers
        )
        Intake.objects.bulk_create(
            Intake(
                door="feed",
                stage="fetch",
                source=sources[number % SOURCES],
                entry_key=_address(number),
                address=_address(number),
                state="waiting" if number % 10 == 0 else "done",
                outcome="" if number % 10 == 0 else "new",
                received_at=now - timedelta(minutes=number),
                not_before=now,
            )
            for number in numbers
        )


def _measure() -> float:
    """The median time in seconds. Of each feed's entries a third is its own, a third another's, a third new."""
    from django.db import transaction
    from django.utils import timezone

    from negotiations.ingest.entries import take_entries
    from negotiations.models import Source

    source, times = Source.objects.get(slug="many-1"), []
    for look in range(LOOKS):
        entries = [_entry(number, look) for number in range(ENTRIES)]
        started = time.perf_counter()
        with transaction.atomic():
            take_entries(source=source, entries=entries, now=timezone.now())
            times.append(time.perf_counter() - started)
            transaction.set_rollback(True)
    return statistics.median(times[1:])


def _entry(number: int, look: int) -> "Entry":
    from negotiations.sources.feeds import Entry
    from negotiations.vocabulary import Precision

    third, place = number % 3, number // 3
    named = {
        0: place % (FEW // SOURCES) * SOURCES + 1,
        1: place * SOURCES // 2 % FEW + 2,
        2: 10_000_000 + look * ENTRIES + place,
    }
    address = _address(named[third])
    return Entry(address, address, address, f"Report {number}", None, Precision.UNKNOWN, None, "Words", None, "en")


def _address(number: int) -> str:
    return f"https://post.example/news/{number}/envoys-meet-again"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    raise SystemExit(0 if run() else 1)
