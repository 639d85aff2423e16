"""Makes known in every process what others rely on: the Celery application, for hints to workers, and our checks."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self) -> None:
        import tracker.celery
        import tracker.checks  # noqa: F401 — importing these makes them known
