"""The stage that enters what is confident enough, marked as not yet reviewed. It decides nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from negotiations.errors import NotDecidable
from negotiations.ingest.changes import mark_quotes
from negotiations.models import (
    Article,
    Participant,
    QueueState,
    Reading,
    Recorded,
    Standing,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from negotiations.models.readings import BY_MODEL
from negotiations.models.statements import ask, tell, wait_for_turn
from negotiations.review.entering import enter_in
from negotiations.review.known import Known
from negotiations.review.quotes import Borne, borne
from negotiations.review.refused import Refusable, load_refused, what_it_says
from negotiations.review.settling import rows_of, settle, withdraw
from negotiations.vocabulary import Role

SHOW_FROM = 0.5  # confidence from which a finding is shown before anybody has looked at it
RECORD_LOCK = 0x52_45_43_44  # entering looks for rows that mean the same before it makes one; two at once would double
AT_THE_TABLE = (Role.PARTY.value, Role.MEDIATOR.value)
OUTSIDE = Role.STAKEHOLDER.value
# What the stage changes in its row.
BY_RECORDING = ["report", "state", "finished_at", "lease_token", "lease_until", "error", "error_code"]
ORDER = [kind.value for kind in SuggestionKind]

_ARTICLE = """
    SELECT a.id, a.snapshot_id, a.published, EXISTS (
        SELECT FROM negotiations_evidence e JOIN negotiations_snapshot n ON n.id = e.snapshot_id
        WHERE n.article_id = a.id
    ) AS was_cited
    FROM negotiations_article a WHERE a.id = %s
"""
_UNDECIDED = """
    SELECT s.* FROM negotiations_suggestion s JOIN negotiations_snapshot n ON n.id = s.snapshot_id
    WHERE n.article_id = %s AND s.state = 'open' ORDER BY s.id
"""
_SUPERSEDED = """
    SELECT DISTINCT s.id
    FROM negotiations_suggestion s
    JOIN negotiations_snapshot n ON n.id = s.snapshot_id
    JOIN negotiations_evidence e ON e.suggestion_id = s.id
    WHERE n.article_id = %s AND s.state = 'superseded' AND e.retracted_at IS NULL
"""
_MARK = """
    UPDATE negotiations_suggestion s SET is_shown = marked.is_shown, note = marked.note
    FROM unnest(%s::bigint[], %s::boolean[], %s::text[]) AS marked (id, is_shown, note) WHERE s.id = marked.id
"""


def show_confident(*, reading: Reading, now: datetime) -> None:
    """Enter a claimed reading's confident suggestions into the record, and take back what it no longer suggests."""
    with transaction.atomic():
        lock_record()
        if not reading.holds_lease():
            return
        article = _article(reading)
        was_cited = article.was_cited  # type: ignore[attr-defined]  # asked for with it
        waiting, outdated = _waiting(reading, article)
        # What is read for the first time bears nothing out yet, so that there is nothing to take back or to mark.
        touched = _withdraw_superseded(article, now) if was_cited else []
        entered, made = _show_all(waiting, Known(waiting, is_new=not was_cited), now) if waiting else ([], set())
        shown = sum(suggestion.is_shown for suggestion in waiting)
        settle([*touched, *entered], now=now, made=made)
        if was_cited or article.snapshot_id != reading.snapshot_id:
            mark_quotes(article=article, now=now)
        reading.report["record"] = {"shown": shown, "waiting": len(waiting) - shown, "outdated": outdated}
        reading.state, reading.finished_at = QueueState.DONE.value, now
        reading.lease_token = reading.lease_until = None
        reading.error = reading.error_code = ""
        reading.save(update_fields=BY_RECORDING)


def _article(reading: Reading) -> Article:
    """The article of a reading as it is now, and in ``was_cited`` whether anything ever rested on a text of it."""
    (article,) = Article.objects.raw(_ARTICLE, [reading.snapshot.article_id])
    return article


def _waiting(reading: Reading, article: Article) -> tuple[list[Suggestion], int]:
    """What nobody has decided of a reading, all with one copy of the snapshot, which is never changed.

    What the article's present text does not say is set aside; how much that was is given too. The reading of an older
    text sets only its own suggestions aside: the others stay until the present text is read.
    """
    undecided = list(Suggestion.objects.raw(_UNDECIDED, [article.pk]))
    own = [row for row in undecided if row.snapshot_id == reading.snapshot_id]
    others = [row for row in undecided if row.snapshot_id != reading.snapshot_id]
    waiting, outdated = (own, others) if article.snapshot_id in (None, reading.snapshot_id) else ([], own)
    for row in waiting:
        row.snapshot = reading.snapshot
        row.snapshot.article = article
    set_aside = Suggestion.objects.undecided().filter(pk__in=[row.pk for row in outdated])
    return waiting, set_aside.update(state=SuggestionState.SUPERSEDED.value, is_shown=False) if outdated else 0


def is_outdated(suggestion: Suggestion) -> bool:
    """Whether its article has another text by now."""
    return suggestion.snapshot.article.snapshot_id not in (None, suggestion.snapshot_id)


def _withdraw_superseded(article: Article, now: datetime) -> list[Recorded]:
    """Take back what superseded suggestions of the article still bear out; gives the rows concerned."""
    return withdraw(suggestions=[key for (key,) in ask(_SUPERSEDED, article.pk)], now=now)


def show(*, suggestion: Suggestion, now: datetime) -> list[Recorded]:
    """Enter one undecided suggestion if it may be shown; what it bore out before and no longer does is given too."""
    rows = withdraw(suggestions=[suggestion.pk], now=now)
    known = Known([suggestion])
    rows += _show_anew(suggestion, known, load_refused([suggestion]))
    known.write(now)
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


def _show_all(waiting: Sequence[Suggestion], known: Known, now: datetime) -> tuple[list[Recorded], set[Borne]]:
    """Enter what may be shown of one reading's undecided suggestions; gives the rows concerned, and which are new."""
    touched, taken = list[Recorded](), list[Borne]()
    refused, bearing = load_refused(waiting), known.quotes.bearing()
    before = {suggestion.pk: (suggestion.is_shown, suggestion.note) for suggestion in waiting}
    for suggestion in sorted(waiting, key=lambda s: (ORDER.index(s.kind), s.pk)):
        if suggestion.pk in bearing:
            taken += known.quotes.take_back(suggestion.pk)
        touched += _show_anew(suggestion, known, refused)
    made = known.write(now)
    if marked := [row for row in waiting if (row.is_shown, row.note) != before[row.pk]]:
        tell(_MARK, [row.pk for row in marked], [row.is_shown for row in marked], [row.note for row in marked])
    cleared = _clear_lesser_seats(touched, known, now)
    touched += cleared
    also = rows_of(set(taken) - set(map(borne, touched)))
    return [*also, *touched], made.difference(map(borne, cleared))


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
        cleared += withdraw(suggestions=[suggestion.pk], now=now)
        suggestion.is_shown, suggestion.note = False, "sits at the table in these talks"
        suggestion.save(update_fields=["is_shown", "note"])
    return cleared


def lock_record() -> None:
    """Let nobody else enter anything until this transaction ends."""
    wait_for_turn(RECORD_LOCK)


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
    if suggestion.note or suggestion.confidence < SHOW_FROM or suggestion.negotiation_id is None:
        return False
    if suggestion.rules.startswith(BY_MODEL):
        return False
    return what_it_says(suggestion) not in refused
