"""How far a text has come, said step by step. Pure but for the rows that it is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from negotiations.dashboard.health_words import say_rest, say_time
from negotiations.ingest.repeating import can_try_again
from negotiations.models import Host, Intake, IntakeOutcome, IntakeStage, Leased, QueueState, Reading, ReadingStage


class Mark(StrEnum):
    """How a step stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    FAILED = "failed"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: its name, how it stands, and a sentence about it."""

    name: str
    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Progress:
    """All steps of one text. ``error`` is the sentence of what failed, ``again``: whether it can be tried again."""

    steps: tuple[Step, ...]
    is_open: bool
    is_known: bool
    error: str
    again: bool

    @property
    def said(self) -> str:
        """How far it is, for those who listen to the page instead of seeing it."""
        here = next((step for step in self.steps if step.mark in (Mark.NOW, Mark.LATER)), None)
        if self.error or not (self.is_open and here):
            return self.error or ("The text is known already." if self.is_known else "The article is in.")
        return f"{here.name}: {here.words}"


LONG_REST = timedelta(seconds=10)  # shorter rests between two pages are the rule and no news


def follow(intake: Intake, reading: Reading | None, *, now: datetime, host: Host | None = None) -> Progress:
    """The progress of an intake with the latest reading of its snapshot, if there is one.

    ``host``: that of an address that is to be fetched, if anything is known of it.
    """
    known = intake.outcome == IntakeOutcome.KNOWN
    failed = (
        intake
        if intake.state == QueueState.FAILED
        else reading
        if reading and reading.state == QueueState.FAILED
        else None
    )
    is_open = failed is None and (
        _is_open(intake) or (intake.state == QueueState.DONE and not known and (reading is None or _is_open(reading)))
    )
    steps = (*_intake_steps(intake, now, host), *(() if known else _reading_steps(intake, reading, now)))
    again = failed is not None and (failed is reading or can_try_again(intake))
    return Progress(steps, is_open, known, failed.error if failed else "", again)


def say_wait(intake: Intake, host: Host | None, now: datetime) -> str:
    """For what a page waits that is not fetched yet, and until when; empty where it is as good as its turn.

    ``host``: that of its address, if anything is known of it.
    """
    if not is_to_be_fetched(intake):
        return ""
    rests_until = host.next_visit_at if host and not host.hold_token else now
    until = max(intake.not_before, rests_until)
    if intake.failing_since and until > now:
        since = say_time(intake.failing_since, now)
        return f"{intake.error} In vain since {since}; asked again at {say_time(until, now)}."
    if host and rests_until > now + LONG_REST:
        return say_rest(host=host.name, trouble=host.trouble, until=until, now=now)
    return ""


def is_to_be_fetched(intake: Intake) -> bool:
    """Whether it waits for being fetched, and so for its host."""
    return intake.stage == IntakeStage.FETCH and intake.state == QueueState.WAITING


def _is_open(row: Leased) -> bool:
    return row.state in (QueueState.WAITING, QueueState.RUNNING)


def _intake_steps(intake: Intake, now: datetime, host: Host | None) -> Iterator[Step]:
    if reason := (intake.report.get("look") or intake.report.get("feed") or {}).get("reason"):
        yield Step("Fetch the page", Mark.DONE, reason)
        return
    fetched = intake.report.get("fetch")
    if fetched or intake.stage == IntakeStage.FETCH:
        said = f"The server answered {fetched['status']} with {say_size(fetched['bytes'])}." if fetched else ""
        mark, words = _stand(intake, now, said, begun=intake.stage == IntakeStage.FETCH)
        rest = say_wait(intake, host, now)
        yield Step("Fetch the page", *((Mark.LATER, rest) if rest else (mark, words)))
    read = intake.report.get("read")
    said = f"{read['characters']:,} characters of text. {read['reason']}" if read else ""
    yield Step("Read its text", *_stand(intake, now, said, begun=intake.stage == IntakeStage.READ))


def _reading_steps(intake: Intake, reading: Reading | None, now: datetime) -> Iterator[Step]:
    names = {ReadingStage.EXTRACT: "Find what it says", ReadingStage.RECORD: "Enter it into the record"}
    for stage, name in names.items():
        if reading is None:
            yield Step(name, Mark.AHEAD, "")
            continue
        report: dict[str, Any] | None = reading.report.get(stage.value)
        yield Step(
            name,
            *_stand(
                reading,
                now,
                _say_report(stage, report),
                begun=reading.stage == stage and intake.state == QueueState.DONE,
            ),
        )


def _say_report(stage: ReadingStage, report: dict[str, Any] | None) -> str:
    if report is None:
        return ""
    if stage is ReadingStage.EXTRACT:
        found = report["suggestions"]
        return f"{found} finding{'' if found == 1 else 's'}. Filed: {report['filed']}."
    return f"{report['shown']} shown as not yet reviewed, {report['waiting']} held back for an editor."


def _stand(row: Leased, now: datetime, said: str, *, begun: bool) -> tuple[Mark, str]:
    """How a step stands: its report if it made one and is through, else what its row says."""
    if said and not (begun and _is_open(row)):
        return Mark.DONE, said
    if not begun:
        return Mark.AHEAD, ""
    if row.state == QueueState.FAILED:
        return Mark.FAILED, row.error
    if row.state == QueueState.WAITING and row.error and row.not_before > now:
        tried = "once" if row.attempts == 1 else f"{row.attempts} times"
        return Mark.LATER, f"{row.error} Tried {tried}; the next attempt is at {row.not_before:%H:%M} UTC."
    return Mark.NOW, "In work." if row.state == QueueState.RUNNING else "Waits for a worker."


def say_size(size: int) -> str:
    """A number of bytes in words."""
    if size < 1_000:
        return f"{size} byte{'' if size == 1 else 's'}"
    return f"{size / 1_000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
