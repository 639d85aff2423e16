"""Rows for tests, each valid by the database's own rules: evidence is cut from a real snapshot.

Every function takes what the test cares about and makes up the rest; nothing here knows the pages or the API.
"""

import hashlib
import itertools
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db import transaction

from negotiations.ingest import stages
from negotiations.models import (
    Actor,
    Article,
    Attendance,
    Condition,
    ConditionIssue,
    Evidence,
    Intake,
    Issue,
    Negotiation,
    Participant,
    Position,
    PositionIssue,
    Proposal,
    ProposalSponsor,
    ProposalTerm,
    Reaction,
    Reading,
    RoundSummary,
    SentenceReference,
    Snapshot,
    Source,
    SummarySentence,
    TalkRound,
)
from negotiations.suggestions.lexicon import current_lexicon
from negotiations.suggestions.stage import enter_said, read_snapshot

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def make_actor(name: str | None = None, *, kind: str = "state", **values: Any) -> Actor:
    """An actor; the same name gives the same row."""
    name = name or f"Actor {next(_numbers)}"
    slug = values.pop("slug", name.lower().replace(" ", "-"))
    return Actor.objects.get_or_create(slug=slug, defaults={"name": name, "kind": kind, **values})[0]


def make_issue(code: str = "ceasefire", **values: Any) -> Issue:
    """An issue; the same code gives the same row."""
    defaults = {"name": code.replace("-", " ").capitalize(), **values}
    return Issue.objects.get_or_create(code=code, defaults=defaults)[0]


def make_negotiation(name: str | None = None, **values: Any) -> Negotiation:
    """A negotiation."""
    name = name or f"Talks {next(_numbers)}"
    return Negotiation.objects.create(name=name, slug=values.pop("slug", name.lower().replace(" ", "-")), **values)


def make_source(name: str = "The Harbour Post", **values: Any) -> Source:
    """A source; the same name gives the same row."""
    defaults = {"name": name, "kind": "page", **values}
    return Source.objects.get_or_create(slug=name.lower().replace(" ", "-"), defaults=defaults)[0]


def make_snapshot(
    text: str | None = None, *, source: Source | None = None, published: date | None = None, **values: Any
) -> Snapshot:
    """An article with one snapshot of ``text``; ``values`` go to the article."""
    number = next(_numbers)
    text = text or f"Report {number}: Arlandia demands a full ceasefire. Borduria rejects it."
    article = Article.objects.create(
        source=source or make_source(),
        published=published,
        published_precision="day" if published else "unknown",
        **{"title": f"Report {number}", "language": "en", "address": f"https://post.example/{number}", **values},
    )
    body = text.encode()
    snapshot = Snapshot.objects.create(
        article=article,
        taken_at=NOON,
        body=body,
        body_sha256=hashlib.sha256(body).hexdigest(),
        text=text,
        text_sha256=hashlib.sha256(body).hexdigest(),
        extractor="tests",
    )
    article.snapshot = snapshot
    article.save(update_fields=["snapshot"])
    return snapshot


def make_evidence(quote: str | None = None, *, snapshot: Snapshot | None = None, **bears_out: Any) -> Evidence:
    """Evidence for the row named in ``bears_out`` (``position=…``); the quote must stand in the snapshot."""
    quote = quote or "Arlandia demands a full ceasefire"
    snapshot = snapshot or make_snapshot(f"On Monday {quote}. Nothing else was said.")
    start = snapshot.text.index(quote)
    return Evidence.objects.create(snapshot=snapshot, start=start, end=start + len(quote), quote=quote, **bears_out)


@transaction.atomic
def make_participant(negotiation: Negotiation, actor: Actor | str, role: str = "party", **values: Any) -> Participant:
    """A seat with evidence."""
    actor = make_actor(actor) if isinstance(actor, str) else actor
    seat = Participant.objects.create(negotiation=negotiation, actor=actor, role=role, **values)
    make_evidence(f"{actor.name} sat there as {role}", participant=seat)
    return seat


@transaction.atomic
def make_round(
    negotiation: Negotiation, *, venue: str = "Klow", starts: date | None = None, **values: Any
) -> TalkRound:
    """A round with evidence for venue and outcome."""
    number = negotiation.rounds.count() + 1
    precision = values.pop("precision", "day" if starts else "unknown")
    round_ = TalkRound.objects.create(
        negotiation=negotiation,
        number=number,
        venue=venue,
        starts=starts,
        precision=precision,
        **{"status": "concluded", **values},
    )
    snapshot = make_snapshot(f"The talks in {venue} ended on the {number}th day without agreement.")
    make_evidence(f"The talks in {venue}", snapshot=snapshot, round=round_, aspect="venue")
    make_evidence("without agreement", snapshot=snapshot, round=round_, aspect="outcome")
    return round_


@transaction.atomic
def make_attendance(round_: TalkRound, actor: Actor, *, person: Actor | None = None, **values: Any) -> Attendance:
    """Somebody at a round, with evidence."""
    row = Attendance.objects.create(round=round_, actor=actor, person=person, **values)
    make_evidence(f"{person or actor} came", attendance=row)
    return row


@transaction.atomic
def make_position(
    negotiation: Negotiation,
    holder: Actor | str = "Arlandia",
    stance: str = "demands",
    issues: Iterable[str] = ("ceasefire",),
    *,
    said_on: date | None = None,
    snapshot: Snapshot | None = None,
    quote: str | None = None,
    **values: Any,
) -> Position:
    """A position with evidence."""
    holder = make_actor(holder) if isinstance(holder, str) else holder
    quote = quote or f"{holder.name} {stance} a full ceasefire"
    row = Position.objects.create(
        negotiation=negotiation,
        holder=holder,
        stance=stance,
        said_on=said_on,
        said_precision="day" if said_on else "unknown",
        **{"attribution": "reported", "sentence": quote, **values},
    )
    for code in issues:
        PositionIssue.objects.create(position=row, issue=make_issue(code))
    make_evidence(quote, snapshot=snapshot, position=row)
    return row


@transaction.atomic
def make_condition(
    position: Position, relation: str = "only-after", issues: Iterable[str] = ("hostages-and-prisoners",)
) -> Condition:
    """A condition with evidence."""
    row = Condition.objects.create(position=position, relation=relation)
    for code in issues:
        ConditionIssue.objects.create(condition=row, issue=make_issue(code))
    make_evidence("only after the release of all prisoners", condition=row)
    return row


@transaction.atomic
def make_proposal(
    negotiation: Negotiation,
    sponsor: Actor,
    *,
    title: str = "bridging proposal",
    terms: Iterable[str] = (),
    **values: Any,
) -> Proposal:
    """A proposal with evidence, and one term with evidence for each issue code in ``terms``."""
    tabled_on = values.get("tabled_on")
    values.setdefault("tabled_precision", "day" if tabled_on else "unknown")
    row = Proposal.objects.create(negotiation=negotiation, title=title, **values)
    ProposalSponsor.objects.create(proposal=row, actor=sponsor)
    make_evidence(f"put forward a {title}", proposal=row)
    for code in terms:
        issue = make_issue(code)
        term = ProposalTerm.objects.create(proposal=row, issue=issue, sentence=f"terms on {code}")
        make_evidence(f"terms on {code}", term=term)
    return row


@transaction.atomic
def make_reaction(proposal: Proposal, actor: Actor, answer: str = "studies", **values: Any) -> Reaction:
    """An answer to a proposal, with evidence."""
    row = Reaction.objects.create(proposal=proposal, actor=actor, answer=answer, **values)
    make_evidence(f"{actor.name} {answer} it", reaction=row)
    return row


@transaction.atomic
def make_summary(round_: TalkRound, sentences: Iterable[str] = ("The sides met.",), **values: Any) -> RoundSummary:
    """A draft summary whose sentences all refer to the round's evidence."""
    version = round_.summaries.count() + 1
    summary = RoundSummary.objects.create(round=round_, version=version, basis="0" * 64, **values)
    evidence = round_.evidence.all()[0]
    for order, text in enumerate(sentences, start=1):
        sentence = SummarySentence.objects.create(summary=summary, order=order, topic="meeting", text=text)
        SentenceReference.objects.create(sentence=sentence, evidence=evidence)
    return summary


def make_editor(username: str = "edda") -> User:
    """A signed-in editor's account: staff, with the permission to decide."""
    user = User.objects.create_user(username=username, password="a long pass phrase", is_staff=True)
    user.user_permissions.add(
        *Permission.objects.filter(content_type__app_label="negotiations", codename__in=["add_decision", "add_intake"])
    )
    return user


def read_out(reading: Reading, *, now: datetime = NOON) -> None:
    """Suggest what a claimed text says by the lexicon of this moment, as a worker does."""
    said = read_snapshot(snapshot=reading.snapshot, lexicon=current_lexicon())
    enter_said(reading=reading, said=said, now=now)


def take_in(intake: Intake, *, keep: bool = False) -> Reading | None:
    """Read the bytes of a claimed row and keep the text, as a worker does with a text by itself."""
    read = stages.read(intake=intake, now=NOON)
    return stages.keep(read=read, now=NOON, keep=keep) if read else None
