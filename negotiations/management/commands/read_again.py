"""``manage.py read_again``: lets workers read the stored articles once more, by the rules and names at hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from negotiations.extraction.version import RULES
from negotiations.suggestions.lexicon import current_lexicon
from negotiations.suggestions.rereading import queue_rereading, texts_to_read_again
from negotiations.tasks import wake


class Command(BaseCommand):
    help = "Queue stored articles to be read again by the present rules and names; decisions of people stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those read by the very same rules and names")
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = texts_to_read_again(lexicon=current_lexicon().version[:64], everything=options["all"])
        numbers = list(wanted.order_by("pk").values_list("pk", flat=True))
        if options["dry_run"]:
            self.stdout.write(f"{len(numbers)} articles would be read again with rules {RULES}.")
            return
        queued = queue_rereading(snapshots=numbers, now=timezone.now())
        wake()
        self.stdout.write(
            f"{queued} articles wait to be read again with rules {RULES}. Workers read them after all that is new; "
            "what people decided stays."
        )
