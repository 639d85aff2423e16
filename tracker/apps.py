"""Makes the Celery application known in every process: a page or a command that sends a hint must know the broker."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self) -> None:
        import tracker.celery  # noqa: F401 — importing it makes it the application of all tasks
