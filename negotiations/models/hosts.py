"""Hosts that are asked for pages: when each may be asked next, and what its robots.txt says. *Ours*."""

from django.db import models


class Host(models.Model):
    """One host (with its port, where it is unusual), shared by all workers so that together they stay polite."""

    name = models.CharField(max_length=260, primary_key=True)
    next_visit_at = models.DateTimeField(help_text="While a worker asks it, the end of that worker's hold.")
    hold_token = models.UUIDField(null=True, blank=True, editable=False)
    delay_seconds = models.FloatField(default=0, help_text="Seconds between two requests that its robots.txt asks for.")
    robots = models.TextField(blank=True)
    robots_status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="HTTP status; empty if none came."
    )
    robots_read_at = models.DateTimeField(null=True, blank=True)
    troubles = models.PositiveSmallIntegerField(
        db_default=0, help_text="Failures in a row that may pass; each doubles its rest, the first answer ends them."
    )
    trouble = models.CharField(max_length=60, blank=True, db_default="", help_text="The code of the last of them.")
    in_trouble_since = models.DateTimeField(null=True, blank=True)
    last_source = models.BigIntegerField(
        db_default=0, help_text="The source whose page was asked for last; the next source has the next turn."
    )

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["next_visit_at"], name="host_next_visit")]

    def __str__(self) -> str:
        return self.name
