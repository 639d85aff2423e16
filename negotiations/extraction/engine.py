"""The extraction as one function: a document and a lexicon in, findings with spans out. Pure; the same answer
every time.
"""

import re
from dataclasses import replace

from negotiations.extraction.actors import find_mentions, find_people
from negotiations.extraction.attribution import find_attributions
from negotiations.extraction.dates import find_dates
from negotiations.extraction.findings import Document, Findings, ParticipantFinding, PositionFinding, RoundFinding, Span
from negotiations.extraction.governments import name_governments
from negotiations.extraction.issues import find_issues
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.marking import Marking
from negotiations.extraction.notes import Say, say_nothing
from negotiations.extraction.overlaps import inside, without_doubles, without_headline
from negotiations.extraction.participants import participants
from negotiations.extraction.phrases import Ref
from negotiations.extraction.positions import find_positions
from negotiations.extraction.proposals import find_proposals, with_proposals
from negotiations.extraction.reactions import find_reactions
from negotiations.extraction.reading import Reading
from negotiations.extraction.rival_governments import part_rival_governments
from negotiations.extraction.roles import Seat, find_seats
from negotiations.extraction.rounds import find_rounds, with_round
from negotiations.extraction.settling import (
    add_counterpart,
    add_disputants,
    add_from_positions,
    add_parties_by_default,
    settle,
    supporters,
    withdraw_presumed,
)
from negotiations.extraction.subject import about_talks, find_subject_of_talks, may_be_about_talks
from negotiations.extraction.text import Text, read
from negotiations.extraction.unseated import note_unseated
from negotiations.extraction.version import RULES
from negotiations.extraction.voices import Voices

_HOST_STATE = re.compile(r"host (?<=\bhost )(?:government|country|nation|state)\b")


def extract(document: Document, lexicon: Lexicon, note: Say = say_nothing, *, of_talks_alone: bool = False) -> Findings:
    """All that the rules read out of a document. Every span lies in ``document.text``; where nothing is found,
    nothing is given. ``note`` is told why words that matched a rule came to nothing. ``of_talks_alone``: a text that
    is not about talks is not searched for names, dates and quotations either.
    """
    if of_talks_alone and not may_be_about_talks(document.text):
        return Findings(rules=RULES)
    text = read(document.text)
    is_of_talks = about_talks(text)
    if of_talks_alone and not is_of_talks:
        return Findings(rules=RULES)
    mentions = find_mentions(text, lexicon, document.published)
    people = find_people(text, mentions, lexicon)
    dates = find_dates(text, document.published)
    claims = find_attributions(text, mentions)
    found = Findings(
        rules=RULES,
        mentions=tuple(mentions),
        dates=tuple(dates),
        attributions=tuple(claims),
        people=tuple(people),
        content=_content(text),
    )
    if not is_of_talks:
        return found
    marked = Marking(text, mentions, people, lexicon).all()
    issues = find_issues(text, lexicon, marked)
    voices = Voices(text, marked, claims)
    name_governments(marked, mentions, lexicon)
    part_rival_governments(marked, text)
    reading = Reading(text, lexicon, document.published, mentions, people, dates, marked, voices, issues, note)
    return _with_talks(reading, found)


def _with_talks(reading: Reading, found: Findings) -> Findings:
    """The findings with what they say about talks: seats, rounds, proposals, positions and answers."""
    refs = {ref.id: ref for marked in reading.marked for _, phrase in marked.phrases() for ref in phrase.refs}
    seats = find_seats(reading)
    rounds = find_rounds(reading)
    here = frozenset(
        entry.key for r in rounds[:1] if r.country and (entry := reading.lexicon.state(r.country)) is not None
    )
    settled = settle(reading, seats, hosts=())
    add_parties_by_default(reading, seats, settled)
    add_disputants(reading, seats, settled, here, supporters(seats, ()))
    reading.voices.settle_sides(_seated_as("party", seats, settled), _seated_as("mediator", seats, settled))
    positions = _positions(reading)
    proposals = find_proposals(reading)
    outside = supporters(seats, positions)
    withdraw_presumed(seats, outside)
    settled = settle(reading, seats, hosts=_hosts(reading, refs, rounds))
    add_parties_by_default(reading, seats, settled)
    add_disputants(reading, seats, settled, here, outside)
    add_from_positions(reading, seats, settled, positions, refs)
    add_counterpart(reading, seats, settled)
    if reading.voices.knows_more(_seated_as("party", seats, settled), _seated_as("mediator", seats, settled)):
        positions = _positions(reading)
    seated = participants(reading, seats, settled)
    note_unseated(reading, seats, settled)
    positions = with_proposals(_of_participants(reading, positions, seated), proposals)
    length = len(reading.text.source)
    return replace(
        found,
        participants=tuple(p for p in seated if inside(p.evidence, length)),
        rounds=tuple(r for r in rounds if inside(r.evidence, length)),
        proposals=tuple(p for p in proposals if inside(p.evidence, length)),
        positions=tuple(p for p in with_round(positions, rounds, reading.published) if inside(p.evidence, length)),
        reactions=tuple(find_reactions(reading, positions, proposals)),
        subject=find_subject_of_talks(reading, seated),
    )


def _positions(reading: Reading) -> list[PositionFinding]:
    """Each position once, and none of the headline that the article itself tells with more words."""
    return without_headline(without_doubles(find_positions(reading), reading.note), reading.text.headline())


def _seated_as(role: str, seats: dict[str, Seat], settled: dict[str, tuple[str, ...]]) -> list[Ref]:
    return [seats[key].ref for key, roles in settled.items() if role in roles]


def _hosts(reading: Reading, refs: dict[str, Ref], rounds: list[RoundFinding]) -> list[tuple[Ref, Span]]:
    """The states in whose towns the first round is held, where the text names them, with the words of the venue."""
    found = []
    for r in rounds[:1]:
        state = reading.lexicon.state(r.country) if r.country else None
        ref = refs.get(state.key) if state is not None else None
        if ref is not None and "venue" in r.aspects and _named(reading, ref):
            found.append((ref, r.aspects["venue"][0]))
    return found


def _of_participants(
    reading: Reading, positions: list[PositionFinding], seated: list[ParticipantFinding]
) -> list[PositionFinding]:
    names = {p.key or p.actor for p in seated}
    for p in positions:
        if (p.holder_key or p.holder) not in names:
            reading.note(p.rule, p.evidence[0], f"{p.holder} has no seat in these talks")
    return [p for p in positions if (p.holder_key or p.holder) in names]


def _named(reading: Reading, ref: Ref) -> bool:
    """Whether the text names the state itself, not only one of its cities."""
    towns, source = reading.lexicon.towns, reading.text.source
    if _HOST_STATE.search(source.lower()):
        return True
    return any(
        m.key == ref.key and source[m.start : m.end].lower() not in towns and not m.person for m in reading.mentions
    )


def _content(text: Text) -> tuple[Span, ...]:
    """The spans of the paragraphs that are the article."""
    return tuple((p.start, p.end) for p in text.paragraphs if not p.furniture)
