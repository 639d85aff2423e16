"""Statements → English sentences. Pure: words and counts in, a sentence out; no adjective of ours."""

from collections.abc import Sequence
from datetime import date

from negotiations.timeline.stances import direction_of
from negotiations.vocabulary import Answer, Format, Outcome, Precision, RoundStatus, Stance

OUTCOMES = {
    Outcome.ONGOING: "No outcome had been reported while the talks went on.",
    Outcome.NO_AGREEMENT: "The round ended without agreement.",
    Outcome.PROCESS_AGREEMENT: "The sides agreed to go on talking.",
    Outcome.CEASEFIRE: "The round led to a ceasefire.",
    Outcome.PARTIAL_AGREEMENT: "The round led to a partial agreement.",
    Outcome.FULL_SETTLEMENT: "The round led to a full settlement.",
}
VERBS = {
    RoundStatus.ANNOUNCED: "was announced",
    RoundStatus.ONGOING: "was under way when last reported",
    RoundStatus.ADJOURNED: "was adjourned",
    RoundStatus.CONCLUDED: "was held",
    RoundStatus.POSTPONED: "was postponed",
    RoundStatus.CANCELLED: "was cancelled",
}
FORMATS = {
    Format.DIRECT: "The sides met directly.",
    Format.PROXIMITY: "The sides sat in separate rooms of the same place.",
    Format.SHUTTLE: "Mediators went back and forth between the sides.",
    Format.MULTILATERAL: "The meeting was multilateral.",
    Format.BY_PHONE: "The talks were held by telephone.",
}
ANSWERS = {
    Answer.ACCEPTS: "accepted",
    Answer.ACCEPTS_CONDITIONALLY: "accepted with conditions",
    Answer.REJECTS: "rejected",
    Answer.STUDIES: "is studying",
    Answer.NO_ANSWER: "has not answered",
}
STANCES = {
    Stance.DEMANDS: "made demands",
    Stance.PROPOSES: "made an offer",
    Stance.SUPPORTS: "voiced support",
    Stance.ACCEPTS: "accepted",
    Stance.ACCEPTS_CONDITIONALLY: "accepted with conditions",
    Stance.OPEN: "was open",
    Stance.REJECTS: "rejected",
    Stance.WITHDRAWS: "withdrew",
    Stance.DENIES: "denied",
}


def join(names: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def say_day(day: date, precision: str) -> str:
    """A date as exact as it is known: “6 May 2024”, “May 2024”, “2024”."""
    if precision == Precision.YEAR:
        return f"{day.year}"
    if precision == Precision.MONTH:
        return f"{day:%B %Y}"
    spoken = f"{day.day} {day:%B %Y}"
    return f"the week of {spoken}" if precision == Precision.WEEK else spoken


def say_days(starts: date | None, ends: date | None, precision: str) -> str:
    """“on 6 May 2024”, “from 15 to 16 August 2024”, “in December 2024”; empty where nothing is known."""
    if starts is None:
        return ""
    first, last = say_day(starts, precision), say_day(ends or starts, precision)
    if first == last:
        return f"{'on' if precision == Precision.DAY else 'in'} {first}"
    if ends and precision == Precision.DAY and (starts.year, starts.month) == (ends.year, ends.month):
        return f"from {starts.day} to {last}"
    return f"from {first} to {last}"


def say_meeting(*, talks: str, venue: str, days: str, status: str) -> str:
    """What was it, where and when."""
    place = f" in {venue}" if venue else ""
    when = f" {days}" if days else ", on a date that the reports do not give,"
    return f"A round of the {talks}{place} {VERBS[RoundStatus(status)]}{when}.".replace(",.", ".").replace("  ", " ")


def say_stance(*, holder: str, stance: str, issues: Sequence[str], sentence: str) -> str:
    """Who took which stance on what, with the words of the report."""
    words = sentence.strip("“”.,; ")
    return f"{holder} {STANCES[Stance(stance)]} on {join(issues)}: “{words}”."


def say_move(*, holder: str, issue: str, before: str, after: str) -> str:
    """How a stance moved (``is_move``) since an earlier round.

    What is taken back or denied is no stance to move from or to: where its holder stands by then, nobody knows.
    """
    last, now = Stance(before).label, Stance(after).label
    if direction_of(before) and direction_of(after):
        return f"On {issue}, {holder} moved from “{last}” to “{now}”."
    if direction_of(before):
        return f"On {issue}, {holder} took no new stance: its last was “{last}”, and now it “{now}”."
    return f"On {issue}, {holder} took a stance anew, “{now}”, after “{last}”."
