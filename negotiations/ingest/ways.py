"""Pages behind redirects to other hosts: each host is asked in a turn of its own, under its own robots.txt and rests.

A page that is led elsewhere waits under that address like any other. Where it cannot be had there, the next attempt
begins at the address that was given: that is the one that stands for it.
"""

from typing import Any

from django.db import transaction
from django.db.models import F, Func, JSONField, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from negotiations.errors import FetchError
from negotiations.models import Intake, QueueState

WAY = "way"  # where an intake's report keeps the addresses on other hosts that led to its present one, the given first


class LedElsewhere(Exception):  # noqa: N818 — no error: an answer, which somebody else's turn is to follow up
    """A redirect leads to ``address``, on a host that is not held."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def lead_on(*, intake: Intake, address: str, most: int) -> None:
    """Let a claimed page wait under the address to which it was led, in its old place in the queue.

    FetchError where it was led from host to host ``most`` times already.
    """
    way = [*intake.report.get(WAY, []), intake.address]
    if len(way) > most:
        raise FetchError(
            f"The address redirects to other hosts more than {most} times; check it in a browser.",
            code="too-many-redirects",
            permanent=True,
        )
    with transaction.atomic():
        if intake.holds_lease():
            intake.address, intake.report[WAY] = address, way
            intake.state, intake.attempts = QueueState.WAITING.value, max(intake.attempts - 1, 0)
            intake.lease_token = intake.lease_until = None
            intake.save(update_fields=["address", "report", "state", "attempts", "lease_token", "lease_until"])


def turn_back(intake: Intake) -> None:
    """Put a page back under the address that was given; saved by the caller."""
    way = intake.report.pop(WAY, None)
    if way:
        intake.address = way[0]


def turned_back() -> dict[str, Any]:
    """The same for many rows that are updated at once."""
    given = KeyTextTransform("0", KeyTextTransform(WAY, "report"))
    without = Func(F("report"), Cast(Value(WAY), TextField()), arg_joiner=" - ", template="(%(expressions)s)")
    without.output_field = JSONField()
    return {"address": Coalesce(given, F("address")), "report": without}
