"""What failed for good and is left alone: the row stays, out of the list of what failed, with who said so and when."""

from django.conf import settings
from django.db import models


class Dismissable(models.Model):
    """A row that an editor may dismiss after it failed. A dismissal that is older than the failure does not count."""

    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
