"""Stored summaries: written anew when something under them changed, approved or taken back by people."""

import hashlib
import json
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from negotiations.errors import StaleRecord
from negotiations.models import RoundSummary, SentenceReference, Standing, SummarySentence, SummaryState, TalkRound
from negotiations.summaries.facts import gather_facts
from negotiations.summaries.outline import Statement, outline


def draft_due_summaries(*, limit: int = 20) -> int:
    """Write the summaries of rounds that say theirs is due; gives how many rounds were looked at."""
    done = 0
    for _ in range(limit):
        with transaction.atomic():
            due = (
                TalkRound.objects.filter(needs_summary=True)
                .select_for_update(skip_locked=True, of=("self",))
                .order_by("pk")
                .first()
            )
            if due is None:
                return done
            _draft(due)
            TalkRound.objects.filter(pk=due.pk).update(needs_summary=False)
        done += 1
    return done


@transaction.atomic
def draft_summary(*, round_: TalkRound) -> RoundSummary | None:
    """Write a draft if it would say anything else than the last one; an approved one under it becomes stale."""
    return _draft(round_)


def _draft(round_: TalkRound) -> RoundSummary | None:
    statements = [] if round_.standing == Standing.RETRACTED else outline(gather_facts(round_id=round_.pk))
    written = list(round_.summaries.order_by("-version"))
    latest = next((one for one in written if one.state != SummaryState.RETRACTED), None)
    basis = _basis(statements)
    if latest and latest.basis == basis and latest.state != SummaryState.STALE:
        return latest
    if latest is not None:
        round_.summaries.filter(state=SummaryState.APPROVED.value).update(state=SummaryState.STALE.value)
        round_.summaries.filter(state=SummaryState.DRAFT.value).update(state=SummaryState.RETRACTED.value)
    last = written[0].version if written else 0
    return _write(round_, statements, basis, version=last + 1) if statements else None


@transaction.atomic
def approve_summary(*, summary: RoundSummary, editor: User, now: datetime) -> None:
    """Put a person's name under a draft; StaleRecord if it is none any more."""
    current = RoundSummary.objects.select_for_update().get(pk=summary.pk)
    if current.state != SummaryState.DRAFT:
        raise StaleRecord(f"This summary is {current.state}, no draft; look at the newest version.")
    current.round.summaries.filter(state__in=[SummaryState.APPROVED.value, SummaryState.STALE.value]).update(
        state=SummaryState.RETRACTED.value
    )
    current.state, current.approved_by, current.approved_at = SummaryState.APPROVED.value, editor, now
    current.save()


def _write(round_: TalkRound, statements: list[Statement], basis: str, *, version: int) -> RoundSummary:
    summary = RoundSummary.objects.create(round=round_, version=version, basis=basis)
    sentences = SummarySentence.objects.bulk_create(
        SummarySentence(summary=summary, order=order, topic=said.topic.value, text=said.text)
        for order, said in enumerate(statements, start=1)
    )
    SentenceReference.objects.bulk_create(
        SentenceReference(sentence=sentence, evidence_id=evidence)
        for sentence, said in zip(sentences, statements, strict=True)
        for evidence in said.evidence
    )
    return summary


def _basis(statements: list[Statement]) -> str:
    said = [[s.topic.value, s.text, sorted(s.evidence)] for s in statements]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
