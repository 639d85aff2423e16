"""What lists can be narrowed by: a parameter that is not known, or a value that cannot be read, is refused by name."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # the library has no annotations
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request

from negotiations.api.errors import BadQuery
from negotiations.api.visibility import Scope
from negotiations.models import Participant
from negotiations.vocabulary import Term


def refuse_unknown(query: Iterable[str], *, known: Iterable[str]) -> None:
    """BadQuery, naming what is known, if the query has a parameter that is not."""
    known = sorted(set(known))
    if unknown := sorted(set(query) - set(known)):
        raise BadQuery(
            f"Known here: {', '.join(known)}." if known else "This address takes no parameters.",
            code="unknown-filter",
            fields={name: ["Not known here."] for name in unknown},
        )


class DayField(forms.DateField):
    """A day written as 2026-03-02 and in no other way."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "input_formats": ["%Y-%m-%d"]})


class DayFilter(django_filters.DateFilter):  # type: ignore[misc]  # its base is not annotated
    """A day, ISO 8601."""

    field_class = DayField


class MomentField(forms.CharField):
    """A moment written as ISO 8601; without a zone it is UTC. A day alone means its end."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            if (day := parse_date(text)) is not None:
                return datetime(
                    day.year, day.month, day.day, 23, 59, 59, 999999, tzinfo=timezone.get_default_timezone()
                )
            moment = parse_datetime(text.replace(" ", "+"))  # a plus sign that was not escaped arrives as a space
        except ValueError:
            moment = None
        if moment is None:
            raise forms.ValidationError("Enter a moment as 2026-03-02T12:00:00Z or a day as 2026-03-02.")
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def read_scope(query: Mapping[str, str]) -> Scope:
    """How the query asks to look at the record. The filter set checks the values; here a wrong one means nothing."""
    try:
        moment = MomentField(required=False).clean(query.get("recorded_on"))
    except forms.ValidationError:
        moment = None
    return Scope(reviewed_only=query.get("reviewed") == "true", moment=moment)


@extend_schema_field(OpenApiTypes.STR)
class MomentFilter(django_filters.Filter):  # type: ignore[misc]  # its base is not annotated
    field_class = MomentField


@extend_schema_field(OpenApiTypes.BOOL)
class TruthFilter(django_filters.ChoiceFilter):  # type: ignore[misc]  # its base is not annotated
    """``true`` or ``false``, and nothing else."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": [("true", "true"), ("false", "false")], **options})


class IdFilter(django_filters.NumberFilter):  # type: ignore[misc]  # its base is not annotated
    """The id of a row."""

    field_class = forms.IntegerField

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": 2**63 - 1, **options})

    def get_max_validator(self) -> None:  # the field's own bounds are the ones that count
        return None


class SlugFilter(django_filters.CharFilter):  # type: ignore[misc]  # its base is not annotated
    """The slug or code of something; one that nothing has gives an empty list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200, **options})
        self.extra["help_text"] = f"{self.extra.get('help_text', '')} One that nothing has gives an empty list.".strip()


def terms_filter(vocabulary: type[Term], *, leave_out: Collection[Term] = (), **options: Any) -> Any:
    """Any of the named words of a vocabulary; the parameter may be given more than once."""
    choices = [(term.value, term.label) for term in vocabulary if term not in leave_out]
    return django_filters.MultipleChoiceFilter(choices=choices, **options)


class StrictFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # its base is not annotated
    """Filters of one list. A trailing underscore in a name is left off in the query (``from`` is a word of Python)."""

    reviewed = TruthFilter(
        method="keep_all", help_text="`true` leaves out everything that no person has reviewed, inside statements too."
    )

    @classmethod
    def get_filters(cls) -> Any:
        return {name.rstrip("_"): each for name, each in super().get_filters().items()}

    @property
    def scope(self) -> Scope:
        """How the query asks to look at the record."""
        return read_scope(self.data)

    def is_valid(self) -> bool:
        """Whether every value can be used, also beside the others."""
        valid: bool = super().is_valid()
        first, last = (self.form.cleaned_data.get(name) for name in ("from", "to")) if valid else (None, None)
        if first and last and first > last:
            self.form.add_error("from", "This day is later than `to`, so nothing can lie between them.")
            return False
        return valid

    def keep_all(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """For what the view has already seen to."""
        return rows


class EvidencedFilterSet(StrictFilterSet):
    """Filters of what bears evidence. ``evidenced`` is the column by which evidence refers to it."""

    evidenced: ClassVar[str]
    source = SlugFilter(method="keep_from_source", help_text="Slug of a source that bears it out.")

    def keep_from_source(self, rows: QuerySet[Any], name: str, slug: str) -> QuerySet[Any]:
        evidence = self.scope.evidence().filter(snapshot__article__source__slug=slug)
        return rows.filter(Exists(evidence.filter(**{self.evidenced: OuterRef("pk")})))

    def sits(self, roles: Collection[str], *, actor: str, negotiation: str) -> Exists:
        """Whether the actor of a row has one of these roles in its negotiation; both are paths from the row."""
        seats = self.scope.rows(Participant).filter(role__in=roles)
        return Exists(seats.filter(actor=OuterRef(actor), negotiation=OuterRef(negotiation)))


def apply_filters(
    filters: type[StrictFilterSet], rows: QuerySet[Any], *, request: Request, also: Iterable[str] = ()
) -> QuerySet[Any]:
    """``rows`` narrowed as the query asks; BadQuery for a parameter or value that cannot be used."""
    query = request.query_params
    refuse_unknown(query, known=[*filters.base_filters, *also])
    narrowed = filters(query, queryset=rows, request=request)
    if not narrowed.is_valid():
        fields = {name: [str(message) for message in messages] for name, messages in narrowed.errors.items()}
        raise BadQuery("The query has a value that cannot be used.", fields=fields)
    found: QuerySet[Any] = narrowed.qs
    return found
