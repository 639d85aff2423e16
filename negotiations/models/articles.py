"""Articles, the stories that several of them are, and their immutable snapshots."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.functions import Now

from negotiations.models.packing import KeepsBytes, Packing
from negotiations.models.record import dated, one_of, term_field
from negotiations.models.sources import Source, address_key_of
from negotiations.vocabulary import Credibility, Precision


class Story(models.Model):
    """The articles that are one report in many outlets. *Ours*. Every article stays; the story is one origin."""

    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return f"story {self.pk}"


class SlotsField(models.Field):  # type: ignore[type-arg]  # has no parameters when it runs
    """2,048 bits, as many zeros and ones in Python."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bit(2048)"


class Article(models.Model):
    """One report at one canonical address (empty for a text that came without one)."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="articles")
    address = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=300, blank=True)
    published = models.DateField(null=True, blank=True)
    published_precision = term_field(Precision, default=Precision.UNKNOWN.value)
    language = models.CharField(max_length=10, blank=True)
    credibility = term_field(Credibility, default=Credibility.CANNOT_BE_JUDGED.value)
    snapshot = models.ForeignKey(
        "Snapshot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    sketch = ArrayField(
        models.IntegerField(), null=True, blank=True, help_text="The smallest hashes of its phrases, ascending."
    )
    sketch_head = ArrayField(
        models.IntegerField(), null=True, blank=True, help_text="The first of them, by which like texts are found."
    )
    sketch_slots = models.GeneratedField(
        expression=models.Func("sketch", function="negotiations_slots"),
        output_field=SlotsField(),
        db_persist=True,
        null=True,
        help_text="A bit for each of its hashes, by which the database counts those that two may share at most.",
    )
    address_key = models.GeneratedField(
        expression=address_key_of("address"),
        output_field=models.CharField(max_length=2000),
        db_persist=True,
        help_text="What its spellings with http, https, www and a slash at the end have in common.",
    )
    look_again_at = models.DateTimeField(
        null=True, blank=True, help_text="When its page is to be fetched again if it bears something out then."
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-published", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=~Q(address=""), name="article_address_once"),
            dated("published", "published_precision", "article_dated"),
            one_of("published_precision", Precision, "article_precision"),
            one_of("credibility", Credibility, "article_credibility"),
        ]
        indexes = [
            # Written at once: whoever looks for like texts would else go through all that waits to be written.
            GinIndex(fields=["sketch_head"], name="article_sketch_head", fastupdate=False),
            models.Index(fields=["address_key"], condition=~Q(address_key=""), name="article_address_key"),
            models.Index(
                fields=["look_again_at", "id"], condition=Q(look_again_at__isnull=False), name="article_look_again"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"untitled article {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/articles/{self.pk}/"


class Snapshot(KeepsBytes, models.Model):
    """An article as it stood at one moment: bytes as they came, text as extracted, SHA-256 of both. Written once: the
    database lets nobody change or delete it.

    ``body`` is as stored; ``original`` gives the bytes back. ``body_sha256`` is of the original.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="snapshots")
    taken_at = models.DateTimeField()
    address = models.URLField(max_length=2000, blank=True, help_text="The canonical address.")
    content_type = models.CharField(max_length=200, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status; empty for an upload.")
    fetched_from = models.URLField(max_length=2000, blank=True, help_text="The address that gave the bytes.")
    headers = models.JSONField(default=dict, blank=True)
    body = models.BinaryField()
    packing = term_field(Packing, default=Packing.NONE.value)
    remade_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="remakes",
        db_index=False,
        help_text="The snapshot whose bytes this text was made from again.",
    )
    body_sha256 = models.CharField(max_length=64)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    extractor = models.CharField(max_length=100)

    class Meta:
        ordering = ["article", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["text_sha256", "article"], name="snapshot_once"),
            models.CheckConstraint(condition=~Q(text=""), name="snapshot_has_text"),
            one_of("packing", Packing, "snapshot_packing"),
        ]
        indexes = [
            models.Index(fields=["remade_from"], condition=Q(remade_from__isnull=False), name="snapshot_remakes"),
        ]
        triggers = [
            pgtrigger.Protect(name="immutable", operation=pgtrigger.Update),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.taken_at:%Y-%m-%d %H:%M}"

    @property
    def original(self) -> bytes:
        """The bytes as they came. A text that was made again keeps none of its own: they stand once."""
        return self.remade_from.original if self.remade_from is not None else super().original
