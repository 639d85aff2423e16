"""Bulk imports: many texts or feeds in one go, taken in piece by piece. *Ours*."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from negotiations.models.queue import Leased, LeasedQuerySet
from negotiations.models.record import one_of, term_field
from negotiations.vocabulary import Term


class BulkKind(Term):
    ADDRESSES = "addresses"
    OPML = "opml"
    FOLDER = "folder"
    JSON_LINES = "json-lines"
    WARC = "warc"


class BulkImportQuerySet(LeasedQuerySet["BulkImport"]):
    """Named queries over bulk imports."""

    def going_on(self) -> "BulkImportQuerySet":
        """Those that nobody has paused."""
        return self.filter(is_paused=False)


class BulkImport(Leased):
    """One list, folder or archive on its way in. ``position`` says how many of its items have been queued so far."""

    kind = term_field(BulkKind)
    name = models.CharField(max_length=300, help_text="As its sender called it.")
    location = models.CharField(max_length=2000, help_text="Where its bytes lie: below the media folder, or a path.")
    sha256 = models.CharField(max_length=64, blank=True)
    position = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True, blank=True, help_text="Empty until it was counted.")
    refused = models.PositiveBigIntegerField(default=0, help_text="Items that could not even be queued.")
    is_paused = models.BooleanField(default=False, help_text="Nothing more is queued until an editor goes on with it.")
    report = models.JSONField(default=dict, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BulkImportQuerySet.as_manager()

    class Meta(Leased.Meta):
        ordering = ["-pk"]
        constraints = [*Leased.Meta.constraints, one_of("kind", BulkKind, "bulk_kind")]

    def __str__(self) -> str:
        return self.name
