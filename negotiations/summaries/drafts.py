"""Stored summaries: written anew when something under them changed; people approve them and withdraw that.

The name of who approved a version stays with it when it is overtaken. Should the record say again what that version
says, with the same references, it stands again, approved by whom and when it was.
"""

import hashlib
import json
from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

import pghistory
from django.contrib.auth.models import User
from django.db import transaction

from negotiations.errors import StaleRecord
from negotiations.models import RoundSummary, SentenceReference, Standing, SummarySentence, SummaryState, TalkRound
from negotiations.models.statements import ask, insert_rows, tell
from negotiations.summaries.facts import gather_facts
from negotiations.summaries.outline import Statement, outline

AT_ONCE = 10  # rounds that are drafted together; whoever has one to be drafted anew waits for them
Drafts = dict[int, list[Statement]]

# Rows that name a round may be written meanwhile; who writes them says last that its summary is due, and waits for us.
_DUE = """
    SELECT id, standing FROM negotiations_talkround WHERE needs_summary ORDER BY id LIMIT %s
    FOR NO KEY UPDATE SKIP LOCKED
"""
_DRAFTED = "UPDATE negotiations_talkround SET needs_summary = false WHERE id = ANY(%s)"
_WRITTEN = """
    SELECT round_id, id, version, state, basis, approved_by_id IS NOT NULL
    FROM negotiations_roundsummary WHERE round_id = ANY(%s)
"""
# A draft that is overtaken goes; under an approved one readers see that it is.
_OVERTAKEN = """
    UPDATE negotiations_roundsummary SET state = CASE state WHEN 'approved' THEN 'stale' ELSE 'retracted' END
    WHERE round_id = ANY(%s) AND state IN ('approved', 'draft')
"""
_STANDS_AGAIN = """
    UPDATE negotiations_roundsummary SET state = CASE WHEN id = ANY(%s) THEN 'approved' ELSE 'retracted' END
    WHERE id = ANY(%s) OR round_id = ANY(%s) AND state <> 'retracted'
"""


class Written(NamedTuple):
    """A summary as it is stored."""

    pk: int
    version: int
    state: str
    basis: str
    is_signed: bool


def draft_due_summaries(*, limit: int = 20) -> int:
    """Write the summaries of rounds that say theirs is due; gives how many rounds were looked at."""
    done = 0
    while done < limit:
        with transaction.atomic():
            wanted = min(AT_ONCE, limit - done)
            due = dict(ask(_DUE, wanted))
            if due:
                _draft(due)
                tell(_DRAFTED, list(due))
        done += len(due)
        if len(due) < wanted:
            break
    return done


@transaction.atomic
def draft_summary(*, round_: TalkRound) -> RoundSummary | None:
    """Write a draft if it would say anything else than the last one; an approved one under it becomes stale.

    Gives the summary that says what is recorded, which may be an earlier one that stands again.
    """
    key = _draft({round_.pk: round_.standing}).get(round_.pk)
    return RoundSummary.objects.get(pk=key) if key else None


def _draft(standings: dict[int, str]) -> dict[int, int]:
    """Draft the summaries of these rounds, which stand so; gives by round the key of the one that says what is
    recorded of it, if anything is."""
    facts = gather_facts([key for key, standing in standings.items() if standing != Standing.RETRACTED])
    said: Drafts = {key: outline(facts[key]) if key in facts else [] for key in standings}
    written = _written(list(said))
    latest = {key: _latest(summaries) for key, summaries in written.items()}
    kept = {key: one.pk for key, one in latest.items() if one and _still_says(one, said[key])}
    kept |= _let_stand_again({key: found for key, found in written.items() if key not in kept}, said)
    changed: Drafts = {key: statements for key, statements in said.items() if key not in kept}
    if overtaken := [key for key in changed if latest.get(key)]:
        tell(_OVERTAKEN, overtaken)
    versions = {key: 1 + max((one.version for one in written[key]), default=0) for key in changed}
    return kept | _write({key: statements for key, statements in changed.items() if statements}, versions)


def _written(rounds: list[int]) -> dict[int, list[Written]]:
    found = defaultdict[int, list[Written]](list)
    for key, *row in ask(_WRITTEN, rounds):
        found[key].append(Written(*row))
    return found


def _latest(summaries: list[Written]) -> Written | None:
    """The newest that was not taken back."""
    standing = [one for one in summaries if one.state != SummaryState.RETRACTED]
    return max(standing, key=lambda one: one.version, default=None)


def _still_says(summary: Written, statements: list[Statement]) -> bool:
    return summary.state != SummaryState.STALE and summary.basis == _basis(statements)


def _let_stand_again(written: dict[int, list[Written]], said: Drafts) -> dict[int, int]:
    """Of these rounds those whose record says again what a person approved; gives by round which summary stands."""
    again: dict[int, int] = {}
    for key, summaries in written.items():
        basis = _basis(said[key])
        signed = [one for one in summaries if one.is_signed and one.basis == basis]
        if signed and said[key]:
            again[key] = max(signed, key=lambda one: one.version).pk
    if again:
        tell(_STANDS_AGAIN, *[list(again.values())] * 2, list(again))
    return again


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


@transaction.atomic
def withdraw_approval(*, summary: RoundSummary, editor: User) -> None:
    """Make an approved summary a draft again; StaleRecord if it is not approved any more."""
    with pghistory.context(decision="withdraw approval", editor=editor.pk):
        current = RoundSummary.objects.select_for_update().get(pk=summary.pk)
        if current.state != SummaryState.APPROVED:
            raise StaleRecord(f"This summary is {current.state}, so there is no approval to withdraw.")
        current.state, current.approved_by, current.approved_at = SummaryState.DRAFT.value, None, None
        current.save()


def _write(drafts: Drafts, versions: dict[int, int]) -> dict[int, int]:
    """Store drafts with all that belongs to them; gives their keys by round."""
    summaries = [
        RoundSummary(round_id=key, version=versions[key], basis=_basis(statements))
        for key, statements in drafts.items()
    ]
    insert_rows(summaries)
    pairs = [
        (SummarySentence(summary=summary, order=order, topic=said.topic.value, text=said.text), said.evidence)
        for summary, statements in zip(summaries, drafts.values(), strict=True)
        for order, said in enumerate(statements, start=1)
    ]
    insert_rows([sentence for sentence, _ in pairs])
    insert_rows(
        [SentenceReference(sentence=sentence, evidence_id=key) for sentence, evidence in pairs for key in evidence]
    )
    return {summary.round_id: summary.pk for summary in summaries}


def _basis(statements: list[Statement]) -> str:
    said = [[s.topic.value, s.text, sorted(s.evidence)] for s in statements]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
