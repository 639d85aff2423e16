"""When the parts that work by themselves last showed that they live. *Ours*."""

from django.db import models

from negotiations.models.record import one_of, term_field
from negotiations.vocabulary import Term


class Part(Term):
    """A part of the running system: the clock that sweeps, and the workers."""

    CLOCK = "clock"
    WORKER = "worker"


class Pulse(models.Model):
    """One part and when it was last heard of, to a few seconds."""

    part = term_field(Part, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [one_of("part", Part, "pulse_part")]

    def __str__(self) -> str:
        return f"{self.part} at {self.at:%Y-%m-%d %H:%M:%S}"
