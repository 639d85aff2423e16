"""The stage that enters what is confident enough, marked as not yet reviewed. It decides nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from negotiations.errors import NotDecidable
from negotiations.ingest.changes import mark_quotes
from negotiations.models import (
    Article,
    Evidence,
    Participant,
    QueueState,
    Reading,
    Recorded,
    Standing,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from negotiations.models.articles import BY_MODEL
from negotiations.review.entering import enter_in
from negotiations.review.known import Known
from negotiations.review.settling import settle, withdraw
from negotiations.vocabulary import Role

SHOW_FROM = 0.5  # confidence from which a finding is shown before anybody has looked at it
RECORD_LOCK = 0x52_45_43_44  # entering looks for rows that mean the same before it makes one; two at once would double
AT_THE_TABLE = (Role.PARTY.value, Role.MEDIATOR.value)
OUTSIDE = Role.STAKEHOLDER.value
# What a refusal holds for: the talks, the kind, and what makes two reports of that kind say the same.
Refusable = tuple[int | None, str, tuple[str, ...]]
ORDER = [kind.value for kind in SuggestionKind]


def show_confident(*, reading: Reading, now: datetime) -> None:
    """Enter a claimed reading's confident suggestions into the record, and take back what it no longer suggests."""
    with transaction.atomic():
        lock_record()
        if not reading.holds_lease():
            return
        article = Article.objects.defer("sketch", "sketch_head").get(snapshots=reading.snapshot_id)
        outdated = _supersede(article, reading.snapshot_id)
        # What is read for the first time bears nothing out yet, so that there is nothing to take back or to mark.
        was_cited = Evidence.objects.filter(snapshot__article=article).exists()
        touched = _withdraw_superseded(article, now) if was_cited else []
        waiting = _waiting(reading, article)
        known = Known(waiting)
        touched += _show_all(waiting, known, now, was_cited=was_cited)
        shown = sum(suggestion.is_shown for suggestion in waiting)
        touched += _clear_lesser_seats(touched, known, now)
        settle(touched, now=now)
        if was_cited or article.snapshot_id != reading.snapshot_id:
            mark_quotes(article=article, now=now)
        reading.report["record"] = {"shown": shown, "waiting": len(waiting) - shown, "outdated": outdated}
        reading.state, reading.finished_at = QueueState.DONE.value, now
        reading.lease_token = reading.lease_until = None
        reading.error = reading.error_code = ""
        reading.save()


def _waiting(reading: Reading, article: Article) -> list[Suggestion]:
    """What nobody has decided of a reading, all with one copy of the snapshot, which is never changed."""
    snapshot = reading.snapshot
    snapshot.article = article
    rows = list(
        Suggestion.objects.undecided().filter(snapshot=reading.snapshot_id).select_related("negotiation").order_by("pk")
    )
    for row in rows:
        row.snapshot = snapshot
    return rows


def is_outdated(suggestion: Suggestion) -> bool:
    """Whether its article has another text by now."""
    return suggestion.snapshot.article.snapshot_id not in (None, suggestion.snapshot_id)


def _supersede(article: Article, snapshot: int) -> int:
    """Set aside what nobody has decided and the article's present text does not say; gives how many.

    The reading of an older text sets only its own suggestions aside: the others stay until the present text is read.
    """
    undecided = Suggestion.objects.undecided().filter(snapshot__article=article)
    if article.snapshot_id in (None, snapshot):
        outdated = undecided.exclude(snapshot=snapshot)
    else:
        outdated = undecided.filter(snapshot=snapshot)
    return outdated.update(state=SuggestionState.SUPERSEDED.value, is_shown=False)


def _withdraw_superseded(article: Article, now: datetime) -> list[Recorded]:
    """Take back what superseded suggestions of the article still bear out; gives the rows concerned."""
    superseded = Suggestion.objects.filter(
        snapshot__article=article, state=SuggestionState.SUPERSEDED.value, evidence__in=Evidence.objects.current()
    )
    return [row for suggestion in superseded.distinct() for row in withdraw(suggestion=suggestion, now=now)]


def show(*, suggestion: Suggestion, now: datetime) -> list[Recorded]:
    """Enter one undecided suggestion if it may be shown; what it bore out before and no longer does is given too."""
    rows = withdraw(suggestion=suggestion, now=now)
    known = Known([suggestion])
    rows += _show_anew(suggestion, known, _refused([suggestion]))
    known.batch.write()
    suggestion.save(update_fields=["is_shown", "note"])
    return rows


def _show_anew(suggestion: Suggestion, known: Known, refused: set[Refusable]) -> list[Recorded]:
    """Enter a suggestion that bears nothing out; whether it is shown is left to be saved."""
    suggestion.note = suggestion.note or _contradiction(suggestion, known)
    suggestion.is_shown = _may_be_shown(suggestion, refused)
    rows: list[Recorded] = []
    if suggestion.is_shown:
        try:
            rows = enter_in(known, suggestion)
        except NotDecidable as reason:
            suggestion.is_shown, suggestion.note = False, str(reason)[:300]
    return rows


def _show_all(waiting: Sequence[Suggestion], known: Known, now: datetime, *, was_cited: bool) -> list[Recorded]:
    """Enter what may be shown of one reading's undecided suggestions; gives the rows concerned."""
    touched: list[Recorded] = []
    refused = _refused(waiting)
    cited = Evidence.objects.current().filter(suggestion__in=waiting).values_list("suggestion", flat=True)
    bearing = set(cited) if was_cited else set()
    before = {suggestion.pk: (suggestion.is_shown, suggestion.note) for suggestion in waiting}
    for suggestion in sorted(waiting, key=lambda s: (ORDER.index(s.kind), s.pk)):
        if suggestion.pk in bearing:  # what is suggested for the first time bears nothing out yet
            touched += withdraw(suggestion=suggestion, now=now)
        touched += _show_anew(suggestion, known, refused)
    known.batch.write()
    alike = defaultdict[tuple[bool, str], list[int]](list)
    for row in waiting:
        if (row.is_shown, row.note) != before[row.pk]:
            alike[row.is_shown, row.note].append(row.pk)
    for (is_shown, note), keys in alike.items():
        Suggestion.objects.filter(pk__in=keys).update(is_shown=is_shown, note=note)
    return touched


def _clear_lesser_seats(rows: list[Recorded], known: Known, now: datetime) -> list[Recorded]:
    """Who sits at the table is not shown as a stakeholder outside it as well, unless a person has said so."""
    seated = {(row.negotiation_id, row.actor_id) for row in rows if isinstance(row, Participant)}
    lesser = []
    for talks, actor in seated:
        standing = {role: seat for role in (*AT_THE_TABLE, OUTSIDE) if (seat := _seat(known, talks, actor, role))}
        if OUTSIDE in standing and len(standing) > 1:
            lesser.append(standing[OUTSIDE])
    if not lesser:
        return []
    cleared: list[Recorded] = []
    outside = Suggestion.objects.undecided().filter(
        is_shown=True, evidence__participant__in=lesser, evidence__retracted_at__isnull=True
    )
    for suggestion in outside.distinct():
        cleared += withdraw(suggestion=suggestion, now=now)
        suggestion.is_shown, suggestion.note = False, "sits at the table in these talks"
        suggestion.save(update_fields=["is_shown", "note"])
    return cleared


def lock_record() -> None:
    """Let nobody else enter anything until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORD_LOCK])


def _contradiction(suggestion: Suggestion, known: Known) -> str:
    """Why a seat goes against the record: nobody mediates in talks of its own. Empty if nothing does."""
    other = {Role.PARTY.value: Role.MEDIATOR, Role.MEDIATOR.value: Role.PARTY}.get(suggestion.reading.get("role", ""))
    if suggestion.kind != SuggestionKind.PARTICIPANT or other is None or suggestion.negotiation_id is None:
        return ""
    actor = known.actor(suggestion.reading["actor"]["key"] or "")
    if actor and _seat(known, suggestion.negotiation_id, actor.pk, other.value):
        return f"contradicts the record, where {suggestion.reading['actor']['name']} is {other.value}"
    return ""


def _seat(known: Known, negotiation: int, actor: int, role: str) -> Participant | None:
    """The actor's seat in that role, if it stands."""
    seat = known.seats_in(negotiation).get((actor, role))
    return None if seat is None or seat.standing == Standing.RETRACTED else seat


def _may_be_shown(suggestion: Suggestion, refused: set[Refusable]) -> bool:
    if suggestion.note or suggestion.confidence < SHOW_FROM or suggestion.negotiation is None:
        return False
    if suggestion.rules.startswith(BY_MODEL):
        return False
    return _what(suggestion) not in refused


def _refused(suggestions: Iterable[Suggestion]) -> set[Refusable]:
    """What people have refused before of what these say: a decision outlives every new text."""
    rows = list(suggestions)
    rejected = Suggestion.objects.filter(
        state=SuggestionState.REJECTED.value,
        negotiation__in={row.negotiation_id for row in rows},
        kind__in={row.kind for row in rows},
    ).only("kind", "negotiation", "reading")
    said = [row.reading["sentence"] for row in rows if row.kind == SuggestionKind.POSITION]
    # There may be many positions, and each holds for its own sentence alone.
    others = Q(kind=SuggestionKind.POSITION.value) & ~Q(reading__sentence__in=said)
    return {what for row in rejected.exclude(others) if (what := _what(row))}


def _what(suggestion: Suggestion) -> Refusable | None:
    """What would be refused with it; None for a round without a day, which could be any."""
    told = _says(SuggestionKind(suggestion.kind), suggestion.reading)
    return (suggestion.negotiation_id, suggestion.kind, told) if told else None


def _says(kind: SuggestionKind, reading: dict[str, Any]) -> tuple[str, ...]:
    """What another report would have to say to say the same. An answer or a plan of another day is another one."""
    if kind is SuggestionKind.PARTICIPANT:
        return _name(reading["actor"]), reading["role"]
    if kind is SuggestionKind.POSITION:
        return _name(reading["holder"]), reading["sentence"]
    if kind is SuggestionKind.REACTION:
        return _name(reading["actor"]), reading["answer"], reading["proposal"].lower(), reading["given_on"] or ""
    if kind is SuggestionKind.PROPOSAL:
        return reading["title"].lower(), reading["tabled_on"] or "", *sorted(map(_name, reading["sponsors"]))
    return (reading["venue"] or "", reading["starts"]) if reading["starts"] else ()


def _name(actor: dict[str, Any]) -> str:
    return str(actor["key"] or actor["name"])
