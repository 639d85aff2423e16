"""The stage that enters what is confident enough, marked as not yet reviewed. It decides nothing."""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction

from negotiations.ingest.changes import mark_quotes
from negotiations.models import (
    Article,
    Participant,
    QueueState,
    Reading,
    Recorded,
    Suggestion,
    SuggestionKind,
    SuggestionState,
    still_held,
)
from negotiations.models.statements import ask, update_rows
from negotiations.review.known import Known
from negotiations.review.quotes import Borne, borne
from negotiations.review.refused import Refusable, load_refused
from negotiations.review.settling import rows_of, settle, withdraw
from negotiations.review.showing import lock_record, seat_in, show_anew
from negotiations.vocabulary import Role

AT_THE_TABLE = (Role.PARTY.value, Role.MEDIATOR.value)
OUTSIDE = Role.STAKEHOLDER.value
# What the stage changes in its row.
BY_RECORDING = ("report", "state", "finished_at", "lease_token", "lease_until", "error", "error_code")
ORDER = [kind.value for kind in SuggestionKind]

_ARTICLES = """
    SELECT a.id, a.snapshot_id, a.published, EXISTS (
        SELECT FROM negotiations_evidence e JOIN negotiations_snapshot n ON n.id = e.snapshot_id
        WHERE n.article_id = a.id
    ) AS was_cited
    FROM negotiations_article a WHERE a.id = ANY(%s)
"""
_UNDECIDED = """
    SELECT s.*, n.article_id AS of_article
    FROM negotiations_suggestion s JOIN negotiations_snapshot n ON n.id = s.snapshot_id
    WHERE n.article_id = ANY(%s) AND s.state = 'open' ORDER BY s.id
"""
_SUPERSEDED = """
    SELECT DISTINCT s.id
    FROM negotiations_suggestion s
    JOIN negotiations_snapshot n ON n.id = s.snapshot_id
    JOIN negotiations_evidence e ON e.suggestion_id = s.id
    WHERE n.article_id = %s AND s.state = 'superseded' AND e.retracted_at IS NULL
"""


@dataclass(slots=True)
class _Text:
    """A claimed reading and what nobody has decided of it.

    ``outdated``: how many suggestions were set aside because the article's present text does not say them.
    """

    reading: Reading
    waiting: list[Suggestion]
    outdated: int


def show_confident(*, readings: Sequence[Reading], now: datetime) -> None:
    """Enter the confident suggestions of claimed readings into the record, in their order, and take back what they no
    longer suggest.

    They are of different articles. Either all is done or nothing, but what another worker has by now is left to it.
    """
    with transaction.atomic():
        lock_record()
        texts = list[_Text]()
        held = _with_articles(still_held(readings))
        for is_first, alike in groupby(held, key=_is_first):
            if is_first:
                texts += _enter_firsts(list(alike), now)
            else:
                texts += [_enter_again(reading, now) for reading in alike]
        if texts:
            update_rows([_done(text, now) for text in texts], BY_RECORDING)


def _with_articles(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Each with its article as it is now, which says in ``was_cited`` whether anything ever rested on a text of it."""
    articles = {row.pk: row for row in Article.objects.raw(_ARTICLES, [[r.snapshot.article_id for r in readings]])}
    for reading in readings:
        reading.snapshot.article = articles[reading.snapshot.article_id]
    return readings


def _is_first(reading: Reading) -> bool:
    """Whether the text bears nothing out yet, so that there is nothing to take back or to mark."""
    article = reading.snapshot.article
    return not article.was_cited and article.snapshot_id == reading.snapshot_id  # type: ignore[attr-defined]


def _load(readings: Sequence[Reading]) -> list[_Text]:
    undecided = defaultdict[int, list[Suggestion]](list)
    for row in Suggestion.objects.raw(_UNDECIDED, [[reading.snapshot.article_id for reading in readings]]):
        undecided[row.of_article].append(row)  # type: ignore[attr-defined]  # asked for with it
    return [_text(reading, undecided[reading.snapshot.article_id]) for reading in readings]


def _text(reading: Reading, undecided: Sequence[Suggestion]) -> _Text:
    """What is undecided of a reading, all with one copy of the snapshot, which is never changed.

    What the article's present text does not say is set aside. The reading of an older text sets only its own
    suggestions aside: the others stay until the present text is read.
    """
    own = [row for row in undecided if row.snapshot_id == reading.snapshot_id]
    others = [row for row in undecided if row.snapshot_id != reading.snapshot_id]
    is_present = reading.snapshot.article.snapshot_id in (None, reading.snapshot_id)
    waiting, outdated = (own, others) if is_present else ([], own)
    for row in waiting:
        row.snapshot = reading.snapshot
    set_aside = Suggestion.objects.undecided().filter(pk__in=[row.pk for row in outdated])
    gone = set_aside.update(state=SuggestionState.SUPERSEDED.value, is_shown=False) if outdated else 0
    return _Text(reading, waiting, gone)


def _enter_firsts(readings: Sequence[Reading], now: datetime) -> list[_Text]:
    """Enter what texts say that are read for the first time; what they can meet in the record is asked for once."""
    texts = _load(readings)
    suggestions = [row for text in texts for row in text.waiting]
    known, refused = Known(suggestions), load_refused(suggestions)
    for group in _apart(texts):
        entered, made = _show_all(group, known, refused, now)
        settle(entered, now=now, made=made)
    return texts


def _apart(texts: Sequence[_Text]) -> list[list[_Text]]:
    """The texts as they follow each other, in groups in none of which two are about the same talks."""
    groups, met = list[list[_Text]](), set[int]()
    for text in texts:
        talks = {row.negotiation_id for row in text.waiting if row.negotiation_id is not None}
        if not groups or met & talks:
            groups.append([])
            met = set()
        groups[-1].append(text)
        met |= talks
    return groups


def _enter_again(reading: Reading, now: datetime) -> _Text:
    """Enter what a text says that was read before, or is another than its article's text was when that was read."""
    (text,), article = _load([reading]), reading.snapshot.article
    taken_back = withdraw(suggestions=[key for (key,) in ask(_SUPERSEDED, article.pk)], now=now)
    entered, made = _show_all([text], Known(text.waiting), load_refused(text.waiting), now)
    settle([*taken_back, *entered], now=now, made=made)
    mark_quotes(article=article, now=now)
    return text


def _done(text: _Text, now: datetime) -> Reading:
    """The row as it is to be written, saying what was shown."""
    reading, shown = copy(text.reading), sum(row.is_shown for row in text.waiting)
    reading.report["record"] = {"shown": shown, "waiting": len(text.waiting) - shown, "outdated": text.outdated}
    reading.state, reading.finished_at = QueueState.DONE.value, now
    reading.lease_token = reading.lease_until = None
    reading.error = reading.error_code = ""
    return reading


def _show_all(
    texts: Sequence[_Text], known: Known, refused: set[Refusable], now: datetime
) -> tuple[list[Recorded], set[Borne]]:
    """Enter what may be shown of the undecided suggestions of texts about different talks; gives the rows concerned,
    and which are new.
    """
    touched, taken = list[Recorded](), list[Borne]()
    waiting = [row for text in texts for row in text.waiting]
    before = {suggestion.pk: (suggestion.is_shown, suggestion.note) for suggestion in waiting}
    for text in texts:
        known.turn_to(text.reading.snapshot, is_first=_is_first(text.reading))
        bearing = known.quotes.bearing()
        for suggestion in sorted(text.waiting, key=lambda s: (ORDER.index(s.kind), s.pk)):
            if suggestion.pk in bearing:
                taken += known.quotes.take_back(suggestion.pk)
            touched += show_anew(suggestion, known, refused)
    made = known.write(now)
    if marked := [row for row in waiting if (row.is_shown, row.note) != before[row.pk]]:
        update_rows(marked, ("is_shown", "note"))
    cleared = _clear_lesser_seats(touched, known, now)
    touched += cleared
    also = rows_of(set(taken) - set(map(borne, touched)))
    return [*also, *touched], made.difference(map(borne, cleared))


def _clear_lesser_seats(rows: list[Recorded], known: Known, now: datetime) -> list[Recorded]:
    """Who sits at the table is not shown as a stakeholder outside it as well, unless a person has said so."""
    seated = {(row.negotiation_id, row.actor_id) for row in rows if isinstance(row, Participant)}
    lesser = []
    for talks, actor in seated:
        standing = {role: seat for role in (*AT_THE_TABLE, OUTSIDE) if (seat := seat_in(known, talks, actor, role))}
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
    for row in cleared:
        if isinstance(row, Participant):  # the one that is about to be settled is what later texts meet
            known.seats_in(row.negotiation_id)[row.actor_id, row.role] = row
    return cleared
