"""Signs of life of the clock and the workers, so that a page can say when either has gone quiet."""

from datetime import datetime, timedelta

from negotiations.models import Part, Pulse

APART = timedelta(seconds=5)


def note_pulse(part: Part, *, now: datetime) -> None:
    """Write down that this part lives; at most once in five seconds, however many workers there are."""
    if Pulse.objects.filter(part=part.value).exists():
        Pulse.objects.filter(part=part.value, at__lt=now - APART).update(at=now)
    else:
        Pulse.objects.bulk_create([Pulse(part=part.value, at=now)], ignore_conflicts=True)


def read_pulses() -> dict[Part, datetime]:
    """When each part was last heard of; one that never was is left out."""
    return {Part(part): at for part, at in Pulse.objects.values_list("part", "at")}
