"""The forms by which an editor corrects a suggestion before it is accepted: one for each kind."""

from typing import Any

from django import forms

from negotiations.dashboard.editing_forms import day_field
from negotiations.models import Actor, Issue, Negotiation, Suggestion, SuggestionKind
from negotiations.review.actors import find_actor
from negotiations.review.known import Known
from negotiations.vocabulary import (
    Answer,
    Attribution,
    Format,
    Modality,
    Outcome,
    Precision,
    Relation,
    Role,
    RoundStatus,
    Stance,
    Term,
)

Reading = dict[str, Any]


def _choice(vocabulary: type[Term], label: str, *, empty: str = "", required: bool = True) -> forms.ChoiceField:
    choices = [("", empty), *vocabulary.choices()] if empty else vocabulary.choices()
    return forms.ChoiceField(label=label, choices=choices, required=required and not empty)


def _text(label: str, *, most: int, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required)


class AmendForm(forms.Form):
    """What all kinds share: the talks, and a reason for the history. ``changes`` gives the new values."""

    prefix = "amend"
    talks = forms.ModelChoiceField(
        label="Talks", queryset=Negotiation.objects.all(), required=False, empty_label="not settled"
    )
    reason = forms.CharField(label="Why", max_length=500, required=False)
    first: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, suggestion: Suggestion) -> None:
        super().__init__(data, initial={"talks": suggestion.negotiation_id, **self.read(suggestion.reading)})
        self.reading: Reading = suggestion.reading
        self.order_fields(
            [
                *self.first,
                *[name for name in self.fields if name not in ("talks", "reason", *self.first)],
                "talks",
                "reason",
            ]
        )

    def read(self, reading: Reading) -> dict[str, Any]:
        """The reading as initial values."""
        return {name: reading.get(name) for name in self.base_fields if name in reading}

    def changes(self) -> Reading:
        """The values to put into the reading."""
        return {name: self.cleaned_data[name] or None for name in self.base_fields if name in self.reading}

    def _actor(self, field: str, known: Reading) -> Reading:
        """A reference to the actor named in a field; the one of the reading stays as it is."""
        return known if self.cleaned_data[field] == known["name"] else self._look_up(field, self.cleaned_data[field])

    def _look_up(self, field: str, name: str) -> Reading:
        actor = Actor.objects.filter(slug=name).first() or find_actor({"key": None, "name": name}, Known([]))
        if actor is None:
            complaint = f"“{name}” is not in the list of actors, or several go by that name; write the full name"
            self.add_error(field, f"{complaint}, or add the actor in the administration.")
            return {}
        return {"key": actor.slug, "name": actor.name, "kind": actor.kind, "iso": actor.iso3 or None}

    def _date(self, name: str, precision: str) -> Reading:
        """A day and its precision, which is unknown exactly where there is no day."""
        day, exact = self.cleaned_data.get(name), self.cleaned_data.get(precision)
        if day is None:
            return {name: None, precision: Precision.UNKNOWN.value}
        return {name: day.isoformat(), precision: Precision.DAY.value if exact == Precision.UNKNOWN else exact}


class ParticipantForm(AmendForm):
    actor = _text("Who", most=200, required=True)
    role = _choice(Role, "Role")
    first = ("actor", "role")

    def read(self, reading: Reading) -> dict[str, Any]:
        return {"actor": reading["actor"]["name"], "role": reading["role"]}

    def changes(self) -> Reading:
        return {"actor": self._actor("actor", self.reading["actor"]), "role": self.cleaned_data["role"]}


class RoundForm(AmendForm):
    venue = _text("Venue", most=200)
    country = forms.CharField(
        label="Country", max_length=2, min_length=2, required=False, help_text="two letters, ISO 3166-1"
    )
    starts = day_field("First day")
    ends = day_field("Last day")
    precision = _choice(Precision, "How exact")
    status = _choice(RoundStatus, "Status")
    outcome = _choice(Outcome, "Outcome")
    format = _choice(Format, "Format")
    tone = _text("Tone", most=300)
    level = _text("Level", most=200)
    first = ("venue", "country", "starts", "ends", "precision", "status", "outcome", "format", "tone", "level")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts, ends = values.get("starts"), values.get("ends")
        if ends and not starts:
            self.add_error("starts", "Give the first day too, or leave both empty.")
        elif starts and ends and ends < starts:
            self.add_error("ends", "The last day is before the first.")
        return values

    def changes(self) -> Reading:
        given = self.cleaned_data
        ends = given["ends"].isoformat() if given["ends"] else None
        words = {name: given[name] or None for name in ("venue", "tone", "level")}
        country = given["country"].upper() or None
        return {
            **words,
            "country": country,
            **self._date("starts", "precision"),
            "ends": ends,
            **{name: given[name] for name in ("status", "outcome", "format")},
        }


class ReactionForm(AmendForm):
    actor = _text("Who", most=200, required=True)
    answer = _choice(Answer, "Answer")
    proposal = _text("To which proposal", most=300)
    given_on = day_field("Given on")
    given_precision = _choice(Precision, "How exact")
    first = ("actor", "answer", "proposal", "given_on", "given_precision")

    def read(self, reading: Reading) -> dict[str, Any]:
        return {**super().read(reading), "actor": reading["actor"]["name"]}

    def changes(self) -> Reading:
        given = self.cleaned_data
        return {
            "actor": self._actor("actor", self.reading["actor"]),
            "answer": given["answer"],
            "proposal": given["proposal"] or None,
            **self._date("given_on", "given_precision"),
        }


class ProposalForm(AmendForm):
    title = _text("Title", most=300, required=True)
    sponsors = forms.CharField(
        label="Who put it forward", help_text="one on each line", widget=forms.Textarea(attrs={"rows": 2})
    )
    tabled_on = day_field("Put forward on")
    tabled_precision = _choice(Precision, "How exact")
    revision = forms.BooleanField(label="A revised version of an earlier one", required=False)
    first = ("title", "sponsors", "tabled_on", "tabled_precision", "revision")

    def read(self, reading: Reading) -> dict[str, Any]:
        return {**super().read(reading), "sponsors": "\n".join(sponsor["name"] for sponsor in reading["sponsors"])}

    def changes(self) -> Reading:
        known = {sponsor["name"]: sponsor for sponsor in self.reading["sponsors"]}
        names = [name.strip() for name in self.cleaned_data["sponsors"].splitlines() if name.strip()]
        sponsors = [known.get(name) or self._look_up("sponsors", name) for name in names]
        return {
            "title": self.cleaned_data["title"],
            "sponsors": sponsors,
            "revision": self.cleaned_data["revision"],
            **self._date("tabled_on", "tabled_precision"),
        }


class PositionForm(AmendForm):
    """Conditions come as ``wait<n>`` and ``wait<n>_issues``, one pair for each that the reading has."""

    holder = _text("Who holds it", most=200, required=True)
    stance = _choice(Stance, "Stance")
    issues = forms.MultipleChoiceField(
        label="Issues", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Name at least one issue."}
    )
    attribution = _choice(Attribution, "Attribution")
    modality = _choice(Modality, "Modality")
    said_on = day_field("Said on")
    said_precision = _choice(Precision, "How exact")
    first = ("holder", "stance", "said_on", "said_precision", "attribution", "modality", "issues")

    def __init__(self, data: Any = None, *, suggestion: Suggestion) -> None:
        super().__init__(data, suggestion=suggestion)
        agenda = [(issue.code, issue.name) for issue in Issue.objects.all()]
        self.fields["issues"].choices = agenda  # type: ignore[attr-defined]  # the field was declared above
        self.waits = len(suggestion.reading["conditions"])
        for number, condition in enumerate(suggestion.reading["conditions"]):
            label = f"Condition {number + 1}" if self.waits > 1 else "Condition"
            relation = _choice(Relation, label, empty="leave it out")
            relation.initial = condition["relation"]
            self.fields[f"wait{number}"] = relation
            self.fields[f"wait{number}_issues"] = forms.MultipleChoiceField(
                label=f"{label}: what it waits for",
                choices=agenda,
                initial=condition["issues"],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields([*self.first, *[name for name in self.fields if name.startswith("wait")], "talks", "reason"])

    def read(self, reading: Reading) -> dict[str, Any]:
        return {**super().read(reading), "holder": reading["holder"]["name"]}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for number in range(self.waits):
            if values.get(f"wait{number}") and not values.get(f"wait{number}_issues"):
                self.add_error(f"wait{number}_issues", "Say what it waits for, or leave the condition out.")
        return values

    def changes(self) -> Reading:
        given = self.cleaned_data
        conditions = [
            {**condition, "relation": given[f"wait{number}"], "issues": given[f"wait{number}_issues"]}
            for number, condition in enumerate(self.reading["conditions"])
            if given[f"wait{number}"]
        ]
        words = {name: given[name] for name in ("stance", "issues", "attribution", "modality")}
        return {
            "holder": self._actor("holder", self.reading["holder"]),
            **words,
            **self._date("said_on", "said_precision"),
            "conditions": conditions,
        }


FORMS: dict[str, type[AmendForm]] = {
    SuggestionKind.PARTICIPANT.value: ParticipantForm,
    SuggestionKind.ROUND.value: RoundForm,
    SuggestionKind.PROPOSAL.value: ProposalForm,
    SuggestionKind.REACTION.value: ReactionForm,
    SuggestionKind.POSITION.value: PositionForm,
}
