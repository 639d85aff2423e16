"""``manage.py rules_page``: prints the page of the rules, docs/rules.md. Needs no database."""

from typing import Any

from django.core.management.base import BaseCommand

from negotiations.extraction.rules_page import rules_page


class Command(BaseCommand):
    help = "Print the page that lists every rule of the extraction with its examples."
    requires_system_checks: list[str] = []  # the rules need no database

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(rules_page(), ending="")
