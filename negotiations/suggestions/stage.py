"""The stage that reads a snapshot with the current rules and stores what it finds as suggestions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document, Findings
from negotiations.extraction.lexicon import Lexicon
from negotiations.models import (
    QueueState,
    Reading,
    ReadingStage,
    Snapshot,
    Suggestion,
    SuggestionState,
)
from negotiations.models.queue import QUEUE_COLUMNS
from negotiations.models.readings import BY_MODEL
from negotiations.suggestions.drafts import Draft, Published, draft_suggestions
from negotiations.suggestions.talks import Talks
from negotiations.vocabulary import Precision

# How much of an ISO date the reading may reckon from, by its precision; from a week or a year it can reckon nothing.
_KNOWN = {Precision.DAY.value: len("2024-01-01"), Precision.MONTH.value: len("2024-01")}
DECIDED = (SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value, SuggestionState.REJECTED.value)
# What reading a text changes in its row.
BY_EXTRACTING = (*QUEUE_COLUMNS, "stage", "rules", "lexicon", "report", "finished_at")


@dataclass(frozen=True, slots=True)
class Said:
    """What the rules find in a text with a lexicon, and what they would suggest from it."""

    findings: Findings
    drafts: Sequence[Draft]
    lexicon: Lexicon


def enter_said(*, reading: Reading, said: Said, now: datetime, also_by: str = "") -> None:
    """Suggest what a claimed snapshot says, instead of what earlier runs suggested and nobody has decided; pass the row
    on.

    ``also_by`` names another reader, which is to read the text as well where it is about talks.
    """
    snapshot, findings, drafts = reading.snapshot, said.findings, said.drafts
    token = reading.lease_token
    with transaction.atomic():
        if _newer_row_has_it(reading, findings.rules):
            _close(reading, now)
            return
        reading.rules = findings.rules
        before = suggested_before(snapshot.pk)
        negotiation, filed = Talks().file(drafts, findings)
        note = "" if negotiation else filed
        kept = store_drafts(reading, drafts, before=before, negotiation=negotiation, note=note)
        gone = _supersede(snapshot, drafts) if before else 0
        if also_by and drafts:
            let_be_read_by(also_by, reading, now)
        report = {"suggestions": len(kept), "superseded": gone, "filed": filed}
        pass_on(reading, said, report, now=now, is_done=not (drafts or before))
        if not reading.write_under(token, BY_EXTRACTING):
            transaction.set_rollback(True)


def pass_on(reading: Reading, said: Said, report: dict[str, Any], *, now: datetime, is_done: bool) -> None:
    """On to be entered; ``is_done``: there is nothing to enter and nothing to take back."""
    reading.lexicon = said.lexicon.version[:64]
    reading.report["extract"] = {**report, "rules": said.findings.rules}
    reading.attempts, reading.not_before = 0, now
    reading.stage, reading.state = ReadingStage.RECORD.value, QueueState.WAITING.value
    if is_done:
        reading.report["record"] = {"shown": 0, "waiting": 0}
        reading.state, reading.finished_at = QueueState.DONE.value, now
    reading.error = reading.error_code = ""
    reading.lease_token = reading.lease_until = None


def _newer_row_has_it(reading: Reading, rules: str) -> bool:
    """Whether the rules changed while this row waited, and a newer row has the text read by those of now."""
    if reading.rules == rules:
        return False
    return Reading.objects.filter(snapshot=reading.snapshot_id, rules=rules).exists()


def _close(reading: Reading, now: datetime) -> None:
    """Be done without a word: what there is to say the newer row says."""
    token = reading.lease_token
    reading.report["extract"] = {"filed": "the rules have changed since, and a newer reading takes its place"}
    reading.state, reading.finished_at = QueueState.DONE.value, now
    reading.error = reading.error_code = ""
    reading.lease_token = reading.lease_until = None
    reading.write_under(token, BY_EXTRACTING)


def read_snapshot(*, snapshot: Snapshot, lexicon: Lexicon) -> Said:
    """What the rules at hand find in a snapshot, stored or not, and what they would suggest from it. Writes nothing."""
    findings = extract(document_of(snapshot), lexicon, of_talks_alone=True)
    drafts = draft_suggestions(findings=findings, text=snapshot.text, published=published_of(snapshot))
    return Said(findings, drafts, lexicon)


def document_of(snapshot: Snapshot) -> Document:
    """The snapshot's text as the extraction takes it; a day is given only as far as it is known."""
    published = published_of(snapshot)
    known = (published.day or "")[: _KNOWN.get(published.precision, 0)]
    return Document(
        id=str(snapshot.pk), text=snapshot.text, published=known or None, title=snapshot.article.title or None
    )


def published_of(snapshot: Snapshot) -> Published:
    """When its article was published."""
    day = snapshot.article.published
    return Published(day.isoformat() if day else None, snapshot.article.published_precision)


def suggested_before(snapshot: int) -> dict[str, str]:
    """By fingerprint: the state of everything that was ever suggested from a snapshot."""
    return dict(Suggestion.objects.filter(snapshot=snapshot).order_by().values_list("fingerprint", "state"))


def _supersede(snapshot: Snapshot, drafts: Sequence[Draft]) -> int:
    """Set aside what nobody has decided and is suggested no longer; gives how many."""
    return (
        Suggestion.objects.undecided()
        .filter(snapshot=snapshot)
        .exclude(rules__startswith=BY_MODEL)  # another's reading of the same text
        .exclude(fingerprint__in=[draft.fingerprint for draft in drafts])
        .update(state=SuggestionState.SUPERSEDED.value, is_shown=False)
    )


def store_drafts(
    reading: Reading, drafts: Sequence[Draft], *, before: Mapping[str, str], negotiation: int | None, note: str
) -> list[Suggestion]:
    """Store what a claimed reading suggests; on what people have decided nothing is suggested again.

    ``before``: what was suggested from its snapshot so far (``suggested_before``).
    """
    undecided = [draft for draft in drafts if before.get(draft.fingerprint) not in DECIDED]
    return Suggestion.objects.bulk_create(
        draft_rows(reading, undecided, negotiation=negotiation, note=note),
        update_conflicts=True,
        unique_fields=["snapshot", "fingerprint"],
        update_fields=[
            "state",
            "reading_run",
            "negotiation",
            "rule",
            "rules",
            "confidence",
            "start",
            "end",
            "reading",
            "note",
        ],
    )


def draft_rows(reading: Reading, drafts: Sequence[Draft], *, negotiation: int | None, note: str) -> list[Suggestion]:
    """What a reading suggests, still to be written; ``note`` is for those that have none of their own."""
    return [
        Suggestion(
            kind=draft.kind.value,
            state=SuggestionState.OPEN.value,
            reading_run=reading,
            snapshot=reading.snapshot,
            negotiation_id=negotiation,
            fingerprint=draft.fingerprint,
            rule=draft.rule[:120],
            rules=reading.rules,
            confidence=min(max(draft.confidence, 0.0), 1.0),
            start=draft.start,
            end=draft.end,
            reading=draft.reading,
            note=(draft.note or note)[:300],
        )
        for draft in drafts
    ]


def let_be_read_by(reader: str, reading: Reading, now: datetime) -> None:
    """Let another reader read the text as well, when nothing new waits."""
    values = {"is_again": True, "published": reading.published, "not_before": now, "created_at": now}
    Reading.objects.get_or_create(snapshot=reading.snapshot, rules=reader, defaults=values)
