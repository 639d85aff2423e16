"""What language models answered: kept so that no question is paid for twice, and counted against the day's limit."""

from django.db import models
from django.db.models.functions import Now


class ModelAnswer(models.Model):
    """One answer. ``key`` is the SHA-256 of model and question; what no longer can be asked again costs nothing."""

    key = models.CharField(max_length=64, db_index=True)
    model = models.CharField(max_length=200)
    text = models.TextField()
    tokens = models.PositiveIntegerField(help_text="Of question and answer together, as the model counted them.")
    is_sound = models.BooleanField(default=True, help_text="Whether it could be read; what could not is asked again.")
    asked_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=models.Q(is_sound=True), name="model_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.model}, {self.asked_at:%Y-%m-%d %H:%M}"
