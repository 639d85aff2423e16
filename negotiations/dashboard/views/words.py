"""What editors teach the reader of texts, and what they have taught so far."""

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_DECIDE, needs, takes_form
from negotiations.dashboard.editing_forms import errors_of
from negotiations.errors import NotDecidable
from negotiations.models import Actor, Issue
from negotiations.review.teaching import (
    Lesson,
    forget,
    list_taught,
    others_named,
    teach_false_term,
    teach_misnomer,
    teach_name,
    teach_term,
)
from negotiations.suggestions.lexicon import current_lexicon
from negotiations.suggestions.rereading import queue_rereading, texts_to_read_again
from negotiations.tasks import wake
from negotiations.vocabulary import AliasKind


class NameForm(forms.Form):
    """Another name of an actor that is in the list."""

    prefix = "name"
    text = forms.CharField(label="The words", max_length=200)
    actor = forms.CharField(
        label="mean", max_length=200, widget=forms.TextInput(attrs={"list": "actors", "autocomplete": "off"})
    )
    kind = forms.ChoiceField(label="as a", choices=AliasKind.choices())

    def clean_actor(self) -> Actor:
        """The actor of exactly that name, or of that name in its address."""
        name = " ".join(self.cleaned_data["actor"].split())
        found = Actor.objects.filter(name__iexact=name).first() or Actor.objects.filter(slug=name).first()
        if found is None:
            raise forms.ValidationError(f"“{name}” is not in the list of actors; choose one that is.")
        return found


class TermForm(forms.Form):
    """Words by which texts name an issue."""

    prefix = "term"
    text = forms.CharField(label="The words", max_length=120)
    issue = forms.ModelChoiceField(label="name the issue", queryset=Issue.objects.order_by("name"))


class MisnomerForm(forms.Form):
    """Words that hold a name and mean something else."""

    prefix = "misnomer"
    text = forms.CharField(label="The words", max_length=200)
    reason = forms.CharField(label="mean", max_length=300, required=False)


class FalseTermForm(forms.Form):
    """Words that hold a term of an issue and mean something else."""

    prefix = "false-term"
    text = forms.CharField(label="The words", max_length=120)
    issue = forms.ModelChoiceField(label="do not name the issue", queryset=Issue.objects.order_by("name"))
    reason = forms.CharField(label="but mean", max_length=300, required=False)


FORMS: dict[Lesson, type[forms.Form]] = {
    Lesson.NAME: NameForm,
    Lesson.TERM: TermForm,
    Lesson.MISNOMER: MisnomerForm,
    Lesson.FALSE_TERM: FalseTermForm,
}
TYPED = tuple(f"{form.prefix}-{name}" for form in FORMS.values() for name in ("text", "actor", "reason"))


@needs(MAY_DECIDE)
@require_safe
@never_cache
def words(request: HttpRequest) -> HttpResponse:
    """The forms, filled in as far as the address says, and everything taught so far."""
    given = {name: request.GET.get(name, "")[:200] for name in ("text", "actor", "reason")}
    return _show(request, {lesson: form(initial=given) for lesson, form in FORMS.items()})


def _show(request: HttpRequest, shown: dict[Lesson, forms.Form], *, status: int = HTTPStatus.OK) -> HttpResponse:
    context: dict[str, Any] = {
        "name": shown[Lesson.NAME],
        "term": shown[Lesson.TERM],
        "misnomer": shown[Lesson.MISNOMER],
        "false_term": shown[Lesson.FALSE_TERM],
        "taught": list_taught(),
        "behind": texts_to_read_again(lexicon=current_lexicon().version[:64]).count(),
        "actors": Actor.objects.order_by("name").values_list("name", flat=True),
        "errors": [error for form in shown.values() if form.is_bound for error in errors_of(form)],
    }
    return render(request, "words.html", context, status=status)


@takes_form(MAY_DECIDE, page="words", keeping=TYPED)
def teach(request: HttpRequest, lesson: str) -> HttpResponse:
    """Take a lesson in; it counts from the next text on."""
    kind = _lesson(lesson)
    form = FORMS[kind](request.POST)
    if form.is_valid():
        try:
            messages.success(request, _taught(kind, form.cleaned_data, cast("User", request.user)))
        except NotDecidable as reason:
            form.add_error("text", str(reason))
        else:
            return redirect("words")
    shown = {other: form if other is kind else made() for other, made in FORMS.items()}
    return _show(request, shown, status=HTTPStatus.BAD_REQUEST)


def _taught(kind: Lesson, given: dict[str, Any], editor: User) -> str:
    """Teach it, and say what follows."""
    if kind is Lesson.TERM:
        term = teach_term(issue=given["issue"], text=given["text"], editor=editor)
        return f"“{term}” names {given['issue']} from the next text on."
    if kind is Lesson.FALSE_TERM:
        false = teach_false_term(issue=given["issue"], text=given["text"], reason=given["reason"], editor=editor)
        return f"“{false}” does not name {given['issue']} from the next text on."
    if kind is Lesson.MISNOMER:
        row = teach_misnomer(text=given["text"], reason=given["reason"], editor=editor)
        return f"No actor is seen in “{row}” from the next text on."
    alias = teach_name(actor=given["actor"], text=given["text"], kind=AliasKind(given["kind"]), editor=editor)
    others = others_named(actor=given["actor"], text=alias.text)
    if others:
        also = ", ".join(other.name for other in others)
        return f"“{alias}” may mean {given['actor']} or {also} from the next text on; you are asked."
    return f"“{alias}” means {given['actor']} from the next text on."


@takes_form(MAY_DECIDE, page="words")
def unteach(request: HttpRequest, lesson: str, pk: int) -> HttpResponse:
    """Take a lesson back."""
    try:
        forget(lesson=_lesson(lesson), pk=pk, editor=cast("User", request.user))
    except NotDecidable as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, "Taken back; it counts no more from the next text on.")
    return redirect("words")


@takes_form(MAY_DECIDE, page="words")
def read_again(request: HttpRequest) -> HttpResponse:
    """Let workers read again, in the background, what was read with other names or rules."""
    wanted = texts_to_read_again(lexicon=current_lexicon().version[:64])
    queued = queue_rereading(snapshots=list(wanted.order_by("pk").values_list("pk", flat=True)), now=timezone.now())
    wake()
    messages.success(
        request,
        f"{queued} article{'' if queued == 1 else 's'} will be read again after all that is new; decisions stay.",
    )
    return redirect("words")


def _lesson(value: str) -> Lesson:
    lesson = Lesson.of(value)
    if lesson is None:
        raise Http404
    return lesson
