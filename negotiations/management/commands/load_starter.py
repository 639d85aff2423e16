"""``manage.py load_starter``: the actors, people and issues that come with the product. Can be run again."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from negotiations.starter import load_starter


class Command(BaseCommand):
    help = "Loads or refreshes the starter actors, people and issues; what editors added or changed stays."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_starter()
        group, _ = Group.objects.get_or_create(name="Editors")
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label="negotiations",
                codename__in=[
                    "add_decision",
                    "add_intake",
                    "add_source",
                    "change_source",
                    "add_alias",
                    "add_issueterm",
                    "change_negotiation",
                ],
            )
        )
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()) + ".")
