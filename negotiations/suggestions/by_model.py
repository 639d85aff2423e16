"""The stage that lets a language model read a snapshot. What it finds waits for an editor; it is never just shown."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Sum

from negotiations.errors import FetchError, NegotiationsError, ParseError
from negotiations.extraction.findings import Document
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.model_answers import Believed, believe
from negotiations.extraction.model_questions import PROMPT, instructions, question
from negotiations.models import ModelAnswer, QueueState, Reading, Suggestion, SuggestionState
from negotiations.models.readings import BY_MODEL
from negotiations.sources.language_models import LanguageModel
from negotiations.suggestions.drafts import Draft, draft_suggestions
from negotiations.suggestions.stage import document_of, published_of, store_drafts, suggested_before

DAY = timedelta(days=1)
MOST_ATTEMPTS = 3
FIRST_WAIT = timedelta(minutes=5)
SPENT = "model-limit"


@dataclass(frozen=True, slots=True)
class Door:
    """A model that may be asked, and how many tokens a day it may cost (0: as many as it takes)."""

    model: LanguageModel
    tokens_a_day: int = 0

    @property
    def rules(self) -> str:
        """What stands in a reading and its suggestions in place of a version of the rules."""
        return f"{BY_MODEL}{self.model.name}"[:60]


def suggest_by_model(*, reading: Reading, door: Door, lexicon: Lexicon, now: datetime) -> None:
    """Ask the model about a claimed snapshot and store what of its answer holds against the text.

    Where it cannot be asked now, or its answer cannot be read, the row says so and waits, or fails for good.
    """
    snapshot = reading.snapshot
    try:
        believed = _believed(door, document_of(snapshot), lexicon, now)
    except NegotiationsError as error:
        _put_off(reading, error, now)
        return
    note = f"read by the language model {door.model.name}; a person has to check it"
    drafts = [
        replace(draft, note=note)
        for draft in draft_suggestions(findings=believed.findings, text=snapshot.text, published=published_of(snapshot))
    ]
    with transaction.atomic():
        if reading.holds_lease():
            _store(reading, door, drafts, believed, now)


def _believed(door: Door, document: Document, lexicon: Lexicon, now: datetime) -> Believed:
    answer = _answer(door, instructions(lexicon), question(document), now)
    try:
        return believe(answer.text, document=document, lexicon=lexicon, name=door.model.name)
    except ParseError:
        ModelAnswer.objects.filter(pk=answer.pk).update(is_sound=False)
        raise


def _put_off(reading: Reading, error: NegotiationsError, now: datetime) -> None:
    """Nonsense may be sense the next time, and a model that is down comes back; that the day's limit is used up is no
    fault of this text and costs it no attempt.
    """
    with transaction.atomic():
        if not reading.holds_lease():
            return
        reading.error_code, reading.error = error.code, str(error)
        reading.attempts = 0 if error.code == SPENT else reading.attempts
        lasting = error.permanent and not isinstance(error, ParseError)
        if lasting or reading.attempts >= MOST_ATTEMPTS:
            reading.state, reading.finished_at = QueueState.FAILED.value, now
        else:
            asked = error.retry_after if isinstance(error, FetchError) else None
            wait = timedelta(seconds=asked) if asked else FIRST_WAIT * 4 ** (reading.attempts - 1)
            reading.state, reading.not_before = QueueState.WAITING.value, now + wait
        reading.lease_token = reading.lease_until = None
        reading.save()


def _answer(door: Door, told: str, asked: str, now: datetime) -> ModelAnswer:
    """The answer kept from before, or a new one, which is kept whatever becomes of it: it has been paid for."""
    key = hashlib.sha256(f"{door.model.name}\x00{PROMPT}\x00{told}\x00{asked}".encode()).hexdigest()
    if known := ModelAnswer.objects.filter(key=key, is_sound=True).first():
        return known
    _keep_to_the_limit(door, now)
    reply = door.model.ask(instructions=told, question=asked)
    values = {"model": door.model.name[:200], "text": reply.text.replace("\x00", ""), "tokens": reply.tokens}
    try:
        with transaction.atomic():
            return ModelAnswer.objects.create(key=key, asked_at=now, **values)
    except IntegrityError:  # another worker asked the same at the same time
        return ModelAnswer.objects.get(key=key, is_sound=True)


def _keep_to_the_limit(door: Door, now: datetime) -> None:
    if not door.tokens_a_day:
        return
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    spent = ModelAnswer.objects.filter(asked_at__gte=midnight).aggregate(n=Sum("tokens"))["n"] or 0
    if spent >= door.tokens_a_day:
        raise FetchError(
            f"The limit of {door.tokens_a_day:,} tokens a day is used up; the model is asked again tomorrow.",
            code=SPENT,
            retry_after=int((midnight + DAY - now).total_seconds()) + 1,
        )


def _store(reading: Reading, door: Door, drafts: Sequence[Draft], believed: Believed, now: datetime) -> None:
    """Add what nobody has suggested yet; drop what this model suggested before and nobody has decided."""
    here = Suggestion.objects.filter(snapshot=reading.snapshot_id)
    others = here.exclude(state=SuggestionState.SUPERSEDED.value).exclude(rules=door.rules)
    known = set(others.values_list("fingerprint", flat=True))
    fresh = [draft for draft in drafts if draft.fingerprint not in known]
    filed = others.exclude(negotiation=None).values_list("negotiation", flat=True).first()
    before = suggested_before(reading.snapshot_id)
    kept = store_drafts(reading, fresh, before=before, negotiation=filed, note="")
    gone = (
        here.undecided()
        .filter(rules=door.rules)
        .exclude(fingerprint__in=[draft.fingerprint for draft in fresh])
        .update(state=SuggestionState.SUPERSEDED.value, is_shown=False)
    )
    reading.report["extract"] = {
        "suggestions": len(kept),
        "superseded": gone,
        "filed": "as the rules have filed the text",
        "rules": door.rules,
        "known": len(drafts) - len(fresh),
        "dropped": believed.dropped,
    }
    reading.report["record"] = {"shown": 0, "waiting": len(kept)}
    reading.state, reading.finished_at = QueueState.DONE.value, now
    reading.lease_token = reading.lease_until = None
    reading.error = reading.error_code = ""
    reading.save()
