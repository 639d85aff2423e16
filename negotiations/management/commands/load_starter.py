"""``manage.py load_starter``: the actors, people and issues that come with the product. Can be run again."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from negotiations.starter import load_starter

EDITORS_MAY = [
    "add_decision",
    "add_intake",
    "add_source",
    "change_source",
    "change_article",
    "add_negotiation",
    "change_negotiation",
    "add_actor",
    "change_actor",
    "add_alias",
    "change_alias",
    "delete_alias",
    "add_affiliation",
    "change_affiliation",
    "delete_affiliation",
    "add_issue",
    "change_issue",
    "add_issueterm",
    "change_issueterm",
    "delete_issueterm",
]


class Command(BaseCommand):
    help = "Loads or refreshes the starter actors, people and issues; what editors added or changed stays."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_starter()
        group, _ = Group.objects.get_or_create(name="Editors")
        mine = Permission.objects.filter(content_type__app_label="negotiations")
        group.permissions.add(*mine.filter(codename__in=EDITORS_MAY), *mine.filter(codename__startswith="view_"))
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()) + ".")
