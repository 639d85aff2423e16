"""What readers may ask of the pages in the address, read into plain values."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from negotiations.timeline.filters import FACETS, Filters


class DayForm(forms.Form):
    """One day, empty for the present: ``?on=2024-05-10``."""

    on = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": "Give the day as YYYY-MM-DD."}
    )


class TimelineForm(forms.Form):
    """The dates of the timeline's filters; facets come as repeated keys."""

    since = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": "Give the first day as YYYY-MM-DD."}
    )
    to = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": "Give the last day as YYYY-MM-DD."}
    )

    def clean(self) -> dict[str, Any]:
        """The first day may not follow the last."""
        values = super().clean() or {}
        since, to = values.get("since"), values.get("to")
        if since and to and since > to:
            raise forms.ValidationError("The first day follows the last; nothing lies between them.")
        return values


def read_filters(query: QueryDict) -> tuple[Filters, list[str]]:
    """The filters in an address and what could not be read, in sentences. What cannot be read is left out."""
    form = TimelineForm({"since": query.get("from", ""), "to": query.get("to", "")})
    form.is_valid()
    facets = {facet: frozenset(value for value in query.getlist(facet) if value) for facet in FACETS}
    complaints = [str(message) for messages in form.errors.values() for message in messages]
    return Filters(**facets, since=form.cleaned_data.get("since"), to=form.cleaned_data.get("to")), complaints


def read_day(query: QueryDict, key: str = "on") -> tuple[date | None, list[str]]:
    """The day in an address, None for the present, and what could not be read."""
    form = DayForm({"on": query.get(key, "")})
    form.is_valid()
    return form.cleaned_data.get("on"), [str(message) for messages in form.errors.values() for message in messages]


def read_page(query: QueryDict) -> int:
    """The number of the page from 1; what is no number is the first."""
    text = query.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def read_number(text: str) -> int | None:
    """The key of a row as an address or a form gives it; None for what is no such number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def is_reviewed_only(query: QueryDict) -> bool:
    """Whether the reader leaves out what no person has checked: ``?reviewed=1``."""
    return query.get("reviewed") == "1"
