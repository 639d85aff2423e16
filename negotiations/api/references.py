"""The small objects that stand for other rows inside an answer: an actor, a negotiation, a round, an issue."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Moment, json_if, json_list
from negotiations.api.visibility import Scope
from negotiations.models import Issue, Standing
from negotiations.vocabulary import ActorKind

MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class NegotiationReference(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    name = serializers.CharField()


class ActorReference(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=ActorKind.choices())


class RoundReference(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    venue = serializers.CharField(help_text="Empty where no text names it.")


class ProposalReference(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()


class IssueReference(serializers.Serializer[Any]):
    code = serializers.SlugField()
    name = serializers.CharField()


class SourceReference(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    name = serializers.CharField(help_text="The outlet.")


class StatementSerializer(serializers.Serializer[Any]):
    """What every statement of the record carries besides its evidence."""

    id = serializers.IntegerField()
    standing = serializers.ChoiceField(
        choices=Standing.choices(), help_text="`unreviewed`: shown, but no person has decided yet."
    )
    reviewed = serializers.BooleanField(source="is_reviewed", help_text="Whether a person has accepted it.")
    recorded_at = serializers.DateTimeField(format=MOMENT_FORMAT)


def statement_fields(path: str = "") -> dict[str, Any]:
    """The JSON of what every statement carries, for the row at ``path``."""
    return {
        "id": f"{path}id",
        "standing": f"{path}standing",
        "reviewed": Q(**{f"{path}standing": Standing.REVIEWED.value}),
        "recorded_at": Moment(f"{path}recorded_at"),
    }


def negotiation_json(path: str = "negotiation") -> JsonObject:
    return JsonObject(slug=f"{path}__slug", name=f"{path}__name")


def actor_json(path: str) -> JsonObject:
    return JsonObject(slug=f"{path}__slug", name=f"{path}__name", kind=f"{path}__kind")


def optional_actor_json(path: str) -> Any:
    return json_if(Q(**{f"{path}__isnull": False}), actor_json(path))


def round_json(scope: Scope, path: str = "round") -> Any:
    """The round at ``path``; null where there is none or it may not be seen."""
    return json_if(
        scope.standing(f"{path}__"), JsonObject(id=f"{path}__id", number=f"{path}__number", venue=f"{path}__venue")
    )


def proposal_json(scope: Scope, path: str = "proposal") -> Any:
    """The proposal at ``path``; null where there is none or it may not be seen."""
    return json_if(scope.standing(f"{path}__"), JsonObject(id=f"{path}__id", title=f"{path}__title"))


def issue_json(path: str = "") -> JsonObject:
    return JsonObject(code=f"{path}code", name=f"{path}name")


def issues_json(through: QuerySet[Any], column: str) -> Any:
    """The issues of the outer row by way of a ``through`` table, in the order of the agenda."""
    links = through.filter(**{column: OuterRef("pk")}).order_by("issue__order", "issue__code")
    return json_list(links, issue_json("issue__"))


def issue_and_below(code: str) -> list[int]:
    """Keys of the issue with that code and of everything below it in the tree; empty if there is no such code."""
    rows = list(Issue.objects.values_list("pk", "code", "parent_id"))
    found = {key for key, name, _ in rows if name == code}
    while below := {key for key, _, parent in rows if parent in found} - found:
        found |= below
    return sorted(found)


def link_json(path: str) -> Any:
    """An address where it is one that a browser may follow (http or https), else null."""
    return json_if(Q(**{f"{path}__iregex": r"^https?://"}), F(path))
