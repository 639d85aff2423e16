"""The shipped dispatches, taken in through the same doors and stages as everything else."""

from datetime import datetime

from django.utils.text import slugify

from negotiations.data.dispatches import dispatches
from negotiations.data.negotiations import named_negotiations
from negotiations.models import Actor, Door, Intake, IntakeStage, Negotiation, QueueState, Source, SourceKind

SOURCE = "Parley sample dispatches"
NOTICE = "Written for this project from the public record."


def queue_demonstration(*, now: datetime) -> list[Intake]:
    """Queue every shipped dispatch once; what was queued by an earlier start is given as it stands."""
    _open_named_negotiations()
    source, _ = Source.objects.get_or_create(
        slug=slugify(SOURCE), defaults={"name": SOURCE, "kind": SourceKind.DISPATCHES.value, "notice": NOTICE}
    )
    return [
        Intake.objects.get_or_create(
            source=source,
            entry_key=dispatch.filename,
            defaults={
                "door": Door.DEMONSTRATION.value,
                "stage": IntakeStage.READ.value,
                "filename": dispatch.filename,
                "content_type": "text/plain; charset=utf-8",
                "body": dispatch.body,
                "received_at": now,
                "fetched_at": now,
                "not_before": now,
            },
        )[0]
        for dispatch in dispatches()
    ]


def how_many_arrived(*, intakes: list[Intake]) -> int:
    """How many of these are through all stages, or have failed for good."""
    ids = [intake.pk for intake in intakes]
    over = [QueueState.DONE.value, QueueState.FAILED.value]
    failed = Intake.objects.filter(pk__in=ids, state=QueueState.FAILED.value).count()
    read = Intake.objects.filter(pk__in=ids, state=QueueState.DONE.value, snapshot__readings__state__in=over)
    return failed + read.distinct().count()


def _open_named_negotiations() -> None:
    """Talks that have a name of their own; who sits in them is still read out of the dispatches."""
    for entry in named_negotiations():
        sides = Actor.objects.filter(slug__in=entry.filed_under)
        if any(
            set(sides) == set(talks.filed_under.all())
            for talks in Negotiation.objects.filter(filed_under__in=sides).distinct()
        ):
            continue  # an article came first and opened them under the names of the sides
        talks, created = Negotiation.objects.get_or_create(
            slug=entry.slug, defaults={"name": entry.name, "subject": entry.subject}
        )
        if created:
            talks.filed_under.set(sides)
